/** The seeds that follow those of sync.test.ts: two hundred with them. */
import { expect, it } from 'vitest';
import { runSeeds } from './seeds.ts';

it('a hundred and forty teams more, each with its faults, end with the same planning, nothing lost', async () => {
  const { done, totals, failures } = await runSeeds(61, 140);
  expect(failures).toEqual([]);
  expect(done).toBe(140);
  for (const [what, count] of Object.entries(totals)) expect(count, what).toBeGreaterThan(20);
}, 2_000_000);
