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

test('a last word of one letter goes on, where it is not the only one', () => {
  expect(query('saint e')).toBe('"saint" AND "e" *');
  expect(query('« saint e')).toBe('"saint e" *');
  expect(query('saint e ')).toBe('"saint" AND "e" *');
  expect(query('"saint e"')).toBe('"saint e"');
});

test('quotes make a phrase; one still open goes on being typed', () => {
  expect(query('"groupe de parole" mardi')).toBe('"groupe de parole" AND "mardi" *');
  expect(query('« groupe de parole »')).toBe('"groupe de parole"');
  expect(query('mardi "groupe de pa')).toBe('"mardi" AND "groupe de pa" *');
});

test('the syntax of the index is only text here', () => {
  expect(query('title: NEAR(a b) OR -c*')).toBe('"title" AND "near" AND "a" AND "b" AND "or" AND "c" *');
  expect(query('*()-:^# "" \u0000')).toBeNull();
});

test('what is typed is folded as what is kept', () => {
  expect(query('CŒUR')).toBe('"coeur" *');
  expect(query('confi\u00addence')).toBe('"confidence" *');
  expect(query('🎂')).toBe('"🎂" *');
  expect(query('fête ❤️ ')).toBe('"fete" AND "❤" *');
});

test('a number is looked for as its groups, and whole', () => {
  expect(query('06 12')).toBe('(("06" AND "12" *) OR "#061 #612")');
  expect(query('0612 Rivière')).toBe('("0612" OR "#061 #612") AND "riviere" *');
  expect(query('+33 6 12')).toBe('(("33" AND "6" AND "12" *) OR "#336 #361 #612" OR "#061 #612")');
  expect(query('FR76 3000')).toBe('(("fr76" AND "3000" *) OR "##fr #fr7 #r76 #763 #630 #300 #000")');
  expect(query('« 06 12 »')).toBe('("06 12" OR "#061 #612")');
  expect(query('« le 06 12 »')).toBe('"le 06 12"');
  expect(query('061')).toBe('("061" * OR "##061" *)');
  expect(query('06 1')).toBe('(("06" AND "1" *) OR "##061" *)');
  expect(query('0')).toBe('"0"');
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
  expect(indexedText('Tél.', 'le 06.12, fête 🎂')).toBe('tel # le 06 12 fete 🎂 # #061 #612 # ##061 ##12');
  expect(indexedText('en 2027')).toBe('en 2027 # #202 #027 # ##202');
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

test('a word of letters and digits is found by itself, and not by its digits', () => {
  for (const way of [listed, begun]) {
    for (const typed of ['AB3402', 'ab3402', '2027T1', 'B34020'])
      for (const other of ['n° 3402', '06 34 02 20 27', '2027', 'le 3 avril 2027', 'AB 12', '34020'])
        expect([typed, other, way(typed, other)]).toEqual([typed, other, false]);
    expect(way('AB3402', 'dossier AB3402')).toBe(true);
    expect(way('ab34', 'dossier AB3402-bis')).toBe(true);
    expect(way('2027T1', 'budget 2027T1')).toBe(true);
    expect(way('3402', 'n° 3402')).toBe(true);
  }
  expect(begun('AB3402', 'CAB3402')).toBe(false);
  expect(begun('FR7630006000', 'IBAN FR76 3000 6000 0112')).toBe(true);
  expect(begun('FR76 3000 60', 'IBAN FR7630006000 0112')).toBe(true);
});

/** One telephone number as people write it, and how many characters say its country first. */
const spellings: readonly [string, number][] = [
  ['0612345678', 0],
  ['06 12 34 56 78', 0],
  ['06.12.34.56.78', 0],
  ['06-12-34-56-78', 0],
  ['06\u00a012\u00a034\u00a056\u00a078', 0],
  ['0612 34 56 78', 0],
  ['06 1234 5678', 0],
  ['061 234 56 78', 0],
  ['+33 6 12 34 56 78', 4],
  ['+33612345678', 3],
  ['0033612345678', 4],
  ['0033 6 12 34 56 78', 5],
];

test('a number that is typed is found from its second digit on, however it is written, and is never lost', () => {
  const lost: string[] = [];
  for (const [written] of spellings)
    for (const [typed, country] of spellings)
      for (let length = 2; length <= typed.length; length += 1) {
        const begun_ = typed.slice(0, length);
        if (begun_.replace(/\D/g, '').length < 2 || (length <= country && typed !== written)) continue;
        const after = written.startsWith('00') ? [] : [`05 56 78 90 12 / ${written}`];
        for (const text of [`Tél. ${written}`, `${written} (Léa)`, ...after])
          if (!begun(begun_, text) || !listed(begun_, text)) lost.push(`${begun_} in ${text}`);
      }
  expect(lost).toEqual([]);
});

test('any text keeps itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(listed(text, text) && begun(text, text)).toBe(true);
    }),
  );
});
