import { expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

it(
  'loses no acknowledged write in 25 kills of an engine on one base',
  async () => {
    expect(await killRounds(25)).toBeGreaterThan(25);
  },
  30 * 60_000,
);
