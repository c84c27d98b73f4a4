/** Writes an invented place into an open vault, year by year, by the same circle as a person's gestures. */
import { demoActivities } from '#shared/domain/demo/activities.ts';
import { type DemoRoom, demoRooms, demoYears } from '#shared/domain/demo/bookings.ts';
import { demoNote } from '#shared/domain/demo/notes.ts';
import { demoFacilitators, demoHosts } from '#shared/domain/demo/people.ts';
import { demoQuarter } from '#shared/domain/demo/quarter.ts';
import { type Seeded, seeded } from '#shared/domain/demo/seeded.ts';
import { wordsOf } from '#shared/domain/notes/body.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import type { What } from '#shared/domain/planning/model.ts';
import { quarterOf, shifted } from '#shared/domain/quarter/calendar.ts';
import { ok } from '#shared/domain/result.ts';
import { addDays, daysBetween, yearOf } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { foldOutdated } from '../../capability/searched.ts';
import type { Json } from '../../circles/circle.ts';
import { readPlace, today } from '../place/index.ts';
import { bookingsBetween, writeBookings } from '../planning/index.ts';
import { writeWholeQuarter } from '../quarter/index.ts';

export type Scale = 'demo' | 'ten-years';

/** A place twice as large: what 60,000 bookings in ten years take. */
const manyRooms: DemoRoom[] = [
  ...demoRooms,
  ...Array.from({ length: 4 }, (_, i) => ({
    id: `demo-room-${i + 1}`,
    quiet: i % 2 === 0,
    hosts: [`demo-host-${i + 1}`],
  })),
];

/** The size that everything is measured at, and that of a place to look around in. */
const SIZES = {
  demo: { daysBack: 365, daysAhead: 91, density: 0.34, rooms: demoRooms, notes: 150 },
  'ten-years': { daysBack: 3650, daysAhead: 91, density: 1, rooms: manyRooms, notes: 100_000 },
} as const;

type Size = (typeof SIZES)[Scale];

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

export async function fillPlace(vault: OpenVault, scale: Scale, seed: number) {
  const size = SIZES[scale];
  const chance = seeded(seed);
  const now = today(vault);
  writeCatalogue(vault, now);
  openToday(vault, now);
  if (scale === 'ten-years') writeManyRooms(vault);
  const [from, to] = [addDays(now, -size.daysBack), addDays(now, size.daysAhead)];
  const ids: { id: string; date: string }[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const start = year === yearOf(from) ? from : `${year}-01-01`;
    const end = year === yearOf(to) ? to : `${year}-12-31`;
    ids.push(...writeYear(vault, chance, year, start, end, size));
    // Other calls are answered between two years.
    await otherCalls();
  }
  if (scale === 'demo') {
    liven(vault, now);
    draftNextQuarter(vault, addDays(now, size.daysAhead));
  }
  writeNotes(vault, chance, size.notes, from, now, ids);
  while (foldOutdated(vault.own.sqlite)) await otherCalls();
  return { bookings: ids.length, notes: size.notes, activities: demoActivities.length };
}

const otherCalls = () => new Promise((resume) => setImmediate(resume));

function writeCatalogue(vault: OpenVault, now: string): void {
  vault.team.write((writer) => {
    // The profile's own starting catalogue gives way to the invented one.
    for (const { id } of vault.team.list('activities')) writer.remove('activities', id);
    for (const { activity } of demoActivities)
      writer.put('activities', activity.id, { it: plain(activity) }, 'undated');
    for (const it of demoFacilitators(now)) writer.put('facilitators', it.id, { it: plain(it) }, 'undated');
    for (const it of demoHosts) writer.put('hosts', it.id, { it: plain(it) }, 'undated');
    return ok({});
  });
}

/** Whatever the day of the demonstration, the place is open. */
function openToday(vault: OpenVault, now: string): void {
  if (!dayFacts(now, readPlace(vault)).closed) return;
  const it = {
    id: 'demo-open-day',
    date: now,
    closed: false,
    hours: [{ start: '10:00', end: '18:00' }],
    reason: 'Portes ouvertes',
  };
  vault.team.write((writer) => {
    writer.put('exceptions', it.id, { it: plain(it) }, 'undated');
    return ok({});
  });
}

/** The first quarter that the invented planning leaves free, half composed: with clashes, a closure and comments. */
function draftNextQuarter(vault: OpenVault, planned: string): void {
  const key = shifted(quarterOf(planned), 1);
  if (key !== undefined) writeWholeQuarter(vault, key, demoQuarter(key));
}

/** What the last days of a real team leave: gestures in the history, and three overlaps to settle. */
function liven(vault: OpenVault, now: string): void {
  const coming = bookingsBetween(vault, now, addDays(now, 21)).filter(
    ({ state, what, slot }) =>
      state.status === 'confirmed' && what.kind !== 'appointment' && slot.spaces.length > 0,
  );
  for (const { slot, who } of coming.filter((_, i) => i % 7 === 0).slice(0, 3)) {
    const title = 'Réunion des partenaires';
    const what: What = { kind: 'meeting', title, mode: 'on-site', equipment: [], isPublic: false };
    const draft = {
      slot,
      what,
      who: { hosts: who.hosts },
      state: { status: 'option' as const },
      origin: {},
      kept: [],
    };
    const { date, start, end, spaces } = slot;
    writeBookings(vault, [draft], { kind: 'created', title, count: 1, to: { date, start, end, spaces } });
  }
}

function writeManyRooms(vault: OpenVault): void {
  const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  vault.team.write((writer) => {
    manyRooms.slice(demoRooms.length).forEach(({ id, hosts: [host = ''] }, i) => {
      const it = {
        id,
        name: `Salle ${i + 4}`,
        capacity: null,
        colour: 'grey',
        equipment: [],
        order: i + 4,
        archived: false,
      };
      writer.put('spaces', id, { it: plain(it) }, 'undated');
      const person = {
        id: host,
        name: `Référente ${i + 6}`,
        role: 'volunteer-host',
        presence: never,
        absences: [],
        archived: false,
      };
      writer.put('hosts', host, { it: plain(person) }, 'undated');
    });
    return ok({});
  });
}

function writeYear(vault: OpenVault, chance: Seeded, year: number, from: string, to: string, size: Size) {
  const place = readPlace(vault);
  const hoursOf = (date: string) => {
    const facts = dayFacts(date, place);
    return facts.closed ? [] : facts.hours;
  };
  const { series, bookings } = demoYears(chance, {
    from,
    to,
    hoursOf,
    density: size.density,
    rooms: size.rooms,
    idPrefix: `demo-${year}`,
  });
  const written: { id: string; date: string }[] = [];
  vault.team.write((writer) => {
    for (const it of series) writer.put('series', it.id, { it: plain(it) }, 'undated');
    for (const { slot, what, who, state, series: seriesId } of bookings) {
      const id = vault.newId();
      const facets = {
        slot: plain({ ...slot, claim: writer.claim() }),
        what: plain(what),
        who: plain(who),
        state: plain(state),
        origin: plain(seriesId ? { series: seriesId, seriesDate: slot.date } : {}),
      };
      writer.put('bookings', id, facets, `${year}`);
      written.push({ id, date: slot.date });
    }
    return ok({});
  });
  const { sqlite } = vault.own;
  const label = sqlite.prepare('INSERT INTO private_labels (booking_id, label) VALUES (?, ?)');
  sqlite.transaction(() => {
    bookings.forEach((booking, i) => {
      const id = written[i]?.id;
      if (id && booking.privateLabel) label.run(id, booking.privateLabel);
    });
  })();
  return written;
}

function writeNotes(
  vault: OpenVault,
  chance: Seeded,
  count: number,
  from: string,
  to: string,
  bookings: { id: string; date: string }[],
): void {
  const { sqlite } = vault.own;
  const insert = sqlite.prepare(
    `INSERT INTO notes (id, title, body, words, date, booking_id, pinned, archived, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertTag = sqlite.prepare('INSERT INTO note_tags (note_id, tag) VALUES (?, ?)');
  const days = daysBetween(from, to);
  sqlite.transaction(() => {
    for (let i = 0; i < count; i += 1) {
      const note = demoNote(chance);
      // The last notes are about today, so that Aujourd’hui has some to show.
      const linked = chance.chance(0.2) && bookings.length > 0 ? chance.pick(bookings) : null;
      const date =
        i >= count - 2 ? to : linked && linked.date <= to ? linked.date : addDays(from, chance.int(0, days));
      const id = vault.newId();
      const at = vault.clock.now() - daysBetween(date, to) * 86_400_000 - chance.int(0, 3_600_000);
      insert.run(
        id,
        note.title,
        JSON.stringify(note.body),
        wordsOf(note.body),
        date,
        linked?.date === date ? linked.id : null,
        Number(note.pinned),
        Number(note.archived),
        at,
        at,
      );
      for (const tag of note.tags) insertTag.run(id, tag);
    }
  })();
}
