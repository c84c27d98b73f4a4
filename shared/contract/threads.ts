/** Dated messages and tasks of a circle: "Fil du binôme" (care) and "Transmissions de l'accueil" (welcome). */
import { z } from 'zod';
import { type ThreadMessage, threadText } from '../domain/threads/message.ts';
import { localDate } from '../domain/time/wall.ts';
import { method } from './method.ts';

const circle = z.enum(['welcome', 'care']);
const id = z.string().min(1).max(64);

export interface ThreadMessageView extends ThreadMessage {
  authorName: string;
  mine: boolean;
  /** The booking it is about, as the planning shows it. */
  about?: { id: string; title: string; date: string; start: string };
  /** Values written at the same time on another device; choosing one is `threads.edit` with it. */
  rivals: { text?: string; done?: boolean }[];
}

export interface ThreadView {
  messages: ThreadMessageView[];
  /** `before` of the next page, when there is more. */
  next?: string;
  openTasks: number;
  unread: number;
}

/** Every method answers `not_in_circle` on a device that does not hold the circle's key. */
export const threadsMethods = {
  /** Latest first. `tasks`: open tasks only, oldest first. */
  'threads.list': method<ThreadView>()(
    'unlocked',
    z.strictObject({
      circle,
      show: z.enum(['all', 'tasks']).default('all'),
      limit: z.int().min(1).max(200).default(50),
      before: z.string().max(100).optional(),
    }),
  ),
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
  'threads.setDone': method<null>()('unlocked', z.strictObject({ circle, id, done: z.boolean() })),
  /** One's own only. Errors: `not_found`, `not_author`. */
  'threads.remove': method<null>()('unlocked', z.strictObject({ circle, id })),
  'threads.markRead': method<null>()('unlocked', z.strictObject({ circle })),
  /** Messages about a booking, in the circles held. */
  'threads.aboutBooking': method<(ThreadMessageView & { circle: 'welcome' | 'care' })[]>()(
    'unlocked',
    z.strictObject({ booking: id }),
  ),
};
