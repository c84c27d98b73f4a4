import { describe, expect, test } from 'vitest';
import { event, options, read, told } from './fixture.ts';
import { readWhole } from './read.ts';

describe('times', () => {
  test.each([
    [
      'a floating time is the wall time of the place',
      ['DTSTART:20270112T100000', 'DTEND:20270112T110000'],
      ['2027-01-12 10:00–11:00'],
    ],
    [
      'UTC becomes wall time, in winter',
      ['DTSTART:20270112T090000Z', 'DTEND:20270112T100000Z'],
      ['2027-01-12 10:00–11:00'],
    ],
    [
      'UTC becomes wall time, in summer',
      ['DTSTART:20270712T080000Z', 'DTEND:20270712T090000Z'],
      ['2027-07-12 10:00–11:00'],
    ],
    [
      'an IANA zone',
      ['DTSTART;TZID=America/Cayenne:20270112T060000', 'DURATION:PT1H'],
      ['2027-01-12 10:00–11:00'],
    ],
    [
      'a Windows zone',
      ['DTSTART;TZID=GMT Standard Time:20270112T090000', 'DURATION:PT1H'],
      ['2027-01-12 10:00–11:00'],
    ],
    [
      'a zone with a prefix',
      ['DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20270112T090000', 'DURATION:PT1H'],
      ['2027-01-12 10:00–11:00'],
    ],
    [
      'an unknown zone is guessed and said',
      ['DTSTART;TZID=Mars/Olympus:20270112T100000', 'DURATION:PT1H'],
      ['2027-01-12 10:00–11:00 zone-guessed'],
    ],
    [
      'a whole day takes the opening hours',
      ['DTSTART;VALUE=DATE:20270112'],
      ['2027-01-12 10:00–17:00 all-day'],
    ],
    ['a whole closed day', ['DTSTART;VALUE=DATE:20270110'], ['2027-01-10 09:00–18:00 all-day-closed']],
    [
      'whole days of a week that ends: each is told by its own hours',
      ['DTSTART;VALUE=DATE:20270115', 'DTEND;VALUE=DATE:20270117'],
      [
        '2027-01-15 10:00–17:00 all-day multi-day-split',
        '2027-01-16 09:00–18:00 all-day-closed multi-day-split',
      ],
    ],
    [
      'several whole days',
      ['DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270114'],
      ['2027-01-12 10:00–17:00 all-day multi-day-split', '2027-01-13 10:00–17:00 all-day multi-day-split'],
    ],
    [
      'a whole day that ends on its own day',
      ['DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270112'],
      ['2027-01-12 10:00–17:00 all-day'],
    ],
    [
      'a night is two bookings',
      ['DTSTART:20270112T200000', 'DTEND:20270113T013000'],
      ['2027-01-12 20:00–24:00 night-split', '2027-01-13 00:00–01:30 night-split'],
    ],
    [
      'until midnight is one day',
      ['DTSTART:20270112T200000', 'DTEND:20270113T000000'],
      ['2027-01-12 20:00–24:00'],
    ],
    [
      'several days with hours',
      ['DTSTART:20270112T140000', 'DTEND:20270114T120000'],
      [
        '2027-01-12 14:00–24:00 multi-day-split',
        '2027-01-13 00:00–24:00 multi-day-split',
        '2027-01-14 00:00–12:00 multi-day-split',
      ],
    ],
    [
      'the grid, outwards',
      ['DTSTART:20270112T100300', 'DTEND:20270112T105601'],
      ['2027-01-12 10:00–11:00 rounded'],
    ],
    ['no end', ['DTSTART:20270112T100000'], ['2027-01-12 10:00–10:30 no-end']],
    [
      'a zero length',
      ['DTSTART:20270112T100000', 'DTEND:20270112T100000'],
      ['2027-01-12 10:00–10:30 no-end'],
    ],
    [
      'the skipped hour of spring moves forward',
      ['DTSTART;TZID=Europe/London:20270328T010000', 'DURATION:PT1H'],
      ['2027-03-28 03:00–04:00'],
    ],
  ])('%s', (_title, properties, expected) => {
    expect(told(read(event(...properties)))).toEqual(expected);
  });

  test('a zone that only the file defines', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Chez nous',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:-0300',
      'TZOFFSETTO:-0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    // The zone comes after the event that names it.
    expect(told(read(event('DTSTART;TZID=Chez nous:20270112T060000', 'DURATION:PT1H'), ...zone))).toEqual([
      '2027-01-12 10:00–11:00',
    ]);
  });
});

describe('series', () => {
  test('stay at the same wall time across daylight saving, exceptions and moved occurrences included', () => {
    const reading = read(
      event(
        'DTSTART;TZID=Europe/Paris:20270316T100000',
        'DTEND;TZID=Europe/Paris:20270316T110000',
        'RRULE:FREQ=WEEKLY;COUNT=5',
        'EXDATE;TZID=Europe/Paris:20270323T100000',
      ),
      event(
        'DTSTART;TZID=Europe/Paris:20270331T140000',
        'DTEND;TZID=Europe/Paris:20270331T150000',
        'RECURRENCE-ID;TZID=Europe/Paris:20270330T100000',
        'SEQUENCE:1',
      ),
      event(
        'DTSTART;TZID=Europe/Paris:20270406T100000',
        'RECURRENCE-ID;TZID=Europe/Paris:20270406T100000',
        'STATUS:CANCELLED',
        'DURATION:PT1H',
      ),
    );
    expect(told(reading)).toEqual([
      '2027-03-16 10:00–11:00',
      '2027-03-23 10:00–11:00 cancelled',
      '2027-03-31 14:00–15:00 moved-occurrence',
      '2027-04-06 10:00–11:00 cancelled',
      '2027-04-13 10:00–11:00',
    ]);
    expect(reading.placements.map(({ recurrenceId }) => recurrenceId)).toEqual([
      '20270316T1000',
      '20270323T1000',
      '20270330T1000',
      '20270406T1000',
      '20270413T1000',
    ]);
  });

  test('RDATE adds, a moved occurrence without its series stays, an older version is told', () => {
    const reading = read(
      event('RDATE:20270119T100000,20270112T100000'),
      event('UID:b@test', 'RECURRENCE-ID:20270120T100000', 'DTSTART:20270121T100000', 'DURATION:PT30M'),
      event('UID:c@test', 'SEQUENCE:1', 'DTSTART:20270125T100000', 'DURATION:PT1H'),
      event('UID:c@test', 'SEQUENCE:2', 'DTSTART:20270126T100000', 'DURATION:PT1H'),
    );
    expect(told(reading)).toEqual([
      '2027-01-12 10:00–11:00',
      '2027-01-19 10:00–11:00',
      '2027-01-21 10:00–10:30 moved-occurrence',
      '2027-01-26 10:00–11:00',
    ]);
    expect(reading.skipped.map(({ why }) => why)).toEqual(['older-version']);
  });

  test('two events that share a UID by mistake both stay, under names that last', () => {
    const both = [event(), event('SUMMARY:Chorale', 'DTSTART:20270112T140000', 'DURATION:PT1H')];
    const ids = () => read(...both).placements.map(({ recurrenceId }) => recurrenceId);
    expect(ids()).toEqual([undefined, '20270112T1400!']);
    expect(ids()).toEqual(ids());
  });

  test.each([
    ['a million minutes', 'FREQ=MINUTELY;COUNT=1000000', 1000, 999_000],
    // One every minute is kept of those within the same minute.
    ['a million seconds', 'FREQ=SECONDLY;COUNT=1000000', 17, 999_000],
    ['a million days', 'FREQ=DAILY;COUNT=1000000', 1000, 999_000],
    ['an endless week', 'FREQ=WEEKLY', 105, null],
    ['an endless second', 'FREQ=SECONDLY', 17, null],
    ['every month until 2190', 'FREQ=MONTHLY;UNTIL=21900101T000000Z', 1000, null],
  ])('%s is cut, and the cut is told', (_title, rule, kept, leftOut) => {
    const { capped, placements } = read(event(`RRULE:${rule}`));
    const occurrences = new Set(placements.map(({ recurrenceId }) => recurrenceId?.split('/')[0]));
    expect(occurrences.size).toBe(kept);
    expect(capped).toMatchObject([{ kept, leftOut }]);
    expect(placements.every(({ notes }) => notes.includes('capped'))).toBe(true);
  });

  test('of a very old daily series, the occurrences around now are kept', () => {
    const { capped, placements } = read(
      event('DTSTART:20050112T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
    );
    expect(placements.length).toBeGreaterThan(900);
    expect(placements.some(({ date }) => date === '2027-01-12')).toBe(true);
    expect(capped).toHaveLength(1);
  });

  test.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=SOMETIMES',
    'rien',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9',
    'FREQ=WEEKLY;COUNT=x',
  ])('a rule that gives nothing (%s) leaves its first date, and says so', (rule) => {
    const reading = read(event(`RRULE:${rule}`));
    expect(told(reading)).toEqual(['2027-01-12 10:00–11:00']);
    expect(reading.skipped.map(({ why }) => why)).toEqual(['rule-unreadable']);
  });
});

test('a change of all the following dates moves them all, exceptions and later changes kept', () => {
  const reading = read(
    event('RRULE:FREQ=WEEKLY;COUNT=6', 'EXDATE:20270202T100000'),
    event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20270119T100000',
      'DTSTART:20270120T140000',
      'DTEND:20270120T153000',
      'SUMMARY:Yoga doux',
    ),
    event('RECURRENCE-ID:20270209T100000', 'DTSTART:20270209T090000', 'DURATION:PT1H'),
  );
  expect(told(reading)).toEqual([
    '2027-01-12 10:00–11:00',
    '2027-01-20 14:00–15:30 moved-occurrence',
    '2027-01-27 14:00–15:30 moved-occurrence',
    '2027-02-02 10:00–11:00 cancelled',
    '2027-02-09 09:00–10:00 moved-occurrence',
    '2027-02-17 14:00–15:30 moved-occurrence',
  ]);
  expect(reading.placements.map(({ title }) => title)).toEqual([
    'Yoga',
    'Yoga doux',
    'Yoga doux',
    'Yoga',
    'Yoga',
    'Yoga doux',
  ]);
  expect(reading.skipped).toEqual([]);
});

describe('damaged files', () => {
  test('what is wrong is told with its line, and the rest stays', () => {
    const reading = read(
      event('UID:1'),
      event('UID:2', 'DTSTART:20271312T100000'),
      event('UID:3', 'DTEND:20270112T090000'),
      event('UID:4', 'ceci n’est pas une ligne'),
      ['BEGIN:VEVENT', 'UID:5', 'END:VEVENT'].join('\r\n'),
      event('UID:6', 'DTSTART:20270230T100000'),
      ['BEGIN:VTODO', 'SUMMARY:courses', 'END:VTODO'].join('\r\n'),
      ['BEGIN:VEVENT', 'UID:7', 'SUMMARY:coupé'].join('\r\n'),
    );
    expect(reading.placements.map(({ uid }) => uid)).toEqual(['1', '4']);
    expect(reading.skipped).toEqual([
      { line: 10, what: 'Yoga', why: 'date-impossible' },
      { line: 16, what: 'Yoga', why: 'end-before-start' },
      { line: 29, what: 'Yoga', why: 'line-unreadable' },
      { line: 31, what: '', why: 'no-start' },
      { line: 34, what: 'Yoga', why: 'date-impossible' },
      { line: 40, what: '', why: 'not-an-event' },
      { line: 43, what: 'coupé', why: 'event-cut' },
    ]);
  });

  test('alarms, folded lines, escapes and old line ends are read as they should', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'X-WR-CALNAME:Le lieu',
      event(
        'SUMMARY:Café\\, thé\\net\r\n  gâteaux',
        'BEGIN:VALARM',
        'DESCRIPTION:alarme',
        'TRIGGER:-PT5M',
        'END:VALARM',
      ),
      'END:VCALENDAR',
    ].join('\r\n');
    for (const variant of [text, text.replaceAll('\r\n', '\n'), text.replaceAll('\r\n', '\r')]) {
      const reading = readWhole(variant, options);
      expect(reading?.name).toBe('Le lieu');
      expect(reading?.placements).toMatchObject([{ title: 'Café, thé\net gâteaux', description: '' }]);
    }
  });

  test.each(['', 'bonjour', '\u0000\u0001', '<html></html>'])('%j is no calendar', (text) => {
    expect(readWhole(text, options)).toBeUndefined();
  });
});
