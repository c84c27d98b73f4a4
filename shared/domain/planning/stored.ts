/**
 * Bookings and series as they stand in the shared documents. What another device wrote may have any shape: it is
 * decoded here, and what does not fit is set aside. Fields of a later version are ignored, not refused.
 */
import { z } from 'zod';
import { endTime, localDate, wallTime, yearOf } from '../time/wall.ts';
import {
  type Booking,
  bookingStatuses,
  entityId,
  origin,
  recurrence,
  type Series,
  what,
  who,
} from './model.ts';

const minutes = z.int().min(0).max(240).multipleOf(5);
const slotShape = z.object({
  date: localDate,
  start: wallTime,
  end: endTime,
  spaces: z.array(entityId).max(50),
  wholePlace: z.boolean(),
  setupMin: minutes,
  airingMin: minutes,
});
const inOrder = (slot: { start: string; end: string }) => slot.start < slot.end;
const status = z.enum(bookingStatuses);
// Complete, without the defaults of a form: whoever reads a projected booking finds every field.
const storedWhat = z.object({
  ...what.shape,
  mode: what.shape.mode.unwrap(),
  equipment: what.shape.equipment.unwrap(),
  isPublic: what.shape.isPublic.unwrap(),
});
const storedWho = z.object({ ...who.shape, hosts: who.shape.hosts.unwrap() });

/** An overlap kept knowingly; holds only while both bookings keep the slots they had (their claims). */
const kept = z.object({ id: entityId, own: z.string().max(200), other: z.string().max(200) });
export type Kept = z.infer<typeof kept>;

const facets = z.object({
  slot: slotShape.extend({ claim: z.string().min(1).max(200) }).refine(inOrder),
  what: storedWhat,
  who: storedWho,
  state: z.object({ status, reason: z.string().max(300).optional() }),
  origin: z.object(origin.shape).default({}),
  kept: z.array(kept).max(200).default([]),
});

const seriesShape = z.object({
  rule: recurrence,
  slot: slotShape.refine(inOrder),
  what: storedWhat,
  who: storedWho,
  status,
});

/** A booking with what its facets say beyond the model. */
export interface StoredBooking extends Booking {
  kept: Kept[];
}

/** Null when a facet is missing or of another shape. */
export function decodeBooking(id: string, stored: unknown): StoredBooking | null {
  const decoded = facets.safeParse(stored);
  return decoded.success && entityId.safeParse(id).success ? { id, ...decoded.data } : null;
}

export function decodeSeries(id: string, stored: unknown): Series | null {
  const decoded = z.object({ it: seriesShape }).safeParse(stored);
  return decoded.success ? { id, ...decoded.data.it } : null;
}

/** The document a booking lives in: its year. */
export const documentOf = ({ slot }: Pick<Booking, 'slot'>): `${number}` => `${yearOf(slot.date)}`;
