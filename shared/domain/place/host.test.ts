import { expect, test } from 'vitest';
import { absence, isAway, usualHoursAreKnown, usualWeekdays } from './host.ts';

const NEVER = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const thursday = { presence: { ...NEVER, 4: [{ start: '09:00', end: '12:30' }] } };

test('an absence counts from its first day to its last', () => {
  const absences = [{ from: '2027-02-01', to: '2027-02-05' }];
  expect(isAway(absences, '2027-01-31')).toBe(false);
  expect(isAway(absences, '2027-02-01')).toBe(true);
  expect(isAway(absences, '2027-02-05')).toBe(true);
  expect(isAway(absences, '2027-02-06')).toBe(false);
  expect(absence.safeParse({ from: '2027-02-05', to: '2027-02-01' }).success).toBe(false);
});

test('nothing said about usual hours is not never', () => {
  expect(usualHoursAreKnown({ presence: NEVER })).toBe(false);
  expect(usualHoursAreKnown(thursday)).toBe(true);
  expect(usualWeekdays(thursday)).toEqual([4]);
});
