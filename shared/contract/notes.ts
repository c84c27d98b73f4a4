/** Private notes. They live in this vault alone: no method of this file ever touches a shared document. */
import { z } from 'zod';
import { emptyBody, type NoteBody, noteBody } from '../domain/notes/body.ts';
import { TAGS_MAX, tagText } from '../domain/notes/tags.ts';
import { entityId } from '../domain/planning/model.ts';
import type { Segment } from '../domain/search/marked.ts';
import { localDate } from '../domain/time/schemas.ts';
import { method } from './method.ts';

export interface Note {
  id: string;
  /** As typed; empty when the first line serves as the title. */
  title: string;
  body: NoteBody;
  tags: string[];
  /** The day the note is about. */
  date: string;
  bookingId: string | null;
  pinned: boolean;
  archived: boolean;
  createdAt: number;
  /** Epoch milliseconds, strictly growing: the revision that `notes.save` compares. */
  changedAt: number;
}

/** A note in a list: discreet, a title and one line. */
export interface NoteLine {
  id: string;
  /** The title, or the first line; empty when the note has no words. */
  title: string;
  preview: string;
  date: string;
  tags: string[];
  bookingId: string | null;
  pinned: boolean;
  archived: boolean;
  changedAt: number;
}

export interface NoteHit extends NoteLine {
  titleSegments: Segment[];
  /** A few words around what was found; segments without a match when only the title has it. */
  snippet: Segment[];
}

export interface TagCount {
  tag: string;
  /** Notes that bear it, archived or not. */
  count: number;
}

const title = z.string().max(300);
const tags = z.array(tagText).max(TAGS_MAX);

export const notesMethods = {
  'notes.create': method<Note>()(
    'unlocked',
    z.strictObject({
      title: title.default(''),
      body: noteBody.default(emptyBody),
      tags: tags.default([]),
      date: localDate,
      bookingId: entityId.nullable().default(null),
      pinned: z.boolean().default(false),
    }),
  ),
  /**
   * Changes the fields given. `seen` is the `changedAt` of the version the person has before her eyes.
   * Errors: `not_found`; `changed_meanwhile` when another window saved since: nothing is then written.
   */
  'notes.save': method<{ changedAt: number; tags: string[] }>()(
    'unlocked',
    z.strictObject({
      id: entityId,
      seen: z.int().min(0),
      title: title.optional(),
      body: noteBody.optional(),
      tags: tags.optional(),
      date: localDate.optional(),
      bookingId: entityId.nullable().optional(),
      pinned: z.boolean().optional(),
      archived: z.boolean().optional(),
    }),
  ),
  /** Error: `not_found`. */
  'notes.get': method<Note>()('unlocked', z.strictObject({ id: entityId })),
  /** Pinned first, then the latest date, then the latest change. `next` continues from there. */
  'notes.list': method<{ notes: NoteLine[]; next?: string }>()(
    'unlocked',
    z.strictObject({
      archived: z.boolean().default(false),
      tag: tagText.optional(),
      bookingId: entityId.optional(),
      from: localDate.optional(),
      to: localDate.optional(),
      pinned: z.boolean().optional(),
      limit: z.int().min(1).max(200).default(50),
      after: z
        .string()
        .regex(/^[01]_\d{4}-\d\d-\d\d_\d{1,16}_\d{1,16}$/)
        .optional(),
    }),
  ),
  /**
   * Notes that hold every word of `text`, folded (shared/domain/search/folding.ts); the last word may be unfinished, `"…"`
   * is a phrase, a long number is found however its digits are grouped. Any text is accepted. Titles first, then the
   * latest written. Not `complete` while older notes are still being made ready for the search: some are not found yet.
   */
  'notes.search': method<{ hits: NoteHit[]; complete: boolean }>()(
    'unlocked',
    z.strictObject({
      text: z.string().max(500),
      archived: z.boolean().optional(),
      tag: tagText.optional(),
      limit: z.int().min(1).max(100).default(30),
    }),
  ),
  /**
   * For good: once answered, no byte of the note is left in the file or beside it. With `seen`, only if nothing was
   * saved since. Errors: `not_found`, `changed_meanwhile`.
   */
  'notes.delete': method<Record<never, never>>()(
    'unlocked',
    z.strictObject({ id: entityId, seen: z.int().min(0).optional() }),
  ),
  /** Every tag in use, by name. */
  'notes.tags': method<{ tags: TagCount[] }>()('unlocked', z.strictObject({})),
};
