/** What publishing a quarter would change in the planning: its placements against the sessions it published. */
import { type Booking, bookingFacets, type SlotRequest, type What, type Who } from '../planning/model.ts';
import type { LocalDate } from '../time/wall.ts';
import { bookingIdOf, type DraftLine, type Placement } from './model.ts';

/** Which parts of a session the draft and the planning disagree on. */
export type DifferentPart = 'slot' | 'what' | 'who' | 'state';

export interface DifferenceEntry {
  booking: string;
  line: string;
  /** The date of the rule. */
  date: LocalDate;
  title: string;
  /** `create`: not in the planning. `change`: there, otherwise. `cancel`: there, and no longer in the draft. */
  kind: 'create' | 'change' | 'cancel';
  /** Somebody changed it in the planning since it was published: left alone unless asked. */
  byHand: boolean;
  parts: DifferentPart[];
  /** As the planning has it; absent for `create`. */
  present?: SlotRequest & { cancelled: boolean };
  /** As the draft wants it; absent for `cancel`. */
  wanted?: SlotRequest;
}

export interface Difference {
  /** By date, then title. */
  entries: DifferenceEntry[];
  /** Sessions that are the same on both sides. */
  same: number;
  /** Days that become closed in the place's calendar. */
  closures: { date: LocalDate; reason: string }[];
  /** Dates that will not be published: in "À replacer" or proposed. */
  waiting: number;
}

/** A session as the draft wants it. */
export interface WantedSession {
  booking: string;
  line: string;
  date: LocalDate;
  slot: SlotRequest;
  what: What;
  who: Who;
}

type Content = Pick<Booking, 'what' | 'who' | 'state'> & { slot: SlotRequest };

/** A booking that this quarter published, as it is now. */
export interface PublishedSession extends Booking {
  /** Somebody changed it in the planning since. */
  byHand: boolean;
}

export const CONFIRMED = { status: 'confirmed' } as const;

/** Every date that will be in the planning, in the order of the placements. */
export function wantedSessions(
  lines: readonly DraftLine[],
  placements: readonly Placement[],
): WantedSession[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return placements.flatMap(({ line: id, date, slot, standing }) => {
    const line = byId.get(id);
    if (standing !== 'placed' || !line) return [];
    const booking = bookingIdOf({ line: id, date });
    return [{ booking, line: id, date, slot, what: line.what, who: line.who }];
  });
}

/** What counts as the same session, part by part; two texts are equal exactly when the parts are. */
function contentOf({ slot, what, who, state }: Content): Record<DifferentPart, string> {
  const { date, start, end, wholePlace, setupMin, airingMin } = slot;
  const spaces = [...slot.spaces].sort();
  return {
    slot: JSON.stringify([date, start, end, spaces, wholePlace, setupMin, airingMin]),
    what: text(what),
    who: text(who),
    state: state.status,
  };
}

/** In one text, of which the engine keeps a print with the booking it publishes. */
export const contentText = (content: Content): string => JSON.stringify(contentOf(content));

export function sessionEntries(
  wanted: readonly WantedSession[],
  published: readonly PublishedSession[],
  titleOf: (what: What) => string,
): { entries: DifferenceEntry[]; same: number } {
  const now = new Map(published.map((session) => [session.id, session]));
  const entries: DifferenceEntry[] = [];
  let same = 0;
  for (const { booking, line, date, slot, what, who } of wanted) {
    const session = now.get(booking);
    now.delete(booking);
    const entry = { booking, line, date, title: titleOf(what), wanted: slot };
    if (!session) {
      entries.push({ ...entry, kind: 'create', byHand: false, parts: [] });
      continue;
    }
    const [is, wants] = [contentOf(session), contentOf({ slot, what, who, state: CONFIRMED })];
    const parts = bookingFacets.filter((part) => is[part] !== wants[part]);
    if (parts.length === 0) same += 1;
    else entries.push({ ...entry, ...ofSession(session), kind: 'change', parts });
  }
  for (const session of now.values()) {
    if (session.state.status === 'cancelled') continue;
    entries.push({
      booking: session.id,
      line: session.origin.line ?? '',
      date: session.origin.seriesDate ?? session.slot.date,
      title: titleOf(session.what),
      ...ofSession(session),
      kind: 'cancel',
      parts: [],
    });
  }
  return { entries: entries.sort(byDay), same };
}

function ofSession({ slot: { claim: _, ...slot }, state, byHand }: PublishedSession) {
  return { present: { ...slot, cancelled: state.status === 'cancelled' }, byHand };
}

/** Once a value: the dates of a line share theirs, and a published session keeps its own. */
const texts = new WeakMap<object, string>();

/** The keys in order and without those that say nothing: how a value was typed or stored does not count. */
function text(value: What | Who): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const made = JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.every((one) => typeof one === 'string') ? [...part].sort() : part;
    const said = Object.entries(part).filter(([, field]) => field !== undefined);
    return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  texts.set(value, made);
  return made;
}

const dayOf = ({ present, wanted }: DifferenceEntry) => wanted ?? present;
const key = (entry: DifferenceEntry) =>
  `${dayOf(entry)?.date} ${entry.title} ${dayOf(entry)?.start} ${entry.booking}`;
const byDay = (a: DifferenceEntry, b: DifferenceEntry) => (key(a) < key(b) ? -1 : 1);
