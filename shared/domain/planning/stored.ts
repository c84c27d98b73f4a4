/**
 * Bookings and series as they stand in the shared documents. What another device wrote may have any shape: it is
 * decoded here, and what does not fit is set aside. Fields of a later version are ignored, not refused.
 */
import { z } from 'zod';
import { endTime, localDate, wallTime } from '../time/schemas.ts';
import { yearOf } from '../time/wall.ts';
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

const slot = slotShape.extend({ claim: z.string().min(1).max(200) }).refine(inOrder);
const facets = {
  what: once(storedWhat),
  who: once(storedWho),
  state: once(z.object({ status, reason: z.string().max(300).optional() })),
  origin: once(z.object(origin.shape)),
  kept: once(z.array(kept).max(200)),
};

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

const NO_ORIGIN: Booking['origin'] = Object.freeze({});
const NOTHING_KEPT: Kept[] = [];
Object.freeze(NOTHING_KEPT);

/** Null when a facet is missing or of another shape. Equal facets may be one object: they are never changed. */
export function decodeBooking(id: string, stored: unknown): StoredBooking | null {
  if (typeof stored !== 'object' || stored === null || !entityId.safeParse(id).success) return null;
  const given = stored as Record<string, unknown>;
  const { data: at } = slot.safeParse(given.slot);
  const what = facets.what(given.what);
  const who = facets.who(given.who);
  const state = facets.state(given.state);
  const origin = given.origin === undefined ? NO_ORIGIN : facets.origin(given.origin);
  const kept = given.kept === undefined ? NOTHING_KEPT : facets.kept(given.kept);
  return at && what && who && state && origin && kept
    ? { id, slot: at, what, who, state, origin, kept }
    : null;
}

/**
 * Decodes each object once: of a booking's facets, all but the slot are one object for thousands
 * (main/engine/circles/known-values.ts), and what comes from documents is never changed. What was decoded hangs on the object
 * itself, unseen: in a WeakMap of some 100,000, the garbage collector stopped everything for 100 to 250 ms.
 */
function once<T extends object>(schema: z.ZodType<T>): (value: unknown) => T | undefined {
  const decoded = Symbol('decoded');
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const found = (value as { [decoded]?: T })[decoded];
    if (found) return found;
    const { data } = schema.safeParse(value);
    if (data && Object.isExtensible(value)) Object.defineProperty(value, decoded, { value: data });
    return data && Object.freeze(data);
  };
}

export function decodeSeries(id: string, stored: unknown): Series | null {
  const decoded = z.object({ it: seriesShape }).safeParse(stored);
  return decoded.success ? { id, ...decoded.data.it } : null;
}

/** The document a booking lives in: its year. */
export const documentOf = ({ slot }: { slot: Pick<Booking['slot'], 'date'> }): `${number}` =>
  `${yearOf(slot.date)}`;
