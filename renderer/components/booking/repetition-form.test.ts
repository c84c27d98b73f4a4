import { describe, expect, test } from 'vitest';
import { emptyForm } from './booking-form.ts';
import { isIncluded, noneIsFree, ruleOf } from './repetition-form.ts';

const form = emptyForm({ date: '2027-01-12', start: '10:00', space: 'salon' });

describe('repetition', () => {
  const weekly = { ...form, repetition: { ...form.repetition, on: true } };
  test('ten Tuesdays by default', () => {
    expect(ruleOf(weekly)).toEqual({
      frequency: 'weekly',
      interval: 1,
      weekdays: [2],
      count: 10,
      exceptions: [],
    });
  });
  test('the second Tuesday, the last one instead of the fifth', () => {
    const monthly = {
      ...weekly,
      repetition: { ...weekly.repetition, frequency: 'monthly-by-weekday' as const },
    };
    expect(ruleOf(monthly)?.nth).toBe(2);
    expect(ruleOf({ ...monthly, date: '2027-03-30' })?.nth).toBe(-1);
  });
  test('an end before the start is no rule', () => {
    expect(
      ruleOf({ ...weekly, repetition: { ...weekly.repetition, ends: 'until', until: '2027-01-11' } }),
    ).toBeUndefined();
  });
});

const placement = (state: 'ok' | 'closed' | 'clash', date = '2027-01-19') => ({
  slot: {
    date,
    start: '10:00',
    end: '11:00',
    spaces: ['salon'],
    wholePlace: false,
    setupMin: 0,
    airingMin: 0,
  },
  state,
  reasons: [],
  clashes: [],
});

test('the preview books free dates, closed ones when kept, taken ones only as options', () => {
  const { repetition } = form;
  expect(isIncluded(placement('ok'), form)).toBe(true);
  expect(isIncluded(placement('closed'), form)).toBe(false);
  expect(isIncluded(placement('clash'), form)).toBe(false);
  expect(isIncluded(placement('clash'), { ...form, asOption: true })).toBe(true);
  expect(
    isIncluded(placement('closed'), { ...form, repetition: { ...repetition, keep: ['2027-01-19'] } }),
  ).toBe(true);
  expect(isIncluded(placement('ok'), { ...form, repetition: { ...repetition, skip: ['2027-01-19'] } })).toBe(
    false,
  );
});

test('a series that only an option could have says so', () => {
  const taken = [placement('clash'), placement('clash', '2027-01-26')];
  expect(noneIsFree(taken, form)).toBe(true);
  expect(noneIsFree(taken, { ...form, asOption: true })).toBe(false);
  expect(noneIsFree([...taken, placement('ok', '2027-02-02')], form)).toBe(false);
  expect(noneIsFree([placement('closed')], form)).toBe(false);
});
