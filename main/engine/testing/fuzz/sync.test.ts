/**
 * Teams of machines over real TLS sockets, with every fault that a seed chooses: at the end all hold the same and no
 * booking is lost. sync.long.test.ts runs the next ones, `npm run fuzz:sync -- --seeds N --from SEED` any others.
 */
import { expect, it } from 'vitest';
import { runSeeds } from './seeds.ts';

it('sixty teams, each with its faults, end with the same planning, the same list to settle, nothing lost', async () => {
  const { done, totals, failures } = await runSeeds(1, 60);
  expect(failures).toEqual([]);
  expect(done).toBe(60);
  // The generator did create what it is for.
  for (const [what, count] of Object.entries(totals)) expect(count, what).toBeGreaterThan(20);
}, 900_000);
