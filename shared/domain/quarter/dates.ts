/** The dates that a line gives within its quarter. */
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

/** In order, each once; at most one date a day, so 92. */
export function lineDates({ rule, slot }: LinePlan, span: QuarterSpan): LocalDate[] {
  if (rule === null) return isWithin(slot.date, span) ? [slot.date] : [];
  return datesOf(ruleWithin(rule, span), slot.date).filter((date) => date >= span.from);
}
