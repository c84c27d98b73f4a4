/** From what a person types in the search box to a full-text query, and back to what is shown. */

/** Most words taken from one search; the others are ignored. */
export const SEARCH_MAX_WORDS = 12;

/** Letters, digits, marks and private characters: what the index (unicode61) takes as parts of a word. */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * The terms of an FTS5 query, each safe by construction (quoted, made only of letters and digits), to be joined by
 * AND. Words between quotes (`"…"`, `« … »`, `“…”`) are a phrase; the last word is a prefix as soon as it has two
 * letters, so that results follow the typing.
 */
export function toMatchTerms(text: string): string[] {
  const parts = text.replace(/[«»“”„]/g, '"').split('"');
  const terms: string[] = [];
  let words = 0;
  const take = (found: string[], prefix: boolean) => {
    if (found.length === 0 || words >= SEARCH_MAX_WORDS) return;
    const kept = found.slice(0, SEARCH_MAX_WORDS - words);
    words += kept.length;
    terms.push(term(kept, prefix && (kept.at(-1)?.length ?? 0) > 1));
  };
  parts.forEach((part, index) => {
    const found = [...part.matchAll(WORD)].map(([word]) => word);
    const isLast = parts.slice(index + 1).every((next) => next.search(WORD) === -1);
    const isClosed = index < parts.length - 1;
    if (index % 2 === 1) take(found, isLast && !isClosed);
    else
      found.forEach((word, at) => {
        take([word], isLast && at === found.length - 1);
      });
  });
  return terms;
}

/** The whole FTS5 query, or null when there is no word to look for. */
export function toMatchQuery(text: string): string | null {
  const terms = toMatchTerms(text);
  return terms.length === 0 ? null : terms.join(' AND ');
}

/** The index keeps "œ" as a letter of its own: both spellings are looked for. */
function term(words: readonly string[], prefix: boolean): string {
  const quote = (spelling: string) => `"${spelling}"${prefix ? ' *' : ''}`;
  const typed = words.join(' ');
  const apart = typed.replace(/œ/gi, 'oe').replace(/æ/gi, 'ae');
  const joined = apart.replace(/oe/gi, 'œ').replace(/ae/gi, 'æ');
  return apart === joined ? quote(apart) : `(${quote(apart)} OR ${quote(joined)})`;
}

/** A run of text, found or not. Never HTML. */
export interface Segment {
  text: string;
  match: boolean;
}

/** Marks put around what was found; never part of a note's words, which hold no control character. */
export const MATCH_START = '\u0002';
export const MATCH_END = '\u0003';
const MARKS = new RegExp(`([${MATCH_START}${MATCH_END}])`);

/** Reads the marks back. The texts joined are the text without its marks. */
export function segmentsOf(marked: string): Segment[] {
  const segments: Segment[] = [];
  let match = false;
  for (const part of marked.split(MARKS)) {
    if (part === MATCH_START) match = true;
    else if (part === MATCH_END) match = false;
    else if (part !== '') segments.push({ text: part.replaceAll('\n', ' '), match });
  }
  return segments;
}
