/** Series as calendars of real programs write them: rules, dates added and taken out, sessions changed and cancelled. */
import { describe, expect, test } from 'vitest';
import { days, event, hours, options, read, shortly, told } from './fixture.ts';
import { readWhole } from './read.ts';

test.each([
  ['blanks', 'RRULE:FREQ=WEEKLY; BYDAY=TU, TH; COUNT=4'],
  ['lower case', 'rrule:freq=weekly;byday=tu,th;count=4'],
  ['a fold', 'RRULE:FREQ=WEEKLY;BYD\r\n AY=TU,TH;COUNT=4'],
  ['a fold by a tab, over a blank line', 'RRULE:FREQ=WEEKLY;BYDAY=TU,\r\n\r\n\tTH;COUNT=4'],
  ['an empty part and a part of its own', 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;;COUNT=4;X-SOURCE=1;'],
])('a rule with %s', (_title, rule) => {
  expect(shortly(read(event(rule)))).toEqual(hours('01-12', '01-14', '01-19', '01-21'));
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
    ['semicolons of vCalendar 1.0', 'EXDATE:20270119T100000;20270126T100000', hours('01-12')],
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
    const isTold = ['13 series-cancelled'];
    expect(shortly(read(series, event(...moved)))).toEqual(isTold);
    const following = event(...moved).replace('RECURRENCE-ID', 'RECURRENCE-ID;RANGE=THISANDFUTURE');
    expect(shortly(read(series, following))).toEqual(isTold);
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

describe('a start and an end in two zones', () => {
  // New York changes its clocks on 14 March 2027, Paris on 28 March: two weeks an hour nearer.
  const flight = (start: string, end: string) =>
    shortly(read(event(`DTSTART;${start}`, `DTEND;${end}`, 'RRULE:FREQ=WEEKLY;COUNT=4')));
  test('all dates last as long as the first one', () => {
    expect(flight('TZID=Europe/Paris:20270309T140000', 'TZID=America/New_York:20270309T100000')).toEqual([
      '2027-03-09 14:00–16:00',
      '2027-03-16 14:00–16:00',
      '2027-03-23 14:00–16:00',
      '2027-03-30 14:00–16:00',
    ]);
    expect(flight('TZID=America/New_York:20270309T080000', 'TZID=Europe/Paris:20270309T160000')).toEqual([
      '2027-03-09 14:00–16:00',
      '2027-03-16 13:00–15:00',
      '2027-03-23 13:00–15:00',
      '2027-03-30 14:00–16:00',
    ]);
  });

  test('an end in UTC', () => {
    expect(
      shortly(
        read(
          event(
            'DTSTART;TZID=Europe/Paris:20270323T100000',
            'DTEND:20270323T103000Z',
            'RRULE:FREQ=WEEKLY;COUNT=2',
          ),
        ),
      ),
    ).toEqual(['2027-03-23 10:00–11:30', '2027-03-30 10:00–11:30']);
  });

  test('in one zone each ends at the hour that is written, whatever the clocks do meanwhile', () => {
    expect(
      shortly(
        read(
          event(
            'DTSTART;TZID=Europe/Paris:20270320T180000',
            'DTEND;TZID=Europe/Paris:20270321T160000',
            'RRULE:FREQ=WEEKLY;COUNT=2',
          ),
        ),
      ),
    ).toEqual([
      '2027-03-20 18:00–24:00',
      '2027-03-21 00:00–16:00',
      '2027-03-27 18:00–24:00',
      '2027-03-28 00:00–16:00',
    ]);
  });

  test('an end before the start is told once, however many dates there are', () => {
    expect(flight('TZID=Europe/Paris:20270309T140000', 'TZID=America/New_York:20270309T070000')).toEqual([
      '3 end-before-start',
    ]);
    expect(
      shortly(read(event('DTSTART:20270112T100000', 'DTEND:20270112T090000', 'RRULE:FREQ=WEEKLY;COUNT=3'))),
    ).toEqual(['3 end-before-start']);
  });
});

test('a rule that ends before its start adds nothing, and is told', () => {
  expect(shortly(read(event('RRULE:FREQ=WEEKLY;UNTIL=20270105T100000')))).toEqual([
    ...hours('01-12'),
    '3 until-before-start',
  ]);
  expect(shortly(read(event('RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;UNTIL=20270111')))).toEqual([
    ...hours('01-12', '01-19'),
    '3 until-before-start',
  ]);
  expect(shortly(read(event('RRULE:FREQ=WEEKLY;UNTIL=20270112')))).toEqual(hours('01-12'));
});
