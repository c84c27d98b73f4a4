import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexedText, toBeginningsQuery, toMatchQuery } from './full-text.ts';
import { answers, compared, SEARCH_MAX_WORDS, sought } from './sought.ts';

const query = (text: string) => toMatchQuery(sought(text));

test('every word is wanted, the last may be unfinished', () => {
  expect(query('repos aidant')).toBe('"repos" AND "aidant" *');
  expect(query('l’écoute')).toBe('"l" AND "ecoute" *');
  expect(query('r')).toBe('"r"');
});

test('quotes make a phrase; one still open goes on being typed', () => {
  expect(query('"groupe de parole" mardi')).toBe('"groupe de parole" AND "mardi" *');
  expect(query('« groupe de parole »')).toBe('"groupe de parole"');
  expect(query('mardi "groupe de pa')).toBe('"mardi" AND "groupe de pa" *');
});

test('the syntax of the index is only text here', () => {
  expect(query('title: NEAR(a b) OR -c*')).toBe('"title" AND "near" AND "a" AND "b" AND "or" AND "c"');
  expect(query('*()-:^# "" \u0000')).toBeNull();
});

test('what is typed is folded as what is kept', () => {
  expect(query('CŒUR')).toBe('"coeur" *');
  expect(query('confi\u00addence')).toBe('"confidence" *');
  expect(query('🎂')).toBe('"🎂" *');
  expect(query('fête ❤️ ')).toBe('"fete" AND "❤"');
});

test('a number is looked for as its groups, and whole', () => {
  expect(query('06 12')).toBe('(("06" AND "12" *) OR "#061 #612")');
  expect(query('0612 Rivière')).toBe('("0612" OR "#061 #612") AND "riviere" *');
  expect(query('+33 6 12')).toBe('(("33" AND "6" AND "12" *) OR "#336 #361 #612" OR "#061 #612")');
  expect(query('FR76 3000')).toBe('(("fr76" AND "3000" *) OR "#763 #630 #300 #000")');
  expect(query('« 06 12 »')).toBe('("06 12" OR "#061 #612")');
  expect(query('« le 06 12 »')).toBe('"le 06 12"');
  expect(query('061')).toBe('"061" *');
});

test('terms are few and made of quoted words only', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'0123 .-+"«»aé#*\u00ad🎂'), maxLength: 500 }),
  );
  const phrase = '"[^"]+"(?: \\*)?';
  const shape = new RegExp(`^[()]*${phrase}(?:[()]* (?:AND|OR) [()]*${phrase})*[()]*$`, 'u');
  fc.assert(
    fc.property(text, (typed) => {
      const terms = sought(typed);
      expect(
        terms.flatMap(({ phrases }) => phrases.flatMap(({ words }) => words)).length,
      ).toBeLessThanOrEqual(SEARCH_MAX_WORDS);
      for (const made of [toMatchQuery(terms), toBeginningsQuery(terms)])
        expect(made === null ? terms.length === 0 : shape.test(made)).toBe(true);
    }),
  );
});

test('the index holds folded words, then long numbers by threes; nothing of one goes on in the next', () => {
  expect(indexedText('', 'Été à Łódź')).toBe('ete a lodz');
  expect(indexedText('Tél.', 'le 06.12, fête 🎂')).toBe('tel # le 06 12 fete 🎂 # #061 #612');
  expect(indexedText('en 2027')).toBe('en 2027');
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }), (texts) => {
      expect(indexedText(...texts)).toMatch(/^(?:[^\s"]+(?: [^\s"]+)*)?$/u);
    }),
  );
});

const listed = (typed: string, name: string) => answers(sought(typed), compared(name), 'within');
const begun = (typed: string, name: string) => answers(sought(typed), compared(name), 'beginning');

test('a list keeps what holds the words, a search what they begin', () => {
  expect(listed('gouter', 'Goûter d’anniversaire')).toBe(true);
  expect(listed('versaire gou', 'Goûter d’anniversaire')).toBe(true);
  expect(begun('versaire', 'Goûter d’anniversaire')).toBe(false);
  expect(begun('anni gou', 'Goûter d’anniversaire')).toBe(true);
  expect(listed('', 'Goûter')).toBe(true);
  expect(listed('?', 'Goûter')).toBe(true);
  expect(listed('🎂', 'Goûter')).toBe(false);
  expect(listed('0612345678', 'Standard 06.12.34.56.78')).toBe(true);
  expect(begun('34 56', 'Standard 0612345678')).toBe(true);
});

test('any text keeps itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(listed(text, text) && begun(text, text)).toBe(true);
    }),
  );
});
