/**
 * Wall time: the calendar dates and clock times people read on the wall of the place, and nothing else.
 * Date arithmetic is plain integer arithmetic on day numbers, so it never sees a time zone and a day with 23 or
 * 25 hours is one day like the others; only `toEpoch` and `fromEpoch` know zones.
 * Functions trust values that passed `schemas.ts`; a malformed one is a bug and throws a RangeError.
 */
import { Temporal } from 'temporal-polyfill';

/** A calendar date, `'2027-01-12'`, years 1900 to 2199. Sorts as text. */
export type LocalDate = string;
/** A clock time, `'10:00'`, `'00:00'` to `'23:55'` on the 5-minute grid. Sorts as text. */
export type WallTime = string;
/** A clock time that ends something: a `WallTime`, or `'24:00'`, the end of that same day. */
export type EndTime = string;
/** ISO weekday: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Which one of its weekday in the month: 1 to 5, or -1 for the last. */
export type Nth = 1 | 2 | 3 | 4 | 5 | -1;

/** Minutes in the wall day; the integer value of `'24:00'`. */
export const DAY_MINUTES = 1440;
/** Step of the grid on which everything is placed, in minutes. */
export const GRID_MINUTES = 5;
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

const DAY_MS = 86_400_000;
const DATE_SHAPE = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** True for a date that exists (2028-02-29 yes, 2027-02-29 no) in the years 1900 to 2199. */
export const isLocalDate = (value: string): value is LocalDate =>
  DATE_SHAPE.test(value) && Number(value.slice(8)) <= daysInMonth(yearOf(value), monthOf(value));

/** `'10:05'` → 605 minutes since midnight; `'24:00'` → 1440. */
export function toMinutes(time: WallTime | EndTime): number {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  if (time.length !== 5 || !(minutes >= 0 && minutes <= DAY_MINUTES)) throw new RangeError('not a wall time');
  return minutes;
}

/** 605 → `'10:05'`; 1440 → `'24:00'`. Takes whole minutes from 0 to 1440, on the grid or not. */
export function fromMinutes(minutes: number): EndTime {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > DAY_MINUTES)
    throw new RangeError('minutes out of the day');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
/** Month of the year, 1 to 12. */
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));

/** The date of a year, month (1–12) and day (1–31). Days beyond the month run into the next, as in `Date.UTC`. */
export const dateOf = (year: number, month: number, day: number): LocalDate =>
  fromDayNumber(Date.UTC(year, month - 1, day) / DAY_MS);

/** Days in a month (1–12): 28 to 31. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The date `days` whole days later; earlier when negative. */
export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(toDayNumber(date) + days);

/** The same day `months` months later (earlier when negative), or the last day of that month when it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const first = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(first / 12), (((first % 12) + 12) % 12) + 1];
  return dateOf(year, month, Math.min(Number(date.slice(8)), daysInMonth(year, month)));
}

/** Whole days from `from` to `to`: 1 from one day to the next, negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDayNumber(to) - toDayNumber(from);

export const weekday = (date: LocalDate): Weekday => {
  // Day number 0, 1970-01-01, was a Thursday.
  const sinceMonday = (((toDayNumber(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
};

/** The Monday of that date's week. */
export const startOfWeek = (date: LocalDate): LocalDate => addDays(date, 1 - weekday(date));

/**
 * The nth `day` of a month (1–12), `nth` 1 to 5 or -1 for the last.
 * Undefined when the month has no fifth one.
 */
export function nthWeekdayOfMonth(
  year: number,
  month: number,
  day: Weekday,
  nth: Nth,
): LocalDate | undefined {
  if (nth === -1) {
    const last = dateOf(year, month, daysInMonth(year, month));
    return addDays(last, -((weekday(last) - day + 7) % 7));
  }
  const first = dateOf(year, month, 1);
  const dayOfMonth = 1 + ((day - weekday(first) + 7) % 7) + (nth - 1) * 7;
  return dayOfMonth > daysInMonth(year, month) ? undefined : addDays(first, dayOfMonth - 1);
}

/** True when `date` is the nth `day` of its own month (`nth` 1 to 5, -1 the last). */
export const isNthWeekday = (date: LocalDate, day: Weekday, nth: Nth): boolean =>
  weekday(date) === day && nthWeekdayOfMonth(yearOf(date), monthOf(date), day, nth) === date;

/** Every date from `from` to `to`, both included, in order; none when `to` is earlier. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  const last = toDayNumber(to);
  for (let day = toDayNumber(from); day <= last; day++) dates.push(fromDayNumber(day));
  return dates;
}

/**
 * The instant, in epoch milliseconds, at which the clocks of `zone` (an IANA name) show `time` on `date`.
 * `time` is a wall time or minutes since midnight; `'24:00'` is the next day's midnight. RFC 5545 decides the two
 * days of the year that have no single answer: a time skipped in spring is moved forward by the gap, a time that
 * happens twice in autumn is its first occurrence.
 */
export function toEpoch(date: LocalDate, time: WallTime | EndTime | number, zone: string): number {
  const minutes = typeof time === 'number' ? time : toMinutes(time);
  if (isLocalDate(date)) {
    const inUtc = toDayNumber(date) * DAY_MS + minutes * 60_000;
    const day = Math.floor(inUtc / DAY_MS);
    // No clock is a whole day from UTC: the instant is in that day of UTC, or in one beside it.
    const offset = offsetThrough(day, zone);
    if (offset !== null && offsetThrough(day - 1, zone) === offset && offsetThrough(day + 1, zone) === offset)
      return inUtc - offset;
  }
  return Temporal.PlainDateTime.from(`${date}T00:00`)
    .add({ minutes })
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** What the clocks of `zone` show at an instant: the date and the minutes since midnight (0–1439, rounded down). */
export function fromEpoch(ms: number, zone: string): { date: LocalDate; time: number } {
  const offset = offsetThrough(Math.floor(ms / DAY_MS), zone) ?? offsetAt(ms, zone);
  const minutes = Math.floor((ms + offset) / 60_000);
  const date = Math.floor(minutes / DAY_MINUTES);
  return { date: fromDayNumber(date), time: minutes - date * DAY_MINUTES };
}

const offsets = new Map<string, number | null>();
const OFFSETS_KEPT = 50_000;

/**
 * By how many milliseconds the clocks of `zone` are ahead of UTC all through a day of UTC (days since 1970-01-01); null on a
 * day on which they change. Kept: a calendar of 10,000 events asks for few days, and an object of Temporal is an entry of a
 * WeakMap, through all of which the collector of garbage goes at one stretch.
 */
function offsetThrough(day: number, zone: string): number | null {
  const key = `${day} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= OFFSETS_KEPT) offsets.clear();
  const [first, after] = [day, day + 1].map((one) => offsetAt(one * DAY_MS, zone));
  const offset = first !== undefined && first === after ? first : null;
  offsets.set(key, offset);
  return offset;
}

/** Milliseconds. */
const offsetAt = (ms: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;

/** Days since 1970-01-01. */
function toDayNumber(date: LocalDate): number {
  const number =
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / DAY_MS;
  if (!Number.isInteger(number)) throw new RangeError('not a date');
  return number;
}

function fromDayNumber(day: number): LocalDate {
  const date = new Date(day * DAY_MS);
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
