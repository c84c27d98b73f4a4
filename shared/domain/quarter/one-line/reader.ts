/** One way to say something in a line: the words it is recognised by, and what they mean. */
import type { LinePart, OneLineContext, Refusal, Said } from './said.ts';
import { END } from './words.ts';

/** A line as it is read: as typed, and as it is compared (of the same length). */
export interface Line {
  text: string;
  letters: string;
  context: OneLineContext;
}

export interface Match {
  /** Where it ends in the line. */
  end: number;
  said: Said | Refusal;
}

export interface Reader {
  part: LinePart;
  /**
   * Words that may belong to a title too. `segment`: recognised only when nothing else stands between the two commas;
   * `hint`: beside words of a title they stay in it, and say the same.
   */
  unsure?: 'segment' | 'hint';
  /** What follows up to the next thing recognised is a name: of a person, or of a meeting point. */
  opens?: 'person' | 'led' | 'facilitator' | 'host' | 'by' | 'place';
  match(line: Line, at: number): Match | undefined;
}

export interface Found {
  /** Empty when the group is absent. */
  group(name: string): string;
  /** The same, as it was typed. */
  typed(name: string): string;
  /** All of it, comparable. */
  whole: string;
  /** What stands before it and after it, comparable. */
  before: string;
  after: string;
}

type Read = (found: Found, context: OneLineContext) => Said | Refusal | undefined;

/** Words by a pattern on comparable text; undefined from `read`: they mean something else here. */
export function phrase(
  part: LinePart,
  source: string,
  read: Read | Said,
  more: Pick<Reader, 'unsure' | 'opens'> = {},
): Reader {
  // "Visio-conférence", "Midi-musique": a part of a word is no word.
  const pattern = new RegExp(`(?:${source})${END}(?!-\\p{L})`, 'duy');
  return {
    part,
    ...more,
    match(line, at) {
      pattern.lastIndex = at;
      const match = pattern.exec(line.letters);
      if (!match || match[0] === '') return undefined;
      const end = at + match[0].length;
      const said = typeof read === 'function' ? read(foundIn(match, line, at, end), line.context) : read;
      return said === undefined ? undefined : { end, said };
    },
  };
}

function foundIn(match: RegExpExecArray, { text, letters }: Line, at: number, end: number): Found {
  return {
    whole: letters.slice(at, end),
    group: (name) => match.groups?.[name] ?? '',
    typed: (name) => text.slice(...(match.indices?.groups?.[name] ?? [0, 0])),
    get before() {
      return letters.slice(0, at);
    },
    get after() {
      return letters.slice(end);
    },
  };
}

/** The longest of what these readers find at a place; the first one of two that are as long. */
export function longest(readers: readonly Reader[], line: Line, at: number) {
  let best: { reader: Reader; match: Match } | undefined;
  for (const reader of readers) {
    const match = reader.match(line, at);
    if (match && match.end > (best?.match.end ?? at)) best = { reader, match };
  }
  return best;
}

/** What a pattern finds at a place, for readers that read step by step. */
export function stepper(source: string) {
  const pattern = new RegExp(source, 'uy');
  return ({ letters }: Pick<Line, 'letters'>, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(letters);
  };
}
