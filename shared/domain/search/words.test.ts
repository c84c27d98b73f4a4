import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fits, wordsOf } from './words.ts';

const found = (typed: string, text: string) => fits(wordsOf(typed), wordsOf(text));

test('accents, case, apostrophes and order do not count', () => {
  expect(found('ete', 'L’été au jardin')).toBe(true);
  expect(found('JARDIN été', 'L’été au jardin')).toBe(true);
  expect(found('coeur', 'Chant du cœur')).toBe(true);
});

test('an unfinished word finds, the middle of a word does not', () => {
  expect(found('sophro', 'Sophrologie')).toBe(true);
  expect(found('logie', 'Sophrologie')).toBe(false);
  expect(found('yoga matin', 'Yoga doux')).toBe(false);
});

test('any text finds itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => found(text, text)));
});
