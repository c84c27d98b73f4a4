/** The letters of a typed line: how they are compared with what is known, and what stands between « and ». */
import { folded } from '../../search/folding.ts';
import { nameKey, wordsOf } from '../../search/words.ts';

/** Two names are the same when these are. */
export const keyOf = nameKey;

/** One blank between words; a line break stays one. What is read, and shown back piece by piece, is this text. */
export const tidy = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/**
 * The text without accents, in lower case, with plain spaces, quotes and dashes, and as long as it was: what is found
 * in it is at the same place in the text itself.
 */
export const comparable = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => {
    const letter = text.charAt(index);
    if (letter === '\n') return letter;
    const bare = folded(letter);
    return bare.length === 1 ? bare : letter;
  }).join('');

/** Words of a name that people leave out: "salle activités". */
const SMALL = new Set(['d', 'de', 'des', 'du', 'l', 'la', 'le', 'les']);
/** Between two words of a name: a comma only where the name has one. */
const between = (gap: string): string =>
  /[,;·|]/.test(gap) ? '[^\\p{L}\\p{N}\\n]+' : '[^\\p{L}\\p{N}\\n,;·|]+';

/**
 * The pattern of a name in a comparable text: its words in full, whatever stands between them, with or without its small
 * words and its plurals; undefined for a name without words.
 */
export function patternOfName(name: string): string | undefined {
  const words = [...comparable(name).matchAll(/([\p{L}\p{N}]+)([^\p{L}\p{N}]*)/gu)];
  if (words.length === 0) return undefined;
  return words
    .map(([, word = '', gap = ''], index) => {
      const last = index === words.length - 1;
      const letters = wordsOf(word)
        .join('')
        .replaceAll('oe', '(?:oe|œ)')
        .replaceAll('ae', '(?:ae|æ)')
        .replaceAll('ss', '(?:ss|ß)');
      if (SMALL.has(word) && !last) return `(?:${letters}${between(gap)})?`;
      const isLong = word.length > 3 && /\p{L}$/u.test(word);
      const stem = isLong ? `${letters.replace(/[sx]$/, '')}[sx]?` : letters;
      return last ? stem : `${stem}${between(gap)}`;
    })
    .join('');
}

const wholeNames = new Map<string, RegExp | null>();

/** Whether a text is that name and nothing else, by the same rule. */
export function isName(text: string, name: string): boolean {
  let pattern = wholeNames.get(name);
  if (pattern === undefined) {
    const source = patternOfName(name);
    pattern = source === undefined ? null : new RegExp(`^[^\\p{L}\\p{N}]*${source}[^\\p{L}\\p{N}]*$`, 'u');
    wholeNames.set(name, pattern);
  }
  return pattern?.test(comparable(text)) === true;
}

/** Where a text must be taken as it stands: a name with a comma or a day in it, or words between quotes. */
export interface Zone {
  from: number;
  to: number;
  /** What is between the quotes; absent for a name. */
  inside?: string;
}

const QUOTES = /«([^«»]*)»|“([^“”]*)”|"([^"]*)"/g;

export const quotedZones = (text: string): Zone[] =>
  [...text.matchAll(QUOTES)].flatMap(({ index, 0: whole, 1: a, 2: b, 3: c }) => {
    const inside = (a ?? b ?? c ?? '').trim();
    return inside === '' ? [] : [{ from: index, to: index + whole.length, inside }];
  });

export const quoted = (text: string): string => (/[«»]/.test(text) ? `“${text}”` : `« ${text} »`);
