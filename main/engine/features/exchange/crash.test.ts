import { expect, test } from 'vitest';
import { importKills } from './testing/import-kills.ts';

test('killed in the middle of importing changes, and near the end: all of them are there, or none', async () => {
  const kills = [
    { act: 'changes' as const, moment: 0.3, opening: 0.2 },
    { act: 'changes' as const, moment: 0.7 },
  ];
  expect(await importKills(1000, kills)).toHaveLength(2);
}, 300_000);
