/** One part of a typed line: everything that is recognised in it, and the words that are left. */
import { dateReaders, weekdayReaders } from './dates.ts';
import { activityNamed, isActivityName, nameReaders, spaceReaders, spacesNamed } from './names.ts';
import { numberReaders } from './numbers.ts';
import type { Reader } from './reader.ts';
import { rhythmReaders } from './rhythm.ts';
import type { LinePart, OneLineContext, Refusal, Said } from './said.ts';
import { comparable, keyOf, unquoted } from './text.ts';

export interface ReadPart {
  part: LinePart;
  text: string;
  said: Said;
}

export interface ReadSegment {
  parts: ReadPart[];
  refused: { text: string; why: Refusal }[];
  /** Words that mean nothing here: a title, perhaps. */
  rest?: string;
}

/** What is longer and more precise is tried first. */
export function readersFor(context: OneLineContext): Reader[] {
  return [
    ...nameReaders,
    ...dateReaders,
    ...rhythmReaders,
    ...weekdayReaders,
    ...numberReaders,
    ...spaceReaders(context),
  ];
}

const TAKEN = '\u0001';
/** Words that join what was recognised. */
const JOINING = /^(?:(?:les?|la|l|d|du|des?|au?|aux|en|et|dans|chaque|tous)(?: |$))+$/u;
const TRAILING = /(?: (?:les?|la|du|des?|au?|aux|en|et|dans|-|\+|:))+$/iu;

export function readSegment(text: string, context: OneLineContext, readers: readonly Reader[]): ReadSegment {
  const title = unquoted(text);
  if (title !== undefined) return only('title', text, { title });
  const whole = activityNamed(text, context);
  if (whole && isActivityName(text, context)) return only('activity', text, { activity: whole });

  const { rest, isCut, ...read } = recognise(text, context, readers);
  const places = spacesNamed(text, context);
  if (places && (rest !== '' || read.parts.every(({ part }) => part === 'space')))
    return only('space', text, places);
  if (rest === '') return read;
  if (whole) return only('activity', text, { activity: whole });
  // "Atelier du mardi" is a title; "Atelier du mardi 10 h" is one with its hours.
  const activity = isCut && !isActivityName(rest, context) ? undefined : activityNamed(rest, context);
  if (activity)
    return { ...read, parts: [{ part: 'activity', text: rest, said: { activity } }, ...read.parts] };
  const restPlaces = spacesNamed(rest, context);
  if (restPlaces) return { ...read, parts: [...read.parts, { part: 'space', text: rest, said: restPlaces }] };
  const isPrecise = [...read.parts, ...read.refused].some(({ text: found }) => /\d/.test(found));
  return isPrecise ? { ...read, rest } : { parts: [], refused: [], rest: text };
}

const only = (part: LinePart, text: string, said: Said): ReadSegment => ({
  parts: [{ part, text, said }],
  refused: [],
});

function recognise(text: string, context: OneLineContext, readers: readonly Reader[]) {
  const parts: ReadPart[] = [];
  const refused: ReadSegment['refused'] = [];
  let left = comparable(text);
  for (const reader of readers) {
    // A part of the line may say the same kind of thing several times: two spaces, two exceptions.
    for (let match = reader.pattern.exec(left); match !== null; match = reader.pattern.exec(left)) {
      if (reader.alone && keyOf(match[0]) !== keyOf(text)) break;
      const indices = match.indices?.groups ?? {};
      const groups = match.groups ?? {};
      const result = reader.read(
        {
          group: (name) => groups[name] ?? '',
          typed: (name) => text.slice(...(indices[name] ?? [0, 0])),
          isFirst: left.slice(0, match.index).trim() === '',
        },
        context,
      );
      if (result === undefined) break;
      const end = match.index + match[0].length;
      const typed = text.slice(match.index, end).trim();
      if (typeof result === 'string') refused.push({ text: typed, why: result });
      else parts.push({ part: reader.part, text: typed, said: result });
      left = left.slice(0, match.index) + TAKEN.repeat(match[0].length) + left.slice(end);
    }
  }
  return { parts, refused, ...restOf(text, left) };
}

/** What nothing recognised; `isCut` when words that led to something recognised were taken off its end. */
function restOf(text: string, left: string): { rest: string; isCut: boolean } {
  const kept = Array.from({ length: text.length }, (_, at) =>
    left.charAt(at) === TAKEN ? ' ' : text.charAt(at),
  ).join('');
  const whole = kept.replace(/ {2,}/g, ' ').trim();
  const rest = whole.replace(TRAILING, '').trim();
  const isNothing = JOINING.test(keyOf(rest)) || keyOf(rest) === '';
  return { rest: isNothing ? '' : rest, isCut: rest !== whole };
}
