import { expect, test } from 'vitest';
import { readEuros, writeEuros } from './euros.ts';

test.each([
  ['12', 1200],
  ['4,50', 450],
  ['4.5 €', 450],
  ['0', 0],
])('"%s" is %d cents', (typed, cents) => {
  expect(readEuros(typed)).toBe(cents);
  expect(readEuros(writeEuros(cents))).toBe(cents);
});
test('a word is no price', () => expect(readEuros('gratuit')).toBeNull());
