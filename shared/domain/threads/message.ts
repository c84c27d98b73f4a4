/** A message or a task that a circle shares: entity type `messages`, facets `what`, `done`. */
import { z } from 'zod';
import { localDate } from '../time/wall.ts';

export const threadText = z.string().trim().min(1).max(5000);

/** Facet `what`: written by its author. */
export const messageWhat = z.object({
  kind: z.enum(['message', 'task']),
  text: threadText,
  /** Host of the place who wrote it. */
  author: z.string().max(64),
  /** Epoch milliseconds. */
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
