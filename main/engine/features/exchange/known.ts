/** What earlier imports brought of the events of a file: which booking each row already has, and what no row stands for. */
import { bookingOfUid, isConfidential } from '#shared/domain/exchange/export.ts';
import { dayOfKey, pairDates } from '#shared/domain/exchange/pairing.ts';
import type { Placement, ReadUid, SkippedPart } from '#shared/domain/exchange/reading.ts';
import { isWithin } from '#shared/domain/exchange/span.ts';
import { decodeBooking, type StoredBooking } from '#shared/domain/planning/stored.ts';
import { toMinutes } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { today } from '../place/index.ts';
import { bookingsByUid } from '../planning/index.ts';
import type { Preview } from './preview-model.ts';
import type { Progress } from './work.ts';

export interface Known {
  /** By index of the placement. */
  existing: Map<number, StoredBooking>;
  /** Bookings of an event that is cancelled as a whole, which none of its placements names. */
  takenBack: { about: ReadUid; booking: StoredBooking }[];
  /** Of today or later, no longer in the file: they stay, and this is told. */
  staying: SkippedPart[];
}

/** Events looked up in one turn. */
const BATCH = 200;

export async function readKnown(
  vault: OpenVault,
  { reading, period }: Pick<Preview, 'reading' | 'period'>,
  progress: Progress,
): Promise<Known> {
  const found: Known = { existing: new Map(), takenBack: [], staying: [] };
  const now = today(vault);
  const placed = Map.groupBy(reading.placements.entries(), ([, { uid }]) => uid);
  let looked = 0;
  for (const [uid, about] of reading.uids) {
    looked += 1;
    if (looked % BATCH === 0) await progress.at(looked / reading.uids.size);
    const bookings = bookingsOf(vault, uid);
    if (bookings.length === 0) continue;
    const rows = placed.get(uid) ?? [];
    const { pairs, left } = pairDates(
      rows.map(([, placement]) => ({ ...datesOf(placement), isCancelled: placement.status === 'cancelled' })),
      bookings.map((booking) => {
        const key = keyOf(booking, uid);
        const day = dayOfKey(key) ?? booking.slot.date;
        // All of what is cancelled as a whole is, whatever of it was read.
        const isUnread = !about.isCancelled && (about.isCut || day > (about.until ?? day));
        const isFixed =
          isUnread ||
          !isWithin(booking.slot.date, period) ||
          !isWithin(day, period) ||
          about.elsewhere?.has(key.replace(/\/\d+$/, '')) === true;
        return { ...datesOf(booking.slot), key, isFixed };
      }),
      now,
    );
    for (const [row, at] of pairs) {
      const [index] = rows[row] ?? [];
      const booking = bookings[at];
      if (index !== undefined && booking) found.existing.set(index, booking);
    }
    const stays = left
      .flatMap((at) => bookings[at] ?? [])
      .filter(
        ({ slot, state, origin }) =>
          slot.date >= now && state.status !== 'cancelled' && origin.importId !== undefined,
      );
    const [first] = stays;
    if (about.isCancelled) for (const booking of stays) found.takenBack.push({ about, booking });
    else if (first)
      found.staying.push({
        line: about.line,
        what: about.what,
        why: 'no-longer-written',
        stays: { first: first.slot.date, count: stays.length },
      });
  }
  return found;
}

/** By date. An event that Margelle itself exported is the booking that its UID names. */
function bookingsOf(vault: OpenVault, uid: string): StoredBooking[] {
  const imported = bookingsByUid(vault, uid);
  const own = bookingOfUid(uid);
  if (own === undefined || imported.some((booking) => keyOf(booking, uid) === '')) return imported;
  const entity = vault.team.read('bookings', own);
  const booking = entity && decodeBooking(own, entity.facets);
  return booking ? [...imported, booking] : imported;
}

const keyOf = ({ origin }: StoredBooking, uid: string): string =>
  origin.uid === uid ? (origin.recurrenceId ?? '') : '';

const datesOf = ({ recurrenceId = '', date, start }: Pick<Placement, 'recurrenceId' | 'date' | 'start'>) => ({
  key: recurrenceId,
  date,
  start: toMinutes(start),
});

/** A booking as the file takes it back: as it stands, but cancelled. */
export function takenBackAs({ line, sequence }: ReadUid, { slot, what, origin }: StoredBooking): Placement {
  return {
    line,
    uid: origin.uid ?? '',
    ...(origin.recurrenceId === undefined ? {} : { recurrenceId: origin.recurrenceId }),
    sequence,
    date: slot.date,
    start: slot.start,
    end: slot.end,
    title: what.title ?? '',
    description: what.description ?? '',
    room: '',
    status: 'cancelled',
    notes: ['cancelled', ...(isConfidential(what.kind) ? (['confidential'] as const) : [])],
  };
}
