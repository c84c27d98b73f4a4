import { describe, expect, it } from 'vitest';
import type { DayFacts } from '#shared/domain/place/opening.ts';
import { closedAmong } from './closed-days.ts';
import { specialDays } from './special-days.ts';

const day = (date: string, reasons: DayFacts['reasons'] = [], closed = false): DayFacts => ({
  date,
  hours: [],
  closed,
  reasons,
});
const winter = { kind: 'school-holiday' as const, name: 'Hiver' };

describe('the special days of a quarter', () => {
  it('are said once for days that follow each other', () => {
    const days = [
      day('2027-02-15', [winter]),
      day('2027-02-16', [winter, { kind: 'exception', name: 'Travaux' }], true),
      day('2027-02-17', [winter]),
      day('2027-02-18'),
      day('2027-02-19', [winter]),
      day('2027-02-20', [{ kind: 'weekly-closed', name: '' }], true),
    ];
    expect(specialDays(days)).toEqual([
      { kind: 'school-holiday', name: 'Hiver', from: '2027-02-15', to: '2027-02-17', closed: false },
      { kind: 'exception', name: 'Travaux', from: '2027-02-16', to: '2027-02-16', closed: true },
      { kind: 'school-holiday', name: 'Hiver', from: '2027-02-19', to: '2027-02-19', closed: false },
    ]);
  });
});

describe('the closed dates of a line', () => {
  it('are those of the place and of the draft', () => {
    const view = {
      days: [day('2027-02-15', [winter]), day('2027-02-16', [], true), day('2027-02-17'), day('2027-02-18')],
      closures: [{ id: 'c', from: '2027-02-18', to: '2027-02-20', reason: '' }],
    };
    const dates = view.days.map(({ date }) => date);
    expect(closedAmong(dates, view)).toEqual(['2027-02-16', '2027-02-18']);
  });
});
