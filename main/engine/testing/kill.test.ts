import { expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

it(
  'loses no acknowledged write in 6 kills',
  async () => {
    expect(await killRounds(6)).toBeGreaterThan(6);
  },
  10 * 60_000,
);
