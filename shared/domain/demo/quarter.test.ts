import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../catalogue/activity.ts';
import { isWithin, spanOf } from '../quarter/calendar.ts';
import { lineDates } from '../quarter/dates.ts';
import { demoActivities } from './activities.ts';
import { demoQuarter } from './quarter.ts';

const KEYS = ['2026-4', '2027-1', '2027-2', '2027-3', '2027-4', '2028-1', '2028-2'];

describe('the quarter of the demonstration', () => {
  it.each(KEYS)('%s has lines of every category and every rhythm, all within it', (key) => {
    const { lines, closures, comments } = demoQuarter(key);
    expect(lines.length).toBeGreaterThanOrEqual(30);
    const categories = lines.map(
      ({ what }) => demoActivities.find(({ activity }) => activity.id === what.activity)?.activity.category,
    );
    for (const category of CATEGORIES) expect(categories).toContain(category);
    const rhythms = new Set(lines.map(({ plan }) => plan.rule?.frequency));
    expect(rhythms).toEqual(new Set(['weekly', 'daily', 'monthly-by-date', 'monthly-by-weekday', undefined]));
    for (const { plan } of lines) expect(lineDates(plan, spanOf(key))).not.toEqual([]);
    for (const { from, to } of closures)
      expect(isWithin(from, spanOf(key)) && isWithin(to, spanOf(key))).toBe(true);
    for (const { line } of comments) expect(lines[line]).toBeDefined();
    expect(lines.filter(({ plan }) => !plan.duringSchoolHolidays)).toHaveLength(1);
  });
});
