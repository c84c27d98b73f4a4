/** An event that a file holds more than once. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { event, hours, read, shortly } from './fixture.ts';

const both = (a: string[], b: string[], shared: string[] = []) =>
  shortly(read(event(...shared, ...a), event(...shared, ...b)));
const at = (hour: string, minutes = 60) => {
  const end = String(Number(hour) + minutes / 60).padStart(2, '0');
  return `2027-01-12 ${hour}:00–${end}:00`;
};
const [FIRST, SECOND] = [3, 10];

describe('two versions of one event and one SEQUENCE', () => {
  const long = ['DTSTART:20270112T100000', 'DURATION:PT2H'];
  const short = ['DTSTART:20270112T100000', 'DURATION:PT1H'];
  test.each([
    ['the later DTSTAMP', 'DTSTAMP:20260102T100000Z', 'DTSTAMP:20260101T100000Z'],
    ['the later LAST-MODIFIED', 'LAST-MODIFIED:20260102T100000Z', 'LAST-MODIFIED:20260101T100000Z'],
    [
      'LAST-MODIFIED before DTSTAMP',
      'LAST-MODIFIED:20260102T100000Z\r\nDTSTAMP:20260101T100000Z',
      'LAST-MODIFIED:20260101T100000Z\r\nDTSTAMP:20260103T100000Z',
    ],
    ['a second later', 'DTSTAMP:20260101T100001Z', 'DTSTAMP:20260101T100000Z'],
  ])('%s counts, wherever it stands', (_title, later, earlier) => {
    const [first, second] = [
      read(event(...long, later), event(...short, earlier)),
      read(event(...short, earlier), event(...long, later)),
    ];
    expect(shortly(first)).toEqual([at('10', 120), expect.stringMatching(/older-version$/)]);
    expect(first.skipped[0]?.line).toBeGreaterThan(FIRST);
    expect(shortly(second)).toEqual([at('10', 120), `${FIRST} older-version`]);
  });

  test.each<[string, string[], string[]]>([
    ['DURATION', short, long],
    ['EXDATE', ['RRULE:FREQ=DAILY;COUNT=2'], ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20270113T100000']],
    ['RDATE', ['RDATE:20270114T100000'], ['RDATE:20270115T100000']],
    ['STATUS', ['STATUS:CONFIRMED'], ['STATUS:CANCELLED']],
    ['LOCATION', ['LOCATION:Salon'], ['LOCATION:Jardin']],
    ['RRULE', ['RRULE:FREQ=DAILY;COUNT=2'], ['RRULE:FREQ=DAILY;COUNT=3']],
  ])('without any order, of two that differ in %s the last one counts', (_title, a, b) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      expect(both(one, other)).toEqual([...shortly(read(event(...other))), `${FIRST} older-version`]);
  });

  test('a whole one that is taken back by METHOD:CANCEL', () => {
    const text = [event(), 'END:VCALENDAR', 'BEGIN:VCALENDAR', 'METHOD:CANCEL', event()];
    expect(shortly(read(...text))).toEqual([`${FIRST} older-version`]);
  });

  test('equal in everything, it is there twice', () => {
    expect(both([], [])).toEqual([...hours('01-12'), `${SECOND} duplicate`]);
    expect(both(['DTSTAMP:20260101T100000Z'], ['DTSTAMP:20260102T100000Z'])).toEqual([
      ...hours('01-12'),
      '11 duplicate',
    ]);
  });

  test('one that moved counts once, by its DTSTAMP', () => {
    const moved = ['DTSTART:20270112T140000', 'DURATION:PT1H'];
    expect(both(['DTSTAMP:20260101T100000Z'], [...moved, 'DTSTAMP:20260101T110000Z'])).toEqual([
      at('14'),
      `${FIRST} older-version`,
    ]);
  });

  test('the same start in another zone is the same start', () => {
    expect(
      both(['DTSTART:20270112T100000', 'DURATION:PT1H'], ['DTSTART:20270112T090000Z', 'DURATION:PT2H']),
    ).toEqual([at('10', 120), `${FIRST} older-version`]);
  });
});

describe('two events that a program gave one UID', () => {
  test.each<[string, string[]]>([
    ['another start', ['DTSTART:20270112T140000', 'DURATION:PT1H']],
    ['another title', ['DTSTART:20270112T140000', 'DURATION:PT1H', 'SUMMARY:Chant']],
    [
      'another start, written seconds later by one export',
      ['DTSTART:20270112T140000', 'DURATION:PT1H', 'DTSTAMP:20260101T100005Z'],
    ],
  ])('with %s both stay', (_title, other) => {
    expect(both(['DTSTAMP:20260101T100000Z'], other)).toEqual([at('10'), at('14')]);
  });

  test('at one moment with two titles both stay', () => {
    expect(both([], ['SUMMARY:Chant'])).toEqual([at('10'), at('10')]);
  });

  test('with another start and another title both stay, whenever they were written', () => {
    expect(
      both(
        ['DTSTAMP:20260101T100000Z'],
        ['DTSTART:20270112T140000', 'DURATION:PT1H', 'SUMMARY:Chant', 'DTSTAMP:20260105T100000Z'],
      ),
    ).toEqual([at('10'), at('14')]);
  });
});

describe('two events of one UID, one of which was changed since', () => {
  const SONG = ['DTSTART:20270119T100000', 'DURATION:PT1H', 'SUMMARY:Chant'];
  const BALL = ['DTSTART:20270121T100000', 'DURATION:PT1H', 'SUMMARY:Bal'];
  test('with another start and another title all stay, whatever their SEQUENCE', () => {
    const reading = read(event(), event(...SONG, 'SEQUENCE:1'), event(...BALL, 'SEQUENCE:2'));
    expect(shortly(reading)).toEqual(hours('01-12', '01-19', '01-21'));
  });
  test('one that is cancelled takes no other one with it', () => {
    expect(both([], [...SONG, 'STATUS:CANCELLED', 'SEQUENCE:1'])).toEqual(hours('01-12'));
  });
  test('of one start or one title the higher SEQUENCE counts', () => {
    const moved = ['DTSTART:20270119T100000', 'DURATION:PT1H', 'SEQUENCE:1'];
    expect(both([], moved)).toEqual([...hours('01-19'), `${FIRST} older-version`]);
    expect(both(['SEQUENCE:1'], ['SUMMARY:Chant'])).toEqual([
      ...hours('01-12'),
      `${SECOND + 1} older-version`,
    ]);
  });
  test('moved, then called otherwise, it is one event', () => {
    const moved = ['DTSTART:20270119T100000', 'DURATION:PT1H'];
    const reading = read(
      event(),
      event(...moved, 'SEQUENCE:1'),
      event(...moved, 'SUMMARY:Chant', 'SEQUENCE:2'),
    );
    expect(shortly(reading).filter((it) => !it.includes('older-version'))).toEqual(hours('01-19'));
    expect(reading.skipped).toHaveLength(2);
  });
});

describe('two changes of one date', () => {
  const series = event('RRULE:FREQ=WEEKLY;COUNT=2');
  const change = (hour: string, ...more: string[]) =>
    event('RECURRENCE-ID:20270119T100000', `DTSTART:20270119T${hour}0000`, 'DURATION:PT1H', ...more);
  const moved = (hour: string) => [at('10'), `2027-01-19 ${hour}:00–${Number(hour) + 1}:00`];
  test('the higher SEQUENCE, then the later one, then the last of the file', () => {
    const stamped = (day: number) => `DTSTAMP:2026010${day}T100000Z`;
    expect(
      shortly(read(series, change('14', 'SEQUENCE:2', stamped(1)), change('15', 'SEQUENCE:1', stamped(2)))),
    ).toEqual([...moved('14'), '21 older-version']);
    expect(shortly(read(series, change('14', stamped(2)), change('15', stamped(1))))).toEqual([
      ...moved('14'),
      '20 older-version',
    ]);
    expect(shortly(read(series, change('14'), change('15')))).toEqual([...moved('15'), '11 older-version']);
    expect(shortly(read(series, change('14'), change('14')))).toEqual([...moved('14'), '19 duplicate']);
  });
});

test('whatever the versions of one event, and their order in the file, one of the latest is read and the others are told', () => {
  const version = fc.record({
    sequence: fc.nat(2),
    day: fc.integer({ min: 1, max: 4 }),
    hours: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), (versions) => {
      const reading = read(
        ...versions.map(({ sequence, day, hours: length }) =>
          event(
            'DTSTART:20270112T100000',
            `DURATION:PT${length}H`,
            `SEQUENCE:${sequence}`,
            `DTSTAMP:2026010${day}T100000Z`,
          ),
        ),
      );
      const worth = ({ sequence, day }: { sequence: number; day: number }) => sequence * 10 + day;
      const best = Math.max(...versions.map(worth));
      const [one, ...others] = reading.placements;
      expect(others).toEqual([]);
      const lengths = versions.filter((it) => it.sequence === one?.sequence).map((it) => it.hours);
      expect(one?.sequence).toBe(Math.floor(best / 10));
      expect(lengths).toContain(Number(one?.end.slice(0, 2)) - 10);
      expect(reading.skipped).toHaveLength(versions.length - 1);
    }),
  );
});
