/** Who keeps the place when two bookings made apart want the same thing: the same answer on every machine. */
import type { BookingStatus } from './model.ts';

export interface Ranked {
  id: string;
  status: BookingStatus;
  claim: string;
}

/**
 * Negative when `a` goes before `b`: confirmed before option, then the earlier claim, then the id. Total and strict:
 * zero only for the same id. Texts compare by code units, never by locale, which machines do not share.
 */
export function compareRank(a: Ranked, b: Ranked): number {
  return (
    statusRank(a.status) - statusRank(b.status) || compareText(a.claim, b.claim) || compareText(a.id, b.id)
  );
}

const statusRank = (status: BookingStatus) => ['confirmed', 'option', 'cancelled'].indexOf(status);
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
