import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padmeLength } from './padme.ts';

const lengths = fc.integer({ min: 0, max: 2 ** 21 });

describe('the padded length', () => {
  it.each([
    [0, 0],
    [1, 1],
    [8, 8],
    [9, 10],
    [100, 104],
    [1000, 1024],
    [1_000_000, 1_015_808],
  ])('of %i bytes is %i', (length, padded) => {
    expect(padmeLength(length)).toBe(padded);
  });

  it('adds 12 % at most, takes nothing away, and is its own padded length', () => {
    fc.assert(
      fc.property(lengths, (length) => {
        const padded = padmeLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(length * 1.12 + 1);
        expect(padmeLength(padded)).toBe(padded);
      }),
    );
  });

  it('grows with the length', () => {
    fc.assert(
      fc.property(lengths, fc.nat(5000), (length, more) => {
        expect(padmeLength(length + more)).toBeGreaterThanOrEqual(padmeLength(length));
      }),
    );
  });
});
