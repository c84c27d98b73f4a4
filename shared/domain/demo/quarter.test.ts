import { describe, expect, it } from 'vitest';
import { profile } from '../place/profiles.ts';
import { CATEGORIES } from '../place/ressourcerie.ts';
import { isWithin, spanOf } from '../quarter/calendar.ts';
import { compose } from '../quarter/compose.ts';
import { lineDates } from '../quarter/dates.ts';
import { demoActivities } from './activities.ts';
import { demoFacilitators } from './people.ts';
import { demoQuarter } from './quarter.ts';

const KEYS = ['2026-4', '2027-1', '2027-2', '2027-3', '2027-4', '2028-1', '2028-2'];

describe('the quarter of the demonstration', () => {
  it.each(KEYS)('%s has lines of every category and every rhythm, all within it', (key) => {
    const { lines, closures, comments } = demoQuarter(key);
    expect(lines.length).toBeGreaterThanOrEqual(30);
    const categories = lines.map(
      ({ what }) => demoActivities.find(({ activity }) => activity.id === what.activity)?.activity.category,
    );
    for (const { id } of CATEGORIES) expect(categories).toContain(id);
    const rhythms = new Set(lines.map(({ plan }) => plan.rule?.frequency));
    expect(rhythms).toEqual(new Set(['weekly', 'daily', 'monthly-by-date', 'monthly-by-weekday', undefined]));
    for (const { plan } of lines) expect(lineDates(plan, spanOf(key))).not.toEqual([]);
    for (const { from, to } of closures)
      expect(isWithin(from, spanOf(key)) && isWithin(to, spanOf(key))).toBe(true);
    for (const { line } of comments) expect(lines[line]).toBeDefined();
    expect(lines.filter(({ plan }) => !plan.duringSchoolHolidays)).toHaveLength(1);
  });
  it.each(KEYS)('%s has three clashes to solve, and closed days', (key) => {
    const { lines, closures, settings } = demoQuarter(key);
    const facilitators = demoFacilitators(spanOf(key).from);
    const { placements } = compose(
      lines.map((line, index) => ({
        ...line,
        id: `${key}.${index}`,
        order: String(index).padStart(3, '0'),
        decisions: {},
      })),
      {
        span: spanOf(key),
        place: { ...profile('ressourcerie'), schoolHolidays: [] },
        closures: closures.map((closure) => ({ ...closure, id: 'works' })),
        host: () => undefined,
        facilitator: (id) => facilitators.find((one) => one.id === id),
        stockOf: () => undefined,
        busy: () => [],
        held: () => undefined,
        budgetCents: settings.budgetCents,
      },
    );
    const states = (state: string) => placements.filter((one) => one.state === state);
    expect(states('clash').map(({ line }) => line)).toEqual([`${key}.30`, `${key}.31`, `${key}.32`]);
    expect(states('closed').length).toBeGreaterThan(10);
    expect(states('outside-hours')).toEqual([]);
    expect(states('over-budget')).toEqual([]);
    const cost = placements.reduce((sum, one) => sum + (one.standing === 'placed' ? one.costCents : 0), 0);
    expect(cost).toBeGreaterThan((settings.budgetCents ?? 0) * 0.7);
  });
});
