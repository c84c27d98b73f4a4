/**
 * For other capabilities (an imported calendar, today's screen): many bookings in one gesture, and plain reading.
 * Nothing here refuses a slot: the caller has shown what it meets, and what still overlaps is "to
 * settle" like any two bookings made apart. Confidential words are kept apart as everywhere.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { laterParts, wholeUid } from '#shared/domain/exchange/cut-series.ts';
import type { Booking } from '#shared/domain/planning/model.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { GestureLine, Part, Writer } from '../../circles/circle.ts';
import { rowsOf } from './rows.ts';
import { decodeRows, readBooking, writeChange } from './store.ts';

/** A booking to write: it replaces the facets of that `id`, or is new. Claimed now. */
export interface BookingDraft extends Omit<Booking, 'id' | 'slot'> {
  id?: string;
  slot: Omit<Booking['slot'], 'claim'>;
  privateLabel?: string;
}

/**
 * Writes them all or none, told by `line`, taken back as one (`gestureId`). `ids` are in the order of the drafts; `also`
 * writes what goes with them. `part`: they are one part of a long gesture.
 */
export function writeBookings(
  vault: OpenVault,
  drafts: readonly BookingDraft[],
  line: GestureLine | null,
  also?: (writer: Writer, ids: readonly string[]) => void,
  part?: Part,
): Result<{ ids: string[]; gestureId?: string }, AppError> {
  return vault.team.write(
    (writer) => {
      const ids = drafts.map(({ id, slot, privateLabel, ...facets }) => {
        const before = id === undefined ? null : readBooking(vault, id);
        const claim = before?.slot.claim ?? '';
        const after: Booking = { ...facets, id: id ?? vault.newId(), slot: { ...slot, claim } };
        writeChange(writer, vault, { before, after, privateLabel, isImported: true });
        return after.id;
      });
      also?.(writer, ids);
      return ok({ ids });
    },
    () => line,
    part,
  );
}

/** Bookings of one UID that are decoded in one turn: some programs give all their events the same. */
const OF_ONE_UID = 500;

/**
 * By date, every booking that came from a calendar entry with this UID (of a first part), or from a later part of it, as they
 * are when asked for. `giveWay` is called between turns.
 */
export async function bookingsByUid(
  vault: Pick<OpenVault, 'sqlite'>,
  uid: string,
  giveWay: () => Promise<void>,
): Promise<StoredBooking[]> {
  const rows = rowsOf(vault.sqlite).uid.all(uid, ...laterParts(uid));
  const found: StoredBooking[] = [];
  for (let from = 0; from < rows.length; from += OF_ONE_UID) {
    if (from > 0) await giveWay();
    for (const booking of decodeRows(rows.slice(from, from + OF_ONE_UID)))
      if (booking.origin.uid !== undefined && wholeUid(booking.origin.uid) === wholeUid(uid))
        found.push(booking);
  }
  return found;
}

/** From a day on, the first of calendar entries of which one date is there several times; by date, none that is cancelled or an appointment. */
export const bookingsOfTwice = (
  vault: Pick<OpenVault, 'sqlite'>,
  from: string,
  most: number,
): StoredBooking[] => decodeRows(rowsOf(vault.sqlite).twice.all(from, from, most));

/** UIDs of the calendar entries that the bookings of some days came from. */
export const uidsBetween = (vault: Pick<OpenVault, 'sqlite'>, from: string, to: string): string[] =>
  rowsOf(vault.sqlite)
    .uids.all(from, to)
    .map(({ uid }) => uid);

/** Bookings whose id starts with `prefix` (ASCII), by id; cancelled ones too. */
export const bookingsUnder = (vault: Pick<OpenVault, 'sqlite'>, prefix: string): StoredBooking[] =>
  decodeRows(rowsOf(vault.sqlite).under.all(prefix, `${prefix}\uffff`));

/** The shared face of the bookings of some days: no private label, whoever's vault this is. Cancelled ones too. */
export const bookingsBetween = (
  vault: Pick<OpenVault, 'sqlite'>,
  from: string,
  to: string,
): StoredBooking[] => decodeRows(rowsOf(vault.sqlite).rangeWithCancelled.all(from, to));

/** The same, of those that name a facilitator, whether the catalogue knows her or not. In no order. */
export function facilitatedBookings(
  vault: Pick<OpenVault, 'sqlite'>,
  from: string,
  to: string,
): StoredBooking[] {
  const rows = rowsOf(vault.sqlite);
  return rows.facilitators
    .all()
    .flatMap(({ facilitator }) => decodeRows(rows.facilitator.all(facilitator, from, to)));
}
