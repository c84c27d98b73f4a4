import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, type Interval, intersection, merge, minutesOf, overlaps, subtract } from './interval.ts';

const anInterval = fc
  .record({ start: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: -2, max: 20 }) })
  .map(({ start, length }): Interval => ({ start, end: start + length }));
const intervals = fc.array(anInterval, { maxLength: 8 });
/** The minutes covered, sorted: the slow and obvious model the rules are compared with. */
const minutes = (list: readonly Interval[]): number[] =>
  Array.from({ length: 100 }, (_, minute) => minute).filter((minute) =>
    list.some(({ start, end }) => start <= minute && minute < end),
  );
const isTidy = (list: readonly Interval[]) =>
  list.every(({ start, end }, i) => start < end && (i === 0 || (list[i - 1]?.end ?? 0) < start));

describe('examples', () => {
  it('does not overlap when touching', () => {
    expect(overlaps({ start: 600, end: 660 }, { start: 660, end: 720 })).toBe(false);
    expect(overlaps({ start: 600, end: 665 }, { start: 660, end: 720 })).toBe(true);
    expect(intersection({ start: 600, end: 665 }, { start: 660, end: 720 })).toEqual({
      start: 660,
      end: 665,
    });
    expect(intersection({ start: 600, end: 660 }, { start: 660, end: 720 })).toBeUndefined();
  });
  it('joins what touches', () => {
    expect(
      merge([
        { start: 660, end: 720 },
        { start: 600, end: 660 },
      ]),
    ).toEqual([{ start: 600, end: 720 }]);
  });
  it('splits around what is taken', () => {
    expect(subtract([{ start: 600, end: 1080 }], [{ start: 720, end: 780 }])).toEqual([
      { start: 600, end: 720 },
      { start: 780, end: 1080 },
    ]);
  });
  it('contains across two touching intervals but not across a gap', () => {
    const day = [
      { start: 600, end: 720 },
      { start: 720, end: 800 },
      { start: 840, end: 900 },
    ];
    expect(contains(day, { start: 700, end: 800 })).toBe(true);
    expect(contains(day, { start: 790, end: 850 })).toBe(false);
  });
});

describe('against sets of minutes', () => {
  it('overlaps exactly when a minute is shared', () => {
    fc.assert(
      fc.property(anInterval, anInterval, (a, b) => {
        expect(overlaps(a, b)).toBe(minutes([a]).some((minute) => minutes([b]).includes(minute)));
        expect(overlaps(a, b)).toBe(intersection(a, b) !== undefined);
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });
  it('merges without gaining or losing a minute', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        expect(minutes(merge(list))).toEqual(minutes(list));
        expect(isTidy(merge(list))).toBe(true);
        expect(minutesOf(list)).toBe(minutes(list).length);
      }),
    );
  });
  it('subtracts and contains as sets do', () => {
    fc.assert(
      fc.property(intervals, intervals, anInterval, (list, taken, one) => {
        expect(minutes(subtract(list, taken))).toEqual(
          minutes(list).filter((minute) => !minutes(taken).includes(minute)),
        );
        expect(isTidy(subtract(list, taken))).toBe(true);
        expect(contains(list, one)).toBe(minutes([one]).every((minute) => minutes(list).includes(minute)));
      }),
    );
  });
});
