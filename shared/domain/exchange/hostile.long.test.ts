import { test } from 'vitest';
import { readLargeFile } from '../../../build/testing/large-calendar.ts';
import { readMutated } from './testing-mutations.ts';

test('a file of 50 MB is read in small steps, and what is beyond the limit is counted', () => {
  readLargeFile(50);
});

test('no mutation of the bytes of a file makes the reading throw, hang or give an impossible booking', () => {
  readMutated(1500);
});
