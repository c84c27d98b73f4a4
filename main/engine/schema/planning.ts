import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * One row a booking, cancelled ones included: what lists, conflicts and searches ask for, and the entity itself. Written
 * twice, here and in `entities`, ten years of bookings would be twice as long to receive. Those that cannot be read as a
 * booking stand in `entities`.
 */
export const bookings = sqliteTable(
  'bookings',
  {
    id: text('id').primaryKey(),
    date: text('date').notNull(),
    /** Minutes since midnight. */
    start: integer('start').notNull(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    title: text('title'),
    activity: text('activity'),
    facilitator: text('facilitator'),
    series: text('series'),
    uid: text('uid'),
    /** JSON array of the ids of the equipment that a live booking uses; null when it uses none. */
    equipment: text('equipment'),
    // As in `entities`.
    document: text('document').notNull(),
    facets: text('facets').notNull(),
    rivals: text('rivals'),
    stamp: text('stamp').notNull(),
  },
  (table) => [
    // A day is short enough to be sorted: a booking that moves within it leaves the index alone.
    index('bookings_by_date').on(table.date),
    // Most bookings have none of these: only those that do are written to the index.
    index('bookings_by_series').on(table.series, table.date).where(sql`series IS NOT NULL`),
    index('bookings_by_uid').on(table.uid).where(sql`uid IS NOT NULL`),
    index('bookings_by_activity').on(table.activity, table.date).where(sql`kind <> 'appointment'`),
    index('bookings_by_facilitator').on(table.facilitator, table.date).where(sql`facilitator IS NOT NULL`),
    index('bookings_with_equipment').on(table.date).where(sql`equipment IS NOT NULL`),
    index('bookings_with_rivals').on(table.id).where(sql`rivals IS NOT NULL`),
  ],
);

/** Pairs of live bookings that want the same thing, derived: the later one is "to settle". */
export const clashes = sqliteTable(
  'clashes',
  {
    /** The one that must give way. */
    later: text('later').notNull(),
    earlier: text('earlier').notNull(),
    reason: text('reason').notNull(),
    resource: text('resource').notNull(),
    /** Kept knowingly by its owner. */
    accepted: integer('accepted', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.later, table.earlier, table.reason, table.resource] }),
    index('clashes_by_earlier').on(table.earlier),
  ],
);

/**
 * The activity feed, projected from the shared feed arrays. Its own order of rows is that of arrival (`features/team/meanwhile.ts`); the
 * time comes first in the key because random ids alone would dirty one more page of a cold index for each change.
 */
export const feed = sqliteTable(
  'feed',
  {
    id: text('id').notNull(),
    at: integer('at').notNull(),
    /** The booking concerned when there is exactly one. */
    bookingId: text('booking_id'),
    line: text('line', { mode: 'json' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.at, table.id] }),
    index('feed_by_booking').on(table.bookingId, table.at),
  ],
);

/** What only the owner of this vault knows of a booking: never in a shared document. */
export const privateLabels = sqliteTable('private_labels', {
  /** Integer key of the full-text index. */
  rowid: integer('rowid').primaryKey({ autoIncrement: true }),
  bookingId: text('booking_id').notNull().unique(),
  label: text('label').notNull(),
  /** The label as the last import wrote it: another one was typed by hand. */
  imported: text('imported'),
});

/** By which folding the words of a label were made: as `notes_folded`. */
export const labelsFolded = sqliteTable(
  'labels_folded',
  {
    rowid: integer('rowid').primaryKey(),
    folding: integer('folding').notNull().default(0),
  },
  (table) => [index('labels_by_folding').on(table.folding)],
);
