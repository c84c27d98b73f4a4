/**
 * Long numbers, found however their digits are grouped: telephones, accounts, IBAN, SIRET, social security. A number of
 * ten digits is found by any four of them that follow each other.
 */

/** Fewest digits that are looked for inside of numbers: less would be found in any telephone number. */
const FEWEST = 4;
/** Most digits of one number that are looked for. */
const MOST = 40;

const DIGIT = '[0-9０-９]';
/** What people put between two groups of digits, as far as they see them as one number. */
const BETWEEN = String.raw`[\p{Zs}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Pd}\u2212.,·•\/\(\)_'’]{0,4}`;
const NUMBER = new RegExp(`(?<abroad>\\+${BETWEEN})?(?<digits>${DIGIT}(?:${BETWEEN}${DIGIT})*)`, 'gv');
const ONE_DIGIT = new RegExp(DIGIT, 'g');

/** Country codes of the telephone (ITU E.164): one digit, two, or three. */
const COUNTRY = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** French, written without what says that it is international. */
const FRENCH = /^33[1-9]\d{8}$/;

/** One way to read a number of the text: its digits, and where each of them stands. */
export interface PlacedNumber {
  digits: string;
  starts: number[];
}

/**
 * The numbers of four digits or more, each as it is written and, when it is an international telephone number, also as it
 * is dialled within its country: "+33 6 12…", "0033 6 12…" and "+33 (0)6 12…" are "06 12…" too.
 */
export function numbersIn(text: string): PlacedNumber[] {
  const numbers: PlacedNumber[] = [];
  for (const { 0: found, index, groups } of text.matchAll(NUMBER)) {
    const first = index + (groups?.abroad?.length ?? 0);
    const written = found.slice(first - index);
    const starts = [...written.matchAll(ONE_DIGIT)].map((digit) => first + digit.index);
    const digits = written.normalize('NFKC').replace(/\D/g, '');
    if (digits.length >= FEWEST) numbers.push({ digits, starts });
    const international =
      groups?.abroad !== undefined || FRENCH.test(digits) ? 0 : digits.startsWith('00') ? 2 : undefined;
    if (international === undefined) continue;
    const country = COUNTRY.exec(digits.slice(international))?.[0].length;
    if (country === undefined) continue;
    const rest = international + country;
    const national = digits.slice(rest).replace(/^(?!0|$)/, '0');
    // The zero that is not written stands where the number begins.
    const places = digits[rest] === '0' ? starts.slice(rest) : [index, ...starts.slice(rest)];
    if (national.length >= FEWEST) numbers.push({ digits: national, starts: places });
  }
  return numbers;
}

/** The digits to look for in what was typed. */
export const soughtDigits = ({ digits }: PlacedNumber): string => digits.slice(0, MOST);

/** Marks what is no word in the text of the index; alone, it parts what does not follow each other. */
export const APART = '#';

/**
 * Three digits at a time, "0612" as "#061 #612": a part of a number is then a phrase of the index, in a text that only
 * grows with the number.
 */
export const threeByThree = (digits: string): string[] =>
  Array.from({ length: digits.length - 2 }, (_, at) => APART + digits.slice(at, at + 3));

/** Whether the index needs more than the words: one group of four digits is one already. */
export const isLong = ({ digits, starts }: PlacedNumber): boolean =>
  digits.length > FEWEST || (starts.at(-1) ?? 0) - (starts[0] ?? 0) >= FEWEST;
