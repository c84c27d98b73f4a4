/**
 * The occurrences of a rule in order, day by day, on the wall of its own zone: no zone and no daylight saving in here.
 * A period (a year, a month, a week, a day) is cut into days, and each day is asked whether it fits: a rule that gives
 * one date in forty years costs no more than one that gives them all. Held equal to two libraries by the tests.
 */
import { DAY_MINUTES } from '../time/wall.ts';
import type { Rule } from './rule-parts.ts';

/** Days since 1970-01-01, and seconds of that day. */
export interface Instant {
  day: number;
  second: number;
}

const DAY_SECONDS = DAY_MINUTES * 60;
const DAY_MS = DAY_SECONDS * 1000;
/** Hours, minutes and seconds of rules below the day that are looked at: more is an attack or a fault. */
const STEPS_MAX = 3_000_000;

/**
 * Gives `take` each occurrence from `start` on, in order and once, until it says no. The start itself is given only if
 * it fits. True when it came to the day `last` or was stopped, false when it gave up counting.
 */
export function walkRule(given: Rule, start: Instant, last: number, take: (at: Instant) => boolean): boolean {
  const rule = completed(given, start);
  const fits = fitting(rule);
  const from = start.day * DAY_SECONDS + start.second;
  let before = -Infinity;
  /** Those of one period, in order. True when there is no more to give. */
  const give = (days: readonly number[], times: readonly number[]): boolean => {
    for (const index of chosen(rule.positions, days.length * times.length)) {
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
  };

  const step = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 }[rule.frequency as string];
  if (step === undefined) {
    const times = timesOf(rule.hours, rule.minutes, rule.seconds);
    for (let index = 0; ; index += rule.interval) {
      const [first, length] = periodOf(rule, start.day, index);
      if (first > last) return true;
      if (give(daysOf(rule, first, length, fits), times)) return true;
    }
  }
  const perDay = DAY_SECONDS / step;
  const origin = start.day * perDay + Math.floor(start.second / step);
  let steps = 0;
  for (let day = start.day; day <= last; day++) {
    if (!fits(day)) continue;
    const past = (((day * perDay - origin) % rule.interval) + rule.interval) % rule.interval;
    for (let part = past === 0 ? 0 : rule.interval - past; part < perDay; part += rule.interval) {
      steps += 1;
      if (steps > STEPS_MAX) return false;
      if (give([day], timesWithin(rule, part * step, step))) return true;
    }
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
function periodOf({ frequency, weekStart }: Rule, start: number, index: number): [number, number] {
  const { year, month, weekday } = dayOf(start);
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

function daysOf(rule: Rule, first: number, length: number, fits: (day: number) => boolean): number[] {
  const days: number[] = [];
  for (let day = first; day < first + length; day++) if (fits(day)) days.push(day);
  if (rule.skip === 'OMIT' || length < 28) return days;
  return [...new Set([...days, ...movedDays(rule, first, length)])].sort((a, b) => a - b);
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

/** Whether a day is one of the rule, wherever it stands in its period. */
function fitting(rule: Rule): (day: number) => boolean {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays, weekStart } = rule;
  const weekdaySet = new Set(weekdays.map(({ day }) => day));
  // Only months and years have a second Tuesday.
  const isCounted =
    (frequency === 'MONTHLY' || frequency === 'YEARLY') &&
    weekNumbers.length === 0 &&
    weekdays.some(({ nth }) => nth !== 0);
  const inMonth = frequency === 'MONTHLY' || months.length > 0;
  const asksDate = months.length + weekNumbers.length + yearDays.length + monthDays.length > 0 || isCounted;
  return (number) => {
    if (weekdaySet.size > 0 && !weekdaySet.has(weekdayOf(number))) return false;
    if (!asksDate) return true;
    const day = dayOf(number);
    if (months.length > 0 && !months.includes(day.month)) return false;
    if (!isOneOf(monthDays, day.monthDay, day.monthLength)) return false;
    if (!isOneOf(yearDays, day.yearDay, day.yearLength)) return false;
    if (isCounted) {
      const [at, size] = inMonth ? [day.monthDay, day.monthLength] : [day.yearDay, day.yearLength];
      const fromStart = Math.ceil(at / 7);
      const fromEnd = -Math.ceil((size - at + 1) / 7);
      const isThat = ({ nth, day: wanted }: { nth: number; day: number }) =>
        wanted === day.weekday && (nth === 0 || nth === fromStart || nth === fromEnd);
      if (!weekdays.some(isThat)) return false;
    }
    if (weekNumbers.length === 0) return true;
    const [week, weeks] = weekOf(number, weekStart);
    return isOneOf(weekNumbers, week, weeks);
  };
}

/** Whether `at`, of `size`, is among numbers that count from either end; an empty list takes everything. */
const isOneOf = (numbers: readonly number[], at: number, size: number): boolean =>
  numbers.length === 0 || numbers.includes(at) || numbers.includes(at - size - 1);

/** The number of a day's week, and how many weeks its year has: the first week has four days in it. */
function weekOf(day: number, weekStart: number): [week: number, weeks: number] {
  const middle = day - ((weekdayOf(day) - weekStart + 7) % 7) + 3;
  const { year, yearDay } = dayOf(middle);
  const nextFirst = firstDay(year + 1) + 3;
  const nextWeek = nextFirst - ((weekdayOf(nextFirst) - weekStart + 7) % 7);
  const week = Math.ceil(yearDay / 7);
  return [week, week + (nextWeek - (middle - 3)) / 7 - 1];
}

/** The places that BYSETPOS keeps of `size` occurrences, in order; all of them when it says nothing. */
function* chosen(positions: readonly number[], size: number): Generator<number> {
  if (positions.length === 0) for (let index = 0; index < size; index++) yield index;
  else {
    const indexes = positions.map((position) => (position > 0 ? position - 1 : size + position));
    yield* [...new Set(indexes)].filter((index) => index >= 0 && index < size).sort((a, b) => a - b);
  }
}

const timesOf = (hours: readonly number[], minutes: readonly number[], seconds: readonly number[]) =>
  [
    ...new Set(
      hours.flatMap((hour) =>
        minutes.flatMap((minute) => seconds.map((second) => (hour * 60 + minute) * 60 + second)),
      ),
    ),
  ].sort((a, b) => a - b);

/** Within one hour, minute or second that begins at `from`. */
function timesWithin({ hours, minutes, seconds }: Rule, from: number, step: number): number[] {
  const [hour, minute, second] = [Math.floor(from / 3600), Math.floor(from / 60) % 60, from % 60];
  if (hours.length > 0 && !hours.includes(hour)) return [];
  if (step < 3600 && minutes.length > 0 && !minutes.includes(minute)) return [];
  if (step === 1) return seconds.length > 0 && !seconds.includes(second) ? [] : [from];
  return timesOf([hour], step === 3600 ? minutes : [minute], seconds);
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

function dayOf(number: number): Day {
  const date = new Date(number * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const first = firstDay(year);
  return {
    year,
    month,
    monthDay: date.getUTCDate(),
    monthLength: firstDay(year, month + 1) - firstDay(year, month),
    yearDay: number - first + 1,
    yearLength: firstDay(year + 1) - first,
    weekday: weekdayOf(number),
  };
}

const firstDay = (year: number, month = 1): number => Date.UTC(year, month - 1, 1) / DAY_MS;

// Day 0, 1970-01-01, was a Thursday.
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
