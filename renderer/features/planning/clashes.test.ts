import { describe, expect, it } from 'vitest';
import type { Clash } from '#shared/domain/planning/model.ts';
import { clashLines } from './clashes.ts';

const clash = (part: Partial<Clash>): Clash => ({
  bookingId: 'b1',
  reason: 'space',
  resource: 'space-1',
  date: '2027-01-12',
  label: 'Yoga, 10 h – 11 h, Salon',
  status: 'confirmed',
  ...part,
});

describe('the list of what holds a place', () => {
  it('tells the dates of a series apart, one line a date', () => {
    const dates = ['2027-01-12', '2027-01-19', '2027-02-01'];
    const lines = clashLines(dates.map((date, at) => clash({ bookingId: `b${at}`, date })));
    // The year is told of another year only.
    expect(lines.map(({ day }) => day.replaceAll('\u00a0', ' ').replace(/ 2027$/, ''))).toEqual([
      'Mardi 12 janvier',
      'Mardi 19 janvier',
      'Lundi 1er février',
    ]);
    expect(lines.map(({ label }) => label)).toEqual(Array(3).fill('Yoga, 10 h – 11 h, Salon'));
  });

  it('names a booking once, with all that it is met for', () => {
    const met = [
      clash({}),
      clash({ resource: 'space-2' }),
      clash({ reason: 'host', resource: 'h', status: 'option' }),
      clash({ bookingId: 'b2', label: 'Occupé, 10 h – 11 h' }),
    ];
    expect(clashLines(met).map(({ label, why }) => `${label} (${why})`)).toEqual([
      'Yoga, 10 h – 11 h, Salon (même espace, même référente)',
      'Occupé, 10 h – 11 h (même espace)',
    ]);
    expect(clashLines([clash({ status: 'option' })])[0]?.why).toBe('même espace, option');
  });

  it('keeps apart the dates on which one equipment is short, with nobody met', () => {
    const short = { bookingId: '', reason: 'equipment', label: 'Tapis, 8 au total' } as const;
    expect(clashLines([clash(short), clash({ ...short, date: '2027-01-19' })])).toHaveLength(2);
  });
});
