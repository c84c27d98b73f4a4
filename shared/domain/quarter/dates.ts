/** The dates that a line gives within its quarter. */
import type { DayFacts } from '../place/opening.ts';
import type { Recurrence } from '../planning/model.ts';
import { datesOf } from '../planning/recurrence.ts';
import type { LocalDate } from '../time/wall.ts';
import { isWithin, type QuarterSpan } from './calendar.ts';
import type { DraftLine, LinePlan, LineRule } from './model.ts';

/** The rule as the end of the quarter ends it, if nothing does before. */
export function ruleWithin(rule: LineRule, { to }: QuarterSpan): Recurrence {
  const endsBefore = rule.until !== undefined && rule.until < to;
  return endsBefore ? rule : { ...rule, until: to };
}

/** What is known of a day that decides whether a line has it. */
export type DayKnown = Pick<DayFacts, 'closed' | 'reasons'>;

type Holidays = Pick<LinePlan, 'duringSchoolHolidays' | 'duringPublicHolidays'>;

/**
 * In order, each once; at most one date a day, so 92. A line that has only some days (those on which the place opens,
 * those of the school holidays, those outside of holidays) asks `known` about each, and counts those: "5 séances, hors
 * vacances" are five. Without `known`, all that its rule could give are given. What somebody placed knowingly stays,
 * holidays or not.
 */
export function lineDates(
  plan: LinePlan,
  span: QuarterSpan,
  known?: (date: LocalDate) => DayKnown | undefined,
  decisions: DraftLine['decisions'] = {},
): LocalDate[] {
  const { rule, slot, also = [], only } = plan;
  const isOff = (date: LocalDate) => known !== undefined && isAvoided(plan, known(date));
  const isPlaced = (date: LocalDate) => ['moved', 'forced'].includes(decisions[date]?.kind ?? '');
  if (rule === null)
    return [...new Set([slot.date, ...also])]
      .filter((date) => isWithin(date, span) && (!isOff(date) || isPlaced(date)))
      .sort();
  if (only === undefined && !avoids(plan))
    return datesOf(ruleWithin(rule, span), slot.date).filter((date) => date >= span.from);
  const { count, exceptions, ...pattern } = ruleWithin(rule, span);
  const dates = datesOf({ ...pattern, exceptions: [] }, slot.date);
  const isIts = (date: LocalDate) =>
    !known || ((only === undefined || isAmong(only, known(date))) && !isOff(date));
  const counted = new Set(dates.filter(isIts).slice(0, known && count));
  return dates.filter(
    (date) => (counted.has(date) || isPlaced(date)) && date >= span.from && !exceptions.includes(date),
  );
}

/** The dates that a line would have if it did not avoid the holidays, up to the last one it counts. */
export function datesLeftOut(
  plan: LinePlan,
  span: QuarterSpan,
  known: (date: LocalDate) => DayKnown | undefined,
): LocalDate[] {
  const { duringPublicHolidays: _, ...rest } = plan;
  if (!avoids(plan)) return [];
  const { count, ...rule } = plan.rule ?? {};
  const its = lineDates(plan, span, known);
  const all = lineDates(
    { ...rest, duringSchoolHolidays: true, rule: plan.rule && (rule as LineRule) },
    span,
    known,
  );
  const last = count === undefined || its.length < count ? span.to : (its.at(-1) ?? span.to);
  return all.filter((date) => date <= last && isAvoided(plan, known(date)));
}

const avoids = ({ duringSchoolHolidays, duringPublicHolidays }: Holidays): boolean =>
  !duringSchoolHolidays || duringPublicHolidays === false;

function isAvoided(
  { duringSchoolHolidays, duringPublicHolidays }: Holidays,
  day: DayKnown | undefined,
): boolean {
  const isOn = (holiday: string) => day?.reasons.some(({ kind }) => kind === holiday) === true;
  return (
    (!duringSchoolHolidays && isOn('school-holiday')) || (duringPublicHolidays === false && isOn('holiday'))
  );
}

function isAmong(only: NonNullable<LinePlan['only']>, day: DayKnown | undefined): boolean {
  if (only === 'open-days') return day?.closed === false;
  return day?.reasons.some(({ kind }) => kind === 'school-holiday') === true;
}
