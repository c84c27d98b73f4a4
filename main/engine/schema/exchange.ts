/** An import that is being written: what is left of it, so that it is finished whatever ends the process. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row while an import is being written, else none. */
export const stagedImport = sqliteTable('staged_import', {
  /** That of the import, and of its gesture. */
  id: text('id').primaryKey(),
  /** All of it is staged: from then on it is finished, or taken back. */
  ready: integer('ready', { mode: 'boolean' }).notNull().default(false),
  /** JSON: what the import says of itself, with what was written so far. */
  about: text('about').notNull(),
});

/** What is written together, in order; a row goes with the transaction that writes it. */
export const stagedSlices = sqliteTable('staged_slices', {
  number: integer('number').primaryKey(),
  /** JSON: the bookings to write. */
  drafts: text('drafts').notNull(),
});
