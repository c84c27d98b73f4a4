/**
 * When live bookings of one day want the same thing at the same minute: a shared space (the whole place meets every
 * space), a host or a facilitator in two places, an equipment beyond its stock. Cancelled bookings are not given here.
 */
import { overlaps } from '../time/interval.ts';
import { type Want, WHOLE_PLACE } from './footprint.ts';
import type { ClashReason, Footprint } from './model.ts';
import { compareRank, type Ranked } from './rank.ts';

/** A live booking as conflicts see it. */
export interface Occupant extends Ranked {
  busy: Footprint;
  wants: readonly Want[];
}

export interface Meeting {
  reason: ClashReason;
  /** What both want; `WHOLE_PLACE` when both take the whole place. */
  resource: string;
}

/** A meeting of two bookings, of which `later` must give way. */
export interface RivalPair extends Meeting {
  later: string;
  earlier: string;
}

/** How many of an equipment there are; undefined when unknown, which never conflicts. */
export type StockOf = (equipmentId: string) => number | undefined;

/** Spaces and people that two footprints want at the same time. Symmetric. Equipment depends on the others too. */
export function meetings(
  a: Pick<Occupant, 'busy' | 'wants'>,
  b: Pick<Occupant, 'busy' | 'wants'>,
): Meeting[] {
  if (!overlaps(a.busy, b.busy)) return [];
  const found: Meeting[] = [];
  for (const mine of a.wants) {
    for (const theirs of b.wants) {
      if (mine.kind !== theirs.kind || mine.kind === 'equipment') continue;
      const whole = mine.kind === 'space' && (mine.id === WHOLE_PLACE || theirs.id === WHOLE_PLACE);
      if (whole) found.push({ reason: 'space', resource: mine.id === WHOLE_PLACE ? theirs.id : mine.id });
      else if (mine.id === theirs.id) found.push({ reason: mine.kind, resource: mine.id });
    }
  }
  return found;
}

/**
 * What `wanted` would meet among the live bookings of its day. Equipment names every other user of a minute where the
 * total exceeds the stock; wanting more than the stock by oneself gives a meeting with nobody (`bookingId` empty).
 */
export function meetingsWith(
  wanted: Pick<Occupant, 'busy' | 'wants'>,
  others: readonly Occupant[],
  stockOf: StockOf,
): (Meeting & { bookingId: string })[] {
  const found: (Meeting & { bookingId: string })[] = [];
  for (const other of others) {
    for (const meeting of meetings(wanted, other)) found.push({ ...meeting, bookingId: other.id });
  }
  for (const { kind, id, quantity } of wanted.wants) {
    if (kind !== 'equipment') continue;
    const stock = stockOf(id);
    if (stock === undefined) continue;
    const users = usersOf(
      id,
      others.filter(({ busy }) => overlaps(busy, wanted.busy)),
    );
    const rivals = new Set<string>(quantity > stock ? [''] : []);
    // Use only grows where a footprint starts: checking there checks every minute.
    for (const minute of minutesToCheck(users).map((start) => Math.max(start, wanted.busy.start))) {
      const present = users.filter((user) => user.start <= minute && minute < user.end);
      const total = present.reduce((sum, user) => sum + user.quantity, quantity);
      if (total > stock) for (const user of present) rivals.add(user.occupant.id);
    }
    for (const bookingId of rivals) found.push({ reason: 'equipment', resource: id, bookingId });
  }
  return found;
}

type Pairs = Map<string, RivalPair>;

function add(pairs: Pairs, a: Occupant, b: Occupant, { reason, resource }: Meeting): void {
  const [earlier, later] = compareRank(a, b) < 0 ? [a.id, b.id] : [b.id, a.id];
  pairs.set([later, earlier, reason, resource].join('\n'), { later, earlier, reason, resource });
}

const inOrder = (pairs: Pairs): RivalPair[] =>
  [...pairs.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);

/** Pairs that want the same space or person; with `among`, those in which one of these takes part. */
function meetingPairs(day: readonly Occupant[], among?: ReadonlySet<string>): Pairs {
  const pairs: Pairs = new Map();
  const byStart = [...day].sort((a, b) => a.busy.start - b.busy.start);
  byStart.forEach((a, index) => {
    for (let next = index + 1; next < byStart.length; next++) {
      const b = byStart[next];
      if (b === undefined || b.busy.start >= a.busy.end) break;
      if (among && !among.has(a.id) && !among.has(b.id)) continue;
      for (const meeting of meetings(a, b)) add(pairs, a, b, meeting);
    }
  });
  return pairs;
}

/** The pairs of rivals in which one of `among` takes part, when none of those uses any equipment. */
export const rivalPairsOf = (day: readonly Occupant[], among: ReadonlySet<string>): RivalPair[] =>
  inOrder(meetingPairs(day, among));

/** Every pair of rivals among the live bookings of one day, in an order that depends on nothing but them. */
export function rivalPairs(day: readonly Occupant[], stockOf: StockOf): RivalPair[] {
  const pairs = meetingPairs(day);
  const equipment = new Set(day.flatMap(({ wants }) => wants.filter(isEquipment).map(({ id }) => id)));
  for (const id of equipment) {
    const stock = stockOf(id);
    if (stock === undefined) continue;
    const users = usersOf(id, day);
    for (const minute of minutesToCheck(users)) {
      const present = users
        .filter((user) => user.start <= minute && minute < user.end)
        .sort((a, b) => compareRank(a.occupant, b.occupant));
      let total = 0;
      present.forEach((user, index) => {
        total += user.quantity;
        if (total <= stock) return;
        for (const before of present.slice(0, index)) {
          add(pairs, user.occupant, before.occupant, { reason: 'equipment', resource: id });
        }
      });
    }
  }
  return inOrder(pairs);
}

const isEquipment = ({ kind }: Want) => kind === 'equipment';

export const usesEquipment = ({ wants }: Pick<Occupant, 'wants'>): boolean => wants.some(isEquipment);

const usersOf = (equipmentId: string, occupants: readonly Occupant[]) =>
  occupants.flatMap((occupant) => {
    const want = occupant.wants.find(({ kind, id }) => kind === 'equipment' && id === equipmentId);
    return want ? [{ occupant, quantity: want.quantity, ...occupant.busy }] : [];
  });

const minutesToCheck = (users: readonly { start: number }[]) => [...new Set(users.map(({ start }) => start))];
