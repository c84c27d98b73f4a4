/** What calendars say and nobody would see missing: it is read as it is meant, or told with its line. */
import { describe, expect, test } from 'vitest';
import { calendar, days, event, hours, options, read, shortly } from './fixture.ts';
import { readWhole } from './read.ts';
import type { CalendarReading } from './reading.ts';

const observance = (kind: string, start: string, from: string, to: string, ...more: string[]) => [
  `BEGIN:${kind}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  ...more,
  `END:${kind}`,
];
const zone = (name: string, ...lines: string[][]) => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  ...lines.flat(),
  'END:VTIMEZONE',
];
/** Why something of it is not as written, with its line. */
const reasons = (reading: CalendarReading | undefined) =>
  reading?.skipped.map(({ line, why }) => `${line} ${why}`);

describe('before the first change of the clocks of a zone, its hours are those that this change left', () => {
  const summer = 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU';
  const winter = 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU';
  const america = zone(
    'America/Custom',
    observance('DAYLIGHT', '20270314T020000', '-0500', '-0400', summer),
    observance('STANDARD', '20271107T020000', '-0400', '-0500', winter),
  );
  const custom = (start: string) => event(`DTSTART;TZID=America/Custom:${start}`, 'DURATION:PT1H');
  test.each([
    ['before the first one', '20270112T040000', '2027-01-12 10:00–11:00'],
    ['years before', '20200112T040000', '2020-01-12 10:00–11:00'],
    ['an hour before', '20270314T010000', '2027-03-14 07:00–08:00'],
    ['after it', '20270315T040000', '2027-03-15 09:00–10:00'],
    ['in the next winter', '20271115T040000', '2027-11-15 10:00–11:00'],
  ])('%s', (_title, start, expected) => {
    expect(shortly(read(...america, custom(start)))).toEqual([expected]);
  });
  test('the winter of a zone like that of Paris', () => {
    const lines = zone(
      'Chez nous',
      observance('DAYLIGHT', '20270328T020000', '+0100', '+0200'),
      observance('STANDARD', '20271031T030000', '+0200', '+0100'),
    );
    const reading = read(...lines, event('DTSTART;TZID=Chez nous:20270112T100000', 'DURATION:PT1H'));
    expect(shortly(reading)).toEqual(hours('01-12'));
    expect(reading.unknownZones).toEqual([]);
  });
});

test('an unknown zone of the whole calendar is told of each time without one', () => {
  const reading = read(
    'X-WR-TIMEZONE:Heure de Papeete',
    event(),
    event('UID:b', 'DTSTART;TZID=Europe/Paris:20270113T100000', 'DURATION:PT1H'),
    event('UID:c', 'DTSTART;VALUE=DATE:20270114'),
    event('UID:d', 'DTSTART:20270115T090000Z', 'DURATION:PT1H'),
  );
  expect(reading.unknownZones).toEqual(['Heure de Papeete']);
  expect(
    reading.placements.filter(({ notes }) => notes.includes('zone-guessed')).map(({ date }) => date),
  ).toEqual(['2027-01-12']);
});

describe('a date with an hour, added to whole days, is told', () => {
  test.each([
    ['in the zone of the place', 'RDATE;TZID=Europe/Paris:20270119T190000', true],
    ['in UTC', 'RDATE:20270119T180000Z', true],
    ['a period', 'RDATE;VALUE=PERIOD:20270119T190000/PT2H', true],
    ['a midnight', 'RDATE:20270119T000000', false],
    ['a midnight in UTC', 'RDATE:20270118T230000Z', false],
    ['a date', 'RDATE;VALUE=DATE:20270119', false],
  ])('%s', (_title, added, isTold) => {
    const reading = read(event('DTSTART;VALUE=DATE:20270112', added));
    expect(shortly(reading)).toEqual([...days('01-12', '01-19'), ...(isTold ? ['3 day-with-hours'] : [])]);
  });
  test('once, whatever else of it has hours', () => {
    const reading = read(
      event('DTSTART;VALUE=DATE:20270112', 'DTEND:20270112T180000', 'RDATE:20270119T190000,20270126T190000'),
    );
    expect(reasons(reading)).toEqual(['3 day-with-hours']);
  });
  test('whole days of Exchange too', () => {
    const marked = event(
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      'DTSTART:20270112T000000',
      'DTEND:20270113T000000',
      'RDATE:20270119T190000,20270126T000000',
    );
    expect(shortly(read(marked))).toEqual([...days('01-12', '01-19', '01-26'), '3 day-with-hours']);
  });
});

describe('a date that is kept of a series that is cancelled', () => {
  const series = event('STATUS:CANCELLED', 'RRULE:FREQ=WEEKLY;COUNT=3');
  const kept = (...lines: string[]) =>
    event('RECURRENCE-ID:20270119T100000', 'DTSTART:20270119T150000', 'DURATION:PT1H', ...lines);
  const line = 3 + series.split('\r\n').length;
  test('is told, with its line', () => {
    expect(reasons(read(series, kept('STATUS:CONFIRMED')))).toEqual([`${line} series-cancelled`]);
    expect(reasons(read(series, kept()))).toEqual([`${line} series-cancelled`]);
  });
  test('stands where it is newer; one that is cancelled itself says nothing new', () => {
    const newer = read(series, kept('STATUS:CONFIRMED', 'SEQUENCE:1'));
    expect(reasons(newer)).toEqual([]);
    expect(newer.placements.find(({ status }) => status !== 'cancelled')?.start).toBe('15:00');
    expect(reasons(read(series, kept('STATUS:CANCELLED')))).toEqual([]);
  });
});

describe('what may stand once and says two things is told', () => {
  test.each([
    ['STATUS:CONFIRMED', 'STATUS:CANCELLED'],
    ['CLASS:PUBLIC', 'CLASS:PRIVATE'],
    ['SEQUENCE:1', 'SEQUENCE:2'],
    ['DTSTAMP:20270101T000000Z', 'DTSTAMP:20270102T000000Z'],
    ['LAST-MODIFIED:20270101T000000Z', 'LAST-MODIFIED:20270102T000000Z'],
    ['DTSTART:20270112T100000', 'DTSTART;TZID=America/Martinique:20270112T100000'],
    ['RECURRENCE-ID:20270112T100000', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270112T100000'],
  ])('%s, %s', (...lines) => {
    expect(read(event(...lines)).skipped.filter(({ why }) => why === 'line-repeated')).toHaveLength(1);
  });
  test.each([['STATUS:CONFIRMED'], ['DTSTART;TZID=Europe/Paris:20270112T100000'], ['CLASS:PUBLIC']])(
    '%s twice says one thing',
    (line) => {
      expect(reasons(read(event(line, line)))).toEqual([]);
    },
  );
});

test('a line of dates that would change those after it too is told, and changes those it names', () => {
  const weeks = ['RRULE:FREQ=WEEKLY;COUNT=4'];
  const reading = read(event(...weeks, 'EXDATE;RANGE=THISANDFUTURE:20270126T100000'));
  expect(shortly(reading)).toEqual([...hours('01-12', '01-19', '02-02'), '10 exception-of-many']);
});

describe('what is inside a part of an event that is closed is of that part', () => {
  const yoga = (...lines: string[]) => event().replace('END:VEVENT', [...lines, 'END:VEVENT'].join('\r\n'));
  const inside = (name: string, ...lines: string[]) => [`BEGIN:${name}`, ...lines, `END:${name}`];
  test.each([
    ['an alarm with a start', inside('VALARM', 'ACTION:DISPLAY', 'DTSTART:20200101T000000')],
    ['a part of one program', inside('X-SUB', 'SUMMARY:b', 'DTSTART:20300101T000000', 'SUMMARY:c')],
    ['one with a number in its name', inside('X-SUB2', 'SUMMARY:b', 'DTSTART:20300101T000000')],
    ['one in another', inside('VALARM', 'SEQUENCE:7', ...inside('X-SUB', 'RRULE:FREQ=DAILY'), 'SUMMARY:b')],
    ['a line that is none', inside('VALARM', 'RDATE:20300101T000000', 'une phrase')],
  ])('%s', (_title, lines) => {
    const reading = read(yoga(...lines));
    expect(shortly(reading)).toEqual(hours('01-12'));
    expect(reading.placements[0]?.title).toBe('Yoga');
    expect(reasons(reading)).toEqual([]);
  });
  test('its title is none of an event without one', () => {
    const alarm = inside('VALARM', 'DTSTART:20200101T000000', 'SUMMARY:alarme');
    const untitled = yoga(...alarm).replace('SUMMARY:Yoga\r\n', '');
    const reading = readWhole(calendar(untitled), options);
    expect(reading?.placements.map(({ title }) => title)).toEqual(['']);
    expect(reading?.skipped).toEqual([]);
  });
  test('of one that is never closed, the event goes on from its start', () => {
    const open = yoga('BEGIN:VALARM', 'SUMMARY:alarme', 'DTSTART:20270113T100000', 'DURATION:PT1H');
    expect(read(open.replace(/DTSTART:20270112T1\d+\r\nDTEND:\w+\r\n/, '')).placements).toMatchObject([
      { title: 'Yoga', date: '2027-01-13' },
    ]);
    expect(reasons(read(open))).toContain('3 event-not-closed');
  });
});
