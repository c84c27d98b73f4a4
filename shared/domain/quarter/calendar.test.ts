import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, datesBetween, FIRST_YEAR, isLocalDate, LAST_YEAR } from '../time/wall.ts';
import { isWithin, partsOf, quarterKey, quarterOf, shifted, spanOf } from './calendar.ts';

const keys = fc
  .record({ year: fc.integer({ min: FIRST_YEAR, max: LAST_YEAR }), q: fc.integer({ min: 1, max: 4 }) })
  .map(({ year, q }) => `${year}-${q}`);
const dates = fc.integer({ min: 0, max: 109_571 }).map((days) => addDays('1900-01-01', days));

describe('a quarter', () => {
  it.each([
    ['2027-1', '2027-01-01', '2027-03-31'],
    ['2028-1', '2028-01-01', '2028-03-31'],
    ['2027-2', '2027-04-01', '2027-06-30'],
    ['2027-3', '2027-07-01', '2027-09-30'],
    ['2027-4', '2027-10-01', '2027-12-31'],
    ['2199-4', '2199-10-01', '2199-12-31'],
  ])('%s goes from %s to %s', (key, from, to) => {
    expect(spanOf(key)).toEqual({ from, to });
  });

  it.each(['2027-0', '2027-5', '1899-1', '2200-1', '2027', '2027-1 ', '27-1', ''])('is not %j', (key) => {
    expect(quarterKey.safeParse(key).success).toBe(false);
    expect(() => partsOf(key)).toThrow(RangeError);
    expect(() => spanOf(key)).toThrow(RangeError);
  });

  it('is that of each of its dates, and of no other', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const span = spanOf(key);
        const days = datesBetween(span.from, span.to);
        expect(days.length).toBeGreaterThanOrEqual(90);
        expect(days.length).toBeLessThanOrEqual(92);
        expect(new Set(days.map(quarterOf))).toEqual(new Set([key]));
        expect(isWithin(addDays(span.from, -1), span) || isWithin(addDays(span.to, 1), span)).toBe(false);
      }),
    );
    fc.assert(fc.property(dates, (date) => isWithin(date, spanOf(quarterOf(date)))));
  });

  it('is followed by the next one, without a gap', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const next = shifted(key, 1);
        const after = addDays(spanOf(key).to, 1);
        expect(next).toBe(isLocalDate(after) ? quarterOf(after) : undefined);
        if (next !== undefined) expect(next > key).toBe(true);
      }),
    );
  });

  it('moved and moved back is itself, as far as there are dates', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: -1300, max: 1300 }), (key, count) => {
        const moved = shifted(key, count);
        const { year, q } = partsOf(key);
        const index = year * 4 + q - 1 + count;
        expect(moved !== undefined).toBe(index >= FIRST_YEAR * 4 && index < (LAST_YEAR + 1) * 4);
        if (moved === undefined) return;
        expect(shifted(moved, -count)).toBe(key);
        expect(quarterKey.safeParse(moved).success).toBe(true);
      }),
    );
    expect(shifted('2027-1', 4)).toBe('2028-1');
    expect(shifted('2027-1', -1)).toBe('2026-4');
  });
});
