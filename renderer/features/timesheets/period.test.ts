import { describe, expect, it } from 'vitest';
import { methods } from '#shared/contract/index.ts';
import { monthsAround, periodOf, within } from './period.ts';

describe('the months of the timesheets', () => {
  it('are last month and this one, unless the address says which', () => {
    expect(periodOf({}, '2027-01-12')).toEqual({ from: '2026-12', to: '2027-01' });
    expect(periodOf({ from: '2027-02', to: '2027-04' }, '2027-01-12')).toEqual({
      from: '2027-02',
      to: '2027-04',
    });
    expect(periodOf({ from: '2027-13', to: '2027-04' }, '2027-01-12').to).toBe('2027-01');
    expect(periodOf({ from: 'x' }, '2027-01-31').from).toBe('2026-12');
  });

  it('stay in order and no more than the engine takes', () => {
    expect(within({ from: '2027-05', to: '2027-03' }, 'from')).toEqual({ from: '2027-05', to: '2027-05' });
    expect(within({ from: '2027-05', to: '2027-03' }, 'to')).toEqual({ from: '2027-03', to: '2027-03' });
    const months = monthsAround('2027-01-12');
    expect([months[0], months[12], months.at(-1)]).toEqual(['2028-01', '2027-01', '2024-01']);
    const { params } = methods['timesheets.list'];
    for (const from of months)
      for (const to of months)
        for (const kept of ['from', 'to'] as const) {
          const period = within({ from, to }, kept);
          expect(period[kept]).toBe({ from, to }[kept]);
          expect(params.safeParse(period).success).toBe(true);
        }
  });
});
