/**
 * From bookings of the shared documents to rows: `bookings` (which holds the entities themselves), `clashes`.
 *
 * Promises: an entity of another shape is set aside (no row here), never thrown. The clashes of a day depend on nothing
 * but the day's bookings and the stock of equipment: projecting step by step or from scratch gives the same rows, whatever
 * the order. Of a full day of which little changed, only the clashes of what changed are derived again; a day that is all
 * new is not read back.
 */

import { equipment } from '#shared/domain/place/equipment.ts';
import { type Occupant, rivalPairs, rivalPairsOf, usesEquipment } from '#shared/domain/planning/conflict.ts';
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
/** A day whose clashes are to be derived again. */
interface TouchedDay {
  /** Its live bookings, when there were none before and only came some: they need not be read back. */
  fresh: Occupant[] | null;
  /** Bookings that came, left or changed. */
  changed: Set<string>;
  /** Equipment is concerned: whether others over-use it depends on all of them. */
  isWhole: boolean;
}

/** What `project` leaves for `settle`. */
interface Touched {
  /** Days of which something changed. */
  told: Set<string>;
  days: Map<string, TouchedDay>;
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
      const [took] = occupantsIn(before);
      if (took) {
        touch(sqlite, before.date, took);
        if (booking?.slot.date !== before.date) writes.deleteClashes.run({ id });
      }
      if (!booking) writes.deleteBooking.run(id);
    }
    if (!booking) return false;
    toldOf(sqlite).add(booking.slot.date);
    const [taking] = takes;
    if (taking) come(sqlite, booking.slot.date, taking);
    const row = rowOf(booking, entity.row);
    if (before) change(sqlite, before, row);
    // By position: names take a fifth longer, on each booking of ten years.
    else writes.insertBooking.run(...Object.values(row));
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
      dayOf(sqlite, date).isWhole = true;
      dayOf(sqlite, date).fresh = null;
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

function dayOf(sqlite: WriteHandle, date: string): TouchedDay {
  const days = daysOf(sqlite);
  const known = days.get(date);
  if (known) return known;
  const made: TouchedDay = { fresh: null, changed: new Set(), isWhole: false };
  days.set(date, made);
  return made;
}

/** A booking that was there changed, or left: what the day holds is to be read back from the rows. */
function touch(sqlite: WriteHandle, date: string, occupant: Occupant): void {
  const day = dayOf(sqlite, date);
  day.fresh = null;
  note(day, occupant);
}

/** Called before a booking comes to a day. */
function come(sqlite: WriteHandle, date: string, occupant: Occupant): void {
  const isFirst = !daysOf(sqlite).has(date);
  const day = dayOf(sqlite, date);
  if (isFirst && writesOf(sqlite).anyOn.get(date) === undefined) day.fresh = [];
  day.fresh?.push(occupant);
  note(day, occupant);
}

function note(day: TouchedDay, occupant: Occupant): void {
  day.changed.add(occupant.id);
  day.isWhole ||= usesEquipment(occupant);
}

function settleTouched(sqlite: WriteHandle): void {
  const changed = touched.get(sqlite);
  if (!changed) return;
  touched.delete(sqlite);
  const writes = writesOf(sqlite);
  const days = [...changed.days].map(([date, { fresh, changed: ids, isWhole }]) => {
    const day = fresh ?? occupantsOn(sqlite, date);
    const some = isWhole || fresh || ids.size * 2 > day.length ? null : ids;
    // Of all the days before any is derived: a booking may have left one for another.
    if (some) for (const id of some) writes.deleteClashes.run({ id });
    else if (!fresh) writes.deleteClashesOn.run(date);
    return { day, some };
  });
  for (const { day, some } of days) deriveClashes(writes, day, some);
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

/** Of all that a day holds, or of `some`: the others' stand as they are. */
function deriveClashes(writes: Writes, day: readonly Occupant[], some: ReadonlySet<string> | null): void {
  const pairs = some ? rivalPairsOf(day, some) : rivalPairs(day, (id) => stockOf(writes, id));
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
