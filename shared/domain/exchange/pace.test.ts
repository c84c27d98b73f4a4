/** Calendars made to hurt: what they cost is counted, never timed. */
import { describe, expect, test } from 'vitest';
import { calendar, event, options } from './fixture.ts';
import { createPace, PACE } from './pace.ts';
import { readCalendar } from './read.ts';

const times = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('\r\n');

const minute = (index: number): string =>
  `${new Date(Date.UTC(2027, 0, 1) + index * 60_000).toISOString().slice(0, 16).replace(/[-:]/g, '')}00`;

function cost(text: string) {
  const pace = createPace(text.length);
  const steps = readCalendar(text, options, pace);
  let pauses = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) {
      if (!step.value) throw new Error('not read');
      return { reading: step.value, pauses, ...pace.counted };
    }
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
    pauses += 1;
  }
}

const series = (n: number, ...lines: string[]) => event(`UID:${n}`, 'DTSTART:20270112T100000', ...lines);

const observances = (count: number, one: (index: number) => string): string =>
  `BEGIN:VTIMEZONE\r\nTZID:Ici\r\n${times(count, (n) =>
    ['BEGIN:STANDARD', one(n), 'TZOFFSETFROM:+0200', `TZOFFSETTO:+0${n % 9}00`, 'END:STANDARD'].join('\r\n'),
  )}\r\nEND:VTIMEZONE`;

const there = (n: number) => event(`UID:${n}`, `DTSTART;TZID=Ici:${minute(n * 30)}`, 'DURATION:PT1H');

/** Of a size: twice the size must cost about twice as much. */
const inputs: Record<string, (size: number) => string> = {
  'twenty rules below the hour, of which BYSETPOS leaves nothing': (size) =>
    times(size / 100, (n) =>
      series(n, ...Array.from({ length: 20 }, (_, i) => `RRULE:FREQ=SECONDLY;BYSETPOS=${i + 2}`)),
    ),
  'a 31st of February': (size) =>
    times(size / 10, (n) => series(n, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31')),
  'a 31st of February or April, day by day': (size) =>
    times(size / 10, (n) => series(n, 'RRULE:FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31')),
  'a 31st of February, hour by hour': (size) =>
    times(size / 10, (n) => series(n, 'RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31')),
  'a 366th day in January': (size) =>
    times(size / 10, (n) => series(n, 'RRULE:FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1')),
  'a week 53 in June': (size) =>
    times(size / 100, (n) => series(n, 'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6')),
  'lists that repeat themselves': (size) =>
    times(size / 100, (n) =>
      series(
        n,
        `RRULE:FREQ=YEARLY;BYMONTH=12;BYYEARDAY=${Array.from({ length: 5000 }, (_, i) => 1 + (i % 300))}`,
      ),
    ),
  'masters of one UID, and changes of none of them': (size) =>
    `${times(size, (n) => event('UID:a', `DTSTART:${minute(n)}`, 'RRULE:FREQ=DAILY;COUNT=3'))}\r\n${times(
      size,
      (n) => event('UID:a', `RECURRENCE-ID:${minute(900_000 + n)}`, `DTSTART:${minute(n)}`),
    )}`,
  'masters of one UID at one time': (size) =>
    times(size, (n) => event('UID:a', 'DTSTART:20270112T100000', `LOCATION:Salle ${n}`)),
  'changes of one series': (size) =>
    `${series(1, 'UID:a', 'RRULE:FREQ=HOURLY;COUNT=900')}\r\n${times(size, (n) =>
      event('UID:a', `RECURRENCE-ID:${minute(n * 60)}`, `DTSTART:${minute(n * 60 + 5)}`),
    )}`,
  'changes of all the following ones': (size) =>
    `${event('UID:a', 'DTSTART:20270101T000000', `RDATE:${Array.from({ length: size }, (_, n) => minute(n * 60))}`)}\r\n${times(
      size,
      (n) =>
        event(
          'UID:a',
          `RECURRENCE-ID;RANGE=THISANDFUTURE:${minute(n * 60 + 1)}`,
          `DTSTART:${minute(n * 60 + 5)}`,
        ),
    )}`,
  'a zone of many rules': (size) =>
    `${observances(800, (n) => `DTSTART:19700101T0${n % 10}0000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1SU`)}\r\n${times(size, there)}`,
  'a zone whose clocks change many times at one moment': (size) =>
    `${observances(800, () => 'DTSTART:19700101T000000')}\r\n${times(size, there)}`,
  'marks that are never closed': (size) =>
    times(size / 100, (n) =>
      series(
        n,
        ...['<!DOCTYPE', '<!--', '<a ', '<a href='].map((mark) => `DESCRIPTION:<b>x</b>${mark.repeat(2000)}`),
      ),
    ),
  'a line of many parameters': (size) => event(`DTSTART${';A=b'.repeat(size)}:20270112T100000`),
  'dates taken out': (size) =>
    series(1, 'RRULE:FREQ=HOURLY', ...Array.from({ length: size }, (_, n) => `EXDATE:${minute(n)}`)),
  'one whole day taken out again and again': (size) =>
    series(1, 'RRULE:FREQ=SECONDLY', ...Array.from({ length: size }, () => 'EXDATE;VALUE=DATE:20270112')),
  'folds of one letter': (size) =>
    event('DTSTART:20270112T100000', `DESCRIPTION:a\r\n${' x\r\n'.repeat(size)} y`),
  'soft breaks of one letter': (size) =>
    event('DTSTART:20270112T100000', `DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=\r\n${'x=\r\n'.repeat(size)}y`),
  'components in components': (size) =>
    event('DTSTART:20270112T100000', `${'BEGIN:X\r\n'.repeat(size)}X-A:b`),
  'lines that are none': (size) => event('DTSTART:20270112T100000', `${'x\r\n'.repeat(size)}X-A:b`),
  'carriage returns': (size) => event('DTSTART:20270112T100000', `X-A:b${'\r'.repeat(size * 10)}`),
  'days of two centuries, every day': (size) =>
    times(size / 100, (n) =>
      event(`UID:${n}`, 'DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:21900101', 'RRULE:FREQ=DAILY'),
    ),
  'UIDs, each of one event': (size) => times(size, (n) => event(`UID:${n}`, 'DTSTART:20270112T100000')),
};

describe('a calendar made to hurt gives way again and again, and costs what its length allows', () => {
  for (const [name, make] of Object.entries(inputs))
    test(name, () => {
      const [small, large] = [500, 2000].map((size) => ({ size, ...cost(calendar(make(size))) }));
      if (!small || !large) throw new Error('two sizes');
      // What cannot give way in its middle: one text, or one zone.
      expect(large.longest).toBeLessThan(4 * PACE);
      expect(large.pauses).toBeGreaterThanOrEqual(Math.floor(large.total / (4 * PACE)));
      // The square of it would be sixteen times as much.
      expect(large.total / small.total).toBeLessThan(8);
    });
});

describe('rules that cost too much', () => {
  test('take from what the file allows, each a part of what is left', () => {
    const text = 'x'.repeat(1000);
    const pace = createPace(text.length);
    const endless = () => {
      const allowance = pace.rule();
      let taken = 0;
      while (allowance.take(1000)) taken += 1000;
      return taken;
    };
    const given = Array.from({ length: 20_000 }, endless);
    expect(given.at(0)).toBeGreaterThan(2_000_000);
    // After a hundred of them, one more still has what ten years of a weekly series cost.
    expect(given.at(100)).toBeGreaterThanOrEqual(5000);
    expect(given.at(-1)).toBe(0);
    const all = 40_000_000 + 20 * text.length;
    expect(given.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(all);
    expect(given.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(all * 0.99);
  });

  test('are told with the line of their event; so are those that take dates away', () => {
    const costly = 'FREQ=MINUTELY;INTERVAL=1441;BYHOUR=3;BYMINUTE=1;BYSECOND=1,60;BYSETPOS=2;COUNT=900';
    const text = calendar(
      series(1, `RRULE:${costly}`),
      series(2, 'RRULE:FREQ=DAILY;COUNT=900', `EXRULE:${costly}`),
      series(3, 'RRULE:FREQ=WEEKLY;COUNT=50'),
    );
    const pace = createPace(text.length);
    // What is left when a hundred rules have taken their part.
    for (let rule = 0; rule < 100; rule++) pace.rule().take(pace.rule().left);
    const steps = readCalendar(text, options, pace);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const reading = step.value;
    expect(reading?.skipped.filter(({ why }) => why === 'rule-given-up').map(({ line }) => line)).toEqual([
      3, 10,
    ]);
    expect(reading?.placements.filter(({ uid }) => uid === '3')).toHaveLength(50);
  });

  test('a line longer than any is told when it says dates', () => {
    const dates = Array.from({ length: 20_000 }, (_, n) => minute(n));
    const { reading } = cost(calendar(series(1, 'RRULE:FREQ=DAILY;COUNT=3', `EXDATE:${dates}`)));
    expect(reading.skipped).toContainEqual(expect.objectContaining({ line: 9, why: 'line-unreadable' }));
  });

  test('a rule that takes dates away does so as long as the series lasts', () => {
    const { reading } = cost(
      calendar(series(1, 'RRULE:FREQ=WEEKLY;UNTIL=20400101', 'EXRULE:FREQ=WEEKLY;INTERVAL=2')),
    );
    const left = reading.placements.filter(({ status }) => status !== 'cancelled');
    expect(left.at(0)?.date).toBe('2027-01-19');
    expect(left.at(-1)?.date).toBe('2039-12-20');
    expect(left).toHaveLength(338);
  });

  test('an honest rule of few dates is right however far apart they are', () => {
    const dates = (rule: string) =>
      cost(calendar(series(1, rule))).reading.placements.map(({ date }) => date);
    expect(dates('RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=4')).toEqual([
      '2027-01-12',
      '2028-02-29',
      '2032-02-29',
      '2036-02-29',
    ]);
    expect(dates('RRULE:FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;COUNT=3')).toEqual([
      '2027-01-12',
      '2032-02-29',
      '2060-02-29',
    ]);
    expect(dates('RRULE:FREQ=YEARLY;BYYEARDAY=366;BYDAY=FR;COUNT=3')).toEqual([
      '2027-01-12',
      '2032-12-31',
      '2060-12-31',
    ]);
  });
});
