/**
 * A line of the quarter typed in one go: "Yoga, mardi 10 h–11 h 15, salle d’activités, toutes les 2 semaines,
 * 12 places, 12 €". Parts come in any order, between commas. What is not understood is said, never lost.
 */
import { activitiesLike, knownNames } from './names.ts';
import { draftOf, hoursOf, type LineDraft, type MissingPart, modeOf, whenOf } from './plan.ts';
import { addTo, type LinePart, type OneLineContext, type Refusal, type Said } from './said.ts';
import { readersFor, readSegment } from './segment.ts';
import { segmentsOf } from './text.ts';

export { describeLine } from './describe.ts';
export type { LinePart, OneLineContext } from './said.ts';

export interface OneLine {
  /** What `quarter.saveLine` takes; null while a title, a day or the hours are missing. */
  draft: LineDraft | null;
  /** In the order of the line. */
  understood: { part: LinePart; text: string }[];
  /** `space` only advises: a session on site may be held nowhere in particular. */
  missing: MissingPart[];
  /** Parts of the line that are not in the draft, as they were typed. */
  unknown: string[];
  /** Why, for those of `unknown` that were recognised and cannot be. */
  refused: { text: string; why: Refusal }[];
  /** Activities that the title may have been meant for, by id: the line names none of them well enough. */
  couldBe: string[];
}

const MAX_LENGTH = 2000;

export function readOneLine(text: string, context: OneLineContext): OneLine {
  const line: OneLine = { draft: null, understood: [], missing: [], unknown: [], refused: [], couldBe: [] };
  const said: Said = {};
  const refuse = (part: string, why: Refusal) => {
    line.unknown.push(part);
    line.refused.push({ text: part, why });
  };
  const rests: string[] = [];
  const readers = readersFor(context);
  for (const segment of segmentsOf(text.slice(0, MAX_LENGTH), knownNames(context))) {
    const { parts, refused, rest } = readSegment(segment, context, readers);
    for (const { part, text: typed, said: more } of parts) {
      if (addTo(said, more)) refuse(typed, 'said-twice');
      else line.understood.push({ part, text: typed });
    }
    for (const { text: typed, why } of refused) refuse(typed, why);
    if (rest !== undefined && rest !== '') rests.push(rest);
  }
  if (!said.activity && said.title === undefined) {
    const title = rests.shift()?.slice(0, 300);
    if (title !== undefined) {
      said.title = title;
      line.understood.unshift({ part: 'title', text: title });
      line.couldBe = activitiesLike(title, context);
    }
  }
  line.unknown.push(...rests);
  if (said.fareCents === null && !said.activity) usualFare(line, said, context);
  return finish(line, said, context, refuse);
}

function finish(
  line: OneLine,
  said: Said,
  { span }: OneLineContext,
  refuse: (part: string, why: Refusal) => void,
): OneLine {
  const isNamed = said.activity !== undefined || said.title !== undefined || said.kind !== undefined;
  if (!isNamed) line.missing.push('title');
  let when = whenOf(said, span);
  if (typeof when === 'object' && 'part' in when) {
    const { part, why } = when;
    for (const { text } of line.understood.filter((one) => one.part === part)) refuse(text, why);
    line.understood = line.understood.filter((one) => one.part !== part);
    when = 'missing';
  }
  if (when === 'missing') line.missing.push('when');
  const hours = hoursOf(said);
  if (typeof hours === 'string') line.missing.push(hours);
  if (isNamed && when !== 'missing' && typeof hours === 'object') line.draft = draftOf(said, when, hours);
  if (needsASpace(said)) line.missing.push('space');
  return line;
}

/** An activity follows the fares of the place whatever they become; a line of its own has the one of today. */
function usualFare(line: OneLine, said: Said, { fares }: OneLineContext): void {
  if (fares?.full !== undefined) said.fareCents = fares.full;
  else {
    line.unknown.push(...line.understood.filter(({ part }) => part === 'fare').map(({ text }) => text));
    line.understood = line.understood.filter(({ part }) => part !== 'fare');
  }
}

function needsASpace(said: Said): boolean {
  const mode = modeOf(said);
  const onSite = mode === 'on-site' || mode === 'hybrid';
  return onSite && !said.wholePlace && said.spaces === undefined && said.activity?.spaces[0] === undefined;
}
