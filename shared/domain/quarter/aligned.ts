/**
 * The same plan in another quarter, aligned on weekdays. A repeated line keeps its place among the dates that its
 * words could give: the second Tuesday of one quarter becomes the second Tuesday of the other, every other week stays
 * in the same weeks counted from the Monday of the first one, the last Friday stays the last Friday.
 */
import { nthOf, nthsOf } from '../planning/nths.ts';
import {
  addDays,
  dateOf,
  datesBetween,
  daysBetween,
  daysInMonth,
  type LocalDate,
  monthOf,
  nthWeekdayOfMonth,
  startOfWeek,
  weekday,
  yearOf,
} from '../time/wall.ts';
import { isWithin, type QuarterSpan } from './calendar.ts';
import { lineDates } from './dates.ts';
import type { LinePlan, LineRule } from './model.ts';

/** Undefined when the line has no date, in the one quarter or in the other. */
export function alignedPlan(plan: LinePlan, from: QuarterSpan, to: QuarterSpan): LinePlan | undefined {
  if (!plan.rule) {
    const [date = plan.slot.date, ...also] = [
      ...new Set([plan.slot.date, ...(plan.also ?? [])].map((one) => alignedDate(one, from, to))),
    ];
    return { ...plan, slot: { ...plan.slot, date }, ...(plan.also ? { also } : {}) };
  }
  const { until, ...rule }: LineRule = { ...plan.rule, exceptions: [] };
  const dates = lineDates({ ...plan, rule: { ...plan.rule, exceptions: [] } }, from);
  const [first] = dates;
  if (first === undefined) return undefined;
  if (rule.frequency === 'monthly-by-weekday') rule.nth = nthOf(rule, plan.slot.date);
  const date = alignedStart(rule, plan.slot.date, first, from, to);
  if (date === undefined) return undefined;
  const aligned = { ...plan, rule, slot: { ...plan.slot, date } };
  if (until === undefined) return aligned;
  // What ended before the quarter did ends after as many dates.
  const unending = lineDates({ ...plan, rule }, from).length;
  const end = dates.length < unending ? lineDates(aligned, to)[dates.length - 1] : undefined;
  return end === undefined ? aligned : { ...aligned, rule: { ...rule, until: end } };
}

/** Same week of the quarter, same weekday; the nearest one inside when the quarter begins or ends in between. */
export function alignedDate(date: LocalDate, from: QuarterSpan, to: QuarterSpan): LocalDate {
  const moved = addDays(startOfWeek(to.from), daysBetween(startOfWeek(from.from), date));
  if (moved < to.from) return addDays(moved, 7);
  return moved > to.to ? addDays(moved, -7 * Math.ceil(daysBetween(to.to, moved) / 7)) : moved;
}

function alignedStart(
  rule: LineRule,
  given: LocalDate,
  first: LocalDate,
  from: QuarterSpan,
  to: QuarterSpan,
): LocalDate | undefined {
  switch (rule.frequency) {
    case 'daily':
      return rule.interval === 1 && first === from.from ? to.from : alignedDate(first, from, to);
    case 'weekly': {
      const days = rule.weekdays.length > 0 ? rule.weekdays : [weekday(given)];
      const phase = weekOf(first, from) % rule.interval;
      const fitting = (span: QuarterSpan) =>
        datesBetween(span.from, span.to).filter(
          (date) => days.includes(weekday(date)) && weekOf(date, span) % rule.interval === phase,
        );
      return samePlace(first, fitting(from), fitting(to));
    }
    case 'monthly-by-date':
    case 'monthly-by-weekday': {
      const phase = monthOf(first) - monthOf(from.from);
      const fitting = (span: QuarterSpan) =>
        [0, 1, 2]
          .filter((month) => month % rule.interval === phase % rule.interval)
          .flatMap((month) => inMonth(rule, given, yearOf(span.from), monthOf(span.from) + month))
          .filter((date) => isWithin(date, span));
      return samePlace(first, fitting(from), fitting(to));
    }
  }
}

/** As far in the second list as in the first; its last one when it is shorter. */
const samePlace = (date: LocalDate, before: readonly LocalDate[], after: readonly LocalDate[]) =>
  after[Math.min(before.indexOf(date), after.length - 1)];

const weekOf = (date: LocalDate, { from }: QuarterSpan) =>
  daysBetween(startOfWeek(from), startOfWeek(date)) / 7;

function inMonth(rule: LineRule, given: LocalDate, year: number, month: number): LocalDate[] {
  if (rule.frequency === 'monthly-by-weekday')
    return nthsOf(rule, given)
      .flatMap((nth) => nthWeekdayOfMonth(year, month, weekday(given), nth) ?? [])
      .sort();
  const day = Number(given.slice(8));
  return day <= daysInMonth(year, month) ? [dateOf(year, month, day)] : [];
}
