import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  MATCH_END,
  MATCH_START,
  SEARCH_MAX_WORDS,
  segmentsOf,
  toMatchQuery,
  toMatchTerms,
} from './search.ts';

test('every word is wanted, the last may be unfinished', () => {
  expect(toMatchQuery('repos aidant')).toBe('"repos" AND "aidant" *');
  expect(toMatchQuery('l’écoute')).toBe('"l" AND "écoute" *');
  expect(toMatchQuery('r')).toBe('"r"');
});

test('quotes make a phrase; one still open goes on being typed', () => {
  expect(toMatchQuery('"groupe de parole" mardi')).toBe('"groupe de parole" AND "mardi" *');
  expect(toMatchQuery('« groupe de parole »')).toBe('"groupe de parole"');
  expect(toMatchQuery('mardi "groupe de pa')).toBe('"mardi" AND "groupe de pa" *');
});

test('the syntax of the index is only text here', () => {
  expect(toMatchQuery('title: NEAR(a b) OR -c*')).toBe('"title" AND "NEAR" AND "a" AND "b" AND "OR" AND "c"');
  expect(toMatchQuery('*()-:^ "" \u0000')).toBeNull();
});

test('both spellings of œ are looked for', () => {
  expect(toMatchQuery('coeur')).toBe('("coeur" * OR "cœur" *)');
  expect(toMatchQuery('cœur')).toBe('("coeur" * OR "cœur" *)');
});

test('terms are few and made of quoted words only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const terms = toMatchTerms(text);
      expect(terms.length).toBeLessThanOrEqual(SEARCH_MAX_WORDS);
      for (const term of terms)
        expect(term).toMatch(/^(?:\("[^"]+"(?: \*)? OR "[^"]+"(?: \*)?\)|"[^"]+"(?: \*)?)$/u);
    }),
  );
});

test('segments joined are the text', () => {
  expect(segmentsOf(`une ${MATCH_START}réunion${MATCH_END} utile`)).toEqual([
    { text: 'une ', match: false },
    { text: 'réunion', match: true },
    { text: ' utile', match: false },
  ]);
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (parts) => {
      const marked = parts.map((part, at) => (at % 2 ? `${MATCH_START}${part}${MATCH_END}` : part)).join('');
      const bare = marked.split(MATCH_START).join('').split(MATCH_END).join('');
      expect(
        segmentsOf(marked)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(bare.replaceAll('\n', ' '));
    }),
  );
});
