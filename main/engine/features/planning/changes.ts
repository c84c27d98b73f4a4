/** Creating, changing, cancelling and restoring bookings. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Written } from '#shared/contract/planning.ts';
import { type Booking, bookingFacets } from '#shared/domain/planning/model.ts';
import { editSessions, type SeriesScope, type SessionChange } from '#shared/domain/planning/series.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { checked, EVEN_OUTSIDE_OPENING, type Knowingly, kindOf, lineOf, write } from './gesture.ts';
import { seriesAfter } from './series-change.ts';
import { type Change, readBooking, sessionsOf } from './store.ts';

type Names = 'planning.create' | 'planning.change' | 'planning.cancel' | 'planning.restore';

const missing = err({ tag: 'not_found' as const, what: 'booking' });

export const changeHandlers: UnlockedHandlers<Names> = {
  'planning.create': ({ slot, what, who, state, privateLabel, ...knowingly }, vault) => {
    const after: Booking = {
      id: vault.newId(),
      slot: { ...slot, claim: '' },
      what,
      who,
      state,
      origin: {},
    };
    const plan = checked(vault, [{ before: null, after, privateLabel }], knowingly);
    return plan.ok ? write(vault, plan.value, lineOf(vault, 'created', plan.value)) : plan;
  },

  'planning.change': (
    { id, privateLabel, seenClaim, scope, overwriteByHand, slot, what, who, state, ...knowingly },
    vault,
  ) => {
    const target = readBooking(vault, id);
    if (!target) return missing;
    if (seenClaim !== undefined && seenClaim !== target.slot.claim) {
      return err({ tag: 'changed_meanwhile', what: 'slot' });
    }
    const change = { slot, what, who, state };
    return apply(vault, target, change, { scope, overwriteByHand, knowingly, privateLabel });
  },

  'planning.cancel': ({ id, reason, scope, overwriteByHand }, vault) => {
    const target = readBooking(vault, id);
    if (!target) return missing;
    const change: SessionChange = { state: { status: 'cancelled', reason: reason.trim() || undefined } };
    return apply(vault, target, change, { scope, overwriteByHand, knowingly: EVEN_OUTSIDE_OPENING });
  },

  'planning.restore': ({ id, ...knowingly }, vault) => {
    const target = readBooking(vault, id);
    if (!target) return missing;
    if (target.state.status !== 'cancelled') return ok({ id, ids: [], leftAlone: [] });
    return apply(
      vault,
      target,
      { state: { status: 'confirmed' } },
      { scope: 'this', overwriteByHand: false, knowingly },
    );
  },
};

interface Manner {
  scope: SeriesScope;
  overwriteByHand: boolean;
  knowingly: Knowingly;
  privateLabel?: string | undefined;
}

/** Changes a booking, or the sessions of its series that the scope reaches, with the series itself. */
export function apply(
  vault: OpenVault,
  target: StoredBooking,
  change: SessionChange,
  { scope: asked, overwriteByHand, knowingly, privateLabel }: Manner,
): Result<Written, AppError> {
  const seriesId = target.origin.series;
  const scope = seriesId === undefined ? 'this' : asked;
  const sessions = scope === 'this' || seriesId === undefined ? [target] : sessionsOf(vault, seriesId);
  const given = withoutSame(target, change);
  const edit = editSessions(sessions, target, given, scope, overwriteByHand);
  const before = new Map(sessions.map((one) => [one.id, one]));
  const changes: Change[] = edit.sessions.map((after) => ({ before: before.get(after.id) ?? null, after }));
  const [first] = changes;
  if (first) {
    first.privateLabel = privateLabel;
    first.given = bookingFacets.filter((facet) => change[facet] !== undefined);
  }
  const plan = checked(vault, changes, knowingly);
  if (!plan.ok) return plan;
  const series =
    scope === 'this' ? null : seriesAfter(vault, sessions, target, given, scope, edit, plan.value);
  const written = series?.changes ?? plan.value;
  const told = lineOf(vault, first ? kindOf(first) : 'changed', plan.value);
  const result = write(vault, written, told, edit.leftAlone, series?.write);
  if (!result.ok || !series) return result;
  return ok({ ...result.value, ids: plan.value.map(({ after }) => after.id) });
}

/** A facet given as it already is changes nothing, here or in the other sessions. */
function withoutSame(target: Booking, change: SessionChange): SessionChange {
  const { claim: _, ...slot } = target.slot;
  const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
  return {
    slot: change.slot && !same(change.slot, slot) ? change.slot : undefined,
    what: change.what && !same(change.what, target.what) ? change.what : undefined,
    who: change.who && !same(change.who, target.who) ? change.who : undefined,
    state: change.state && !same(change.state, target.state) ? change.state : undefined,
  };
}

const sorted = (value: unknown) =>
  Object.entries(value as Record<string, unknown>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
