/** The index of the base: the text it is given, and the question it is asked. It folds nothing itself. */
import { APART, isBeginning, keysOf, numbersIn, termsOf } from './numbers.ts';
import type { Phrase, Sought, Term } from './sought.ts';
import { placedWords } from './words.ts';

/**
 * The text that the index holds in the place of these: their words, then their numbers, parted by blanks. `APART` keeps
 * what does not follow each other from being one phrase.
 */
export function indexedText(...texts: string[]): string {
  const words = texts.map((text) => placedWords(text).map(({ word }) => word));
  const numbers = texts.flatMap(numbersIn).map(keysOf);
  return [
    ...words,
    ...numbers.flatMap(([whole = '', ...firsts]) => [termsOf(whole), firsts.flatMap(termsOf)]),
  ]
    .filter((part) => part.length > 0)
    .map((part) => part.join(' '))
    .join(` ${APART} `);
}

/** The terms of an FTS5 query, safe by construction: quoted, and made of folded words only. Null when there is none. */
export const toMatchQuery = (typed: Sought): string | null =>
  typed.length === 0 ? null : typed.map(termQuery).join(' AND ');

/** The same, where every word may be the beginning of one. */
export const toBeginningsQuery = (typed: Sought): string | null =>
  toMatchQuery(
    typed.map(({ phrases, numbers }) => ({
      phrases: phrases.flatMap(({ words }) => words.map((word) => ({ words: [word], unfinished: true }))),
      numbers,
    })),
  );

function termQuery({ phrases, numbers }: Term): string {
  const all = phrases.map(phraseQuery).join(' AND ');
  if (numbers.length === 0) return all;
  const groups = phrases.length > 1 ? `(${all})` : all;
  return `(${[groups, ...numbers.map(numberQuery)].join(' OR ')})`;
}

const numberQuery = (key: string) => `"${termsOf(key).join(' ')}"${isBeginning(key) ? ' *' : ''}`;

const phraseQuery = ({ words, unfinished }: Phrase) => `"${words.join(' ')}"${unfinished ? ' *' : ''}`;
