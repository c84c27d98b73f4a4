/**
 * From bookings of the shared documents to rows: `bookings`, `occupations`, `clashes`.
 *
 * Promises: an entity of another shape is set aside (no row), never thrown. The clashes of a day depend on nothing
 * but the day's bookings and the stock of equipment, so each touched day is derived again as a whole: projecting
 * step by step or from scratch gives the same rows, whatever the order.
 */
import type { Database, Statement } from 'better-sqlite3';
import { equipment } from '#shared/domain/place/equipment.ts';
import { rivalPairs } from '#shared/domain/planning/conflict.ts';
import { footprint, wantsOf } from '#shared/domain/planning/footprint.ts';
import { decodeBooking, type Kept, type StoredBooking } from '#shared/domain/planning/stored.ts';
import { toMinutes } from '#shared/domain/time/wall.ts';
import type { Projector } from '../../circles/circle.ts';
import { tellDates } from './news.ts';
import { occupantsOn, resourceOf } from './occupants.ts';

interface Writes {
  dateOf: Statement<[string], { date: string }>;
  deleteBooking: Statement<[string]>;
  deleteOccupations: Statement<[string]>;
  deleteClashes: Statement<[{ id: string }]>;
  deleteClashesOn: Statement<[string]>;
  insertBooking: Statement;
  insertOccupation: Statement<[string, string, string, number, number, number]>;
  insertClash: Statement<[string, string, string, string, number]>;
  facets: Statement<[string], { facets: string }>;
  stock: Statement<[string], { facets: string }>;
  datesOfResource: Statement<[string], { date: string }>;
}

const prepared = new WeakMap<Database, Writes>();
/** Days whose clashes are to be derived again, between `project` and `settle`. */
const touched = new WeakMap<Database, Set<string>>();

export const bookingsProjector: Projector = {
  type: 'bookings',
  project(sqlite, id, entity) {
    const writes = writesOf(sqlite);
    const before = writes.dateOf.get(id);
    if (before) {
      touch(sqlite, before.date);
      writes.deleteBooking.run(id);
      writes.deleteOccupations.run(id);
      writes.deleteClashes.run({ id });
    }
    const booking = entity && decodeBooking(id, entity.facets);
    if (!booking) return;
    touch(sqlite, booking.slot.date);
    insert(writes, booking, JSON.stringify(entity.facets));
  },
  settle: settleTouched,
  clear(sqlite) {
    sqlite.exec('DELETE FROM bookings; DELETE FROM occupations; DELETE FROM clashes');
    touched.delete(sqlite);
  },
};

/** The stock of an equipment decides which bookings over-use it. */
export const stockProjector: Projector = {
  type: 'equipment',
  project(sqlite, id) {
    for (const { date } of writesOf(sqlite).datesOfResource.iterate(resourceOf({ kind: 'equipment', id }))) {
      touch(sqlite, date);
    }
  },
  settle: settleTouched,
  clear() {},
};

function touch(sqlite: Database, date: string): void {
  const dates = touched.get(sqlite);
  if (dates) dates.add(date);
  else touched.set(sqlite, new Set([date]));
}

function settleTouched(sqlite: Database): void {
  const dates = touched.get(sqlite);
  if (!dates) return;
  touched.delete(sqlite);
  for (const date of dates) deriveClashes(sqlite, date);
  tellDates(sqlite, dates);
}

function insert(writes: Writes, { id, slot, what, who, state, origin }: StoredBooking, facets: string): void {
  const busy = footprint(slot);
  const isPrivate = what.kind === 'appointment';
  writes.insertBooking.run({
    id,
    date: slot.date,
    start: toMinutes(slot.start),
    end: toMinutes(slot.end),
    busyFrom: busy.start,
    busyUntil: busy.end,
    wholePlace: Number(slot.wholePlace),
    kind: what.kind,
    status: state.status,
    claim: slot.claim,
    title: isPrivate ? null : (what.title ?? null),
    activity: isPrivate ? null : (what.activity ?? null),
    facilitator: who.facilitator ?? null,
    series: origin.series ?? null,
    seriesDate: origin.seriesDate ?? null,
    uid: origin.uid ?? null,
    importId: origin.importId ?? null,
    facets,
  });
  if (state.status === 'cancelled') return;
  for (const want of wantsOf({ slot, what, who })) {
    writes.insertOccupation.run(resourceOf(want), slot.date, id, busy.start, busy.end, want.quantity);
  }
}

function deriveClashes(sqlite: Database, date: string): void {
  const writes = writesOf(sqlite);
  const day = occupantsOn(sqlite, date);
  const pairs = rivalPairs(day, (id) => stockOf(writes, id));
  writes.deleteClashesOn.run(date);
  if (pairs.length === 0) return;
  const claims = new Map(day.map(({ id, claim }) => [id, claim]));
  const known = new Map<string, Kept[]>();
  const keptBy = (id: string): Kept[] => {
    const found = known.get(id) ?? keptOf(writes, id);
    known.set(id, found);
    return found;
  };
  const keeps = (own: string, other: string) =>
    keptBy(own).some(
      (kept) => kept.id === other && kept.own === claims.get(own) && kept.other === claims.get(other),
    );
  for (const { later, earlier, reason, resource } of pairs) {
    const accepted = keeps(later, earlier) || keeps(earlier, later);
    writes.insertClash.run(later, earlier, reason, resource, Number(accepted));
  }
}

function keptOf(writes: Writes, id: string): Kept[] {
  const row = writes.facets.get(id);
  return row ? (decodeBooking(id, JSON.parse(row.facets))?.kept ?? []) : [];
}

function stockOf(writes: Writes, id: string): number | undefined {
  const row = writes.stock.get(id);
  if (!row) return undefined;
  const { it } = JSON.parse(row.facets) as { it?: unknown };
  const parsed = equipment.pick({ quantity: true }).safeParse(it);
  return parsed.success ? parsed.data.quantity : undefined;
}

function writesOf(sqlite: Database): Writes {
  const known = prepared.get(sqlite);
  if (known) return known;
  const made: Writes = {
    dateOf: sqlite.prepare('SELECT date FROM bookings WHERE id = ?'),
    deleteBooking: sqlite.prepare('DELETE FROM bookings WHERE id = ?'),
    deleteOccupations: sqlite.prepare('DELETE FROM occupations WHERE booking_id = ?'),
    deleteClashes: sqlite.prepare('DELETE FROM clashes WHERE later = @id OR earlier = @id'),
    deleteClashesOn: sqlite.prepare(
      'DELETE FROM clashes WHERE later IN (SELECT id FROM bookings WHERE date = ?)',
    ),
    insertBooking: sqlite.prepare(
      `INSERT INTO bookings (id, date, start, "end", busy_from, busy_until, whole_place, kind, status, claim, title,
         activity, facilitator, series, series_date, uid, import_id, facets)
       VALUES (@id, @date, @start, @end, @busyFrom, @busyUntil, @wholePlace, @kind, @status, @claim, @title,
         @activity, @facilitator, @series, @seriesDate, @uid, @importId, @facets)`,
    ),
    insertOccupation: sqlite.prepare(
      `INSERT INTO occupations (resource, date, booking_id, busy_from, busy_until, quantity) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    insertClash: sqlite.prepare(
      'INSERT INTO clashes (later, earlier, reason, resource, accepted) VALUES (?, ?, ?, ?, ?)',
    ),
    facets: sqlite.prepare('SELECT facets FROM bookings WHERE id = ?'),
    stock: sqlite.prepare(
      `SELECT facets FROM entities WHERE circle = 'team' AND type = 'equipment' AND id = ?`,
    ),
    datesOfResource: sqlite.prepare(
      `SELECT DISTINCT date FROM occupations WHERE resource = ? AND substr(resource, 1, 10) = 'equipment:'`,
    ),
  };
  prepared.set(sqlite, made);
  return made;
}
