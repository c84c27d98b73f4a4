/** Dated messages and tasks of a circle: "Fil du binôme" (care) and "Transmissions de l'accueil" (welcome). */
import { z } from 'zod';
import { type ThreadMessage, threadText } from '../domain/threads/message.ts';
import { localDate } from '../domain/time/schemas.ts';
import { method } from './method.ts';

const circle = z.enum(['welcome', 'care']);
const id = z.string().min(1).max(64);

export type ThreadCircle = z.infer<typeof circle>;

export interface ThreadMessageView extends ThreadMessage {
  /** Empty when the place no longer knows her. */
  authorName: string;
  mine: boolean;
  /** Written by somebody else, and not yet marked as read in this vault. */
  unread: boolean;
  /** Who ticked the task, when it is done and she is known. */
  doneByName?: string;
  /** The booking it is about, as the planning shows it ("Occupé" for an appointment). Absent when it is gone. */
  about?: { id: string; title: string; date: string; start: string };
  /**
   * Values written at the same time on another device; choosing one is `threads.edit` (its author) or
   * `threads.setDone` (anyone) with it, and so is keeping the one in force.
   */
  rivals: { text?: string; done?: boolean }[];
}

export interface ThreadView {
  messages: ThreadMessageView[];
  /** `before` of the next page, when there is more. */
  next?: string;
  openTasks: number;
  /** Not counted further than `UNREAD_MAX`. */
  unread: number;
}

/** Every method answers `not_in_circle` on a device that does not hold the circle's key. */
export const threadsMethods = {
  /**
   * Latest first. `tasks`: open tasks only, oldest first. `before` is the `next` of the page already shown: what
   * arrives between two pages neither repeats nor hides a message.
   */
  'threads.list': method<ThreadView>()(
    'unlocked',
    z.strictObject({
      circle,
      show: z.enum(['all', 'tasks']).default('all'),
      limit: z.int().min(1).max(200).default(50),
      before: z.string().max(100).optional(),
    }),
  ),
  /** Error: `not_found` (the booking). */
  'threads.post': method<{ id: string }>()(
    'unlocked',
    z.strictObject({
      circle,
      kind: z.enum(['message', 'task']),
      text: threadText,
      date: localDate.optional(),
      booking: id.optional(),
    }),
  ),
  /** One's own words only. Errors: `not_found`, `not_author`. */
  'threads.edit': method<null>()('unlocked', z.strictObject({ circle, id, text: threadText })),
  /** A task of anyone in the circle. Error: `not_found`. */
  'threads.setDone': method<null>()('unlocked', z.strictObject({ circle, id, done: z.boolean() })),
  /** One's own only. Errors: `not_found`, `not_author`. */
  'threads.remove': method<null>()('unlocked', z.strictObject({ circle, id })),
  /** Everything that is there now, late arrivals included; known to this vault alone. */
  'threads.markRead': method<null>()('unlocked', z.strictObject({ circle })),
  /** The latest messages about a booking (50 a circle), in the circles held; latest first. Never `not_in_circle`. */
  'threads.aboutBooking': method<(ThreadMessageView & { circle: ThreadCircle })[]>()(
    'unlocked',
    z.strictObject({ booking: id }),
  ),
};
