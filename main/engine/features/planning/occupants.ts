/** The live bookings of a day as the rules of conflict see them, read back from the table `occupations`. */
import type { Database } from 'better-sqlite3';
import type { Occupant } from '#shared/domain/planning/conflict.ts';
import type { Want } from '#shared/domain/planning/footprint.ts';
import type { ClashReason } from '#shared/domain/planning/model.ts';
import { rowsOf } from './rows.ts';

/** `space:<id>`, `host:<id>`, … as the table keeps it. */
export const resourceOf = ({ kind, id }: Pick<Want, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Bookings that take nothing are not among them: they meet nobody. */
export function occupantsOn(sqlite: Database, date: string): Occupant[] {
  const occupants = new Map<string, Occupant & { wants: Want[] }>();
  for (const row of rowsOf(sqlite).occupations.iterate(date)) {
    let occupant = occupants.get(row.id);
    if (!occupant) {
      const busy = { start: row.busyFrom, end: row.busyUntil };
      occupant = { id: row.id, status: row.status, claim: row.claim, busy, wants: [] };
      occupants.set(row.id, occupant);
    }
    const colon = row.resource.indexOf(':');
    const kind = row.resource.slice(0, colon) as ClashReason;
    occupant.wants.push({ kind, id: row.resource.slice(colon + 1), quantity: row.quantity });
  }
  return [...occupants.values()];
}
