/** The weekly grid as people fill it in: what a form may not accept, and how a week reads in few lines. */
import { z } from 'zod';
import { toMinutes, type Weekday } from '../time/wall.ts';
import { type HoursRange, hoursRange, type WeeklyHours, weeklyHours } from './model.ts';

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Hours of one day as typed: at most 6 ranges, none overlapping another (they may touch). */
export const typedHours = z.array(hoursRange).max(6).refine(areDisjoint, { error: 'hours_overlap' });

/** A week as typed, day by day. */
export const typedWeek = weeklyHours.superRefine((week, context) => {
  for (const day of WEEKDAYS) {
    if (week[day].length > 6 || !areDisjoint(week[day]))
      context.addIssue({ code: 'custom', path: [day], message: 'hours_overlap' });
  }
});

/** Minutes in the week, as typed. */
export const minutesInWeek = (week: WeeklyHours): number =>
  WEEKDAYS.flatMap((day) => week[day]).reduce(
    (sum, range) => sum + toMinutes(range.end) - toMinutes(range.start),
    0,
  );

/** The days grouped by equal hours, in the order of their first day, closed days left out. */
export function groupWeek(week: WeeklyHours): { days: Weekday[]; hours: HoursRange[] }[] {
  const groups = new Map<string, { days: Weekday[]; hours: HoursRange[] }>();
  for (const day of WEEKDAYS) {
    const hours = [...week[day]].sort(byStart);
    if (hours.length === 0) continue;
    const key = hours.map(({ start, end }) => `${start}-${end}`).join(' ');
    const group = groups.get(key);
    if (group) group.days.push(day);
    else groups.set(key, { days: [day], hours });
  }
  return [...groups.values()];
}

function areDisjoint(hours: readonly HoursRange[]): boolean {
  const sorted = [...hours].sort(byStart);
  return sorted.every((range, index) => {
    const next = sorted[index + 1];
    return next === undefined || range.end <= next.start;
  });
}

/** As text, in which times sort: this also runs on values that are no times, and must not throw. */
function byStart(a: HoursRange, b: HoursRange): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}
