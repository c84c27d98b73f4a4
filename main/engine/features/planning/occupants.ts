/** The live bookings of a day as the rules of conflict see them. */

import type { Occupant } from '#shared/domain/planning/conflict.ts';
import { footprint, wantsOf } from '#shared/domain/planning/footprint.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { rowsOf } from './rows.ts';

/** One, or none: what is cancelled, or takes nothing, meets nobody. */
export function occupants({
  id,
  slot,
  what,
  who,
  state,
}: Omit<StoredBooking, 'origin' | 'kept'>): Occupant[] {
  if (state.status === 'cancelled') return [];
  const wants = wantsOf({ slot, what, who });
  if (wants.length === 0) return [];
  return [{ id, status: state.status, claim: slot.claim, busy: footprint(slot), wants }];
}

/** Of a row of `bookings`: there are rows only of bookings that were decoded once (projector.ts). */
export const occupantsIn = ({ id, facets }: { id: string; facets: string }): Occupant[] =>
  occupants({ id, ...(JSON.parse(facets) as Omit<StoredBooking, 'id'>) });

export const occupantsOn = (sqlite: ReadHandle, date: string): Occupant[] =>
  rowsOf(sqlite).live.all(date).flatMap(occupantsIn);
