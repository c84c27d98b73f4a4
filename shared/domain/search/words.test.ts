import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded } from './folding.ts';
import { fits, nameKey, placedWords, wordsOf } from './words.ts';

const found = (typed: string, text: string) => fits(wordsOf(typed), wordsOf(text));
const placed = (text: string) =>
  placedWords(text).map(({ word, start, end }) => [word, text.slice(start, end)]);

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

test('each word stands where it was written', () => {
  expect(placed('L’été, confi\u00addence')).toEqual([
    ['l', 'L'],
    ['ete', 'été'],
    ['confidence', 'confi\u00addence'],
  ]);
  expect(placed('diﬃcile m² ½')).toEqual([
    ['difficile', 'diﬃcile'],
    ['m2', 'm²'],
    ['1', '½'],
    ['2', '½'],
  ]);
  expect(placed('rendez‑vous e\u0301te\u0301')).toEqual([
    ['rendez', 'rendez'],
    ['vous', 'vous'],
    ['ete', 'e\u0301te\u0301'],
  ]);
});

test('a word broken at the end of a line by a soft hyphen is one', () => {
  expect(placed('confi\u00ad\ndence et\nsuite')).toEqual([
    ['confidence', 'confi\u00ad\ndence'],
    ['et', 'et'],
    ['suite', 'suite'],
  ]);
});

test('an emoji is a word, whatever its variant; what is only a mark is none', () => {
  expect(placed('fête🎂 ❤️ 👍🏽 1️⃣')).toEqual([
    ['fete', 'fête'],
    ['🎂', '🎂'],
    ['❤', '❤️'],
    ['👍', '👍🏽'],
    ['1', '1️⃣'],
  ]);
  expect(placed('👩‍👧 🇫🇷').map(([word]) => word)).toEqual(['👩', '👧', '🇫', '🇷']);
  expect(placed('Margelle™ © n°12, 20 €')).toEqual([
    ['margelle', 'Margelle'],
    ['n', 'n'],
    ['12', '12'],
    ['20', '20'],
  ]);
});

test('a name is the same with an emoji and without', () => {
  expect(nameKey('🧘 Yoga  doux !')).toBe('yoga doux');
  expect(nameKey('🎨')).toBe('');
});

test('words are folded, in order, within the text, and found again alone', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(text, (written) => {
      let before = 0;
      for (const { word, start, end } of placedWords(written)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(written.length);
        expect(folded(word)).toBe(word);
        expect(word).not.toMatch(/[\s"#]/);
        expect(placedWords(word).map((again) => again.word)).toEqual([word]);
        before = start;
      }
    }),
  );
});

test('the words of a text are those of its other form', () => {
  const words = (written: string) => placedWords(written).map(({ word }) => word);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      expect(words(written.normalize('NFC'))).toEqual(words(written));
      expect(words(written.normalize('NFD'))).toEqual(words(written));
    }),
  );
});
