/** What earlier imports brought of the events of a file: which booking each row already has, and what no row stands for. */
import { bookingOfUid, isConfidential } from '#shared/domain/exchange/export.ts';
import { dayOfKey, pairDates } from '#shared/domain/exchange/pairing.ts';
import type { Placement, ReadUid, SkippedPart } from '#shared/domain/exchange/reading.ts';
import { isWithin } from '#shared/domain/exchange/span.ts';
import { decodeBooking, type StoredBooking } from '#shared/domain/planning/stored.ts';
import { type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
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

/** Events, and bookings of theirs, looked at in one turn. */
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
  let since = 0;
  for (const parts of Map.groupBy(reading.uids, ([uid]) => wholeUid(uid)).values()) {
    looked += parts.length;
    if (since >= BATCH) {
      since = 0;
      await progress.at(looked / reading.uids.size);
    }
    const known = parts.flatMap(([uid, about]) =>
      bookingsOf(vault, uid).map((booking) => ({ uid, about, booking, key: keyOf(booking, uid) })),
    );
    since += parts.length + known.length;
    if (known.length === 0) continue;
    const rows = parts.flatMap(([uid]) => placed.get(uid) ?? []);
    const nameOf = (uid: string, key: string) => (parts.length === 1 ? key : `${uid} ${key}`);
    const { pairs, left } = pairDates(
      rows.map(([, { uid, recurrenceId = '', status, ...it }]) => ({
        ...momentOf(it),
        key: nameOf(uid, recurrenceId),
        isCancelled: status === 'cancelled',
      })),
      known.map(({ uid, about, booking: { slot }, key }) => ({
        ...momentOf(slot),
        key: nameOf(uid, key),
        isFixed: !isRead(about, key, slot.date, period),
        isPart: about.isCut && !about.isCancelled,
      })),
      now,
    );
    for (const [row, at] of pairs) {
      const [index] = rows[row] ?? [];
      const booking = known[at]?.booking;
      if (index !== undefined && booking) found.existing.set(index, booking);
    }
    const stays = left
      .flatMap((at) => known[at] ?? [])
      .filter(
        ({ booking: { slot, state, origin } }) =>
          slot.date >= now && state.status !== 'cancelled' && origin.importId !== undefined,
      );
    for (const [about, those] of Map.groupBy(stays, (one) => one.about)) {
      const [first] = those;
      if (about.isCancelled) found.takenBack.push(...those);
      else if (first)
        found.staying.push({
          line: about.line,
          what: about.what,
          why: 'no-longer-written',
          stays: { first: first.booking.slot.date, count: those.length },
        });
    }
  }
  return found;
}

/** Google cuts a series in two ("this and the following") by giving its second part the UID of the first, with a mark. */
const wholeUid = (uid: string): string => uid.replace(/_R\d{8}(?:T\d{6}Z?)?(?=@|$)/, '');

/** Whether what was imported under a key would be among what was read of its event, if it were in the file. */
function isRead(about: ReadUid, key: string, date: LocalDate, period: Preview['period']): boolean {
  const day = dayOfKey(key) ?? date;
  if (!isWithin(date, period) || !isWithin(day, period)) return false;
  // All of what is cancelled as a whole is, whatever of it was read.
  if (!about.isCancelled && (about.isCut || day > (about.until ?? day))) return false;
  return !about.elsewhere?.has(key.replace(/\/\d+$/, ''));
}

/** Whether a row goes on what was imported under another UID. */
export const isOfOtherUid = ({ uid }: Placement, { id, origin }: StoredBooking): boolean =>
  origin.uid !== undefined && origin.uid !== uid && bookingOfUid(uid) !== id;

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

const momentOf = ({ date, start }: Pick<Placement, 'date' | 'start'>) => ({ date, start: toMinutes(start) });

/** A cancelled date of the file as what stands for it here. */
export const cancelledAs = (placement: Placement, { slot, what }: StoredBooking): Placement => ({
  ...placement,
  date: slot.date,
  start: slot.start,
  end: slot.end,
  title: what.title ?? placement.title,
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
