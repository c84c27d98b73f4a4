import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { endTime, localDate, wallTime } from './schemas.ts';
import {
  addDays,
  addMonths,
  datesBetween,
  daysBetween,
  daysInMonth,
  fromEpoch,
  fromMinutes,
  isNthWeekday,
  type LocalDate,
  monthOf,
  type Nth,
  nthWeekdayOfMonth,
  startOfWeek,
  toEpoch,
  toMinutes,
  type Weekday,
  weekday,
  yearOf,
} from './wall.ts';

const PARIS = 'Europe/Paris';
const aDate = fc.integer({ min: 0, max: 109_571 }).map((days): LocalDate => addDays('1900-01-01', days));
const aWeekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const anNth = fc.constantFrom<Nth>(1, 2, 3, 4, 5, -1);

describe('schemas', () => {
  it.each(['1900-01-01', '2199-12-31', '2028-02-29', '2000-02-29', '2027-04-30'])(
    'accepts the date %s',
    (date) => {
      expect(localDate.safeParse(date).success).toBe(true);
    },
  );
  it.each([
    '1899-12-31',
    '2200-01-01',
    '2027-02-29',
    '1900-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '2027-1-2',
    '2027-01-12T10:00',
    ' 2027-01-12',
    '',
  ])('refuses the date %j', (date) => {
    expect(localDate.safeParse(date).success).toBe(false);
  });
  it.each(['00:00', '10:05', '23:55'])('accepts the time %s', (time) => {
    expect(wallTime.safeParse(time).success).toBe(true);
    expect(endTime.safeParse(time).success).toBe(true);
  });
  it.each(['24:05', '10:03', '9:00', '10h00', '25:00', '10:60', ''])('refuses the time %j', (time) => {
    expect(wallTime.safeParse(time).success).toBe(false);
    expect(endTime.safeParse(time).success).toBe(false);
  });
  it('accepts 24:00 only as an end', () => {
    expect(wallTime.safeParse('24:00').success).toBe(false);
    expect(endTime.safeParse('24:00').success).toBe(true);
  });
});

describe('minutes', () => {
  it('counts from midnight', () => {
    expect(toMinutes('10:05')).toBe(605);
    expect(toMinutes('24:00')).toBe(1440);
    expect(fromMinutes(1440)).toBe('24:00');
  });
  it('comes back from every minute of the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1440 }),
        (minutes) => toMinutes(fromMinutes(minutes)) === minutes,
      ),
    );
  });
  it('treats what is not a time as a bug', () => {
    expect(() => toMinutes('midi')).toThrow(RangeError);
    expect(() => toMinutes('10:0')).toThrow(RangeError);
    expect(() => fromMinutes(1441)).toThrow(RangeError);
    expect(() => fromMinutes(0.5)).toThrow(RangeError);
    expect(() => addDays('demain', 1)).toThrow(RangeError);
  });
});

describe('dates', () => {
  it('crosses months, leap days and daylight saving days as plain days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2027-03-28', 1)).toBe('2027-03-29');
    expect(daysBetween('2027-10-30', '2027-11-01')).toBe(2);
  });
  it('knows weekdays', () => {
    expect(weekday('2027-01-12')).toBe(2);
    expect(weekday('1900-01-01')).toBe(1);
    expect(weekday('2027-01-10')).toBe(7);
    expect(startOfWeek('2027-01-10')).toBe('2027-01-04');
    expect(startOfWeek('2027-01-04')).toBe('2027-01-04');
  });
  it('keeps the day of the month, or takes the last one of a shorter month', () => {
    expect(addMonths('2027-03-31', -2)).toBe('2027-01-31');
    expect(addMonths('2027-03-31', -1)).toBe('2027-02-28');
    expect(addMonths('2028-03-31', -1)).toBe('2028-02-29');
    expect(addMonths('2027-01-31', -2)).toBe('2026-11-30');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    fc.assert(
      fc.property(aDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const there = addMonths(date, months);
        const index = (at: LocalDate) => yearOf(at) * 12 + monthOf(at);
        expect(index(there) - index(date)).toBe(months);
        expect(Number(there.slice(8))).toBe(
          Math.min(Number(date.slice(8)), daysInMonth(yearOf(there), monthOf(there))),
        );
      }),
    );
  });
  it('undoes addDays, and measures it', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
  it('makes only dates the schema accepts, in text order', () => {
    fc.assert(
      fc.property(aDate, (date) => {
        fc.pre(date < '2199-12-31');
        const next = addDays(date, 1);
        expect(localDate.safeParse(next).success).toBe(true);
        expect(next > date).toBe(true);
        expect(weekday(next)).toBe((weekday(date) % 7) + 1);
      }),
    );
  });
  it('starts each week on a Monday at most six days before', () => {
    fc.assert(
      fc.property(aDate, (date) => {
        const monday = startOfWeek(date);
        expect(weekday(monday)).toBe(1);
        expect(daysBetween(monday, date)).toBe(weekday(date) - 1);
      }),
    );
  });
  it('lists dates with both ends', () => {
    expect(datesBetween('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
    expect(datesBetween('2027-03-01', '2027-03-01')).toEqual(['2027-03-01']);
    expect(datesBetween('2027-03-02', '2027-03-01')).toEqual([]);
  });
});

describe('nth weekday of the month', () => {
  it('finds the second Saturday, the last Friday, and no fifth one', () => {
    expect(nthWeekdayOfMonth(2027, 1, 6, 2)).toBe('2027-01-09');
    expect(nthWeekdayOfMonth(2027, 1, 5, -1)).toBe('2027-01-29');
    expect(nthWeekdayOfMonth(2027, 1, 5, 5)).toBe('2027-01-29');
    expect(nthWeekdayOfMonth(2027, 2, 1, 5)).toBeUndefined();
  });
  it('agrees with isNthWeekday', () => {
    fc.assert(
      fc.property(aDate, aWeekday, anNth, (date, day, nth) => {
        const found = nthWeekdayOfMonth(yearOf(date), monthOf(date), day, nth);
        expect(isNthWeekday(date, day, nth)).toBe(found === date);
        if (found === undefined) {
          expect(nth).toBe(5);
          return;
        }
        expect(weekday(found)).toBe(day);
        expect(monthOf(found)).toBe(monthOf(date));
        expect(isNthWeekday(found, day, nth)).toBe(true);
      }),
    );
  });
  it('gives every date exactly one rank from the start of its month', () => {
    fc.assert(
      fc.property(aDate, (date) => {
        const ranks = ([1, 2, 3, 4, 5] as const).filter((nth) => isNthWeekday(date, weekday(date), nth));
        expect(ranks).toEqual([Math.ceil(Number(date.slice(8)) / 7)]);
        expect(isNthWeekday(date, weekday(date), -1)).toBe(
          Number(date.slice(8)) + 7 > daysInMonth(yearOf(date), monthOf(date)),
        );
      }),
    );
  });
});

describe('instants', () => {
  it('follows summer time', () => {
    expect(toEpoch('2027-01-12', '10:00', PARIS)).toBe(Date.UTC(2027, 0, 12, 9));
    expect(toEpoch('2027-07-12', '10:00', PARIS)).toBe(Date.UTC(2027, 6, 12, 8));
    expect(toEpoch('2027-07-12', 600, PARIS)).toBe(Date.UTC(2027, 6, 12, 8));
    expect(fromEpoch(Date.UTC(2027, 0, 12, 23, 30, 59), PARIS)).toEqual({ date: '2027-01-13', time: 30 });
  });
  it('gives the spring day 23 hours and the autumn day 25', () => {
    const hours = (date: LocalDate) =>
      (toEpoch(date, '24:00', PARIS) - toEpoch(date, '00:00', PARIS)) / 3_600_000;
    expect([hours('2027-03-28'), hours('2027-03-29'), hours('2027-10-31')]).toEqual([23, 24, 25]);
  });
  it('moves a skipped time forward and takes the first of a doubled one', () => {
    expect(fromEpoch(toEpoch('2027-03-28', '02:30', PARIS), PARIS)).toEqual({
      date: '2027-03-28',
      time: 210,
    });
    expect(toEpoch('2027-10-31', '02:30', PARIS)).toBe(Date.UTC(2027, 9, 31, 0, 30));
  });
  it('ends a day where the next begins', () => {
    fc.assert(
      fc.property(aDate, (date) => {
        expect(toEpoch(date, '24:00', PARIS)).toBe(toEpoch(addDays(date, 1), '00:00', PARIS));
      }),
    );
  });
  it('says what a calendar of time zones says, on the days when clocks change and on those beside', () => {
    // Half an hour (Lord Howe), a date that was skipped (Apia, 2011-12-30), a change just after midnight (St. John’s).
    const zones = [
      'Europe/Paris',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'America/St_Johns',
      'Asia/Kathmandu',
      'UTC',
    ];
    const changing = [
      '2011-12-30',
      '2027-03-14',
      '2027-03-28',
      '2027-04-04',
      '2027-10-03',
      '2027-10-31',
      '1987-10-25',
    ];
    const beside = fc
      .tuple(fc.constantFrom(...changing), fc.integer({ min: -3, max: 3 }))
      .map(([date, days]): LocalDate => addDays(date, days));
    fc.assert(
      fc.property(
        fc.oneof(aDate, beside),
        fc.integer({ min: 0, max: 1440 }),
        fc.constantFrom(...zones),
        (date, time, zone) => {
          const asked = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes: time });
          const told = asked.toZonedDateTime(zone, { disambiguation: 'compatible' });
          expect(toEpoch(date, time, zone)).toBe(told.epochMilliseconds);
          const there = Temporal.Instant.fromEpochMilliseconds(told.epochMilliseconds).toZonedDateTimeISO(
            zone,
          );
          expect(fromEpoch(told.epochMilliseconds, zone)).toEqual({
            date: there.toPlainDate().toString(),
            time: there.hour * 60 + there.minute,
          });
        },
      ),
      { numRuns: 2_000 },
    );
  });
  it('refuses a date that does not exist', () => {
    for (const date of ['2027-02-30', '2027-02-29', '2027-13-01', '2027-01-00'])
      expect(() => toEpoch(date, '10:00', PARIS), date).toThrow(RangeError);
  });
  it('comes back from every opening-hours instant', () => {
    const afterTheClockChange = fc.integer({ min: 36, max: 287 }).map((step) => step * 5);
    const modern = fc.integer({ min: 0, max: 60_000 }).map((days): LocalDate => addDays('1980-01-01', days));
    fc.assert(
      fc.property(modern, afterTheClockChange, (date, time) => {
        expect(fromEpoch(toEpoch(date, time, PARIS), PARIS)).toEqual({ date, time });
      }),
    );
  });
});
