import { expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

it(
  'loses no acknowledged write in 27 kills of an engine on one base',
  async () => {
    expect(await killRounds(27)).toBeGreaterThan(27);
  },
  30 * 60_000,
);
