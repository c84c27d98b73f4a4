import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  isNthWeekday,
  type LocalDate,
  type Nth,
  startOfWeek,
  weekday,
} from '../time/wall.ts';
import { type Recurrence, SERIES_MAX } from './model.ts';
import { nthOf } from './nths.ts';
import { datesOf, shiftRule, splitRule } from './recurrence.ts';

const rule = (part: Partial<Recurrence>): Recurrence => ({
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  exceptions: [],
  ...part,
});
const firstDate = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const anyRule = fc.record({
  frequency: fc.constantFrom(
    'daily' as const,
    'weekly' as const,
    'monthly-by-date' as const,
    'monthly-by-weekday' as const,
  ),
  interval: fc.integer({ min: 1, max: 4 }),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  count: fc.integer({ min: 1, max: 30 }),
});

/** Day by day, with nothing but the words of the rule. */
function bySearch(
  { frequency, interval, weekdays, count = 0, nth }: Recurrence,
  first: LocalDate,
): LocalDate[] {
  const found: LocalDate[] = [];
  const months = (date: LocalDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  for (let date = first; found.length < count; date = addDays(date, 1)) {
    const monthly = (months(date) - months(first)) % interval === 0;
    const fits = {
      daily: daysBetween(first, date) % interval === 0,
      weekly:
        (daysBetween(startOfWeek(first), startOfWeek(date)) / 7) % interval === 0 &&
        (weekdays.length > 0 ? weekdays : [weekday(first)]).includes(weekday(date)),
      'monthly-by-date': monthly && date.slice(8) === first.slice(8),
      'monthly-by-weekday': monthly && isNthWeekday(date, weekday(first), nthOf({ nth }, first) as Nth),
    };
    if (fits[frequency]) found.push(date);
  }
  return found;
}

describe('a recurrence', () => {
  it('gives the dates that its words say, in order', () => {
    fc.assert(
      fc.property(anyRule, firstDate, (part, first) => {
        expect(datesOf(rule(part), first)).toEqual(bySearch(rule(part), first));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'the 31st skips shorter months',
      { frequency: 'monthly-by-date' as const, count: 3 },
      '2027-01-31',
      ['2027-01-31', '2027-03-31', '2027-05-31'],
    ],
    [
      'the last Friday',
      { frequency: 'monthly-by-weekday' as const, nth: -1, count: 3 },
      '2027-01-29',
      ['2027-01-29', '2027-02-26', '2027-03-26'],
    ],
    ['until is included', { until: '2027-01-26' }, '2027-01-12', ['2027-01-12', '2027-01-19', '2027-01-26']],
    [
      'exceptions count in',
      { count: 3, exceptions: ['2027-01-19'] },
      '2027-01-12',
      ['2027-01-12', '2027-01-26'],
    ],
    [
      'summer time changes nothing',
      { frequency: 'daily' as const, count: 3 },
      '2027-03-27',
      ['2027-03-27', '2027-03-28', '2027-03-29'],
    ],
    ['until before the first date', { until: '2027-01-01' }, '2027-01-12', []],
  ])('%s', (_, part, first, dates) => {
    expect(datesOf(rule(part), first)).toEqual(dates);
  });

  it('gives several ranks of one month in order, each date once, also when it is moved or cut', () => {
    const ranked = rule({ frequency: 'monthly-by-weekday', nth: 3, alsoNth: [1, -1], until: '2027-03-31' });
    // The last Thursday of January is the fourth; March has four Thursdays as well.
    const dates = ['01-07', '01-21', '01-28', '02-04', '02-18', '02-25', '03-04', '03-18', '03-25'];
    expect(datesOf(ranked, '2027-01-07').map((date) => date.slice(5))).toEqual(dates);
    expect(datesOf({ ...ranked, alsoNth: [4, -1] }, '2027-01-21').map((date) => date.slice(5))).toEqual([
      '01-21',
      '01-28',
      '02-18',
      '02-25',
      '03-18',
      '03-25',
    ]);
    const { before, after } = splitRule(ranked, '2027-01-07', '2027-02-04');
    expect([...(before ? datesOf(before, '2027-01-07') : []), ...datesOf(after, '2027-02-04')]).toHaveLength(
      9,
    );
    expect(shiftRule({ ...ranked, nth: 1, alsoNth: [3] }, '2027-01-07', 7)).toMatchObject({
      nth: 2,
      alsoNth: [4],
    });
    expect(shiftRule({ ...ranked, nth: 1, alsoNth: [5, -1] }, '2027-01-07', 7)).toMatchObject({
      nth: 2,
      alsoNth: [-1],
    });
  });

  it('stops one past the most sessions, however far it goes', () => {
    expect(datesOf(rule({ frequency: 'daily', until: '2199-12-31' }), '2027-01-01')).toHaveLength(
      SERIES_MAX + 1,
    );
    const rare = rule({ frequency: 'monthly-by-date', interval: 12, count: 1000 });
    expect(datesOf(rare, '2028-02-29').every((date) => date.endsWith('02-29'))).toBe(true);
  });

  it('cut in two gives the same dates', () => {
    fc.assert(
      fc.property(anyRule, firstDate, fc.nat(40), fc.boolean(), (part, first, pick, byCount) => {
        const all = datesOf(rule(part), first);
        const whole = byCount ? rule(part) : rule({ ...part, count: undefined, until: all.at(-1) ?? first });
        const at = all[pick % all.length] ?? first;
        const { before, after } = splitRule(whole, first, at);
        expect([...(before ? datesOf(before, first) : []), ...datesOf(after, at)]).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  it('moved by some days and back is what it was', () => {
    fc.assert(
      fc.property(anyRule, firstDate, fc.integer({ min: -40, max: 40 }), (part, first, days) => {
        const back = shiftRule(shiftRule(rule(part), first, days), addDays(first, days), -days);
        const { nth: _, ...rest } = back;
        expect(rest).toEqual(rule(part));
      }),
    );
  });
});

/** The same rule read by a library of RFC 5545. */
function byLibrary(given: Recurrence, first: LocalDate): LocalDate[] {
  const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const own = days[weekday(first) - 1];
  const pattern = {
    daily: 'FREQ=DAILY',
    weekly: `FREQ=WEEKLY;WKST=MO;BYDAY=${given.weekdays.length > 0 ? given.weekdays.map((day) => days[day - 1]).join(',') : own}`,
    'monthly-by-date': `FREQ=MONTHLY;BYMONTHDAY=${Number(first.slice(8))}`,
    'monthly-by-weekday': `FREQ=MONTHLY;BYDAY=${nthOf(given, first)}${own}`,
  }[given.frequency];
  const found = new RRuleTemporal({
    rruleString: `${pattern};INTERVAL=${given.interval};COUNT=${given.count}`,
    dtstart: Temporal.PlainDate.from(first).toZonedDateTime('UTC'),
    tzid: 'UTC',
  }).all((_, i) => i < 60);
  return found
    .map((at) => at.toString().slice(0, 10))
    .filter((date) => date <= (given.until ?? date) && !given.exceptions.includes(date));
}

it('gives the dates that a library of RFC 5545 gives', () => {
  fc.assert(
    fc.property(anyRule, firstDate, fc.constantFrom(undefined, -1, 1, 2, 5), (some, first, nth) => {
      const all = datesOf({ ...some, nth, exceptions: [] }, first);
      const bounded = { ...some, nth, until: addDays(first, 120), exceptions: all.slice(1, 3) };
      expect(datesOf(bounded, first)).toEqual(byLibrary(bounded, first));
    }),
    { numRuns: 150 },
  );
});
