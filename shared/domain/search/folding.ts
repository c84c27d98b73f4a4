/**
 * The one way in which Margelle compares texts that people type: what a search finds, what a list keeps while one types,
 * which names are the same. Accents, case, ligatures, the width of letters, what is invisible and the many shapes of a
 * hyphen or an apostrophe do not count. A second one does not pass `npm run lint` (`build/folding.grit`).
 *
 * Whatever the platform knows of a character is asked of it; the few letters below are those that Unicode takes for
 * letters of their own, and that a French keyboard does not have.
 */

/**
 * To be raised when another text comes out of `folded`, or other words of `words.ts` and `numbers.ts`: what was kept for
 * the search is then made again, once, in each vault (`main/engine/capability/searched.ts`). A test holds it.
 */
export const FOLDING = 2;

const LETTERS = new Map([
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ɖ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ŋ', 'n'],
  ['ς', 'σ'],
]);
const OTHER_LETTER = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g');

/** What nobody sees: accents once apart, soft hyphens, zero widths, variants and skin tones of emoji. */
const INVISIBLE = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/gu;
export const APOSTROPHES =
  "'`\u00b4\u02b9\u02bb-\u02bd\u02c8\u02ca\u02cb\u0384\u1fef\u1ffd\u2018\u2019\u201b\u2032\u2035";
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, 'g');
const HYPHEN = /[\p{Pd}\u2043\u2212\u02d7]/gu;
const BLANK = /[\p{Z}\p{Cc}]/gu;

/** Only case is to be changed in these: what can be seen of ASCII, the backquote aside. */
const PLAIN = /^[ -_a-~]*$/;

/**
 * The text as it is compared. The same for every way of writing it down (NFC, NFD), and folding it again changes nothing.
 * At most 18 times as long as the text (one Arabic character is a whole sentence); for Latin letters, three times.
 */
export function folded(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = withoutSigns(text.replace(APOSTROPHE, "'"));
  if (PLAIN.test(bare)) return bare.toLowerCase();
  // There and back: "ß" and "ﬁ" come out as two letters, "ı" as i, and every form of a letter as one.
  return withoutSigns(bare.toLowerCase().toUpperCase().toLowerCase())
    .replace(OTHER_LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .replace(APOSTROPHE, "'")
    .replace(HYPHEN, '-')
    .replace(BLANK, ' ');
}

const withoutSigns = (text: string) => text.normalize('NFKD').replace(INVISIBLE, '');
