/**
 * From bookings of the shared documents to rows: `bookings` (which holds the entities themselves), `clashes`.
 *
 * Promises: an entity of another shape is set aside (no row here), never thrown. The clashes of a day depend on nothing
 * but the day's bookings and the stock of equipment, so each touched day is derived again as a whole: projecting
 * step by step or from scratch gives the same rows, whatever the order. A day that is all new is not read back.
 */

import { equipment } from '#shared/domain/place/equipment.ts';
import { type Occupant, rivalPairs } from '#shared/domain/planning/conflict.ts';
import { decodeBooking, type Kept, type StoredBooking } from '#shared/domain/planning/stored.ts';
import { toMinutes } from '#shared/domain/time/wall.ts';
import type { EntityRow, Projector } from '../../circles/circle.ts';
import type { Statement, WriteHandle } from '../../ground/handles.ts';
import { tellDates } from './news.ts';
import { occupants, occupantsIn, occupantsOn } from './occupants.ts';

interface Writes {
  anyOn: Statement<[string]>;
  row: Statement<[string], BookingRow>;
  deleteBooking: Statement<[string]>;
  deleteClashes: Statement<[{ id: string }]>;
  deleteClashesOn: Statement<[string]>;
  insertBooking: Statement;
  insertClash: Statement<[string, string, string, string, number]>;
  facets: Statement<[string], { facets: string }>;
  stock: Statement<[string], { facets: string }>;
  datesOfEquipment: Statement<[string], { date: string }>;
}

/** The columns of `bookings`. */
type BookingRow = ReturnType<typeof rowOf>;

/** The row that the circle read of an entity, when it is one of `bookings`. */
const rowIn = (before: EntityRow): BookingRow | undefined =>
  'date' in before ? (before as BookingRow) : undefined;

const SETTERS_KEPT = 100;

const prepared = new WeakMap<WriteHandle, Writes>();
/** Statements that set some columns of a booking, by their names. */
const setters = new WeakMap<WriteHandle, Map<string, Statement>>();
/** What `project` leaves for `settle`. */
interface Touched {
  /** Days of which something changed. */
  told: Set<string>;
  /**
   * Those whose clashes are to be derived again. With the live bookings of a day on which there were none, and only came
   * some; null for the other days.
   */
  days: Map<string, Occupant[] | null>;
}

const touched = new WeakMap<WriteHandle, Touched>();

export const bookingsProjector: Projector = {
  type: 'bookings',
  keeps: 'bookings',
  begin: (sqlite) => void touched.delete(sqlite),
  project(sqlite, id, entity) {
    const writes = writesOf(sqlite);
    const before = entity ? entity.before && rowIn(entity.before) : writes.row.get(id);
    const booking = entity && decodeBooking(id, entity.facets);
    const takes = booking ? occupants(booking) : [];
    if (before) {
      toldOf(sqlite).add(before.date);
      // What took nothing, and takes nothing, meets nobody.
      if (occupantsIn(before).length > 0) {
        touch(sqlite, before.date);
        if (booking?.slot.date !== before.date) writes.deleteClashes.run({ id });
      }
      if (!booking) writes.deleteBooking.run(id);
    }
    if (!booking) return false;
    toldOf(sqlite).add(booking.slot.date);
    const day = takes.length > 0 ? dayOf(sqlite, booking.slot.date) : null;
    const row = rowOf(booking, entity.row);
    if (before) change(sqlite, before, row);
    // By position: names take a fifth longer, on each booking of ten years.
    else writes.insertBooking.run(...Object.values(row));
    day?.push(...takes);
    return true;
  },
  settle: settleTouched,
  clear(sqlite) {
    sqlite.exec('DELETE FROM bookings; DELETE FROM clashes');
    touched.delete(sqlite);
  },
};

/** The stock of an equipment decides which bookings over-use it. */
export const stockProjector: Projector = {
  type: 'equipment',
  project(sqlite, id) {
    for (const { date } of writesOf(sqlite).datesOfEquipment.iterate(id)) {
      touch(sqlite, date);
      toldOf(sqlite).add(date);
    }
  },
  settle: settleTouched,
  clear() {},
};

function touchedIn(sqlite: WriteHandle): Touched {
  const known = touched.get(sqlite);
  if (known) return known;
  const made: Touched = { told: new Set(), days: new Map() };
  touched.set(sqlite, made);
  return made;
}

const toldOf = (sqlite: WriteHandle) => touchedIn(sqlite).told;
const daysOf = (sqlite: WriteHandle) => touchedIn(sqlite).days;

/** What a day holds is to be read back from the rows. */
function touch(sqlite: WriteHandle, date: string): void {
  daysOf(sqlite).set(date, null);
}

/** Called before a booking comes to a day: the bookings that came before it in this batch, if there are no others. */
function dayOf(sqlite: WriteHandle, date: string): Occupant[] | null {
  const days = daysOf(sqlite);
  const known = days.get(date);
  if (known !== undefined) return known;
  const day = writesOf(sqlite).anyOn.get(date) === undefined ? [] : null;
  days.set(date, day);
  return day;
}

function settleTouched(sqlite: WriteHandle): void {
  const changed = touched.get(sqlite);
  if (!changed) return;
  touched.delete(sqlite);
  for (const [date, day] of changed.days) deriveClashes(sqlite, date, day);
  tellDates(sqlite, changed.told);
}

const rowOf = ({ id, slot, what, who, state, origin }: StoredBooking, entity: EntityRow) => {
  const isPrivate = what.kind === 'appointment';
  return {
    id,
    date: slot.date,
    start: toMinutes(slot.start),
    kind: what.kind,
    status: state.status,
    title: isPrivate ? null : (what.title ?? null),
    activity: isPrivate ? null : (what.activity ?? null),
    facilitator: who.facilitator ?? null,
    series: origin.series ?? null,
    uid: origin.uid ?? null,
    equipment:
      state.status === 'cancelled' || what.equipment.length === 0
        ? null
        : JSON.stringify(what.equipment.map((used) => used.id)),
    ...entity,
  };
};

/**
 * Sets the columns that differ, and only those: SQLite writes the entry of an index again for each column that is named,
 * whatever its value, and each page so touched is encrypted and stored once more.
 */
function change(sqlite: WriteHandle, before: BookingRow, after: BookingRow): void {
  const names = (Object.keys(after) as (keyof BookingRow)[]).filter((name) => before[name] !== after[name]);
  if (names.length === 0) return;
  const known = setters.get(sqlite) ?? new Map<string, Statement>();
  setters.set(sqlite, known);
  const key = names.join();
  const sets = names.map((name) => `"${name}" = ?`);
  const set = known.get(key) ?? sqlite.prepare(`UPDATE bookings SET ${sets.join()} WHERE id = ?`);
  // A person's gestures name few combinations; what comes from elsewhere may name any.
  if (known.size < SETTERS_KEPT) known.set(key, set);
  set.run(...names.map((name) => after[name]), after.id);
}

/** `fresh`: all that the day holds, when none of it was there before and so nothing of it can have clashed. */
function deriveClashes(sqlite: WriteHandle, date: string, fresh: readonly Occupant[] | null): void {
  const writes = writesOf(sqlite);
  const day = fresh ?? occupantsOn(sqlite, date);
  const pairs = rivalPairs(day, (id) => stockOf(writes, id));
  if (!fresh) writes.deleteClashesOn.run(date);
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

function writesOf(sqlite: WriteHandle): Writes {
  const known = prepared.get(sqlite);
  if (known) return known;
  const made: Writes = {
    anyOn: sqlite.prepare('SELECT 1 FROM bookings WHERE date = ? LIMIT 1'),
    row: sqlite.prepare('SELECT * FROM bookings WHERE id = ?'),
    deleteBooking: sqlite.prepare('DELETE FROM bookings WHERE id = ?'),
    deleteClashes: sqlite.prepare('DELETE FROM clashes WHERE later = @id OR earlier = @id'),
    deleteClashesOn: sqlite.prepare(
      'DELETE FROM clashes WHERE later IN (SELECT id FROM bookings WHERE date = ?)',
    ),
    insertBooking: sqlite.prepare(
      `INSERT INTO bookings (id, date, start, kind, status, title, activity, facilitator, series, uid, equipment,
         document, facets, rivals, stamp)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertClash: sqlite.prepare(
      'INSERT INTO clashes (later, earlier, reason, resource, accepted) VALUES (?, ?, ?, ?, ?)',
    ),
    facets: sqlite.prepare('SELECT facets FROM bookings WHERE id = ?'),
    stock: sqlite.prepare(
      `SELECT facets FROM entities WHERE circle = 'team' AND type = 'equipment' AND id = ?`,
    ),
    datesOfEquipment: sqlite.prepare(
      `SELECT DISTINCT date FROM bookings
       WHERE equipment IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(equipment) WHERE value = ?)`,
    ),
  };
  prepared.set(sqlite, made);
  return made;
}
