/**
 * The dates a series' rule gives. Wall dates only: neither a zone nor daylight saving has a say.
 * Counted in days here, and held equal to an RFC 5545 library by a property test: composing a quarter expands a hundred
 * rules at once, for which that library takes fifty times longer.
 */
import {
  addDays,
  dateOf,
  daysBetween,
  daysInMonth,
  isLocalDate,
  LAST_YEAR,
  type LocalDate,
  monthOf,
  nthWeekdayOfMonth,
  startOfWeek,
  weekday,
  yearOf,
} from '../time/wall.ts';
import { type Recurrence, SERIES_MAX } from './model.ts';
import { nthOf, nthsOf } from './nths.ts';

const LAST_DATE: LocalDate = `${LAST_YEAR}-12-31`;

/**
 * Dates of the rule from `first` on, in order, without its exceptions; one more than `SERIES_MAX` at most, which says
 * "too long" without going on for ever. `first` itself is given only if it fits the rule. `count` counts exceptions
 * in, as in RFC 5545. A month without the day (the 31st, a fifth Tuesday) is skipped.
 */
export function datesOf(rule: Recurrence, first: LocalDate): LocalDate[] {
  const until = rule.until !== undefined && rule.until < LAST_DATE ? rule.until : LAST_DATE;
  const exceptions = new Set(rule.exceptions);
  const dates: LocalDate[] = [];
  let counted = 0;
  for (const date of occurrences(rule, first)) {
    if (date > until || dates.length > SERIES_MAX) break;
    if (date < first) continue;
    counted += 1;
    if (!exceptions.has(date)) dates.push(date);
    if (counted === rule.count) break;
  }
  return dates;
}

/** Without end: whoever reads them stops. The first ones may be before `first`. */
function* occurrences(rule: Recurrence, first: LocalDate): Generator<LocalDate> {
  switch (rule.frequency) {
    case 'daily':
      for (let day = 0; ; day += rule.interval) yield addDays(first, day);
    case 'weekly': {
      const monday = startOfWeek(first);
      const days = [...new Set(rule.weekdays.length > 0 ? rule.weekdays : [weekday(first)])].sort();
      for (let week = 0; ; week += rule.interval)
        for (const day of days) yield addDays(monday, 7 * week + day - 1);
    }
    default:
      for (let months = 0; ; months += rule.interval) yield* inMonth(rule, first, months);
  }
}

/** The dates of a monthly rule `months` months after that of `first`, in order. */
function inMonth(rule: Recurrence, first: LocalDate, months: number): LocalDate[] {
  const index = yearOf(first) * 12 + monthOf(first) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  // Past every bound: what ends the reading, even for a rule that no month fits any more.
  if (year > LAST_YEAR) return [`${LAST_YEAR + 1}-01-01`];
  if (rule.frequency === 'monthly-by-weekday') {
    const dates = nthsOf(rule, first).flatMap(
      (nth) => nthWeekdayOfMonth(year, month, weekday(first), nth) ?? [],
    );
    // The last one may also be the fourth or the fifth.
    return [...new Set(dates)].sort();
  }
  const day = Number(first.slice(8));
  return day <= daysInMonth(year, month) ? [dateOf(year, month, day)] : [];
}

/** The rule of the same series `days` days later (earlier when negative); the first date moves as much. */
export function shiftRule(rule: Recurrence, first: LocalDate, days: number): Recurrence {
  if (days === 0) return rule;
  const moved = addDays(first, days);
  const shifted: Recurrence = {
    ...rule,
    weekdays: rule.weekdays.map((day) => ((((day - 1 + days) % 7) + 7) % 7) + 1).sort((a, b) => a - b),
    exceptions: rule.exceptions.map((date) => addDays(date, days)).filter(isLocalDate),
  };
  if (rule.until !== undefined) {
    const until = addDays(rule.until, days);
    shifted.until = isLocalDate(until) ? until : LAST_DATE;
  }
  if (rule.frequency !== 'monthly-by-weekday') return shifted;
  const weeks = nthOf({}, moved) - nthOf({}, first);
  if (rule.nth !== -1) shifted.nth = nthOf({}, moved);
  // What would leave the month goes.
  if (rule.alsoNth)
    shifted.alsoNth = rule.alsoNth
      .map((nth) => (nth === -1 ? nth : nth + weeks))
      .filter((nth) => nth === -1 || (nth >= 1 && nth <= 5));
  return shifted;
}

/**
 * Cuts a rule in two at `at`: what came before, and what starts there. `before` is null when nothing came before.
 * Together they give the dates the whole gave when `at` is one of them.
 */
export function splitRule(
  rule: Recurrence,
  first: LocalDate,
  at: LocalDate,
): { before: Recurrence | null; after: Recurrence } {
  if (daysBetween(first, at) <= 0) return { before: null, after: rule };
  const { count, until, exceptions, ...pattern } = rule;
  // The weekday and the rank in the month come from the first date: they are written down before it changes.
  if (rule.frequency === 'monthly-by-weekday') pattern.nth = nthOf(rule, first);
  const past = (date: LocalDate) => date < at;
  const before: Recurrence = { ...pattern, until: addDays(at, -1), exceptions: exceptions.filter(past) };
  const after: Recurrence = { ...pattern, exceptions: exceptions.filter((date) => !past(date)) };
  if (until !== undefined) after.until = until;
  if (count !== undefined) {
    const passed = datesOf({ ...rule, exceptions: [] }, first).filter(past).length;
    after.count = Math.max(1, count - passed);
  }
  return { before, after };
}
