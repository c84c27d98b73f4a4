/** The dates that a line gives within its quarter. */
import type { DayFacts } from '../place/opening.ts';
import type { Recurrence } from '../planning/model.ts';
import { datesOf } from '../planning/recurrence.ts';
import type { LocalDate } from '../time/wall.ts';
import { isWithin, type QuarterSpan } from './calendar.ts';
import type { LinePlan, LineRule } from './model.ts';

/** The rule as the end of the quarter ends it, if nothing does before. */
export function ruleWithin(rule: LineRule, { to }: QuarterSpan): Recurrence {
  const endsBefore = rule.until !== undefined && rule.until < to;
  return endsBefore ? rule : { ...rule, until: to };
}

/** What is known of a day that decides whether a line has it. */
export type DayKnown = Pick<DayFacts, 'closed' | 'reasons'>;

/**
 * In order, each once; at most one date a day, so 92. A line that has only open days, or only school holidays, asks
 * `known` about each day, and counts those; without it, all that its rule could give are given.
 */
export function lineDates(
  { rule, slot, also = [], only }: LinePlan,
  span: QuarterSpan,
  known?: (date: LocalDate) => DayKnown | undefined,
): LocalDate[] {
  if (rule === null) return [...new Set([slot.date, ...also])].filter((date) => isWithin(date, span)).sort();
  if (only === undefined)
    return datesOf(ruleWithin(rule, span), slot.date).filter((date) => date >= span.from);
  const { count, exceptions, ...pattern } = ruleWithin(rule, span);
  const dates = datesOf({ ...pattern, exceptions: [] }, slot.date);
  const counted = known ? dates.filter((date) => isAmong(only, known(date))).slice(0, count) : dates;
  return counted.filter((date) => date >= span.from && !exceptions.includes(date));
}

function isAmong(only: NonNullable<LinePlan['only']>, day: DayKnown | undefined): boolean {
  if (only === 'open-days') return day?.closed === false;
  return day?.reasons.some(({ kind }) => kind === 'school-holiday') === true;
}
