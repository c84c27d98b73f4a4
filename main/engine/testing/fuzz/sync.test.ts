/**
 * Teams of machines over real TLS sockets, with every fault that a seed chooses: at the end all hold the same and no
 * booking is lost. `npm run fuzz:sync -- --seeds N --from SEED` runs others.
 */
import { expect, it } from 'vitest';
import { runSeeds } from './seeds.ts';

it('two hundred teams, each with its faults, end with the same planning, the same list to settle, nothing lost', async () => {
  const { done, totals, failures } = await runSeeds(1, 200);
  expect(failures).toEqual([]);
  expect(done).toBe(200);
  // The generator did create what it is for.
  for (const [what, count] of Object.entries(totals)) expect(count, what).toBeGreaterThan(20);
}, 500_000);
