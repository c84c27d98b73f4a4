/** What a device keeps of the sealed logs of its circles: keys, its own entries, and what it took in. */
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The keys of the epochs this device was given. */
export const epochKeys = sqliteTable(
  'epoch_keys',
  {
    circle: text('circle').notNull(),
    epoch: text('epoch').notNull(),
    key: blob('key', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.circle, table.epoch] })],
);

/** Entries sealed here, until a snapshot that is in the log covers them: what a lost log is made again from. */
export const ownEntries = sqliteTable('own_entries', {
  /** Circle and number in one (`sealed/ledger.ts`): an index of the two would be one more page to write with each gesture. */
  id: integer('id').primaryKey(),
  document: text('document').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
});

/**
 * Numbers of the entries taken in, by author, as runs without a gap: of those that `own_entries` and `applied` list no
 * more (`sealed/ledger.ts`). Written with each gesture, it would be one more page.
 */
export const received = sqliteTable(
  'received',
  {
    circle: text('circle').notNull(),
    device: text('device').notNull(),
    first: integer('first').notNull(),
    upto: integer('upto').notNull(),
  },
  (table) => [primaryKey({ columns: [table.circle, table.device, table.first] })],
);

/** How far each document is known to hold what each author wrote in it, by the snapshots taken in. */
export const covered = sqliteTable(
  'covered',
  {
    circle: text('circle').notNull(),
    document: text('document').notNull(),
    device: text('device').notNull(),
    upto: integer('upto').notNull(),
  },
  (table) => [primaryKey({ columns: [table.circle, table.document, table.device] })],
);

/** Entries of others taken in that no snapshot in the log covers yet: what must not vanish. */
export const applied = sqliteTable(
  'applied',
  {
    circle: text('circle').notNull(),
    device: text('device').notNull(),
    seq: integer('seq').notNull(),
    /** BLAKE2b-256 of the entry. */
    hash: text('hash').notNull(),
    document: text('document').notNull(),
  },
  (table) => [primaryKey({ columns: [table.circle, table.device, table.seq, table.hash] })],
);

/** Entries in the log that could not be taken in; the first thousand of a circle. */
export const setAside = sqliteTable(
  'set_aside',
  {
    circle: text('circle').notNull(),
    hash: text('hash').notNull(),
    /** The author it claims; empty when it has no readable header. */
    device: text('device').notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.circle, table.hash] })],
);

/** What was done once and must not be done again: `started:<device>`, `snapshotted:<epoch>`. */
export const sealedState = sqliteTable(
  'sealed_state',
  { circle: text('circle').notNull(), key: text('key').notNull() },
  (table) => [primaryKey({ columns: [table.circle, table.key] })],
);

/** Whole documents as verified snapshots gave them, to go back to. */
export const restorePoints = sqliteTable(
  'restore_points',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    circle: text('circle').notNull(),
    document: text('document').notNull(),
    /** When it was taken in, by this machine's clock. */
    at: integer('at').notNull(),
    state: blob('state', { mode: 'buffer' }).notNull(),
    /** The state is compressed (ground/packing.ts). */
    packed: integer('packed', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [index('restore_points_by_document').on(table.circle, table.document, table.id)],
);
