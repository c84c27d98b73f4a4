import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineRule } from '#shared/domain/quarter/model.ts';
import { aLine } from '../ground/fixture.ts';
import { emptyLine, formOfLine, lineRuleOf, understandLine } from './line-form.ts';

const weekly: LineRule = { frequency: 'weekly', interval: 2, weekdays: [2], exceptions: ['2027-01-26'] };

describe('the form of a line', () => {
  it('gives back the line it shows, whatever its rule', () => {
    const rules: (LineRule | null)[] = [
      null,
      weekly,
      { ...weekly, until: '2027-02-28' },
      { ...weekly, count: 4 },
      { frequency: 'daily', interval: 3, weekdays: [], exceptions: [] },
      { frequency: 'monthly-by-date', interval: 1, weekdays: [], exceptions: [] },
      // The second Tuesday, and the last one: the 26th of January is both the fourth and the last.
      { frequency: 'monthly-by-weekday', interval: 1, weekdays: [], nth: 2, exceptions: [] },
      // The second, the fourth and the last.
      {
        frequency: 'monthly-by-weekday',
        interval: 1,
        weekdays: [],
        nth: 2,
        alsoNth: [4, -1],
        exceptions: [],
      },
    ];
    const only = fc.constantFrom(undefined, 'open-days' as const, 'school-holidays' as const);
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.boolean(), only, (rule, duringSchoolHolidays, days) => {
        const line = aLine({ title: 'Yoga', date: '2027-01-12', space: 'salle', activity: 'yoga', rule });
        line.plan.duringSchoolHolidays = duringSchoolHolidays;
        if (!duringSchoolHolidays) line.plan.duringPublicHolidays = false;
        if (rule === null) line.plan.also = ['2027-01-19', '2027-03-02'];
        else if (days) line.plan.only = days;
        const { input, problems } = understandLine(formOfLine(line), '2027-1', line.id);
        expect(problems).toEqual([]);
        expect(input).toEqual({ id: line.id, plan: line.plan, what: line.what, who: line.who });
      }),
    );
    const last = aLine({
      title: 'Fin',
      date: '2027-01-26',
      rule: { ...weekly, frequency: 'monthly-by-weekday', weekdays: [], nth: -1 },
    });
    expect(lineRuleOf(formOfLine(last))?.nth).toBe(-1);
  });

  it('starts as a public series to the end of the quarter, and says what is missing', () => {
    const form = emptyLine('2027-1');
    expect(understandLine(form, '2027-1').problems).toEqual(['space', 'activity']);
    expect(lineRuleOf(form)).toMatchObject({ frequency: 'weekly', interval: 1, weekdays: [5] });
    expect(lineRuleOf(form)).not.toHaveProperty('count');
    expect(form.booking.isPublic).toBe(true);
  });

  it('refuses a first date out of the quarter, and an end before the start', () => {
    const line = aLine({ title: 'Yoga', date: '2027-04-06', space: 'salle', activity: 'yoga' });
    expect(understandLine(formOfLine(line), '2027-1').problems).toEqual(['outside']);
    const backwards = aLine({
      title: 'Yoga',
      date: '2027-02-09',
      space: 'salle',
      activity: 'yoga',
      rule: { ...weekly, until: '2027-02-01' },
    });
    expect(understandLine(formOfLine(backwards), '2027-1').problems).toEqual(['rule']);
  });
});
