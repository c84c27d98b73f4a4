/** When an event takes place, as calendars of real programs write it: dates, zones, ends, lengths. */
import { describe, expect, test } from 'vitest';
import { toEpoch } from '../time/wall.ts';
import { days, event, hours, read, shortly, told } from './fixture.ts';
import { windowsZones } from './windows-zones.ts';

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
    ['before the start', [], '20260101T000000Z', [...hours('01-12'), '3 until-before-start']],
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

test.each(['Z', 'z', 'UTC', 'utc', 'GMT', 'gmt'])('a zone that is called %s is UTC', (name) => {
  const here = read(event(`DTSTART;TZID=${name}:20270112T090000`, `DTEND;TZID=${name}:20270112T100000`));
  expect(shortly(here)).toEqual(hours('01-12'));
});
