import { test } from 'vitest';
import { readLargeFile } from '../../../build/testing/large-calendar.ts';

test('a file of 50 MB is read in small steps, and what is beyond the limit is counted', () => {
  readLargeFile(50);
});
