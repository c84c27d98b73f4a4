import fc from 'fast-check';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { addDays, type EndTime, fromMinutes, type LocalDate } from '../time/wall.ts';
import type { ExportedBooking } from './export.ts';
import { bookingOfUid } from './export.ts';
import { options } from './fixture.ts';
import { readWhole } from './read.ts';
import { csvLine, csvStart } from './write-csv.ts';
import { folded, icsEnd, icsEvent, icsStart } from './write-ics.ts';

const usual: ExportedBooking = {
  id: 'b1',
  date: '2027-01-12',
  start: '10:00',
  end: '11:00',
  kind: 'session',
  status: 'confirmed',
  title: 'Yoga',
  spaces: ['Salon'],
  placeText: '',
  description: '',
  activity: 'Yoga',
  hosts: ['Odile'],
  facilitator: 'Paul',
  isPublic: true,
  stampMs: Date.UTC(2027, 0, 2),
};

function ics(bookings: readonly ExportedBooking[], zone = 'Europe/Paris'): string {
  const uids = new Set<string>();
  const dates = bookings.map(({ date }) => date).sort();
  const header = { name: 'Le lieu', zone, from: dates[0] ?? '2027-01-01', to: dates.at(-1) ?? '2027-01-01' };
  return icsStart(header) + bookings.map((booking) => icsEvent(booking, zone, uids)).join('') + icsEnd();
}

const booking = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 22, unit: fc.constantFrom(...'azAZ09-_.') }),
    day: fc.nat(365 * 3),
    from: fc.nat(286),
    length: fc.integer({ min: 1, max: 60 }),
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }).map((text) => `x${text}x`),
    description: fc.string({ unit: 'binary', maxLength: 200 }),
  })
  .map(
    ({ id, day, from, length, title, description }): ExportedBooking => ({
      ...usual,
      id,
      date: addDays('2027-01-01', day),
      start: fromMinutes(from * 5),
      end: fromMinutes(Math.min(288, from + length) * 5),
      title,
      description,
    }),
  );

// What a text keeps: line ends become one kind, control characters go, and so do blanks at both ends.
const kept = (text: string) =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .trim();
// A character that UTF-16 cannot write alone becomes the replacement character in a file.
const wellFormed = (text: string) => text.toWellFormed();

/** The clocks skip it in spring: a calendar shows it an hour later (read.test.ts). */
const isSkipped = (date: LocalDate, time: EndTime, zone: string) => {
  const wall = Temporal.PlainDateTime.from(
    time === '24:00' ? `${addDays(date, 1)}T00:00` : `${date}T${time}`,
  );
  return !wall.toZonedDateTime(zone).toPlainDateTime().equals(wall);
};

test('what is written is read again to the minute, daylight saving included, in any zone', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(booking, { maxLength: 8, selector: ({ id }) => id }),
      fc.constantFrom('Europe/Paris', 'America/Cayenne', 'Australia/Lord_Howe', 'Pacific/Auckland'),
      (drawn, zone) => {
        const bookings = drawn.filter(
          ({ date, start, end }) => !isSkipped(date, start, zone) && !isSkipped(date, end, zone),
        );
        const text = ics(bookings, zone);
        for (const line of text.split('\r\n'))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const reading = readWhole(text, { ...options, zone });
        expect(reading?.skipped).toEqual([]);
        const back = reading?.placements.map(({ uid, date, start, end, title, description }) => [
          bookingOfUid(uid),
          date,
          start,
          end,
          title,
          description,
        ]);
        const expected = bookings.map(({ id, date, start, end, title, description }) => [
          id,
          date,
          start,
          end,
          kept(title),
          wellFormed(kept(description)),
        ]);
        const order = (rows: unknown[][] = []) => rows.map((row) => JSON.stringify(row)).sort();
        expect(order(back)).toEqual(order(expected));
      },
    ),
    { numRuns: 150 },
  );
});

test('another reader sees the same instants, and twice the same planning gives the same bytes', () => {
  const bookings = ['2027-03-27', '2027-03-28', '2027-10-30', '2027-10-31', '2027-07-01'].map((date, n) => ({
    ...usual,
    id: `b${n}`,
    date,
  }));
  const text = ics(bookings);
  expect(text).toBe(ics(bookings));
  const root = new ICAL.Component(ICAL.parse(text));
  const zone = new ICAL.Timezone(root.getFirstSubcomponent('vtimezone') as ICAL.Component);
  const instants = root.getAllSubcomponents('vevent').map((event) => {
    const start = new ICAL.Event(event).startDate;
    start.zone = zone;
    return new Date(start.toUnixTime() * 1000).toISOString();
  });
  expect(instants).toEqual([
    '2027-03-27T09:00:00.000Z',
    '2027-03-28T08:00:00.000Z',
    '2027-10-30T08:00:00.000Z',
    '2027-10-31T09:00:00.000Z',
    '2027-07-01T08:00:00.000Z',
  ]);
});

test('an appointment leaves without a word about anyone', () => {
  const secret: ExportedBooking = {
    ...usual,
    kind: 'appointment',
    title: 'SECRET',
    description: 'SECRET',
    activity: 'SECRET',
    hosts: ['SECRET'],
    facilitator: 'SECRET',
    placeText: 'SECRET',
    uid: 'SECRET@ailleurs',
  };
  const text = ics([secret]) + csvLine(secret);
  expect(text).not.toContain('SECRET');
  expect(text).toContain('SUMMARY:Occupé');
  expect(text).toContain('CLASS:CONFIDENTIAL');
  expect(csvLine(secret)).toBe('12/01/2027;mardi;10:00;11:00;Occupé;Rendez-vous;;Salon;;;;Confirmé;non\r\n');
});

test('an option is tentative; a UID is never given twice', () => {
  const text = ics([
    { ...usual, status: 'option', uid: 'x@y' },
    { ...usual, id: 'b2', uid: 'x@y' },
  ]);
  expect(text).toContain('STATUS:TENTATIVE');
  expect(text.match(/^UID:.*$/gm)?.map((line) => line.trim())).toEqual(['UID:x@y', 'UID:b2@margelle']);
});

test('folding never cuts a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const parts = folded(text).split('\r\n');
      expect(parts.every((part) => new TextEncoder().encode(part).length <= 75)).toBe(true);
      expect(parts.map((part, n) => (n === 0 ? part : part.slice(1))).join('')).toBe(text);
    }),
  );
});

test('a table is read again cell by cell, and no cell is a formula', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom('=1+1', '+33', '-2', '@A1', ' =1', '\t=1', 'a;b', '"x"', 'a\nb'),
      ),
      (title) => {
        const [headers, row] = Papa.parse<string[]>((csvStart() + csvLine({ ...usual, title })).slice(1), {
          delimiter: ';',
        }).data;
        expect(headers).toHaveLength(13);
        expect(row).toHaveLength(13);
        expect(row?.[4]).not.toMatch(/^\s*[=+\-@]/);
        expect(row?.[4]?.replace(/^'/, '')).toBe(title.replace(/\r\n?/g, '\n').replace(/^'/, ''));
      },
    ),
  );
});
