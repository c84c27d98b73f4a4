/** The sessions of the planning that a quarter published: each carries a print of what was written then. */
import { createHash } from 'node:crypto';
import type { Booking } from '#shared/domain/planning/model.ts';
import type { QuarterKey } from '#shared/domain/quarter/calendar.ts';
import { contentText, type PublishedSession } from '#shared/domain/quarter/difference.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Projector } from '../../circles/circle.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { BOOKINGS, bookingsUnder, contestedBookings } from '../planning/index.ts';

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;

/** Decoding four hundred bookings takes longer than composing a quarter: done again when one of them changes. */
const cache = new WeakMap<ReadHandle, Map<QuarterKey, readonly PublishedSession[]>>();

export const publishedProjector: Projector = {
  type: BOOKINGS,
  // The ids of published sessions begin with their quarter's key.
  project: (sqlite, id) => void cache.get(sqlite)?.delete(id.slice(0, 6) as QuarterKey),
  clear: (sqlite) => void cache.delete(sqlite),
};

/** By id, cancelled ones included. */
export function publishedOf(vault: Reader, key: QuarterKey): readonly PublishedSession[] {
  const { sqlite } = vault;
  const known = cache.get(sqlite)?.get(key);
  if (known) return known;
  const isAsPublished = asPublishedIn(vault);
  const fresh = bookingsUnder(vault, `${key}.`).map((booking) => ({
    ...booking,
    byHand: !isAsPublished(booking),
  }));
  // What is read inside a transaction may still be rolled back.
  if (!sqlite.inTransaction) {
    const kept = cache.get(sqlite) ?? new Map();
    cache.set(sqlite, kept.set(key, fresh));
  }
  return fresh;
}

/** True of a session until somebody changes it in the planning, here or apart. */
export function asPublishedIn(vault: Pick<OpenVault, 'sqlite'>): (booking: Booking) => boolean {
  const contested = contestedBookings(vault);
  return (booking) =>
    booking.origin.published === printOf(contentText(booking)) && !contested.has(booking.id);
}

export const printOf = (content: string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);
