import { test } from 'vitest';
import { importedAlike } from './testing-alike.ts';

test('500 teams that import apart, change, take back and meet in any order: one of each, nothing lost', async () => {
  await importedAlike(500);
}, 900_000);
