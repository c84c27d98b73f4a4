/**
 * Changing several sessions of a series in one gesture. A session that somebody changed by hand is left as it is,
 * and said to be, unless the person asks otherwise; the session the person is looking at always changes.
 */
import { addDays, daysBetween, isLocalDate, type LocalDate } from '../time/wall.ts';
import type { Booking, SlotRequest, State, What, Who } from './model.ts';

export type SeriesScope = 'this' | 'following' | 'all';

/** The new values of the facets that change, as the person set them on one session. */
export interface SessionChange {
  slot?: SlotRequest | undefined;
  what?: What | undefined;
  who?: Who | undefined;
  state?: State | undefined;
}

export interface SeriesEdit {
  /** Each session to write, as it becomes; the target first. Claims are still the old ones. */
  sessions: Booking[];
  /** Ids of the sessions changed by hand that keep what they have. */
  leftAlone: string[];
  /** Days by which the dates move. */
  shift: number;
}

/** The date a session stands for in its series, wherever it was moved since. */
export const seriesDateOf = ({ origin, slot }: Pick<Booking, 'origin' | 'slot'>): LocalDate =>
  origin.seriesDate ?? slot.date;

/** The sessions a scope reaches: live ones only, and the target itself. In the order of the series. */
export function sessionsInScope(
  sessions: readonly Booking[],
  target: Booking,
  scope: SeriesScope,
): Booking[] {
  const from = seriesDateOf(target);
  return sessions
    .filter(({ id, state }) => id === target.id || (scope !== 'this' && state.status !== 'cancelled'))
    .filter((session) => session.id === target.id || scope === 'all' || seriesDateOf(session) >= from)
    .sort((a, b) => (seriesDateOf(a) < seriesDateOf(b) ? -1 : 1));
}

/**
 * What a change of `target` does to each session in scope. Dates move by as many days as the target's; hours and
 * spaces become the target's. With scope `this` the session becomes one changed by hand (a new status alone does not).
 * A session changed by hand and overwritten goes back to the date of its series first.
 */
export function editSessions(
  sessions: readonly Booking[],
  target: Booking,
  change: SessionChange,
  scope: SeriesScope,
  overwriteByHand: boolean,
): SeriesEdit {
  const shift = change.slot ? daysBetween(target.slot.date, change.slot.date) : 0;
  const edit: SeriesEdit = { sessions: [], leftAlone: [], shift };
  for (const session of sessionsInScope(sessions, target, scope)) {
    const isTarget = session.id === target.id;
    if (!isTarget && session.origin.byHand && !overwriteByHand) {
      edit.leftAlone.push(session.id);
      continue;
    }
    const edited = withChange(session, change, isTarget, shift);
    edited.origin = originAfter(session, edited, change, scope);
    if (isTarget) edit.sessions.unshift(edited);
    else edit.sessions.push(edited);
  }
  return edit;
}

function withChange(session: Booking, change: SessionChange, isTarget: boolean, shift: number): Booking {
  const edited = { ...session };
  if (change.slot) {
    const base = session.origin.byHand ? seriesDateOf(session) : session.slot.date;
    const moved = addDays(base, shift);
    const date = isTarget || !isLocalDate(moved) ? change.slot.date : moved;
    edited.slot = { ...change.slot, date, claim: session.slot.claim };
  }
  if (change.what) edited.what = change.what;
  if (change.who) edited.who = change.who;
  if (change.state) edited.state = change.state;
  return edited;
}

function originAfter(
  session: Booking,
  edited: Booking,
  change: SessionChange,
  scope: SeriesScope,
): Booking['origin'] {
  if (session.origin.series === undefined) return session.origin;
  if (scope === 'this') {
    const byHand = change.slot || change.what || change.who;
    return byHand ? { ...session.origin, byHand: true } : session.origin;
  }
  if (!change.slot) return session.origin;
  const { byHand: _, ...origin } = session.origin;
  return { ...origin, seriesDate: edited.slot.date };
}
