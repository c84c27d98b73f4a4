/** A typed line from left to right: everything that is recognised in it, and the words between. */
import { dateReaders } from './dates.ts';
import { dayReaders } from './days.ts';
import { holidayReaders } from './holidays.ts';
import { hourReaders } from './hours.ts';
import { withItsNumbers } from './numbered.ts';
import { numberReaders } from './numbers.ts';
import { peopleReaders } from './people.ts';
import { placeReaders, spaceReaders } from './places.ts';
import { type Line, longest, type Reader } from './reader.ts';
import { rhythmReaders } from './rhythm.ts';
import type { LinePart, OneLineContext, Refusal, Said } from './said.ts';
import { comparable, patternOfName, quotedZones, type Zone } from './text.ts';
import { weekEndReaders } from './week-ends.ts';
import { DAY_IN_FULL, weekdayOf } from './words.ts';

export interface Item {
  kind: 'item';
  from: number;
  to: number;
  part: LinePart;
  said: Said | Refusal;
  unsure?: Reader['unsure'];
  opens?: Reader['opens'];
}
export interface Word {
  kind: 'word';
  from: number;
  to: number;
  zone?: Zone;
  /** It could have been recognised, and is a word of the title: what it would say if nothing else does. */
  hint?: { part: LinePart; said: Said };
  /** What else it was taken for at first. */
  wasItem?: boolean;
}
/** `stop` separates parts of the line; `mark` is any other sign. */
export interface Sign {
  kind: 'stop' | 'mark';
  from: number;
  to: number;
}
export type Element = Item | Word | Sign;

const FIXED: Reader[] = [
  ...dateReaders,
  ...dayReaders,
  ...weekEndReaders,
  ...rhythmReaders,
  ...holidayReaders,
  ...hourReaders,
  ...numberReaders,
  ...placeReaders,
  ...peopleReaders,
];

const isRead = (line: Line, at: number): boolean => longest(FIXED, line, at) !== undefined;

const WORD = /[\p{L}\p{N}\p{M}]+(?:['-][\p{L}\p{N}\p{M}]+)*'?/uy;
const STOP = /[,;·\n|]/;
const MARK = /[\s()[\]{}:.!?/\\\-+&…"“”«»'*_=<>→#~^]/u;

export const lineOf = (text: string, context: OneLineContext): Line => ({
  text,
  letters: comparable(text),
  context,
});

/** Every character but blanks belongs to one of them, in order. */
export function elementsOf(line: Line): Element[] {
  const { text } = line;
  const zones = zonesOf(line);
  // What stands in a zone is read by nobody.
  const masked: Line = { ...line, letters: zones.reduce(mask, line.letters) };
  const readers = [...FIXED, ...spaceReaders(line.context)];
  const elements: Element[] = [];
  for (let at = 0; at < text.length; ) {
    const zone = zones.find(({ from }) => from === at);
    if (zone) {
      const hint = zone.inside === undefined ? dayIn(line.letters.slice(at, zone.to)) : undefined;
      elements.push({ kind: 'word', from: at, to: zone.to, zone, ...(hint ? { hint } : {}) });
      at = zone.to;
      continue;
    }
    if (text.charAt(at) === ' ') {
      at += 1;
      continue;
    }
    const best = longest(readers, masked, at);
    if (best) {
      const { reader } = best;
      const { part, unsure, opens } = reader;
      const match = part === 'space' ? withItsNumbers(masked, best.match, isRead) : best.match;
      elements.push({
        kind: 'item',
        from: at,
        to: match.end,
        part,
        said: match.said,
        ...(unsure ? { unsure } : {}),
        ...(opens ? { opens } : {}),
      });
      at = match.end;
      continue;
    }
    const sign = signAt(line, at);
    elements.push(sign);
    at = sign.to;
  }
  return elements;
}

const OF_A_DAY = new RegExp(`(?:^| )du (?<day>${DAY_IN_FULL})`, 'u');
/** "Goûter du mercredi": the name of an activity may say its day. */
function dayIn(name: string): Word['hint'] {
  const day = OF_A_DAY.exec(name)?.groups?.day;
  return day === undefined ? undefined : { part: 'when', said: { weekdays: [weekdayOf(day)] } };
}

function signAt({ text, letters }: Line, at: number): Element {
  WORD.lastIndex = at;
  const word = WORD.exec(letters);
  if (word) return { kind: 'word', from: at, to: at + word[0].length };
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const to = at + letter.length;
  if (STOP.test(letter)) return { kind: 'stop', from: at, to };
  return { kind: MARK.test(letter) ? 'mark' : 'word', from: at, to };
}

const mask = (letters: string, { from, to }: Zone): string =>
  letters.slice(0, from) + '\u0001'.repeat(to - from) + letters.slice(to);

/** Quoted words, and names of several words that would be read as something else or cut. */
function zonesOf({ text, letters, context }: Line): Zone[] {
  const zones = quotedZones(text);
  for (const pattern of namePatterns(context))
    for (const { index, 0: found } of letters.matchAll(pattern)) {
      const zone = { from: index, to: index + found.length };
      if (!zones.some(({ from, to }) => zone.from < to && from < zone.to)) zones.push(zone);
    }
  return zones.sort((a, b) => a.from - b.from);
}

const patterns = new WeakMap<OneLineContext, RegExp[]>();

/** Of the activities, longest first: those that plain words would not give. */
function namePatterns(context: OneLineContext): RegExp[] {
  const made = patterns.get(context);
  if (made) return made;
  const withoutNames: OneLineContext = { ...context, activities: [] };
  const isRead = (name: string) => {
    const kinds = new Set(elementsOf(lineOf(name, withoutNames)).map(({ kind }) => kind));
    return kinds.has('word') && (kinds.has('item') || kinds.has('stop'));
  };
  const names = context.activities
    .filter(({ archived, name }) => !archived && /[^\p{L}\p{N}]/u.test(name.trim()) && isRead(name))
    .sort((a, b) => b.name.length - a.name.length)
    .flatMap(({ name }) => {
      const source = patternOfName(name);
      return source === undefined ? [] : [new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'gu')];
    });
  patterns.set(context, names);
  return names;
}
