import { expect, it } from 'vitest';
import { crashRounds, works } from './testing/crash-rounds.ts';

/** Deterministic moments (mulberry32), though not a deterministic scheduler. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

it.each(works)('killed during « %s »: nothing acknowledged is lost, nothing is half done', async (work) => {
  const report = await crashRounds(work, 3, seeded(works.indexOf(work) + 1));
  expect(report.rounds).toBe(3);
});
