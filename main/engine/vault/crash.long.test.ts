import { expect, it } from 'vitest';
import { seeded } from '#shared/domain/demo/seeded.ts';
import { crashRounds, works } from './testing/crash-rounds.ts';

it.each(works)(
  'killed three times during « %s »: nothing acknowledged is lost, nothing is half done',
  async (work) => {
    const report = await crashRounds(work, 3, seeded(works.indexOf(work) + 1).next);
    expect(report.rounds).toBe(3);
  },
);
