import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, calendarsIn, readCases } from './reading.ts';

const given = path.resolve(import.meta.dirname, '../../../shared/cases');

async function casesOf(folder: string): Promise<Map<string, Case>> {
  const cases = new Map<string, Case>();
  for await (const one of readCases(folder, calendarsIn(folder), '2027-01-12')) cases.set(one.file, one);
  return cases;
}

const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'margelle-cases-test-'));
  const files = {
    'series.ics': file(
      event(
        'SUMMARY:Yoga',
        'DTSTART:20270119T090000Z',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;COUNT=3',
        'EXDATE:20270126T090000Z',
      ),
    ),
    'day.ics': file(event('SUMMARY:Fête', 'DTSTART:20270112', 'DTEND:20270113')),
    'damaged.ics': file(
      event('SUMMARY:Yoga', 'DTSTART:hier'),
      event('DTSTART:20270112T100300', 'RRULE:FREQ=JAMAIS'),
    ),
    'many.ics': file(
      event('SUMMARY:Café', 'DTSTART:20270101T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=600'),
    ),
    'not-one.ics': 'bonjour',
    'not-read.txt': 'bonjour',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each calendar of a folder is read as an import into La Ressourcerie would show it', async () => {
  const cases = await casesOf(folder);
  expect([...cases.keys()]).toEqual(['damaged.ics', 'day.ics', 'many.ics', 'not-one.ics', 'series.ics']);
  expect(cases.get('series.ics')).toEqual({
    file: 'series.ics',
    events: ['2027-01-19', '2027-02-02'].map((date) => ({
      title: 'Yoga',
      date,
      start: '10:00',
      end: '11:00',
    })),
    told: [],
  });
  // A Tuesday of the profile.
  expect(cases.get('day.ics')?.events).toEqual([
    { title: 'Fête', date: '2027-01-12', start: '10:00', end: '18:00' },
  ]);
  expect(cases.get('many.ics')?.events).toHaveLength(600);
  const { events, told } = cases.get('damaged.ics') ?? { events: [], told: [] };
  expect(events).toEqual([{ title: '', date: '2027-01-12', start: '10:00', end: '10:35' }]);
  expect(told.map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
    'Ligne 3 (« Yoga ») : sa date n’existe pas.',
    'Ligne 9 : sa répétition n’est pas lisible : seule la première date est gardée.',
    'Ligne 7 : sans heure de fin : 30 minutes.',
    'Ligne 7 : arrondi aux 5 minutes.',
  ]);
  expect(cases.get('not-one.ics')).toMatchObject({
    events: [],
    told: [expect.stringContaining('not-one.ics')],
  });
});

interface Expected {
  dates?: string[];
  hours?: string[];
  titles?: string[];
}

test.skipIf(!existsSync(given))(
  'the calendars handed over say what they mean (needs ../shared/cases)',
  async () => {
    const expected: Record<string, Expected> = JSON.parse(
      readFileSync(path.join(given, 'expected.json'), 'utf8'),
    );
    const cases = await casesOf(given);
    for (const [name, { dates, hours, titles }] of Object.entries(expected)) {
      const events = cases.get(name)?.events;
      expect(events, name).toBeDefined();
      if (dates)
        expect(
          events?.map(({ date }) => date),
          name,
        ).toEqual(dates);
      if (hours)
        expect(
          events?.map(({ start, end }) => `${start}-${end}`),
          name,
        ).toEqual(hours);
      if (titles)
        expect(
          events?.map(({ title }) => title),
          name,
        ).toEqual(titles);
    }
    const dates = (name: string) => cases.get(name)?.events.map(({ date, start }) => `${date} ${start}`);
    expect(cases.get('folded-in-byte.ics')?.events.map(({ title }) => title)).toEqual([
      'Réunion',
      'Été à Cœur',
    ]);
    expect(dates('two-rrules.ics')).toEqual([
      '2027-01-14 10:00',
      '2027-01-21 10:00',
      '2027-02-08 10:00',
      '2027-03-08 10:00',
    ]);
    expect(dates('rrule-skip-after-freq.ics')).toEqual([
      '2027-01-31 10:00',
      '2027-02-28 10:00',
      '2027-03-31 10:00',
    ]);
    expect(dates('range-thisandfuture.ics')).toEqual([
      '2027-01-12 10:00',
      '2027-01-19 10:00',
      '2027-01-26 14:00',
      '2027-02-02 14:00',
    ]);
    expect(dates('duration-pt1w.ics')).toHaveLength(7);
    expect(dates('one-uid-moved.ics')).toEqual(['2027-01-13 10:00']);
    expect(dates('one-uid-cancelled.ics')).toEqual([]);
  },
);
