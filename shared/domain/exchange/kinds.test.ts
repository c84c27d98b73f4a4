/** One group for each kind of small fault that calendars of real programs have, with what they mean. */
import { describe, expect, test } from 'vitest';
import { decodeText } from '../text/decode.ts';
import { toEpoch } from '../time/wall.ts';
import { calendar, event, options, read, told } from './fixture.ts';
import { readWhole } from './read.ts';
import type { CalendarReading } from './reading.ts';
import { windowsZones } from './windows-zones.ts';

/** The events of a file that take place, in short; then why the rest is not as written. */
const shortly = (reading: CalendarReading | undefined): string[] => [
  ...(reading?.placements ?? [])
    .filter(({ status }) => status !== 'cancelled')
    .map(({ date, start, end }) => `${date} ${start}–${end}`),
  ...(reading?.skipped ?? []).map(({ line, why }) => `${line} ${why}`),
];
const days = (...dates: string[]) => dates.map((date) => `2027-${date} 10:00–17:00`);
const hours = (...dates: string[]) => dates.map((date) => `2027-${date} 10:00–11:00`);
const ofBytes = (...parts: (string | number[])[]) => {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const { text, damaged } = decodeText(bytes);
  return readWhole(text, { ...options, ...(damaged ? { damaged } : {}) });
};
const titles = (reading: CalendarReading | undefined) => reading?.placements.map(({ title }) => title);

describe('a date without VALUE=DATE', () => {
  test.each([
    ['start and end', ['DTSTART:20270112', 'DTEND:20270113'], days('01-12')],
    ['start alone', ['DTSTART:20270112'], days('01-12')],
    ['called a date-time', ['DTSTART;VALUE=DATE-TIME:20270112'], days('01-12')],
    [
      'with a zone',
      ['DTSTART;TZID=Europe/Paris:20270112', 'DTEND;TZID=Europe/Paris:20270114'],
      days('01-12', '01-13'),
    ],
    ['called a date, with a midnight', ['DTSTART;VALUE=DATE:20270112T000000'], days('01-12')],
    ['with dashes', ['DTSTART:2027-01-12', 'DTEND:2027-01-13'], days('01-12')],
    ['in UTC', ['DTSTART:20270112Z'], days('01-12')],
    [
      'in the exceptions of whole days',
      ['DTSTART:20270112', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20270119', 'RDATE:20270122'],
      days('01-12', '01-22', '01-26'),
    ],
    [
      'in the exceptions of hours',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20270119', 'RDATE:20270122'],
      hours('01-12', '01-22', '01-26'),
    ],
    ['hours that are called a date', ['DTSTART;VALUE=DATE:20270112T100000', 'DURATION:PT1H'], hours('01-12')],
    [
      'hours with dashes and colons',
      ['DTSTART:2027-01-12T10:00:00', 'DTEND:2027-01-12T11:00:00'],
      hours('01-12'),
    ],
    ['hours with an offset', ['DTSTART:20270112T120000+0300', 'DTEND:20270112T110000+01:00'], hours('01-12')],
    ['hours without seconds', ['DTSTART:20270112T1000', 'DTEND:20270112T1100'], hours('01-12')],
    ['24 hours', ['DTSTART:20270112T100000', 'DTEND:20270112T240000'], ['2027-01-12 10:00–24:00']],
  ])('%s', (_title, lines, expected) => {
    expect(shortly(read(event(...lines)))).toEqual(expected);
  });
});

describe('whole days of Exchange', () => {
  const series = event(
    'DTSTART;VALUE=DATE:20270112',
    'DTEND;VALUE=DATE:20270113',
    'RRULE:FREQ=WEEKLY;COUNT=3',
  );
  test.each([
    ['a zone of Windows', 'RECURRENCE-ID;TZID=Romance Standard Time:20270119T000000'],
    ['an unknown zone', 'RECURRENCE-ID;TZID=Customized Time Zone:20270119T000000'],
    ['UTC', 'RECURRENCE-ID:20270118T230000Z'],
    ['UTC, as if it were the place', 'RECURRENCE-ID:20270119T000000Z'],
    ['no zone', 'RECURRENCE-ID:20270119T000000'],
    ['a date', 'RECURRENCE-ID;VALUE=DATE:20270119'],
    ['an hour of the day', 'RECURRENCE-ID;TZID=Europe/Paris:20270119T090000'],
  ])('a moved day that is named in %s', (_title, id) => {
    const moved = event(id, 'DTSTART;VALUE=DATE:20270120', 'DTEND;VALUE=DATE:20270121');
    expect(shortly(read(series, moved))).toEqual(days('01-12', '01-20', '01-26'));
    expect(shortly(read(moved, series))).toEqual(days('01-12', '01-20', '01-26'));
  });

  test.each([
    [
      'in its zone',
      'TZID=Romance Standard Time:20270112T000000',
      'TZID=Romance Standard Time:20270113T000000',
    ],
    ['in UTC', 'VALUE=DATE-TIME:20270111T230000Z', 'VALUE=DATE-TIME:20270112T230000Z'],
    [
      'in UTC, as if it were the place',
      'VALUE=DATE-TIME:20270112T000000Z',
      'VALUE=DATE-TIME:20270113T000000Z',
    ],
  ])('from midnight to midnight %s, marked as whole days', (_title, start, end) => {
    const marked = [`DTSTART;${start}`, `DTEND;${end}`, 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'];
    expect(shortly(read(event(...marked)))).toEqual(days('01-12'));
    expect(
      shortly(
        read(
          event(...marked, 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Romance Standard Time:20270119T000000'),
          event('RECURRENCE-ID;TZID=Romance Standard Time:20270126T000000', 'DTSTART;VALUE=DATE:20270127'),
        ),
      ),
    ).toEqual(days('01-12', '01-27'));
  });

  test('hours that are marked as whole days stay hours', () => {
    expect(shortly(read(event('X-MICROSOFT-CDO-ALLDAYEVENT:TRUE')))).toEqual(hours('01-12'));
    expect(shortly(read(event('X-MICROSOFT-CDO-ALLDAYEVENT:FALSE')))).toEqual(hours('01-12'));
  });
});

describe('UNTIL', () => {
  const wholeDays = ['DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270113'];
  test.each([
    [
      'whole days, midnight of the last in UTC',
      wholeDays,
      '20270125T230000Z',
      days('01-12', '01-19', '01-26'),
    ],
    ['whole days, the last in UTC', wholeDays, '20270126T000000Z', days('01-12', '01-19', '01-26')],
    ['whole days, the end of the day before', wholeDays, '20270125T235959Z', days('01-12', '01-19')],
    [
      'whole days, the end of the day before at the place',
      wholeDays,
      '20270125T225959Z',
      days('01-12', '01-19'),
    ],
    ['whole days, a local time', wholeDays, '20270126T000000', days('01-12', '01-19', '01-26')],
    ['whole days, a date', wholeDays, '20270126', days('01-12', '01-19', '01-26')],
    [
      'whole days, in summer',
      ['DTSTART;VALUE=DATE:20270705'],
      '20270718T220000Z',
      days('07-05', '07-12', '07-19'),
    ],
    ['hours, a date', [], '20270126', hours('01-12', '01-19', '01-26')],
    ['hours, the day before', [], '20270125', hours('01-12', '01-19')],
    ['hours, in UTC', [], '20270126T090000Z', hours('01-12', '01-19', '01-26')],
    ['hours, a minute too early', [], '20270126T085900Z', hours('01-12', '01-19')],
    ['hours, a local time', [], '20270126T100000', hours('01-12', '01-19', '01-26')],
    [
      'hours of another zone',
      ['DTSTART;TZID=America/Cayenne:20270112T060000', 'DURATION:PT1H'],
      '20270126T090000Z',
      hours('01-12', '01-19', '01-26'),
    ],
    ['before the start', [], '20260101T000000Z', hours('01-12')],
  ])('%s', (_title, lines, until, expected) => {
    expect(shortly(read(event(...lines, `RRULE:FREQ=WEEKLY;UNTIL=${until}`)))).toEqual(expected);
  });

  test('that is no date is told, and the first date is kept', () => {
    expect(shortly(read(event('RRULE:FREQ=WEEKLY;UNTIL=bientôt')))).toEqual([
      ...hours('01-12'),
      '9 rule-unreadable',
    ]);
  });

  test('later than any planning is none', () => {
    expect(read(event('RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z')).placements).toHaveLength(105);
  });
});

test.each([
  ['blanks', 'RRULE:FREQ=WEEKLY; BYDAY=TU, TH; COUNT=4'],
  ['lower case', 'rrule:freq=weekly;byday=tu,th;count=4'],
  ['a fold', 'RRULE:FREQ=WEEKLY;BYD\r\n AY=TU,TH;COUNT=4'],
  ['a fold by a tab, over a blank line', 'RRULE:FREQ=WEEKLY;BYDAY=TU,\r\n\r\n\tTH;COUNT=4'],
  ['an empty part and a part of its own', 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;;COUNT=4;X-SOURCE=1;'],
])('a rule with %s', (_title, rule) => {
  expect(shortly(read(event(rule)))).toEqual(hours('01-12', '01-14', '01-19', '01-21'));
});

describe('bytes', () => {
  const head =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270112T100000\r\nDURATION:PT1H\r\nSUMMARY:';
  const tail = '\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  test.each([
    ['two bytes', ['R', [0xc3], '\r\n ', [0xa9], 'union'], 'Réunion'],
    ['two bytes, by a tab, with one line end', ['R', [0xc3], '\n\t', [0xa9], 'union'], 'Réunion'],
    ['three bytes twice', ['l', [0xe2], '\r\n ', [0x80], '\r\n ', [0x99], 'été'], 'l’été'],
    ['four bytes', [[0xf0, 0x9f], '\r\n ', [0x8e, 0xb6], ' chorale'], '🎶 chorale'],
    ['two bytes, with old line ends', ['R', [0xc3], '\r ', [0xa9], 'union'], 'Réunion'],
  ] as [string, (string | number[])[], string][])(
    'a character of %s that a fold cuts',
    (_title, written, title) => {
      const reading = ofBytes(head, ...written, tail);
      expect(titles(reading)).toEqual([title]);
      expect(reading?.skipped).toEqual([]);
    },
  );

  test('one bad byte costs nothing but itself, and is told', () => {
    const other = 'BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20270113T100000\r\nSUMMARY:Été à Cœur\r\nEND:VEVENT\r\n';
    const reading = ofBytes(
      head,
      'R',
      [0xe9],
      'union \u0153uvre',
      '\r\nEND:VEVENT\r\n',
      other,
      'END:VCALENDAR',
    );
    expect(titles(reading)).toEqual(['Réunion œuvre', 'Été à Cœur']);
    expect(reading?.skipped).toEqual([{ line: 6, what: '', why: 'character-damaged' }]);
    expect(titles(ofBytes(head, 'Caf', [0xc3], tail, other))).toEqual(['Caf\ufffd', 'Été à Cœur']);
    expect(titles(ofBytes(head, 'Fin', [0xe2, 0x80], tail, other))).toEqual(['Fin\ufffd', 'Été à Cœur']);
  });

  test.each([
    ['windows-1252', Buffer.from('Été « à » Cœur : 5 €', 'latin1')],
    ['windows-1252, in capitals before a quote', Buffer.from('SOIRÉE « CAFÉ » À NOËL', 'latin1')],
  ])('a file in %s', (_title, bytes) => {
    const written = [...bytes].map((byte) => byte);
    const reading = ofBytes(head, written, tail);
    expect(titles(reading)?.[0]).toBe(new TextDecoder('windows-1252').decode(bytes));
    expect(reading?.skipped).toEqual([]);
  });

  test('a file in the encoding that its lines name', () => {
    const written = [...Buffer.from([0xd1, 0xee, 0xe1, 0xf0, 0xe0, 0xed, 0xe8, 0xe5])];
    expect(titles(ofBytes(head.replace('SUMMARY', 'SUMMARY;CHARSET=windows-1251'), written, tail))).toEqual([
      'Собрание',
    ]);
  });

  test.each([
    ['UTF-16, small end first', 'utf16le', false],
    ['UTF-16, big end first', 'utf16le', true],
  ] as const)('a file in %s, without a mark', (_title, encoding, swapped) => {
    const bytes = Buffer.from(`${head}Réunion${tail}`, encoding);
    expect(titles(ofBytes([...(swapped ? bytes.swap16() : bytes)]))).toEqual(['Réunion']);
  });

  test.each(['\ufeff', '\ufeff\r\n', '\r\n\r\n', ''])('%j before it', (before) => {
    expect(titles(ofBytes(before, head, 'Réunion', tail))).toEqual(['Réunion']);
  });

  test('two files put together, the second with its mark', () => {
    expect(
      titles(ofBytes('\ufeff', head, 'Un', tail, '\ufeff', head.replace('UID:a', 'UID:b'), 'Deux', tail)),
    ).toEqual(['Un', 'Deux']);
  });

  test.each(['\r\n', '\n', '\r', '\r\r\n'])('lines that end by %j', (end) => {
    const text = calendar(event('SUMMARY:Réu\r\n nion'), event('UID:b', 'DTSTART:hier')).replaceAll(
      '\r\n',
      end,
    );
    const reading = ofBytes(text);
    expect(titles(reading)).toEqual(['Réunion']);
    expect(reading?.skipped).toEqual([{ line: 11, what: 'Yoga', why: 'date-impossible' }]);
  });
});

describe('QUOTED-PRINTABLE', () => {
  test.each([
    ['UTF-8', 'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9union', 'Réunion'],
    ['no charset', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:R=C3=A9union', 'Réunion'],
    ['windows-1252', 'SUMMARY;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:R=E9union =80', 'Réunion €'],
    ['ISO-8859-1 unsaid', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:R=E9union', 'Réunion'],
    ['as vCalendar 1.0 writes it', 'SUMMARY;QUOTED-PRINTABLE:R=C3=A9union', 'Réunion'],
    [
      'a soft line break',
      'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9=\r\nunion d=27=C3=A9quipe',
      "Réunion d'équipe",
    ],
    ['a soft line break before a blank', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Bon=\r\n jour', 'Bon jour'],
    ['a fold in an escape', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:R=C3=\r\n A9union', 'Réunion'],
    ['a line end', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Un=0D=0ADeux', 'Un\r\nDeux'],
    ['an equals sign that says nothing', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:1+1=2, =ZZ', '1+1=2, =ZZ'],
    ['a sign at the very end', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Fin=', 'Fin='],
    ['none at all', 'SUMMARY:x=C3=A9', 'x=C3=A9'],
    ['BASE64', 'SUMMARY;ENCODING=BASE64:UsOpdW5pb24=', 'Réunion'],
  ])('%s', (_title, line, title) => {
    const reading = read(event(line));
    expect(titles(reading)).toEqual([title]);
    expect(reading.skipped).toEqual([]);
  });
});

describe('two rules', () => {
  test('each gives its dates, each once', () => {
    expect(
      shortly(
        read(
          event(
            'DTSTART:20270114T100000',
            'DURATION:PT1H',
            'RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2',
            'RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=2',
          ),
        ),
      ),
    ).toEqual(hours('01-14', '01-21', '02-08', '03-08'));
    expect(shortly(read(event('RRULE:FREQ=WEEKLY;COUNT=3', 'RRULE:FREQ=DAILY;INTERVAL=14;COUNT=3')))).toEqual(
      hours('01-12', '01-19', '01-26', '02-09'),
    );
  });

  test('one that cannot be read is told', () => {
    expect(shortly(read(event('RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=PARFOIS')))).toEqual([
      ...hours('01-12', '01-19'),
      '10 one-rule-unreadable',
    ]);
  });

  test('one of exceptions takes its dates out (RFC 2445)', () => {
    expect(shortly(read(event('RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2')))).toEqual(
      hours('01-13', '01-15'),
    );
  });
});

describe('RDATE', () => {
  test.each([
    [
      'a period with a length',
      'RDATE;VALUE=PERIOD:20270113T090000Z/PT2H',
      ['2027-01-12 10:00–11:00', '2027-01-13 10:00–12:00'],
    ],
    [
      'a period with an end',
      'RDATE;VALUE=PERIOD:20270113T090000Z/20270113T103000Z',
      ['2027-01-12 10:00–11:00', '2027-01-13 10:00–11:30'],
    ],
    [
      'a period that does not say it is one',
      'RDATE:20270113T100000/PT30M',
      ['2027-01-12 10:00–11:00', '2027-01-13 10:00–10:30'],
    ],
    [
      'periods in a zone',
      'RDATE;VALUE=PERIOD;TZID=Europe/London:20270113T090000/PT1H,20270114T090000/PT2H',
      ['2027-01-12 10:00–11:00', '2027-01-13 10:00–11:00', '2027-01-14 10:00–12:00'],
    ],
    ['a period over the start', 'RDATE;VALUE=PERIOD:20270112T100000/PT3H', ['2027-01-12 10:00–13:00']],
    ['dates and hours together', 'RDATE:20270113T100000,20270114', hours('01-12', '01-13', '01-14')],
    ['one that is none', 'RDATE:20270113T100000,20271399', [...hours('01-12', '01-13'), '9 line-unreadable']],
    [
      'a period without sense',
      'RDATE;VALUE=PERIOD:20270113T100000/bientôt',
      [...hours('01-12'), '9 line-unreadable'],
    ],
    ['an empty one', 'RDATE:', hours('01-12')],
  ])('%s', (_title, line, expected) => {
    expect(shortly(read(event(line)))).toEqual(expected);
  });
});

describe('EXDATE', () => {
  const series = ['RRULE:FREQ=WEEKLY;COUNT=3'];
  test.each([
    ['a date and a time on one line', 'EXDATE:20270119,20270126T100000', hours('01-12')],
    ['two lines', 'EXDATE:20270119T100000\r\nEXDATE;VALUE=DATE:20270126', hours('01-12')],
    ['UTC', 'EXDATE:20270119T090000Z', hours('01-12', '01-26')],
    ['another zone', 'EXDATE;TZID=America/Cayenne:20270119T060000', hours('01-12', '01-26')],
    [
      'midnight, as Exchange writes a day',
      'EXDATE;TZID=Romance Standard Time:20270119T000000',
      hours('01-12', '01-26'),
    ],
    [
      'another hour of a day of the series',
      'EXDATE:20270119T110000',
      [...hours('01-12', '01-19', '01-26'), '3 exception-unmatched'],
    ],
    ['a day that the series does not have', 'EXDATE:20270120T100000', hours('01-12', '01-19', '01-26')],
    ['the start', 'EXDATE:20270112T100000', hours('01-19', '01-26')],
    [
      'one that is none',
      'EXDATE:20270119T250000',
      [...hours('01-12', '01-19', '01-26'), '10 line-unreadable'],
    ],
  ])('%s', (_title, line, expected) => {
    expect(shortly(read(event(...series, line)))).toEqual(expected);
  });

  test('counts in what COUNT counts', () => {
    expect(shortly(read(event(...series, 'EXDATE:20270119T100000,20270126T100000')))).toEqual(hours('01-12'));
  });

  test('of an event that does not repeat takes it out', () => {
    expect(shortly(read(event('EXDATE:20270112T100000')))).toEqual([]);
  });

  test.each([
    ['an older change', 2, 1, [...hours('01-12', '01-26'), '13 date-removed']],
    ['a change of the same version', 0, 0, [...hours('01-12', '01-26'), '13 date-removed']],
    ['a newer change', 1, 2, hours('01-12', '01-20', '01-26')],
  ])('of a moved session: %s', (_title, master, change, expected) => {
    const reading = read(
      event(...series, 'EXDATE:20270119T100000', `SEQUENCE:${master}`),
      event(
        'RECURRENCE-ID:20270119T100000',
        'DTSTART:20270120T100000',
        'DURATION:PT1H',
        `SEQUENCE:${change}`,
      ),
    );
    expect(shortly(reading)).toEqual(expected);
    // The session is known as cancelled, so that an earlier import of it follows.
    const out = reading.placements.find(({ status }) => status === 'cancelled');
    expect(out?.recurrenceId).toBe(change > master ? undefined : '20270119T1000');
  });
});

describe('rules that seldom give a date', () => {
  test.each([
    [
      '29 February on a Tuesday',
      '20280229T100000',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU;COUNT=3',
      ['2028-02-29', '2056-02-29', '2084-02-29'],
    ],
    [
      '29 February on a Tuesday, day by day',
      '20280229T100000',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU;COUNT=3',
      ['2028-02-29', '2056-02-29', '2084-02-29'],
    ],
    [
      '31 December on a Friday',
      '20271231T100000',
      'FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=31;BYDAY=FR;COUNT=3',
      ['2027-12-31', '2032-12-31', '2038-12-31'],
    ],
    [
      'the 100th day on a Saturday',
      '20270410T100000',
      'FREQ=YEARLY;BYYEARDAY=100;BYDAY=SA;COUNT=3',
      ['2027-04-10', '2032-04-09', '2038-04-10'].slice(0, 1),
    ],
    [
      'an hour of one day in four years',
      '20280229T100000',
      'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=10;COUNT=3',
      ['2028-02-29', '2032-02-29', '2036-02-29'],
    ],
    [
      'every 1,000 days on a Tuesday',
      '20270112T100000',
      'FREQ=DAILY;INTERVAL=1000;BYDAY=TU;COUNT=3',
      ['2027-01-12', '2046-03-13', '2065-05-12'],
    ],
    [
      'every ninth week in March',
      '20270302T100000',
      'FREQ=WEEKLY;INTERVAL=9;BYMONTH=3;COUNT=2',
      ['2027-03-02', '2028-03-14'],
    ],
  ])('%s', (_title, start, rule, dates) => {
    const reading = read(event(`DTSTART:${start}`, 'DURATION:PT1H', `RRULE:${rule}`));
    expect(reading.placements.map(({ date }) => date).slice(0, dates.length)).toEqual(dates);
    expect(reading.skipped).toEqual([]);
    expect(reading.capped).toEqual([]);
  });

  test('one without an end, whose next date is beyond what is read, is told', () => {
    const reading = read(
      event('DTSTART:20240229T100000', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TH'),
    );
    expect(shortly(reading)).toEqual(['2024-02-29 10:00–11:00']);
    expect(reading.capped).toMatchObject([{ kept: 1, leftOut: null }]);
  });
});

test('a start that its rule does not give is kept, counts for one, and is told', () => {
  expect(shortly(read(event('RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3')))).toEqual([
    ...hours('01-12', '01-18', '01-25'),
    '3 start-off-rule',
  ]);
});

test('SKIP moves what a month does not have', () => {
  const series = (skip: string) =>
    shortly(
      read(
        event(
          'DTSTART:20270131T100000',
          'DURATION:PT1H',
          `RRULE:FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=${skip};BYMONTHDAY=31;COUNT=3`,
        ),
      ),
    );
  expect(series('BACKWARD')).toEqual(hours('01-31', '02-28', '03-31'));
  expect(series('FORWARD')).toEqual(hours('01-31', '03-01', '03-31'));
  expect(series('OMIT')).toEqual(hours('01-31', '03-31', '05-31'));
  expect(shortly(read(event('RRULE:RSCALE=CHINESE;FREQ=YEARLY;COUNT=3')))).toEqual([
    ...hours('01-12'),
    '9 rule-unreadable',
  ]);
});

describe('changes of a series', () => {
  const series = event('RRULE:FREQ=WEEKLY;COUNT=3');
  const moved = ['DTSTART:20270120T140000', 'DURATION:PT1H'];
  const after = ['2027-01-12 10:00–11:00', '2027-01-20 14:00–15:00', '2027-01-26 10:00–11:00'];
  test.each([
    ['by its moment', 'RECURRENCE-ID:20270119T100000'],
    ['in UTC', 'RECURRENCE-ID:20270119T090000Z'],
    ['in another zone', 'RECURRENCE-ID;TZID=Asia/Tokyo:20270119T180000'],
    ['by its date', 'RECURRENCE-ID;VALUE=DATE:20270119'],
    ['by its midnight', 'RECURRENCE-ID;TZID=Romance Standard Time:20270119T000000'],
    ['an hour off', 'RECURRENCE-ID:20270119T100000Z'],
  ])('a session named %s', (_title, id) => {
    expect(shortly(read(series, event(id, ...moved)))).toEqual(after);
    expect(shortly(read(event(id, ...moved), series))).toEqual(after);
  });

  test.each([
    [
      'all of them',
      'RANGE=THISANDFUTURE',
      '20270112T100000',
      ['2027-01-20 14:00–15:00', '2027-01-27 14:00–15:00', '2027-02-03 14:00–15:00'],
    ],
    [
      'from the second on',
      'RANGE=THISANDFUTURE',
      '20270119T100000',
      ['2027-01-12 10:00–11:00', '2027-01-20 14:00–15:00', '2027-01-27 14:00–15:00'],
    ],
    [
      'those before, which is told',
      'RANGE=THISANDPRIOR',
      '20270119T100000',
      [...after, '11 others-not-changed'],
    ],
  ])('%s', (_title, range, id, expected) => {
    expect(shortly(read(series, event(`RECURRENCE-ID;${range}:${id}`, ...moved)))).toEqual(expected);
  });

  test('to whole days from one on, and back to hours', () => {
    expect(
      shortly(
        read(
          series,
          event('RECURRENCE-ID;RANGE=THISANDFUTURE:20270119T100000', 'DTSTART;VALUE=DATE:20270120'),
        ),
      ),
    ).toEqual([...hours('01-12'), ...days('01-20', '01-27')]);
    const wholeDays = event('DTSTART;VALUE=DATE:20270112', 'RRULE:FREQ=WEEKLY;COUNT=3');
    expect(
      shortly(
        read(
          wholeDays,
          event(
            'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270119',
            'DTSTART:20270119T100000',
            'DURATION:PT1H',
          ),
        ),
      ),
    ).toEqual([...days('01-12'), ...hours('01-19', '01-26')]);
  });

  test('cancelled from one on', () => {
    expect(
      shortly(
        read(
          series,
          event(
            'RECURRENCE-ID;RANGE=THISANDFUTURE:20270119T100000',
            'DTSTART:20270119T100000',
            'DURATION:PT1H',
            'STATUS:CANCELLED',
          ),
        ),
      ),
    ).toEqual(hours('01-12'));
  });

  test('with a rhythm of its own from there on, which is told', () => {
    expect(
      shortly(
        read(
          series,
          event('RECURRENCE-ID;RANGE=THISANDFUTURE:20270119T100000', ...moved, 'RRULE:FREQ=DAILY;COUNT=9'),
        ),
      ),
    ).toEqual([...after, '11 others-not-changed']);
  });

  test('a session of a series that is not in the file stands by itself', () => {
    expect(told(read(event('RECURRENCE-ID:20270119T100000', ...moved)))).toEqual([
      '2027-01-20 14:00–15:00 moved-occurrence',
    ]);
    expect(shortly(read(event('RECURRENCE-ID;RANGE=THISANDFUTURE:20270119T100000', ...moved)))).toEqual([
      '2027-01-20 14:00–15:00',
      '3 others-not-changed',
    ]);
  });

  test('a session that is only taken back may have no start', () => {
    expect(
      shortly(
        read(
          series,
          [
            'BEGIN:VEVENT',
            'UID:a@test',
            'RECURRENCE-ID:20270119T100000',
            'STATUS:CANCELLED',
            'END:VEVENT',
          ].join('\r\n'),
        ),
      ),
    ).toEqual(hours('01-12', '01-26'));
  });

  test('one that names nothing readable is told, and does not become a series', () => {
    expect(shortly(read(series, event('RECURRENCE-ID:hier', ...moved)))).toEqual([
      ...hours('01-12', '01-19', '01-26'),
      '11 date-impossible',
    ]);
  });

  test('a change of an event that does not repeat takes its place', () => {
    expect(shortly(read(event(), event('RECURRENCE-ID:20270112T100000', ...moved)))).toEqual([
      '2027-01-20 14:00–15:00',
    ]);
  });

  test('two events of one UID keep their own changes', () => {
    const afternoon = event('DTSTART:20270112T150000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
    expect(shortly(read(series, afternoon, event('RECURRENCE-ID:20270119T150000', ...moved)))).toEqual([
      '2027-01-12 10:00–11:00',
      '2027-01-12 15:00–16:00',
      '2027-01-19 10:00–11:00',
      '2027-01-20 14:00–15:00',
      '2027-01-26 10:00–11:00',
    ]);
  });
});

describe('cancelled', () => {
  const moved = ['RECURRENCE-ID:20270119T100000', 'DTSTART:20270120T140000', 'DURATION:PT1H'];
  test('a whole series, its changes too unless they are newer', () => {
    const series = event('RRULE:FREQ=WEEKLY;COUNT=3', 'STATUS:CANCELLED', 'SEQUENCE:1');
    expect(shortly(read(series, event(...moved)))).toEqual([]);
    expect(shortly(read(series, event(...moved, 'SEQUENCE:2')))).toEqual(['2027-01-20 14:00–15:00']);
  });

  test('one session', () => {
    expect(shortly(read(event('RRULE:FREQ=WEEKLY;COUNT=3'), event(...moved, 'STATUS:CANCELLED')))).toEqual(
      hours('01-12', '01-26'),
    );
  });

  test('all of a calendar that takes back what it holds, and not of the next one', () => {
    const taken = ['BEGIN:VCALENDAR', 'METHOD:CANCEL', event(), 'END:VCALENDAR'];
    const other = [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      event('UID:b', 'DTSTART:20270113T100000', 'DURATION:PT1H'),
      'END:VCALENDAR',
    ];
    expect(shortly(readWhole([...taken, ...other].join('\r\n'), options))).toEqual(hours('01-13'));
  });
});

describe('durations', () => {
  test.each([
    ['DURATION:PT1W', 7],
    ['DURATION:P1W', 7],
    ['DURATION:P7D', 7],
    ['DURATION:PT7D', 7],
    ['DURATION:P1W1D', 8],
    ['DURATION:PT36H', 2],
    ['DURATION:P1DT', 1],
  ])('%s of whole days', (line, count) => {
    expect(read(event('DTSTART;VALUE=DATE:20270112', line)).placements).toHaveLength(count);
  });

  test.each([
    ['PT1H', '10:00–11:00', ''],
    ['PT90M', '10:00–11:30', ''],
    ['P0DT1H30M0S', '10:00–11:30', ''],
    ['+PT1H', '10:00–11:00', ''],
    ['pt1h', '10:00–11:00', ''],
    ['PT1.5H', '10:00–11:30', ''],
    ['PT0S', '10:00–10:30', ''],
    ['P1M', '10:00–10:30', 'line-unreadable'],
    ['P1Y', '10:00–10:30', 'line-unreadable'],
    ['PT', '10:00–10:30', 'line-unreadable'],
    ['une heure', '10:00–10:30', 'line-unreadable'],
    ['P99999999W', '10:00–10:30', 'line-unreadable'],
    ['-PT1H', '', 'end-before-start'],
  ])('%s', (written, span, why) => {
    const reading = read(event(`DURATION:${written}`));
    expect(reading.placements.map(({ start, end }) => `${start}–${end}`)).toEqual(span === '' ? [] : [span]);
    expect(reading.skipped.map((part) => part.why)).toEqual(why === '' ? [] : [why]);
  });

  test('a day is a day on the wall, 24 hours are 24 hours', () => {
    const over = (length: string) =>
      shortly(read(event('DTSTART;TZID=Europe/Paris:20270327T100000', `DURATION:${length}`)));
    expect(over('P1D').at(-1)).toBe('2027-03-28 00:00–10:00');
    expect(over('PT24H').at(-1)).toBe('2027-03-28 00:00–11:00');
  });
});

describe('HTML', () => {
  const described = (...lines: string[]) => read(event(...lines)).placements[0]?.description;
  test.each([
    ['tags and entities', '<p>Bonjour<br>à <b>tous</b>&nbsp;!</p>', 'Bonjour\nà tous\u00a0!'],
    [
      'paragraphs',
      '<html><head><title>x</title><style>p{}</style></head><body><p>Un</p>\\n<p>Deux</p></body></html>',
      'Un\nDeux',
    ],
    ['a list', '<ul><li>thé</li><li>café</li></ul>', '– thé\n\n– café'.replace('\n\n', '\n')],
    ['a link', '<a href="https://exemple.fr/x">Rejoindre</a>', 'Rejoindre (https://exemple.fr/x)'],
    ['a link that says itself', '<a href="https://exemple.fr">https://exemple.fr</a>', 'https://exemple.fr'],
    ['lines of the text, where HTML says none', '<b>Un</b>\\nDeux', 'Un\nDeux'],
    ['entities alone', 'Caf&eacute; &amp; th&#233; &#x2019;', 'Café & thé ’'],
    ['what is no HTML', '1 < 2 et 3 > 2, <jean@exemple.fr>, R&D;', '1 < 2 et 3 > 2, <jean@exemple.fr>, R&D;'],
    ['a tag that is never closed', 'avant <!-- après <b', 'avant <!-- après <b'],
  ])('%s', (_title, written, words) => {
    expect(described(`DESCRIPTION:${written.replaceAll(',', '\\,').replaceAll(';', '\\;')}`)).toBe(words);
  });

  test('stands in for a description that is not there, and only then', () => {
    const html = 'X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Venez</p></body></html>';
    expect(described(html)).toBe('Venez');
    expect(described('DESCRIPTION:Bonjour', html)).toBe('Bonjour');
  });

  test('in a title and a place', () => {
    const [placement] = read(
      event('SUMMARY:<b>Café</b> &amp; thé', 'LOCATION:Salle&nbsp;<i>Verte</i>'),
    ).placements;
    expect(placement).toMatchObject({ title: 'Café & thé', room: 'Salle Verte' });
  });

  test('however long and damaged, takes no time', () => {
    for (const piece of ['<a href=x>', '<!--', '<style>', '<p ', '&amp', '<b> </b>', '</p>'])
      expect(read(event(`DESCRIPTION:<p>${piece.repeat(20_000)}`)).placements).toHaveLength(1);
  });
});

describe('zones', () => {
  const zone = (...lines: string[]) => ['BEGIN:VTIMEZONE', ...lines, 'END:VTIMEZONE'];
  const part = (kind: string, ...lines: string[]) => [`BEGIN:${kind}`, ...lines, `END:${kind}`];
  test.each([
    ['in quotes', 'TZID="Europe/London":20270112T090000'],
    ['with a prefix', 'TZID=/mozilla.org/20050126_1/Europe/London:20270112T090000'],
    ['of Windows', 'TZID=GMT Standard Time:20270112T090000'],
    ['of Windows in quotes', 'TZID="GMT Standard Time":20270112T090000'],
    ['in small letters', 'TZID=europe/london:20270112T090000'],
    ['of Exchange', 'TZID=tzone://Microsoft/Utc:20270112T090000'],
    ['with a colon, without quotes', 'TZID=(UTC+00:00) Dublin, Edinburgh, Lisbon, London:20270112T090000'],
    ['with a colon, in quotes', 'TZID="(UTC+00:00) Dublin, Edinburgh, Lisbon, London":20270112T090000'],
    ['of an older Outlook', 'TZID=(GMT) Dublin/Lisbon/London:20270112T090000'],
    ['with a blank for a line', 'TZID=America/New York:20270112T040000'],
    ['after a type', 'VALUE=DATE-TIME;TZID=Europe/London:20270112T090000'],
    ['of three letters', 'TZID=CET:20270112T100000'],
  ])('%s', (_title, start) => {
    const reading = read(event(`DTSTART;${start}`, 'DURATION:PT1H'));
    expect(shortly(reading)).toEqual(hours('01-12'));
    expect(reading.unknownZones).toEqual([]);
  });

  test('that the file defines, summer alone or winter alone', () => {
    for (const kind of ['STANDARD', 'DAYLIGHT']) {
      const own = zone(
        'TZID:Ici',
        ...part(kind, 'DTSTART:19700101T000000', 'TZOFFSETFROM:-0300', 'TZOFFSETTO:-0300'),
      );
      expect(shortly(read(...own, event('DTSTART;TZID=Ici:20270112T060000', 'DURATION:PT1H')))).toEqual(
        hours('01-12'),
      );
    }
  });

  test('that the file defines, for a series with an end, exceptions and additions in others', () => {
    const own = zone(
      'TZID:Ici',
      ...part(
        'STANDARD',
        'DTSTART:19701025T030000',
        'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0000',
      ),
      ...part(
        'DAYLIGHT',
        'DTSTART:19700329T010000',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
        'TZOFFSETFROM:+0000',
        'TZOFFSETTO:+0100',
      ),
    );
    const reading = read(
      ...own,
      event(
        'DTSTART;TZID=Ici:20270316T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20270406T080000Z',
        'EXDATE:20270323T090000Z',
        'RDATE;TZID=Europe/Paris:20270408T100000',
      ),
    );
    expect(shortly(reading)).toEqual(hours('03-16', '03-30', '04-06', '04-08'));
  });

  test.each([
    ['in any order', 'RRULE:BYDAY=-1SU;BYMONTH=10;FREQ=YEARLY', []],
    ['a rule that never comes', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', ['Ici']],
    ['a rule of every second', 'RRULE:FREQ=SECONDLY', ['Ici']],
  ])('whose clocks change by %s', (_title, rule, unknown) => {
    const own = zone(
      'TZID:Ici',
      ...part('STANDARD', 'DTSTART:19701025T030000', rule, 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100'),
    );
    const reading = read(...own, event('DTSTART;TZID=Ici:20270112T100000', 'DURATION:PT1H'));
    expect(reading.unknownZones).toEqual(unknown);
    expect(reading.placements.map(({ start }) => start)).toEqual(['10:00']);
  });

  test('every name of Windows stands for a zone that exists', () => {
    for (const name of Object.values(windowsZones))
      expect(() => toEpoch('2027-01-12', 0, name)).not.toThrow();
  });

  test('that nobody knows is read as the place, and told', () => {
    const reading = read(event('DTSTART;TZID=Customized Time Zone:20270112T100000', 'DURATION:PT1H'));
    expect(told(reading)).toEqual(['2027-01-12 10:00–11:00 zone-guessed']);
    expect(reading.unknownZones).toEqual(['Customized Time Zone']);
  });

  test('of the calendar, for times that name none', () => {
    expect(
      shortly(read('X-WR-TIMEZONE:Europe/London', event('DTSTART:20270112T090000', 'DURATION:PT1H'))),
    ).toEqual(hours('01-12'));
  });

  test('the night when clocks change', () => {
    const nightly = (start: string) =>
      shortly(read(event(`DTSTART;TZID=Europe/Paris:${start}`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3')));
    expect(nightly('20270327T023000')).toEqual([
      '2027-03-27 02:30–03:30',
      '2027-03-28 03:30–04:30',
      '2027-03-29 02:30–03:30',
    ]);
    expect(nightly('20271030T023000')).toEqual([
      '2027-10-30 02:30–03:30',
      '2027-10-31 02:30–03:30',
      '2027-11-01 02:30–03:30',
    ]);
  });
});

describe('damaged events', () => {
  const bare = (...lines: string[]) => ['BEGIN:VEVENT', ...lines].join('\r\n');
  const one = ['UID:x', 'SUMMARY:Un', 'DTSTART:20270112T100000', 'DTEND:20270112T110000'];
  test('one that does not end is kept, and told', () => {
    expect(shortly(read(bare(...one), event('UID:b', 'DTSTART:20270113T100000', 'DURATION:PT1H')))).toEqual([
      ...hours('01-12', '01-13'),
      '3 event-not-closed',
    ]);
  });

  test('one that did not begin is told', () => {
    expect(shortly(read(...one, 'END:VEVENT', event('UID:b')))).toEqual([...hours('01-12'), '7 event-cut']);
  });

  test('an alarm that does not end hides nothing', () => {
    const reading = read(
      bare(
        'UID:x',
        'BEGIN:VALARM',
        'DESCRIPTION:alarme',
        'TRIGGER:-PT5M',
        'DURATION:PT9H',
        ...one.slice(2),
        'END:VEVENT',
      ),
    );
    expect(shortly(reading)).toEqual([...hours('01-12'), '3 event-not-closed']);
  });

  test('names in small letters', () => {
    const text = calendar(event('SUMMARY:Réunion', 'BEGIN:VALARM', 'SUMMARY:x', 'END:VALARM')).toLowerCase();
    expect(titles(readWhole(text, options))).toEqual(['réunion']);
  });

  test('a sentence that lost its fold is told', () => {
    expect(shortly(read(event('DESCRIPTION:Bonjour', 'Infos: venez tôt', 'et la suite')))).toEqual([
      ...hours('01-12'),
      '10 line-unreadable',
      '11 line-unreadable',
    ]);
  });

  test.each([
    ['an end that is none', ['DTEND:demain'], ['3 date-impossible']],
    ['an end before the start', ['DTEND:20270112T090000'], ['3 end-before-start']],
    ['an end that is a day', ['DTEND;VALUE=DATE:20270113'], ['2027-01-12 10:00–24:00']],
    [
      'whole days with an end in hours',
      ['DTSTART;VALUE=DATE:20270112', 'DTEND:20270112T170000'],
      days('01-12'),
    ],
    [
      'whole days that end before',
      ['DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270111'],
      ['3 end-before-start'],
    ],
    ['a rule without anything', ['RRULE:'], hours('01-12')],
    ['an interval of nothing', ['RRULE:FREQ=WEEKLY;INTERVAL=0'], [...hours('01-12'), '9 rule-unreadable']],
    ['a version that is no number', ['SEQUENCE:abc'], hours('01-12')],
    ['a year that no planning has', ['DTSTART:18000101T100000'], ['3 date-impossible']],
  ])('%s', (_title, lines, expected) => {
    expect(shortly(read(event(...lines)))).toEqual(expected);
  });

  test('two events that lost the lines between them are told', () => {
    const merged = event(
      'UID:b',
      'DTSTART:20270112T100000',
      'DURATION:PT1H',
      'UID:c',
      'DTSTART:20270113T100000',
    );
    expect(shortly(read(merged))).toEqual([...hours('01-12'), '9 line-repeated', '10 line-repeated']);
  });

  test('three events of one UID and one start have names of their own', () => {
    const three = ['COUNT=2', 'COUNT=3', 'COUNT=4'].map((count) => event(`RRULE:FREQ=DAILY;${count}`));
    const ids = read(...three).placements.map(({ recurrenceId }) => recurrenceId);
    expect(new Set(ids).size).toBe(9);
  });

  test('escapes in a title', () => {
    expect(titles(read(event('SUMMARY;LANGUAGE=fr:Un\\, deux\\; trois \\\\ C:\\temp\\nfin')))).toEqual([
      'Un, deux; trois \\ C:\\temp\nfin',
    ]);
    expect(titles(read(event('SUMMARY;X-A="a:b;c":Titre: suite')))).toEqual(['Titre: suite']);
  });
});
