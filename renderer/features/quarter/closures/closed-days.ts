/** Which dates fall on a day that is closed, by the place or by this draft. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';

export function closedAmong(
  dates: readonly LocalDate[],
  { days, closures }: Pick<QuarterView, 'days' | 'closures'>,
): LocalDate[] {
  const facts = new Map(days.map((day) => [day.date, day]));
  return dates.filter(
    (date) => facts.get(date)?.closed === true || closures.some(({ from, to }) => from <= date && date <= to),
  );
}
