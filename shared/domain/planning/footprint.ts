/** The minutes a slot really takes, and what it takes during them. */
import { DAY_MINUTES, toMinutes } from '../time/wall.ts';
import type { Booking, ClashReason, Footprint, SlotRequest } from './model.ts';

/** Stands for every space of the place, present and future ones. */
export const WHOLE_PLACE = '*';

/** One thing taken during a footprint. `quantity` is 1 except for equipment. */
export interface Want {
  kind: ClashReason;
  /** Id of the space (or `WHOLE_PLACE`), host, facilitator or equipment. */
  id: string;
  quantity: number;
}

/** What a slot is wanted for, as far as conflicts go. */
export interface Wanted {
  slot: SlotRequest;
  what: Pick<Booking['what'], 'equipment'>;
  who: Booking['who'];
}

/** Set-up before and airing after, kept within the day: nothing crosses midnight. */
export const footprint = (
  slot: Pick<SlotRequest, 'start' | 'end' | 'setupMin' | 'airingMin'>,
): Footprint => ({
  start: Math.max(0, toMinutes(slot.start) - slot.setupMin),
  end: Math.min(DAY_MINUTES, toMinutes(slot.end) + slot.airingMin),
});

/** Each thing once; the quantities of an equipment named twice add up. */
export function wantsOf({ slot, what, who }: Wanted): Want[] {
  const spaces = slot.wholePlace ? [WHOLE_PLACE] : [...new Set(slot.spaces)];
  const wants: Want[] = spaces.map((id) => ({ kind: 'space', id, quantity: 1 }));
  for (const id of new Set(who.hosts)) wants.push({ kind: 'host', id, quantity: 1 });
  if (who.facilitator !== undefined) wants.push({ kind: 'facilitator', id: who.facilitator, quantity: 1 });
  const equipment = new Map<string, number>();
  for (const { id, quantity } of what.equipment) equipment.set(id, (equipment.get(id) ?? 0) + quantity);
  for (const [id, quantity] of equipment) wants.push({ kind: 'equipment', id, quantity });
  return wants;
}

export const takesASpace = (slot: Pick<SlotRequest, 'spaces' | 'wholePlace'>): boolean =>
  slot.wholePlace || slot.spaces.length > 0;
