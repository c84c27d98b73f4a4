import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateOf, weekday } from '#shared/domain/time/wall.ts';
import { datesOf, readViewState, step, writeViewState } from './view-state.ts';

const today = '2027-01-12';

describe('the address', () => {
  test('an empty one is this week by space', () => {
    expect(readViewState({}, today)).toEqual({
      view: 'week',
      date: today,
      by: 'space',
      kinds: [],
      categories: [],
      withCancelled: false,
    });
  });
  test('what is not understood is ignored', () => {
    const state = readViewState({ view: 'year', date: '2027-02-30', by: 'x', kinds: 'nothing' }, today);
    expect(state).toMatchObject({ view: 'week', date: today, by: 'space', kinds: [] });
  });
  test('is read back as written', () => {
    const state = {
      view: 'month',
      date: '2027-03-31',
      by: 'host',
      booking: 'b1',
      kinds: ['session', 'private'],
      categories: ['physical'],
      withCancelled: true,
    } as const;
    expect(
      readViewState(writeViewState({ ...state, kinds: [...state.kinds], categories: ['physical'] }), today),
    ).toEqual(state);
  });
});

describe('the period', () => {
  test('a month is whole weeks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (days) => {
        const dates = datesOf('month', addDays('2020-01-01', days));
        expect(dates.length % 7).toBe(0);
        expect(weekday(dates[0] ?? '')).toBe(1);
        expect(dates).toContain(addDays('2020-01-01', days));
      }),
    );
  });
  test('a month after 31 January is 28 February', () => {
    expect(step('month', '2027-01-31', 1)).toBe('2027-02-28');
    expect(step('month', '2027-01-31', -1)).toBe('2026-12-31');
  });
  test('days and weeks cross years', () => {
    expect(step('day', '2026-12-31', 1)).toBe(dateOf(2027, 1, 1));
    expect(step('week', '2027-01-04', -1)).toBe('2026-12-28');
  });
});
