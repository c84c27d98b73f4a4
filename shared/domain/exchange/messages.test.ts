/** What a calendar is sent for, and what it says of itself after its events or beside another calendar. */
import { describe, expect, test } from 'vitest';
import { calendar, event, hours, options, shortly } from './fixture.ts';
import { readWhole } from './read.ts';

const read = (text: string) => readWhole(text, options);
const zone = (offset: string, ...more: string[]) =>
  [
    'BEGIN:VTIMEZONE',
    'TZID:Maison',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    ...more,
    'END:VTIMEZONE',
  ].join('\r\n');

describe('a message about an invitation is told, not read', () => {
  test.each([
    ['REPLY', 'is-reply'],
    ['REFRESH', 'is-refresh'],
    ['COUNTER', 'is-counter'],
    ['DECLINECOUNTER', 'is-counter-declined'],
    ['reply', 'is-reply'],
  ])('METHOD:%s', (method, why) => {
    for (const lines of [
      [`METHOD:${method}`, event()],
      [event(), `METHOD:${method}`],
    ]) {
      const reading = read(calendar(...lines));
      expect(reading?.placements).toEqual([]);
      expect(reading?.skipped).toMatchObject([{ what: 'Yoga', why }]);
      expect(reading?.isWhole).toBe(false);
    }
  });

  test.each(['PUBLISH', 'REQUEST', 'ADD', 'X-OTHER'])('METHOD:%s is read', (method) => {
    expect(shortly(read(calendar(`METHOD:${method}`, event())))).toEqual(hours('01-12'));
  });

  test('of the calendar that says so only', () => {
    const reply = calendar('METHOD:REPLY', event('UID:b', 'DTSTART:20270113T100000', 'DURATION:PT1H'));
    expect(shortly(read(reply + calendar(event())))).toEqual([...hours('01-12'), '4 is-reply']);
    expect(shortly(read(calendar(event()) + reply))).toEqual([...hours('01-12'), '14 is-reply']);
  });
});

test('METHOD and X-WR-TIMEZONE count wherever they are written', () => {
  const [before, after] = [
    calendar('X-WR-TIMEZONE:Europe/London', event()),
    calendar(event(), 'X-WR-TIMEZONE:Europe/London'),
  ].map((text) => shortly(read(text)));
  expect(before).toEqual(['2027-01-12 11:00–12:00']);
  expect(after).toEqual(before);
  expect(read(calendar(event(), 'METHOD:CANCEL'))?.placements.map(({ status }) => status)).toEqual([
    'cancelled',
  ]);
});

describe('two calendars in one file', () => {
  const custom = (uid: string, day: string) =>
    event(`UID:${uid}`, `DTSTART;TZID=Maison:202701${day}T100000`, 'DURATION:PT1H');
  test('each use their own zone of one name', () => {
    const [one, other] = [
      calendar(zone('+0100'), custom('a', '12')),
      calendar(custom('b', '13'), zone('+0300')),
    ];
    const expected = ['2027-01-12 10:00–11:00', '2027-01-13 08:00–09:00'];
    expect(shortly(read(one + other))).toEqual(expected);
    expect(shortly(read(other + one))).toEqual(expected);
  });

  test('one event of each, alike but for their zone, are two', () => {
    const text = calendar(zone('+0100'), custom('a', '12')) + calendar(zone('+0300'), custom('a', '12'));
    expect(shortly(read(text))).toEqual(['2027-01-12 08:00–09:00', '2027-01-12 10:00–11:00']);
  });

  test('one may use the zone of the other, and many may say the same', () => {
    const plain = calendar(custom('b', '13'));
    expect(shortly(read(calendar(zone('+0300'), custom('a', '12')) + plain))).toEqual([
      '2027-01-12 08:00–09:00',
      '2027-01-13 08:00–09:00',
    ]);
    const years = 'COMMENT:x';
    const many = Array.from({ length: 400 }, (_, at) =>
      calendar(zone('+0300', years), custom(`u${at}`, '12')),
    ).join('');
    expect(new Set(shortly(read(many)))).toEqual(new Set(['2027-01-12 08:00–09:00']));
  });

  test('and their own usual zone', () => {
    const text =
      calendar('X-WR-TIMEZONE:Europe/London', event()) +
      calendar(event('UID:b', 'DTSTART:20270113T100000', 'DURATION:PT1H'));
    expect(shortly(read(text))).toEqual(['2027-01-12 11:00–12:00', '2027-01-13 10:00–11:00']);
  });
});

describe('a whole day with hours', () => {
  const days = (...dates: string[]) => dates.map((date) => `2027-01-${date} 10:00–17:00`);
  test.each<[string, string[], string[]]>([
    ['ends at an hour of its day', ['DTEND:20270112T120000'], ['12']],
    ['ends at an hour of a later day, which is begun', ['DTEND:20270114T120000'], ['12', '13', '14']],
    ['lasts hours', ['DURATION:PT2H'], ['12']],
    ['lasts a day and hours', ['DURATION:P1DT2H'], ['12', '13']],
  ])('that %s: told', (_title, more, expected) => {
    expect(shortly(read(calendar(event('DTSTART;VALUE=DATE:20270112', ...more))))).toEqual([
      ...days(...expected),
      '3 day-with-hours',
    ]);
  });

  test.each<[string, string[]]>([
    ['DTEND:20270114T000000', ['12', '13']],
    ['DTEND:20270114T000000Z', ['12', '13']],
    ['DURATION:PT48H', ['12', '13']],
    ['DURATION:P2D', ['12', '13']],
  ])('none where %s is whole days', (line, expected) => {
    expect(shortly(read(calendar(event('DTSTART;VALUE=DATE:20270112', line))))).toEqual(days(...expected));
  });

  test('one that ends on a day before is not placed', () => {
    const before = event('DTSTART;VALUE=DATE:20270112', 'DTEND:20270111T120000');
    expect(shortly(read(calendar(before)))).toEqual(['3 end-before-start']);
  });
});
