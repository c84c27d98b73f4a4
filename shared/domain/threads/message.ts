/**
 * A message or a task that a circle shares: entity type `messages`, facets `what`, `done`.
 *
 * Its id is the stamp of the hybrid clock claimed when it was posted: ids sort in the order of posting, which every
 * device agrees on whatever the order of arrival, and end with the device that posted.
 */
import { z } from 'zod';
import { localDate } from '../time/schemas.ts';

export const MESSAGES = 'messages';

export const threadText = z.string().trim().min(1).max(5000);

const idShape = /^[0-9a-z]{9}\.[0-9a-z]{3}\.[A-Za-z0-9_-]{1,40}$/;

/** Facet `what`: written by its author. */
export const messageWhat = z.object({
  kind: z.enum(['message', 'task']),
  text: threadText,
  /** Host of the place who wrote it. */
  author: z.string().max(64),
  /** Epoch milliseconds, by the author's clock: shown, never sorted by. */
  at: z.int(),
  editedAt: z.int().optional(),
  /** The day it is about, or the day a task is due. */
  date: localDate.optional(),
  booking: z.string().max(64).optional(),
});

/** Facet `done`: anyone of the circle. */
export const messageDone = z.object({ done: z.boolean(), by: z.string().max(64), at: z.int() });

export interface ThreadMessage extends z.infer<typeof messageWhat> {
  id: string;
  done?: z.infer<typeof messageDone>;
}

/** Null when what another device wrote is not a message that this version can read. */
export function decodeMessage(id: string, facets: Readonly<Record<string, unknown>>): ThreadMessage | null {
  const what = messageWhat.safeParse(facets.what);
  if (!what.success || !idShape.test(id)) return null;
  const done = messageDone.safeParse(facets.done);
  return { id, ...what.data, ...(done.success && what.data.kind === 'task' ? { done: done.data } : {}) };
}

/** The device that posted a message; empty for what is no id of a message. */
export const deviceOf = (id: string): string => (idShape.test(id) ? id.slice(14) : '');
