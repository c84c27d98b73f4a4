import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFacts } from '../place/opening.ts';
import { profile } from '../place/profiles.ts';
import { datesBetween } from '../time/wall.ts';
import { spanOf } from './calendar.ts';
import { datesLeftOut, lineDates } from './dates.ts';
import { type LinePlan, type LineRule, linePlan } from './model.ts';

const span = spanOf('2027-1');
const place = {
  ...profile('ressourcerie'),
  schoolHolidays: [{ zone: 'A' as const, name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' }],
};
const known = (date: string) => dayFacts(date, place);
const plan = (rule: Partial<LineRule> | null, part: Partial<LinePlan> = {}, date = '2027-01-05'): LinePlan =>
  linePlan.parse({
    rule: rule && { frequency: 'weekly', ...rule },
    slot: { date, start: '10:00', end: '11:00', spaces: [] },
    ...part,
  });
const days = (of: LinePlan) => lineDates(of, span, known).map((date) => date.slice(5));
const out = (of: LinePlan) => datesLeftOut(of, span, known).map((date) => date.slice(5));
const noSchool = { duringSchoolHolidays: false };

describe('a line that avoids the holidays', () => {
  it('has no date in the school holidays, and says which it does without', () => {
    const tuesdays = plan({}, noSchool);
    expect(days(tuesdays)).toHaveLength(11);
    expect(days(tuesdays)).not.toContain('02-16');
    expect(out(tuesdays)).toEqual(['02-16', '02-23']);
    expect(out(plan({}))).toEqual([]);
  });

  it('has none on a public holiday either, where it avoids them', () => {
    // Easter Monday is 29 March. The place is closed then: a line that did not say so has it to replace.
    const mondays = plan({}, { duringPublicHolidays: false }, '2027-03-15');
    expect(days(mondays)).toEqual(['03-15', '03-22']);
    expect(out(mondays)).toEqual(['03-29']);
    expect(days(plan({}, {}, '2027-03-15'))).toEqual(['03-15', '03-22', '03-29']);
  });

  it('counts only the dates it has', () => {
    const five = plan({ count: 5 }, noSchool, '2027-02-02');
    expect(days(five)).toEqual(['02-02', '02-09', '03-02', '03-09', '03-16']);
    expect(out(five)).toEqual(['02-16', '02-23']);
    expect(out(plan({ count: 2 }, noSchool, '2027-02-02'))).toEqual([]);
  });

  it('has its list without them too', () => {
    const list = plan(null, { ...noSchool, also: ['2027-02-16', '2027-03-02'] }, '2027-02-09');
    expect(days(list)).toEqual(['02-09', '03-02']);
    expect(out(list)).toEqual(['02-16']);
  });

  it('keeps what somebody placed in them', () => {
    const placed = { '2027-02-16': { kind: 'forced' as const }, '2027-02-23': { kind: 'out' as const } };
    expect(lineDates(plan({}, noSchool), span, known, placed)).toContain('2027-02-16');
    expect(lineDates(plan({}, noSchool), span, known, placed)).not.toContain('2027-02-23');
  });

  it('has, with those it does without, all that its rule gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('daily' as const, 'weekly' as const, 'monthly-by-weekday' as const),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(...datesBetween(span.from, span.to)),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(undefined, 'open-days' as const),
        (frequency, interval, date, school, publicToo, only) => {
          const days = {
            duringSchoolHolidays: school,
            ...(publicToo ? {} : { duringPublicHolidays: false }),
            ...(only ? { only } : {}),
          };
          const of = plan({ frequency, interval }, days, date);
          const all = lineDates(plan({ frequency, interval }, only ? { only } : {}, date), span, known);
          const its = lineDates(of, span, known);
          const without = datesLeftOut(of, span, known);
          expect([...its, ...without].sort()).toEqual(all);
          const kinds = (at: string) => known(at).reasons.map(({ kind }) => kind);
          for (const at of its) {
            if (!school) expect(kinds(at)).not.toContain('school-holiday');
            if (!publicToo) expect(kinds(at)).not.toContain('holiday');
          }
        },
      ),
    );
  });
});
