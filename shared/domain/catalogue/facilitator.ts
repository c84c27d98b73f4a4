/** Intervenantes: people or partners from outside who run activities. Money in whole cents. */
import { z } from 'zod';
import { absence } from '../place/host.ts';
import { daysBetween, type LocalDate, localDate } from '../time/wall.ts';

export const DOCUMENT_KINDS = ['insurance', 'diploma', 'agreement', 'other'] as const;

/** A paper the place must have seen; `expires` is its last valid day, absent when it has none. */
export const facilitatorDocument = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  name: z.string().trim().max(120),
  expires: localDate.optional(),
});
export type FacilitatorDocument = z.infer<typeof facilitatorDocument>;

export const facilitator = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  contact: z.object({
    email: z.email().max(254).optional(),
    phone: z.string().trim().max(40).optional(),
  }),
  /** Null when nothing is paid. */
  price: z.object({ unit: z.enum(['session', 'hour']), cents: z.int().min(0).max(1_000_000) }).nullable(),
  /** In her own words: "les mardis, sauf vacances scolaires". */
  availability: z.string().trim().max(1000),
  absences: z.array(absence).max(500),
  documents: z.array(facilitatorDocument).max(50),
  archived: z.boolean(),
});
export type Facilitator = z.infer<typeof facilitator>;

/** Days before the end of a document from which it is worth asking for the next one. */
export const DOCUMENT_NOTICE_DAYS = 30;

export type DocumentState = 'valid' | 'soon' | 'expired';

/** A document is valid through its last day, and `soon` over for the 30 days that end with it. */
export function documentState({ expires }: FacilitatorDocument, today: LocalDate): DocumentState {
  if (expires === undefined) return 'valid';
  const left = daysBetween(today, expires);
  if (left < 0) return 'expired';
  return left < DOCUMENT_NOTICE_DAYS ? 'soon' : 'valid';
}

/** Cents owed for one session of `minutes`, rounded to the nearest cent. */
export function costOf({ price }: Pick<Facilitator, 'price'>, minutes: number): number {
  if (!price) return 0;
  return price.unit === 'session' ? price.cents : Math.round((price.cents * minutes) / 60);
}
