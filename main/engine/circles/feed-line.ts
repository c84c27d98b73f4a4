/** What a line of the feed must be to have a row, whoever wrote it. */
import type { FeedLine } from '#shared/contract/planning.ts';
import type { Json } from './circle.ts';
import { isPlain } from './facet.ts';

/** A feed line from another device may be of any shape; one that is not a line is set aside. */
export function asFeedLine(value: Json): (FeedLine & { at: number }) | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { id, at, kind, title, author, bookingId } = value;
  const valid =
    typeof id === 'string' &&
    typeof at === 'number' &&
    Number.isFinite(at) &&
    typeof kind === 'string' &&
    typeof title === 'string' &&
    typeof author === 'string' &&
    (bookingId === undefined || typeof bookingId === 'string') &&
    isPlain(value);
  return valid ? (value as unknown as FeedLine) : null;
}
