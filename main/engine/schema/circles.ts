import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The Yjs updates of the inner documents, in order of arrival; the source from which every projection is rebuilt. A few
 * hundred rows for each open document, read whole: an index would be one more page to write with each change.
 */
export const circleUpdates = sqliteTable('circle_updates', {
  id: integer('id').primaryKey(),
  circle: text('circle').notNull(),
  /** `undated` or a year, "2027". */
  document: text('document').notNull(),
  update: blob('update', { mode: 'buffer' }).notNull(),
  /** The update is compressed (ground/packing.ts). */
  packed: integer('packed', { mode: 'boolean' }).notNull().default(false),
  /** Where the hybrid clock stood; that of the last row counts. Kept here because this page is written anyway. */
  clock: text('clock'),
});

/**
 * The present state of every living entity of the shared documents, facets resolved, but for bookings: those stand in
 * their own table. Its indexes hold the few rows that are looked for by what they say.
 */
export const entities = sqliteTable(
  'entities',
  {
    circle: text('circle').notNull(),
    /** Name of the root map: `bookings`, `spaces`, `activities`, … */
    type: text('type').notNull(),
    id: text('id').notNull(),
    document: text('document').notNull(),
    /** JSON object: facet name → value. */
    facets: text('facets', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** JSON object: facet name → the values written at the same time elsewhere; null when there is none. */
    rivals: text('rivals', { mode: 'json' }).$type<Record<string, unknown[]>>(),
    /** Latest stamp of the hybrid clock in this copy of the entity. */
    stamp: text('stamp').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.circle, table.type, table.id] }),
    index('messages_open')
      .on(table.circle, table.type, table.id)
      .where(
        sql`type = 'messages' AND json_extract(facets, '$.what.kind') = 'task' AND json_extract(facets, '$.done.done') IS NOT 1`,
      ),
    index('messages_by_booking')
      .on(table.circle, sql`facets ->> '$.what.booking'`, table.id)
      .where(sql`type = 'messages'`),
    index('entities_with_rivals').on(table.type, table.id, table.circle).where(sql`rivals IS NOT NULL`),
  ],
);

/**
 * Every copy of an entity that has several, or that has left: one moved from a year to another, or removed. What each
 * holds is read together (docs/decisions/0003). An entity with one living copy has no row.
 */
export const entityCopies = sqliteTable(
  'entity_copies',
  {
    circle: text('circle').notNull(),
    type: text('type').notNull(),
    id: text('id').notNull(),
    document: text('document').notNull(),
    /** JSON: what each device wrote, by facet, with its stamp and the stamps it replaced. */
    versions: text('versions').notNull(),
  },
  (table) => [primaryKey({ columns: [table.circle, table.type, table.id, table.document] })],
);

/** What each gesture made on this device changed, so that it can be taken back. */
export const gestures = sqliteTable('gestures', {
  /** Their order. A thousand rows are kept, and looked for when one is taken back: no index of their ids. */
  number: integer('number').primaryKey(),
  id: text('id').notNull(),
  circle: text('circle').notNull(),
  at: integer('at').notNull(),
  /** The feed line that describes it. */
  line: text('line', { mode: 'json' }).notNull(),
  /** JSON: for each facet touched, the values before and after. */
  inverse: text('inverse').notNull(),
  undone: integer('undone', { mode: 'boolean' }).notNull().default(false),
});

/** What each part of a long gesture changed; its row in `gestures` comes with the last part. */
export const gestureParts = sqliteTable(
  'gesture_parts',
  {
    gesture: text('gesture').notNull(),
    number: integer('number').notNull(),
    /** As in `gestures`. */
    inverse: text('inverse').notNull(),
  },
  (table) => [primaryKey({ columns: [table.gesture, table.number] })],
);

/** Long gestures that are being taken back, a part at a time: gone with their last part. */
export const takingBack = sqliteTable('taking_back', {
  gesture: text('gesture').primaryKey(),
  circle: text('circle').notNull(),
  /** The feed line that will tell it; null for a gesture that was never told. */
  line: text('line', { mode: 'json' }),
  /** Entities left as they are, because they were changed since. */
  kept: integer('kept').notNull().default(0),
});
