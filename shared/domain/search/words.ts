/** The words of a text, folded, and where each of them stands in it: what is compared, and what is marked as found. */
import { APOSTROPHES, folded } from './folding.ts';

/** A run of a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}
export interface PlacedWord extends Span {
  word: string;
}

/** What a letter bears, or hides within a word. */
const BORNE = String.raw`\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}`;
const WORD = String.raw`[[\p{L}\p{N}${BORNE}]--[${APOSTROPHES}]]+`;
/** An emoji with its variants. ©, ™ and their like, which stand before the emoji, are only punctuation. */
const SIGN = String.raw`[[\p{Extended_Pictographic}\p{RI}]--[\0-\u22ff\u3030\u303d]]`;
/** A word that a soft hyphen breaks at the end of a line is one. */
const PARTS = new RegExp(
  String.raw`${WORD}(?:(?<=\u00ad)\n${WORD})*|${SIGN}[${BORNE}\p{Emoji_Modifier}]*`,
  'gv',
);
const ONLY_SIGN = new RegExp(`^${SIGN}$`, 'v');
const LETTERS = /[\p{L}\p{N}]+/gu;
const ONLY_LETTERS = /^[\p{L}\p{N}]+$/u;
/** Most words of here: told apart first, because folding them takes three times as long. */
const ASCII_LETTERS = /^[a-z0-9]+$/i;

/** In the order of the text; what folds to several words ("½") stands several times at one place. */
export function placedWords(text: string): PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const { 0: found, index: start } of text.matchAll(PARTS)) {
    const end = start + found.length;
    if (ASCII_LETTERS.test(found)) placed.push({ word: found.toLowerCase(), start, end });
    else {
      const word = folded(found.replaceAll('\n', ''));
      if (ONLY_LETTERS.test(word) || ONLY_SIGN.test(word)) placed.push({ word, start, end });
      else for (const part of word.match(LETTERS) ?? []) placed.push({ word: part, start, end });
    }
  }
  return placed;
}

/** The words of a text, without its emoji: two names are the same when they have the same ones. */
export const wordsOf = (text: string): string[] =>
  placedWords(text).flatMap(({ word }) => (ONLY_LETTERS.test(word) ? [word] : []));

/** One text for each name, whatever stands between its words. Empty for a name without words. */
export const nameKey = (name: string): string => wordsOf(name).join(' ');

/** True when every word typed begins one of `words`. Nothing typed fits anything. */
export const fits = (typed: readonly string[], words: readonly string[]): boolean =>
  typed.every((part) => words.some((word) => word.startsWith(part)));
