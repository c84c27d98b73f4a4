/** Which parts of shared things have several values, and which values a person may choose between. */
import { isDeepStrictEqual } from 'node:util';
import { bookingFacets } from '#shared/domain/planning/model.ts';
import { decodeBooking } from '#shared/domain/planning/stored.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import { MESSAGES, messageDone } from '#shared/domain/threads/message.ts';
import type { DocumentName, Entity, Json } from '../../circles/circle.ts';
import type { ReadHandle } from '../../ground/handles.ts';

interface Row {
  circle: CircleName;
  type: string;
  id: string;
  document: DocumentName;
  facets: string;
  rivals: string;
}

/** Very few rows, in an order every device agrees on. Bookings stand in their own table. */
export const WITH_RIVALS = `SELECT circle, type, id, document, facets, rivals FROM entities WHERE rivals IS NOT NULL
  UNION ALL SELECT 'team', 'bookings', id, document, facets, rivals FROM bookings WHERE rivals IS NOT NULL
  ORDER BY type, id, circle`;

export const entitiesWithRivals = (sqlite: ReadHandle): { circle: CircleName; entity: Entity }[] =>
  sqlite
    .prepare<[], Row>(WITH_RIVALS)
    .all()
    .map(({ circle, facets, rivals, ...row }) => ({
      circle,
      entity: { ...row, facets: JSON.parse(facets), rivals: JSON.parse(rivals) },
    }));

/**
 * In an order every device agrees on. Of a booking, what a person chose: the rest (where it comes from, overlaps kept) holds
 * nothing to choose between, the value in force stays, and the next change settles it.
 */
export const facetsToChoose = ({ type, rivals }: Entity): string[] =>
  Object.keys(rivals)
    .filter((facet) => type !== 'bookings' || bookingFacets.some((one) => one === facet))
    .filter((facet) => facet !== 'gone')
    .sort();

/** The value in force, then the others; those that this version cannot read are left out, and so are twins. */
export function valuesOf(entity: Entity, facet: string): Json[] {
  const all = [entity.facets[facet] ?? null, ...(entity.rivals[facet] ?? [])];
  const values: Json[] = [];
  for (const value of all) {
    if (isReadable(entity, facet, value) && !values.some((kept) => isTwin(entity, facet, kept, value)))
      values.push(value);
  }
  return values;
}

function isReadable(entity: Entity, facet: string, value: Json): boolean {
  if (entity.type !== 'bookings') return true;
  return decodeBooking(entity.id, { ...entity.facets, [facet]: value }) !== null;
}

/** Two people who tick the same task at once wrote two values, and agree. */
function isTwin({ type }: Entity, facet: string, a: Json, b: Json): boolean {
  if (type !== MESSAGES || facet !== 'done') return isDeepStrictEqual(a, b);
  const isDone = (value: Json) => messageDone.safeParse(value).data?.done ?? false;
  return isDone(a) === isDone(b);
}
