import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMinutes } from '../time/wall.ts';
import type { HoursRange, WeeklyHours } from './model.ts';
import { groupWeek, minutesInWeek, typedHours, typedWeek, WEEKDAYS } from './week.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 288 }))
  .filter(([start, end]) => start < end)
  .map(([start, end]): HoursRange => ({ start: fromMinutes(start * 5), end: fromMinutes(end * 5) }));
const day = fc.array(range, { maxLength: 3 });
const week = fc
  .tuple(day, day, day, day, day, day, day)
  .map(([a, b, c, d, e, f, g]): WeeklyHours => ({ 1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g }));

test('hours may touch but not overlap, in whatever order they are typed', () => {
  const touching = [
    { start: '14:00', end: '18:00' },
    { start: '10:00', end: '14:00' },
  ];
  expect(typedHours.safeParse(touching).success).toBe(true);
  const overlapping = typedHours.safeParse([...touching, { start: '13:55', end: '14:05' }]);
  expect(overlapping.error?.issues[0]?.message).toBe('hours_overlap');
});

test('a week is refused exactly when one of its days is, and says which', () => {
  fc.assert(
    fc.property(week, (typed) => {
      const bad = WEEKDAYS.filter((one) => !typedHours.safeParse(typed[one]).success);
      const paths = typedWeek.safeParse(typed).error?.issues.map(({ path }) => path[0]) ?? [];
      expect(paths).toEqual(bad);
    }),
  );
});

test('groups tell every open day once, and no minute is lost', () => {
  fc.assert(
    fc.property(week, (typed) => {
      const groups = groupWeek(typed);
      const told = groups.flatMap(({ days }) => days).sort();
      expect(told).toEqual(WEEKDAYS.filter((one) => typed[one].length > 0));
      const rebuilt = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } as WeeklyHours;
      for (const { days, hours } of groups) for (const one of days) rebuilt[one] = hours;
      expect(minutesInWeek(rebuilt)).toBe(minutesInWeek(typed));
    }),
  );
});
