import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type KdfCost, maximumCost, minimumCost, raised } from './key-derivation.ts';

const MiB = 1024 * 1024;
const aimedMs = 500;
const work = ({ passes, memoryBytes }: KdfCost) => passes * memoryBytes;
const costs = fc.record({
  passes: fc.integer({ min: minimumCost.passes, max: maximumCost.passes }),
  memoryBytes: fc.integer({ min: 64, max: 1024 }).map((size) => size * MiB),
});
const times = fc.integer({ min: 0, max: 5_000 });

it('raises what was measured on a busy machine to half a second', () => {
  expect(raised(minimumCost, 50)).toEqual({ passes: 7, memoryBytes: 256 * MiB });
  expect(raised(minimumCost, 125)).toEqual({ passes: 3, memoryBytes: 256 * MiB });
  expect(raised({ passes: 4, memoryBytes: 256 * MiB }, 200)).toEqual({ passes: 10, memoryBytes: 256 * MiB });
});

it('leaves what takes half of that or more, whatever it is', () => {
  fc.assert(
    fc.property(costs, fc.integer({ min: 251, max: 60_000 }), (cost, ms) => raised(cost, ms) === null),
  );
});

it('never lowers passes or memory, and never asks for more than half a second or the bounds', () => {
  fc.assert(
    fc.property(costs, times, (cost, ms) => {
      const next = raised(cost, ms);
      if (next === null) return;
      expect(next.passes).toBeGreaterThanOrEqual(cost.passes);
      expect(next.memoryBytes).toBeGreaterThanOrEqual(cost.memoryBytes);
      expect(work(next)).toBeGreaterThan(work(cost));
      expect((work(next) / work(cost)) * Math.max(1, ms)).toBeLessThanOrEqual(aimedMs);
      expect(next.passes).toBeLessThanOrEqual(Math.max(cost.passes, 16));
      expect(next.memoryBytes).toBeLessThanOrEqual(Math.max(cost.memoryBytes, 256 * MiB));
    }),
  );
});

it('is done once: on the same machine, what was raised is not raised again', () => {
  fc.assert(
    fc.property(costs, times, (cost, ms) => {
      const next = raised(cost, ms);
      if (next !== null) expect(raised(next, (Math.max(1, ms) * work(next)) / work(cost))).toBeNull();
    }),
  );
});
