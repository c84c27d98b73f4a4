/** The dates that a line gives within its quarter. */
import { datesOf } from '../planning/recurrence.ts';
import type { LocalDate } from '../time/wall.ts';
import { isWithin, type QuarterSpan } from './calendar.ts';
import type { LinePlan } from './model.ts';

/** In order, each once. The end of the quarter ends every rule; at most one date a day, so 92. */
export function lineDates({ rule, slot }: LinePlan, span: QuarterSpan): LocalDate[] {
  if (rule === null) return isWithin(slot.date, span) ? [slot.date] : [];
  const until = rule.until !== undefined && rule.until < span.to ? rule.until : span.to;
  return datesOf({ ...rule, until }, slot.date).filter((date) => date >= span.from);
}
