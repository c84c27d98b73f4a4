import { expect, test } from 'vitest';
import { given } from './given.ts';

test('a key that holds undefined is as if absent, and what is empty, zero or null stays', () => {
  const part = given({ a: undefined, b: null, c: 0, d: '', e: false });
  expect(Object.keys(part)).toEqual(['b', 'c', 'd', 'e']);
  expect({ a: 1, ...part }).toEqual({ a: 1, b: null, c: 0, d: '', e: false });
});
