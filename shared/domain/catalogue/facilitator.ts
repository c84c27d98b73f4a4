/** Intervenantes: people or partners from outside who run activities. Money in whole cents. */
import { z } from 'zod';
import { absence } from '../place/host.ts';
import { localDate } from '../time/schemas.ts';
import { addMonths, type LocalDate } from '../time/wall.ts';

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

/** Months before the end of a document from which it is worth asking for the next one: an insurer takes weeks. */
export const DOCUMENT_NOTICE_MONTHS = 2;

export type DocumentState = 'valid' | 'soon' | 'expired';

/**
 * A document is valid through its last day, and `soon` over from the same day two months before: from 31 January for
 * one that ends on 31 March, from 28 February (its last day) for one that ends on 30 April.
 */
export function documentState({ expires }: FacilitatorDocument, today: LocalDate): DocumentState {
  if (expires === undefined) return 'valid';
  if (expires < today) return 'expired';
  return addMonths(expires, -DOCUMENT_NOTICE_MONTHS) <= today ? 'soon' : 'valid';
}

export interface DocumentToRenew {
  facilitator: Pick<Facilitator, 'id' | 'name'>;
  kind: FacilitatorDocument['kind'];
  name: string;
  expires: LocalDate;
  state: 'soon' | 'expired';
}

/** Papers to ask for, those that end first before; none of those who no longer come, none that a later one replaces. */
export const documentsToRenew = (facilitators: readonly Facilitator[], today: LocalDate): DocumentToRenew[] =>
  facilitators
    .filter(({ archived }) => !archived)
    .flatMap(({ id, name, documents }) =>
      documents.flatMap((document): DocumentToRenew[] => {
        const { kind, expires } = document;
        const state = documentState(document, today);
        if (expires === undefined || state === 'valid') return [];
        if (documents.some((other) => replaces(other, document))) return [];
        return [{ facilitator: { id, name }, kind, name: document.name, expires, state }];
      }),
    )
    .sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : 0));

/** The same paper for a longer time: this year's insurance beside last year's. */
const replaces = (other: FacilitatorDocument, document: FacilitatorDocument): boolean =>
  other.kind === document.kind &&
  other.name === document.name &&
  document.expires !== undefined &&
  (other.expires === undefined || other.expires > document.expires);

/** Cents owed for one session of `minutes`, rounded to the nearest cent. */
export function costOf({ price }: Pick<Facilitator, 'price'>, minutes: number): number {
  if (!price) return 0;
  return price.unit === 'session' ? price.cents : Math.round((price.cents * minutes) / 60);
}
