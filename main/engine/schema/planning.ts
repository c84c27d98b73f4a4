import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row a booking, cancelled ones included: what lists, conflicts and searches ask for. */
export const bookings = sqliteTable(
  'bookings',
  {
    id: text('id').primaryKey(),
    date: text('date').notNull(),
    /** Minutes since midnight. */
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    /** Footprint: with set-up before and airing after. */
    busyFrom: integer('busy_from').notNull(),
    busyUntil: integer('busy_until').notNull(),
    wholePlace: integer('whole_place', { mode: 'boolean' }).notNull(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    /** Hybrid logical clock of the slot; orders rival bookings. */
    claim: text('claim').notNull(),
    title: text('title'),
    activity: text('activity'),
    facilitator: text('facilitator'),
    series: text('series'),
    seriesDate: text('series_date'),
    uid: text('uid'),
    importId: text('import_id'),
    /** The entity's facets, as in `entities`: a month is read in the order of its dates, without looking each up. */
    facets: text('facets').notNull(),
  },
  (table) => [
    index('bookings_by_date').on(table.date, table.start),
    // Most bookings have none of these: only those that do are written to the index.
    index('bookings_by_series').on(table.series, table.date).where(sql`series IS NOT NULL`),
    index('bookings_by_uid').on(table.uid).where(sql`uid IS NOT NULL`),
    index('bookings_by_activity').on(table.activity, table.date),
    index('bookings_by_facilitator').on(table.facilitator, table.date).where(sql`facilitator IS NOT NULL`),
    index('bookings_by_import').on(table.importId).where(sql`import_id IS NOT NULL`),
  ],
);

/**
 * What live bookings occupy, one row for each resource: `space:<id>`, `space:*` for the whole place, `host:<id>`,
 * `facilitator:<id>`, `equipment:<id>`. Cancelled bookings have none. Kept in the order of the bookings, which is how they
 * are written and read (WITHOUT ROWID: see the migration); only equipment is also looked for by itself.
 */
export const occupations = sqliteTable(
  'occupations',
  {
    resource: text('resource').notNull(),
    date: text('date').notNull(),
    bookingId: text('booking_id').notNull(),
    busyFrom: integer('busy_from').notNull(),
    busyUntil: integer('busy_until').notNull(),
    /** How many of an equipment; 1 for the rest. */
    quantity: integer('quantity').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.bookingId, table.resource] }),
    index('occupations_of_equipment')
      .on(table.resource, table.date)
      .where(sql`substr(resource, 1, 10) = 'equipment:'`),
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
 * The activity feed, projected from the shared feed arrays. Its own order of rows is that of arrival (`meanwhile.ts`); the
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
});
