import { expect, test } from 'vitest';
import { importKills } from './testing/import-kills.ts';

test('killed in the middle of an import, and near its end: the whole of it is there, or none', async () => {
  expect(await importKills(1000, [0.5, 0.95])).toHaveLength(2);
});
