/** Which dates fall on a day that is closed: by the place, by this draft, or to a line that rests in the holidays. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { LinePlan } from '#shared/domain/quarter/model.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';

export function closedAmong(
  dates: readonly LocalDate[],
  {
    duringSchoolHolidays,
    duringPublicHolidays,
  }: Pick<LinePlan, 'duringSchoolHolidays' | 'duringPublicHolidays'>,
  { days, closures }: Pick<QuarterView, 'days' | 'closures'>,
): LocalDate[] {
  const facts = new Map(days.map((day) => [day.date, day]));
  return dates.filter((date) => {
    const day = facts.get(date);
    const isOn = (holiday: string) => day?.reasons.some(({ kind }) => kind === holiday) === true;
    const resting =
      (!duringSchoolHolidays && isOn('school-holiday')) ||
      (duringPublicHolidays === false && isOn('holiday'));
    return day?.closed === true || resting || closures.some(({ from, to }) => from <= date && date <= to);
  });
}
