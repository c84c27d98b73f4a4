import { expect, it } from 'vitest';
import { seeded } from '#shared/domain/demo/seeded.ts';
import { crashRounds, works } from './testing/crash-rounds.ts';

it.each(works)('killed during « %s »: nothing acknowledged is lost, nothing is half done', async (work) => {
  // Moments that repeat; crash.long.test.ts has others.
  const report = await crashRounds(work, 1, seeded(works.indexOf(work) + 101).next);
  expect(report.rounds).toBe(1);
});
