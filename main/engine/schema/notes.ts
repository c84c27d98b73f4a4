import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Private notes: in this vault only, never in a shared document. `body` is rich text (ProseMirror JSON). */
export const notes = sqliteTable(
  'notes',
  {
    /** Integer key of the full-text index. */
    rowid: integer('rowid').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    title: text('title').notNull(),
    body: text('body', { mode: 'json' }).notNull(),
    /** Plain words of the body, for search and previews. */
    words: text('words').notNull(),
    /** The day the note is about. */
    date: text('date').notNull(),
    bookingId: text('booking_id'),
    pinned: integer('pinned', { mode: 'boolean' }).notNull().default(false),
    archived: integer('archived', { mode: 'boolean' }).notNull().default(false),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [
    index('notes_by_list').on(table.archived, table.pinned, table.date, table.changedAt),
    index('notes_by_date').on(table.date),
    index('notes_by_booking').on(table.bookingId),
  ],
);

export const noteTags = sqliteTable(
  'note_tags',
  {
    noteId: text('note_id')
      .notNull()
      .references(() => notes.id, { onDelete: 'cascade' }),
    tag: text('tag').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tag, table.noteId] }),
    index('note_tags_by_note').on(table.noteId),
  ],
);

/**
 * By which folding (shared/domain/search/folding.ts) the words of a note were made that its full-text index `notes_text`
 * holds. 0 when the note changed since, or was never folded. Triggers keep one row a note.
 */
export const notesFolded = sqliteTable(
  'notes_folded',
  {
    rowid: integer('rowid').primaryKey(),
    folding: integer('folding').notNull().default(0),
  },
  (table) => [index('notes_by_folding').on(table.folding)],
);
