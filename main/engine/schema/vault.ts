import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Single facts about this vault and this device: JSON values by key. */
export const meta = sqliteTable('meta', {
  key: text('key').primaryKey(),
  value: text('value', { mode: 'json' }).notNull(),
});

/** Half-typed forms and notes, kept through a lock and a crash. */
export const drafts = sqliteTable('drafts', {
  key: text('key').primaryKey(),
  value: text('value', { mode: 'json' }).notNull(),
  /** Epoch milliseconds. */
  savedAt: integer('saved_at').notNull(),
});

/** Backups made from this vault, newest last. */
export const backups = sqliteTable('backups', {
  id: text('id').primaryKey(),
  at: integer('at').notNull(),
  path: text('path').notNull(),
  bytes: integer('bytes').notNull(),
  /** Null when the backup was reopened and read; else why it could not be. */
  problem: text('problem'),
});
