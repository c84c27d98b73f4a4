import { expect, test } from 'vitest';
import { importKills } from './testing/import-kills.ts';

test('killed at six moments of an import of 3,000: the whole of it is there, or none', async () => {
  const moments = Array.from({ length: 6 }, (_, round) => 0.4 + (1.4 * round) / 5);
  expect(await importKills(3000, moments)).toHaveLength(6);
}, 600_000);
