/**
 * Long numbers, found however their digits are grouped: telephones, accounts, IBAN, SIRET, social security. A number of
 * ten digits is found by any four of them that follow each other, and from two on by those that begin it, or begin one of
 * its groups: what is typed digit after digit is found all along. Letters that stand against the first digit belong to
 * it: "AB3402" and "FR76 3000" are not found by their digits in another number.
 */
import { folded } from './folding.ts';
import type { Span } from './words.ts';

/** Fewest digits of a number, and that are looked for inside of one: less would be found in any telephone number. */
const FEWEST = 4;
/** Fewest digits that are looked for where a number begins. */
const FEWEST_FIRST = 2;
/** How many digits the index knows together. */
const TOGETHER = 3;
/** Most digits of one number that are looked for. */
const MOST = 40;

const DIGIT = '[0-9０-９]';
/** What people put between two groups of digits, as far as they see them as one number. */
const BETWEEN = String.raw`[\p{Zs}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Pd}\u2212.,·•\/\(\)_'’]{0,4}`;
const NUMBER = new RegExp(`(?<abroad>\\+${BETWEEN})?(?<digits>${DIGIT}(?:${BETWEEN}${DIGIT})*)`, 'gv');
const ONE_DIGIT = new RegExp(DIGIT, 'g');

/** Letters right before a number, when nothing but letters stands there. */
const LETTERS_BEFORE = /(?<![\p{L}\p{N}\p{M}])\p{L}[\p{L}\p{M}\p{Cf}]*$/u;
/** The longest that is looked at. */
const LETTERS_MOST = 24;
/** A word with letters after its digits ("2027T1", "14h30"): none of its digits is a number. */
const BEFORE_LETTERS = /[\p{L}\p{N}\p{M}\p{Cf}]*\p{N}[\p{M}\p{Cf}]*\p{L}[\p{L}\p{N}\p{M}\p{Cf}]*/gu;

/** Country codes of the telephone (ITU E.164): one digit, two, or three. */
const COUNTRY = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** French, written without what says that it is international. */
const FRENCH = /^33[1-9]\d{8}$/;

/** One way to read a number of the text: its digits, where each of them stands, and the letters before them, folded. */
export interface PlacedNumber {
  digits: string;
  starts: number[];
  letters: string;
}

/**
 * The numbers of four digits or more, each as it is written and, when it is an international telephone number, also as it
 * is dialled within its country: "+33 6 12…", "0033 6 12…" and "+33 (0)6 12…" are "06 12…" too.
 */
export const numbersIn = (text: string): PlacedNumber[] => numbersOf(text, FEWEST);

/** The numbers of what is typed, which may only have begun. */
export const numbersTyped = (text: string): PlacedNumber[] =>
  numbersOf(
    text.replace(BEFORE_LETTERS, (word) => 'x'.repeat(word.length)),
    FEWEST_FIRST,
  );

function numbersOf(text: string, fewest: number): PlacedNumber[] {
  const numbers: PlacedNumber[] = [];
  for (const { 0: found, index, groups } of text.matchAll(NUMBER)) {
    const first = index + (groups?.abroad?.length ?? 0);
    const written = found.slice(first - index);
    const starts = [...written.matchAll(ONE_DIGIT)].map((digit) => first + digit.index);
    const digits = written.normalize('NFKC').replace(/\D/g, '');
    const before = LETTERS_BEFORE.exec(text.slice(Math.max(0, index - LETTERS_MOST), index))?.[0] ?? '';
    if (digits.length >= fewest) numbers.push({ digits, starts, letters: folded(before) });
    const international =
      groups?.abroad !== undefined || FRENCH.test(digits) ? 0 : digits.startsWith('00') ? 2 : undefined;
    if (international === undefined) continue;
    const country = COUNTRY.exec(digits.slice(international))?.[0].length;
    if (country === undefined) continue;
    const rest = international + country;
    const national = digits.slice(rest).replace(/^(?!0|$)/, '0');
    // The zero that is not written stands where the number begins.
    const places = digits[rest] === '0' ? starts.slice(rest) : [index, ...starts.slice(rest)];
    if (national.length >= fewest) numbers.push({ digits: national, starts: places, letters: '' });
  }
  return numbers;
}

/** Marks what is no word in the text of the index; alone, it parts what does not follow each other. */
export const APART = '#';

/** What can be looked for of a number in a text: all of it, and the digits that begin each of its groups, marked. */
export const keysOf = (number: PlacedNumber): string[] => [
  whole(number),
  ...groupsOf(number).map((at) => beginning(number, at)),
];

/** What to look for of a number that is typed: a part of a key. Few digits, or letters, only where one begins. */
export const soughtKey = (number: PlacedNumber): string => {
  const key = whole({ ...number, digits: number.digits.slice(0, MOST) });
  return key.length < FEWEST ? APART + key : key;
};

/** As terms of the index: three at a time, "0612" as "#061 #612". Any part of four digits is then a phrase of it. */
export const termsOf = (key: string): string[] =>
  isBeginning(key)
    ? [APART + key]
    : Array.from({ length: key.length - TOGETHER + 1 }, (_, at) => APART + key.slice(at, at + TOGETHER));

/** A key that the index holds as one term, of which it is the beginning. */
export const isBeginning = (key: string): boolean => BEGINNING.test(key);
const BEGINNING = new RegExp(`^${APART}\\d+$`);

/** Where a number that was typed stands in one of the text. */
export function placesOf(key: string, number: PlacedNumber): Span[] {
  const { digits, starts } = number;
  const span = (at: number, length: number) => ({
    start: starts[at] ?? 0,
    end: (starts[Math.min(at + length, digits.length) - 1] ?? 0) + 1,
  });
  if (isBeginning(key))
    return groupsOf(number)
      .filter((at) => beginning(number, at).startsWith(key))
      .map((at) => span(at, key.length - 1));
  const all = whole(number);
  const spans: Span[] = [];
  for (let at = all.indexOf(key); at !== -1; at = all.indexOf(key, at + 1)) {
    const first = at - (all.length - digits.length);
    const length = key.length + Math.min(first, 0);
    if (length > 0) spans.push(span(Math.max(first, 0), length));
  }
  return spans;
}

/** The digits, after the letters when there are some, which are then marked as its beginning. */
const whole = ({ digits, letters }: PlacedNumber) => (letters === '' ? digits : APART + letters + digits);
const beginning = ({ digits }: PlacedNumber, at: number) => APART + digits.slice(at, at + TOGETHER);

/** The indexes of the digits that begin it, or a group of it. Those after letters are no beginning. */
const groupsOf = ({ starts, letters }: PlacedNumber): number[] =>
  starts.flatMap((start, at) =>
    (at === 0 ? letters === '' : start !== (starts[at - 1] ?? 0) + 1) ? [at] : [],
  );
