/** What a person looks for: read once from what was typed, then compared with texts here, or with the index of the base. */
import { keysOf, numbersIn, numbersTyped, soughtKey } from './numbers.ts';
import { placedWords, type Span } from './words.ts';

/** Most words taken from one search; the others are ignored. */
export const SEARCH_MAX_WORDS = 12;

/** Words that follow each other. */
export interface Phrase {
  words: string[];
  /** The last word may go on: results follow the typing. */
  unfinished: boolean;
}

/** All of these phrases are wanted, or one of these numbers, as the keys of `numbers.ts`. */
export interface Term {
  phrases: Phrase[];
  numbers: string[];
}

/** All of these are wanted. Empty when there is no word to look for. */
export type Sought = readonly Term[];

/**
 * Words between quotes (`"…"`, `« … »`, `“…”`) are a phrase; the last word is unfinished, from its second letter
 * when it is the only one: one letter alone begins a word of every text.
 * Groups of digits that make one number are looked for as words, and as that number however it is written. Any text will
 * do.
 */
export function sought(typed: string): Sought {
  const parts = typed.replace(/[«»“”„]/g, '"').split('"');
  const placed = parts.map(placedWords);
  const isOnly = placed.flat().length === 1;
  const last = placed.findLastIndex((words) => words.length > 0);
  const terms: Term[] = [];
  let room = SEARCH_MAX_WORDS;
  for (const [index, words] of placed.entries()) {
    const kept = words.slice(0, room);
    room -= kept.length;
    const isQuoted = index % 2 === 1;
    const goesOn = index === last && !(isQuoted && index < parts.length - 1);
    const numbers = numbersOf(parts[index] ?? '');
    let number: (Span & Term) | undefined;
    if (isQuoted) {
      const whole = numbers.find((one) => kept.every((word) => isWithin(word, one)));
      if (kept.length > 0)
        terms.push({ phrases: [phrase(kept, goesOn, isOnly)], numbers: whole?.numbers ?? [] });
    } else {
      for (const [at, word] of kept.entries()) {
        const one = phrase([word], goesOn && at === kept.length - 1, isOnly);
        const within = numbers.find((other) => isWithin(word, other));
        if (within === undefined) terms.push({ phrases: [one], numbers: [] });
        else if (within === number) number.phrases.push(one);
        else {
          number = within;
          number.phrases.push(one);
          terms.push(number);
        }
      }
    }
  }
  return terms.map(({ phrases, numbers }) => ({ phrases, numbers }));
}

function phrase(placed: readonly { word: string }[], goesOn: boolean, isOnly: boolean): Phrase {
  const words = placed.map(({ word }) => word);
  return { words, unfinished: goesOn && (!isOnly || (words.at(-1)?.length ?? 0) > 1) };
}

/** Where the text holds numbers, with every way of reading each of them. */
function numbersOf(text: string): (Span & Term)[] {
  const found: (Span & Term)[] = [];
  for (const number of numbersTyped(text)) {
    const [start = 0, end = 0] = [number.starts[0], number.starts.at(-1)];
    const known = found.find((other) => other.end === end + 1);
    if (known) known.numbers.push(soughtKey(number));
    else found.push({ start, end: end + 1, phrases: [], numbers: [soughtKey(number)] });
  }
  return found;
}

const isWithin = (word: Span, number: Span) => word.start < number.end && word.end > number.start;

/** What a name or a line is compared by. */
export interface Compared {
  words: string[];
  numbers: string[];
}

export const compared = (text: string): Compared => ({
  words: placedWords(text).map(({ word }) => word),
  numbers: numbersIn(text).flatMap(keysOf),
});

const WAYS = {
  beginning: (word: string, part: string) => word.startsWith(part),
  within: (word: string, part: string) => word.includes(part),
};

/** True when every word typed begins one of the words, or stands within one, in any order. Nothing typed fits anything. */
export const answers = (typed: Sought, { words, numbers }: Compared, way: keyof typeof WAYS): boolean =>
  typed.every(
    (term) =>
      term.phrases.every((one) => one.words.every((part) => words.some((word) => WAYS[way](word, part)))) ||
      term.numbers.some((key) => numbers.some((number) => number.includes(key))),
  );
