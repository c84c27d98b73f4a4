/** What was found, marked in the text as it was written. */
import { numbersIn, placesOf } from './numbers.ts';
import type { Phrase, Sought } from './sought.ts';
import { type PlacedWord, placedWords, type Span } from './words.ts';

/** A run of text, found or not. Never HTML. */
export interface Segment {
  text: string;
  match: boolean;
}

/** Where a term of what is sought stands. */
type Found = Span & { term: number };

/** Words shown before the first that was found. */
const BEFORE = 3;
/** Places looked at for the best stretch of a text: a search for "le" in a long note finds hundreds. */
const MOST_PLACES = 50;

/** The whole text. The segments joined are the text, with blanks for its line ends. */
export const marked = (typed: Sought, text: string): Segment[] =>
  segmentsOf(text, foundIn(typed, text, placedWords(text)), { start: 0, end: text.length });

/**
 * About `most` words of the text, where most of what is sought stands together, with "…" where something is left out.
 * Without a match when nothing of it is in the text: its beginning.
 */
export function snippetOf(typed: Sought, text: string, most: number): Segment[] {
  const words = placedWords(text);
  const found = foundIn(typed, text, words);
  const shown = stretchOf(text, words, found, most);
  const segments = segmentsOf(text, found, shown);
  if (shown.start > 0) segments.unshift({ text: '…', match: false });
  if (shown.end < text.length) segments.push({ text: '…', match: false });
  return segments;
}

/** In the order of the text. Groups that are found as one number are not marked one by one too. */
function foundIn(typed: Sought, text: string, words: readonly PlacedWord[]): Found[] {
  const numbers = typed.some((term) => term.numbers.length > 0) ? numbersIn(text) : [];
  return typed
    .flatMap((one, term) => {
      const asNumbers = one.numbers.flatMap((key) => numbers.flatMap((number) => placesOf(key, number)));
      const asGroups = () => one.phrases.flatMap((phrase) => phraseIn(phrase, words));
      const spans =
        asNumbers.length === 0 || one.phrases.length === 1 ? [...asNumbers, ...asGroups()] : asNumbers;
      return spans.map(({ start, end }) => ({ start, end, term }));
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function phraseIn({ words: sought, unfinished }: Phrase, words: readonly PlacedWord[]): Span[] {
  const isIt = (part: string, at: number, word: string | undefined) =>
    unfinished && at === sought.length - 1 ? word?.startsWith(part) === true : word === part;
  return words.flatMap(({ start }, first) =>
    sought.every((part, at) => isIt(part, at, words[first + at]?.word))
      ? [{ start, end: words[first + sought.length - 1]?.end ?? start }]
      : [],
  );
}

/** The stretch of so many words that holds most of the terms; the earliest of them. */
function stretchOf(text: string, words: readonly PlacedWord[], found: readonly Found[], most: number): Span {
  const from = (first: number): Span => ({
    start: first === 0 ? 0 : (words[first]?.start ?? 0),
    end: first + most >= words.length ? text.length : (words[first + most - 1]?.end ?? text.length),
  });
  let best = { terms: -1, shown: from(0) };
  let at = 0;
  for (const { start: place } of found.slice(0, MOST_PLACES)) {
    while (at < words.length - 1 && (words[at]?.end ?? 0) <= place) at += 1;
    const shown = from(Math.max(0, Math.min(at - Math.min(BEFORE, most - 1), words.length - most)));
    const inside = found.filter(({ start, end }) => start >= shown.start && end <= shown.end);
    const terms = new Set(inside.map(({ term }) => term)).size;
    if (terms > best.terms) best = { terms, shown };
  }
  return best.shown;
}

function segmentsOf(text: string, found: readonly Span[], shown: Span): Segment[] {
  const segments: Segment[] = [];
  let done = shown.start;
  const upTo = (end: number, match: boolean) => {
    if (end <= done) return;
    const piece = text.slice(done, end).replaceAll('\n', ' ');
    const last = segments.at(-1);
    if (last?.match === match) last.text += piece;
    else segments.push({ text: piece, match });
    done = end;
  };
  for (const { start, end } of found) {
    upTo(Math.min(start, shown.end), false);
    upTo(Math.min(end, shown.end), true);
  }
  upTo(shown.end, false);
  return segments;
}
