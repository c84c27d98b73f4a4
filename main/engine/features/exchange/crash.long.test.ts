import { expect, test } from 'vitest';
import { importKills } from './testing/import-kills.ts';

test('killed at 20 moments of importing 3,000 changes: all of them are there, or none', async () => {
  const moments = Array.from({ length: 20 }, (_, round) => ({
    act: 'changes' as const,
    moment: 0.02 + (1.1 * round) / 19,
    // The opening that would finish it is killed too, now and then.
    ...(round % 4 === 1 ? { opening: 0.1 + 0.02 * round } : {}),
  }));
  const whole = await importKills(3000, moments);
  expect(whole).toContain(true);
}, 1_800_000);

test('killed while 3,000 are imported for the first time, or taken back: all or none', async () => {
  const kills = [0.4, 0.6, 0.8, 1].flatMap((moment) => [
    { act: 'new' as const, moment },
    { act: 'undo' as const, moment: moment + 0.1, opening: 0.2 },
  ]);
  expect(await importKills(3000, kills)).toContain(true);
}, 1_800_000);
