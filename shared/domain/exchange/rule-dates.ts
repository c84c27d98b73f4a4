/**
 * The occurrences of a rule in order, day by day, on the wall of its own zone: no zone and no daylight saving in here.
 * A period (a year, a month, a week, a day) is cut into days, and each day is asked whether it fits: a rule that gives
 * one date in forty years costs no more than one that gives them all. Held equal to two libraries by the tests.
 */
import { DAY_MINUTES } from '../time/wall.ts';
import type { Pace, Steps } from './pace.ts';
import type { Rule } from './rule-parts.ts';

/** Days since 1970-01-01, and seconds of that day. */
export interface Instant {
  day: number;
  second: number;
}

const DAY_SECONDS = DAY_MINUTES * 60;
/** What making the dates of one period costs beside looking at its days, and what each of them costs. */
const PERIOD = 3;
const OCCURRENCE = 10;

/**
 * Gives `take` each occurrence from `start` on, in order and once, until it says no. The start itself is given only if
 * it fits. True when it came to the day `last`, was stopped or has no more to give; false when it was given up, having
 * cost what it is allowed.
 */
export function* walkRule(
  given: Rule,
  start: Instant,
  last: number,
  take: (at: Instant) => boolean,
  pace: Pace,
): Steps<boolean> {
  const rule = completed(given, start);
  const fits = fitting(rule);
  const choose = choosing(rule.positions);
  const allowance = pace.rule();
  const from = start.day * DAY_SECONDS + start.second;
  let before = -Infinity;
  let found = 0;
  /** Those of one period, in order. True when there is no more to give, undefined when it costs too much. */
  function* give(days: readonly number[], times: readonly number[]): Steps<boolean | undefined> {
    for (const index of choose(days.length * times.length)) {
      found += 1;
      if (!allowance.take(OCCURRENCE)) return undefined;
      if (pace.isDue(OCCURRENCE)) yield;
      const at = {
        day: days[Math.floor(index / times.length)] ?? 0,
        second: times[index % times.length] ?? 0,
      };
      const order = at.day * DAY_SECONDS + at.second;
      if (order < from || order <= before) continue;
      before = order;
      if (at.day > last || !take(at)) return true;
    }
    return false;
  }

  const step = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 }[rule.frequency as string];
  if (step === undefined) {
    let times: number[] | undefined;
    const origin = dayOf(start.day);
    const moves = rule.skip === 'OMIT' ? 0 : 12 * rule.monthDays.length + rule.yearDays.length;
    for (let index = 0; ; ) {
      const [first, length] = periodOf(rule, start.day, origin, index);
      if (first > last) return true;
      const { days, looked, next } = daysOf(rule, first, length, fits);
      const cost = PERIOD + looked + (length < 28 ? 0 : moves) + rule.positions.length;
      if (!allowance.take(cost)) return false;
      if (pace.isDue(cost)) yield;
      // Days and weeks that have no chance before `next` are not looked at one by one.
      const away = length > 7 ? 0 : Math.floor((next - first - length) / (length * rule.interval));
      index += rule.interval * (1 + Math.max(0, away));
      if (days.length === 0) continue;
      if (!times) {
        times = timesOf(rule.hours, rule.minutes, rule.seconds);
        if (!allowance.take(times.length)) return false;
        if (pace.isDue(times.length)) yield;
      }
      const ended = yield* give(days, times);
      if (ended !== false) return ended ?? false;
    }
  }
  // Of an hour, a minute or a second: as many in each one that has any.
  const size = { 3600: rule.minutes.length * rule.seconds.length, 60: rule.seconds.length }[step] ?? 1;
  if (choose(size).length === 0) return true;
  const perDay = DAY_SECONDS / step;
  const beginning = start.day * perDay + Math.floor(start.second / step);
  const isAlike = perDay % rule.interval === 0;
  for (let day = start.day; day <= last; ) {
    const away = fits(day);
    if (!allowance.take(1)) return false;
    if (pace.isDue(1)) yield;
    if (away > 0) {
      day += away;
      continue;
    }
    const count = found;
    const past = (((day * perDay - beginning) % rule.interval) + rule.interval) % rule.interval;
    for (let part = past === 0 ? 0 : rule.interval - past; part < perDay; ) {
      if (!allowance.take(PERIOD + size)) return false;
      if (pace.isDue(PERIOD + size)) yield;
      const next = nextWithin(rule, part * step, step) / step;
      if (next > part) {
        part += Math.ceil((next - part) / rule.interval) * rule.interval;
        continue;
      }
      const ended = yield* give([day], timesWithin(rule, part * step, step));
      if (ended !== false) return ended ?? false;
      part += rule.interval;
    }
    // A day like all those that fit, and nothing in it.
    if (isAlike && count === found && day > start.day) return true;
    day += 1;
  }
  return true;
}

/** What a rule does not say is as in its start (RFC 5545, 3.3.10). */
function completed(rule: Rule, start: Instant): Rule {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays } = rule;
  const day = dayOf(start.day);
  const isAny = weekNumbers.length + yearDays.length + monthDays.length + weekdays.length === 0;
  const full = { ...rule };
  if (frequency === 'YEARLY' && isAny && months.length === 0) full.months = [day.month];
  if ((frequency === 'YEARLY' || frequency === 'MONTHLY') && isAny) full.monthDays = [day.monthDay];
  if (frequency === 'WEEKLY' && isAny) full.weekdays = [{ nth: 0, day: day.weekday }];
  // A week without a day of the week, and nothing else that says which.
  const byWeekAlone = weekNumbers.length > 0 && yearDays.length + monthDays.length + weekdays.length === 0;
  if (frequency === 'YEARLY' && byWeekAlone) full.weekdays = [{ nth: 0, day: day.weekday }];
  const clock = [
    ['hours', Math.floor(start.second / 3600), 'HOURLY MINUTELY SECONDLY'],
    ['minutes', Math.floor(start.second / 60) % 60, 'MINUTELY SECONDLY'],
    ['seconds', start.second % 60, 'SECONDLY'],
  ] as const;
  for (const [part, value, counted] of clock)
    if (rule[part].length === 0 && !counted.includes(frequency)) full[part] = [value];
  return full;
}

/** First day and length of a period, `index` periods after that of the start. */
function periodOf(
  { frequency, weekStart }: Rule,
  start: number,
  { year, month, weekday }: Day,
  index: number,
): [number, number] {
  switch (frequency) {
    case 'YEARLY':
      return span(firstDay(year + index), firstDay(year + index + 1));
    case 'MONTHLY':
      return span(firstDay(year, month + index), firstDay(year, month + index + 1));
    case 'WEEKLY':
      return [start - ((weekday - weekStart + 7) % 7) + 7 * index, 7];
    default:
      return [start + index, 1];
  }
}

const span = (first: number, next: number): [number, number] => [first, next - first];

function daysOf(
  rule: Rule,
  first: number,
  length: number,
  fits: (day: number) => number,
): { days: number[]; looked: number; next: number } {
  const days: number[] = [];
  let looked = 0;
  let day = first;
  for (; day < first + length; looked++) {
    const away = fits(day);
    if (away === 0) days.push(day);
    day += Math.max(1, away);
  }
  if (rule.skip === 'OMIT' || length < 28) return { days, looked, next: day };
  const all = [...new Set([...days, ...movedDays(rule, first, length)])].sort((a, b) => a - b);
  return { days: all, looked, next: day };
}

/** Days that a month or a year of the period does not have, moved to the next or the previous one (RFC 7529, 4.1). */
function movedDays(rule: Rule, first: number, length: number): number[] {
  const isForward = rule.skip === 'FORWARD';
  const moved: number[] = [];
  const move = (numbers: readonly number[], from: number, size: number) => {
    for (const number of numbers) {
      if (Math.abs(number) <= size) continue;
      const edge = number > 0 ? from + size : from;
      moved.push(isForward ? edge : edge - 1);
    }
  };
  if (length > 31) move(rule.yearDays, first, length);
  for (let from = first; from < first + length; ) {
    const { month, monthLength } = dayOf(from);
    if (rule.months.length === 0 || rule.months.includes(month)) move(rule.monthDays, from, monthLength);
    from += monthLength;
  }
  const days = rule.weekdays.map(({ day }) => day);
  return moved.filter((day) => days.length === 0 || days.includes(weekdayOf(day)));
}

/** Whether a day is one of the rule (0), wherever it stands in its period, or how many days later one may be. */
function fitting(rule: Rule): (day: number) => number {
  const { frequency, weekNumbers, weekdays, weekStart } = rule;
  const [months, monthDays, yearDays] = [rule.months, rule.monthDays, rule.yearDays].map(
    (numbers) => new Set(numbers),
  ) as [Set<number>, Set<number>, Set<number>];
  const weeks = new Set(weekNumbers);
  const nths = Map.groupBy(weekdays, ({ day }) => day);
  const wanted = new Map([...nths].map(([day, all]) => [day, new Set(all.map(({ nth }) => nth))]));
  // Only months and years have a second Tuesday.
  const isCounted =
    (frequency === 'MONTHLY' || frequency === 'YEARLY') &&
    weekNumbers.length === 0 &&
    weekdays.some(({ nth }) => nth !== 0);
  const inMonth = frequency === 'MONTHLY' || months.size > 0;
  const asksDate = months.size + weeks.size + yearDays.size + monthDays.size > 0 || isCounted;
  return (number) => {
    const isWeekday = wanted.size === 0 || wanted.has(weekdayOf(number));
    if (!asksDate) return isWeekday ? 0 : 1;
    const day = dayOf(number);
    const toNextMonth = day.monthLength - day.monthDay + 1;
    if (months.size > 0 && !months.has(day.month)) return toNextMonth;
    if (!isOneOf(monthDays, day.monthDay, day.monthLength))
      return awayIn(monthDays, day.monthDay, day.monthLength);
    if (!isOneOf(yearDays, day.yearDay, day.yearLength)) return awayIn(yearDays, day.yearDay, day.yearLength);
    if (!isWeekday) return 1;
    if (isCounted) {
      const [at, size] = inMonth ? [day.monthDay, day.monthLength] : [day.yearDay, day.yearLength];
      const those = wanted.get(day.weekday);
      if (!those?.has(0) && !those?.has(Math.ceil(at / 7)) && !those?.has(-Math.ceil((size - at + 1) / 7)))
        return 1;
    }
    if (weeks.size === 0) return 0;
    const [week, count] = weekOf(number, weekStart);
    return isOneOf(weeks, week, count) ? 0 : 1;
  };
}

/** Whether `at`, of `size`, is among numbers that count from either end; an empty list takes everything. */
const isOneOf = (numbers: ReadonlySet<number>, at: number, size: number): boolean =>
  numbers.size === 0 || numbers.has(at) || numbers.has(at - size - 1);

/** How far after `at` the next of those numbers is; past the end, that of what follows may be the first. */
function awayIn(numbers: ReadonlySet<number>, at: number, size: number): number {
  let next = size + 1;
  for (const number of numbers) {
    const place = number > 0 ? number : size + 1 + number;
    if (place > at && place < next) next = place;
  }
  return next - at;
}

/** The number of a day's week, and how many weeks its year has: the first week has four days in it. */
function weekOf(day: number, weekStart: number): [week: number, weeks: number] {
  const middle = day - ((weekdayOf(day) - weekStart + 7) % 7) + 3;
  const { year, yearDay } = dayOf(middle);
  const nextFirst = firstDay(year + 1) + 3;
  const nextWeek = nextFirst - ((weekdayOf(nextFirst) - weekStart + 7) % 7);
  const week = Math.ceil(yearDay / 7);
  return [week, week + (nextWeek - (middle - 3)) / 7 - 1];
}

/** The places that BYSETPOS keeps of so many occurrences, in order; all of them when it says nothing. */
function choosing(positions: readonly number[]): (size: number) => ArrayLike<number> & Iterable<number> {
  // Periods are mostly of one size or of a few.
  const known = new Map<number, number[]>();
  return (size) => {
    if (positions.length === 0) return upTo(size);
    const before = known.get(size);
    if (before) return before;
    const indexes = positions.map((position) => (position > 0 ? position - 1 : size + position));
    const kept = [...new Set(indexes)].filter((index) => index >= 0 && index < size).sort((a, b) => a - b);
    if (known.size < 100) known.set(size, kept);
    return kept;
  };
}

/** The numbers below `size`, without making them all. */
const upTo = (size: number): ArrayLike<number> & Iterable<number> => ({
  length: size,
  *[Symbol.iterator]() {
    for (let index = 0; index < size; index++) yield index;
  },
});

/** Seconds of the day, in order. */
function timesOf(hours: readonly number[], minutes: readonly number[], seconds: readonly number[]): number[] {
  const times: number[] = [];
  for (const hour of inOrder(hours))
    for (const minute of inOrder(minutes))
      for (const second of inOrder(seconds)) times.push((hour * 60 + minute) * 60 + second);
  // A leap second is the first one of the next minute.
  return seconds.includes(60) ? inOrder([...new Set(times)]) : times;
}

const inOrder = (numbers: readonly number[]): number[] =>
  numbers.length < 2 ? [...numbers] : [...numbers].sort((a, b) => a - b);

/** Within one hour, minute or second that begins at `from`. */
function timesWithin({ hours, minutes, seconds }: Rule, from: number, step: number): number[] {
  const [hour, minute, second] = [Math.floor(from / 3600), Math.floor(from / 60) % 60, from % 60];
  if (hours.length > 0 && !hours.includes(hour)) return [];
  if (step < 3600 && minutes.length > 0 && !minutes.includes(minute)) return [];
  if (step === 1) return seconds.length > 0 && !seconds.includes(second) ? [] : [from];
  return timesOf([hour], step === 3600 ? minutes : [minute], seconds);
}

/** The hour or the minute, in seconds of the day, at which the rule may come: `from` itself, or later. */
function nextWithin({ hours, minutes }: Rule, from: number, step: number): number {
  const [hour, minute] = [Math.floor(from / 3600), Math.floor(from / 60) % 60];
  if (hours.length > 0 && !hours.includes(hour)) return (hour + 1) * 3600;
  if (step === 1 && minutes.length > 0 && !minutes.includes(minute)) return (hour * 60 + minute + 1) * 60;
  return from;
}

interface Day {
  year: number;
  month: number;
  monthDay: number;
  monthLength: number;
  yearDay: number;
  yearLength: number;
  /** 1 = Monday. */
  weekday: number;
}

/** The month that was last asked for, whose days come one after the other. */
let latest = { first: 0, month: 1, monthLength: 31, year: 1970, yearFirst: 0, yearLength: 365 };

function dayOf(number: number): Day {
  if (number < latest.first || number >= latest.first + latest.monthLength) latest = monthOf(number);
  const { first, yearFirst, year, month, monthLength, yearLength } = latest;
  return {
    year,
    month,
    monthDay: number - first + 1,
    monthLength,
    yearDay: number - yearFirst + 1,
    yearLength,
    weekday: weekdayOf(number),
  };
}

function monthOf(number: number): typeof latest {
  // A guess that is never too late, nor by more than one.
  let year = Math.floor(number / 365.2425) + 1970 - 1;
  while (firstDay(year + 1) <= number) year += 1;
  let month = Math.min(12, Math.floor((number - firstDay(year)) / 31) + 1);
  while (month < 12 && firstDay(year, month + 1) <= number) month += 1;
  const [first, yearFirst] = [firstDay(year, month), firstDay(year)];
  return {
    first,
    month,
    monthLength: firstDay(year, month + 1) - first,
    year,
    yearFirst,
    yearLength: firstDay(year + 1) - yearFirst,
  };
}

const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** The first day of a month, which may be past those of its year. Plain arithmetic: it is asked millions of times. */
function firstDay(inYear: number, inMonth = 1): number {
  const year = inYear + Math.floor((inMonth - 1) / 12);
  const month = (((inMonth - 1) % 12) + 12) % 12;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return past * 365 + leaps - DAYS_BEFORE_1970 + (BEFORE_MONTH[month] ?? 0) + (isLeap && month > 1 ? 1 : 0);
}

const DAYS_BEFORE_1970 = 719_162;

// Day 0, 1970-01-01, was a Thursday.
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
