import { expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

it(
  'loses no acknowledged write in 4 kills',
  async () => {
    expect(await killRounds(4)).toBeGreaterThan(4);
  },
  10 * 60_000,
);
