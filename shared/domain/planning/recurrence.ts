/** The dates a series' rule gives. Wall dates only: neither a zone nor daylight saving has a say. */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, isLocalDate, LAST_YEAR, type LocalDate, weekday } from '../time/wall.ts';
import { type Recurrence, SERIES_MAX } from './model.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const LAST_DATE: LocalDate = `${LAST_YEAR}-12-31`;

/**
 * Dates of the rule from `first` on, in order, without its exceptions; one more than `SERIES_MAX` at most, which says
 * "too long" without going on for ever. `first` itself is given only if it fits the rule. `count` counts exceptions
 * in, as in RFC 5545. A month without the day (the 31st, a fifth Tuesday) is skipped.
 */
export function datesOf(rule: Recurrence, first: LocalDate): LocalDate[] {
  const until = rule.until !== undefined && rule.until < LAST_DATE ? rule.until : LAST_DATE;
  if (until < first) return [];
  const exceptions = new Set(rule.exceptions);
  const dates: LocalDate[] = [];
  new RRuleTemporal({
    ...patternOf(rule, first),
    interval: rule.interval,
    dtstart: midnight(first),
    until: midnight(until),
    ...(rule.count === undefined ? {} : { count: rule.count }),
    tzid: 'UTC',
    cache: false,
  }).all((occurrence) => {
    const date = occurrence.toString().slice(0, 10);
    if (!exceptions.has(date)) dates.push(date);
    return dates.length <= SERIES_MAX;
  });
  return dates.slice(0, SERIES_MAX + 1);
}

function patternOf(rule: Recurrence, first: LocalDate) {
  const dayOfMonth = Number(first.slice(8));
  const ownDay = DAYS[weekday(first) - 1] ?? 'MO';
  switch (rule.frequency) {
    case 'daily':
      return { freq: 'DAILY' as const };
    case 'weekly': {
      const byDay = [...new Set(rule.weekdays)].map((day) => DAYS[day - 1] ?? 'MO');
      return { freq: 'WEEKLY' as const, byDay: byDay.length > 0 ? byDay : [ownDay], wkst: 'MO' };
    }
    case 'monthly-by-date':
      return { freq: 'MONTHLY' as const, byMonthDay: [dayOfMonth] };
    case 'monthly-by-weekday':
      return { freq: 'MONTHLY' as const, byDay: [`${nthOf(rule, first)}${ownDay}`] };
  }
}

/** Which one of its weekday: as the rule says, else as the first date is. */
export const nthOf = ({ nth }: Pick<Recurrence, 'nth'>, first: LocalDate): number =>
  nth || Math.ceil(Number(first.slice(8)) / 7);

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
  if (rule.frequency === 'monthly-by-weekday' && rule.nth !== -1) shifted.nth = nthOf({}, moved);
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

const midnight = (date: LocalDate) => Temporal.PlainDate.from(date).toZonedDateTime('UTC');
