/** The letters of a typed line: how it is cut into parts, and how it is compared with what is known. */
import { folded } from '../../search/folding.ts';
import { wordsOf } from '../../search/words.ts';

/** Two names are the same when these are. */
export const keyOf = (name: string): string => wordsOf(name).join(' ');

/**
 * The text without accents, in lower case, with plain spaces, quotes and dashes, and as long as it was: what is found
 * in it is at the same place in the text itself.
 */
export const comparable = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => {
    const letter = text.charAt(index);
    if (/\s/.test(letter)) return ' ';
    if (/[’‘ʼ]/.test(letter)) return "'";
    if (/[‐‑–—−]/.test(letter)) return '-';
    const bare = folded(letter);
    return bare.length === 1 ? bare : letter;
  }).join('');

/** The pattern of a name in a comparable text, whatever stands between its words; undefined for a name without words. */
export function patternOfName(name: string): string | undefined {
  const words = wordsOf(name).map((word) =>
    word.replaceAll('oe', '(?:oe|œ)').replaceAll('ae', '(?:ae|æ)').replaceAll('ss', '(?:ss|ß)'),
  );
  return words.length === 0 ? undefined : words.join('[^\\p{L}\\p{N}]+');
}

const SEPARATOR = /[,;·\n]/;
/** "4,50 €": this comma is not one that separates. */
const CENTS = /^,\d{2} ?(?:€|eur)/i;

/** The parts of a line. What is between « and », or one of `names`, is never cut. */
export function segmentsOf(line: string, names: readonly string[]): string[] {
  const text = line.normalize('NFC');
  const whole = wholeNames(text, names);
  const segments: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '«' && text.indexOf('»', at) > at) depth += 1;
    else if (letter === '»') depth = Math.max(0, depth - 1);
    else if (
      depth === 0 &&
      SEPARATOR.test(letter) &&
      !isCents(text, at) &&
      !whole.some(({ start, end }) => start < at && at < end)
    ) {
      segments.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  segments.push(text.slice(begin));
  return segments.map(tidy).filter((segment) => segment !== '');
}

/** Where the text holds a name that would be cut: "Respirer, dormir". */
function wholeNames(text: string, names: readonly string[]) {
  const letters = comparable(text);
  return names
    .filter((name) => SEPARATOR.test(name))
    .flatMap((name) => {
      const pattern = patternOfName(name);
      if (pattern === undefined) return [];
      const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu');
      return [...letters.matchAll(whole)].map(({ index, 0: found }) => ({
        start: index,
        end: index + found.length,
      }));
    });
}

const isCents = (text: string, at: number) =>
  /\d/.test(text.charAt(at - 1)) && CENTS.test(text.slice(at, at + 8).replace(/\s/g, ' '));

const tidy = (text: string) => text.replace(/\s{2,}/g, ' ').trim();

/** What stands between « and », when that is the whole of it. */
export const unquoted = (text: string): string | undefined => {
  const inner = /^«(.*)»$/s.exec(text.trim())?.[1]?.trim();
  return inner === '' ? undefined : inner;
};
export const quoted = (text: string): string => `« ${text} »`;
