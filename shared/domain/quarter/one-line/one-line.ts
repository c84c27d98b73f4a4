/**
 * A line of the quarter typed in one go: "Yoga, mardi 10 h–11 h 15, salle d’activités, toutes les 2 semaines,
 * 12 places, 12 €". Parts come in any order, with or without commas. Everything typed is understood and shown, or it is
 * not understood, is shown as such, and nothing can be added.
 *
 * words (words.ts) → what is recognised, and the words between (elements.ts) → what could be read in two ways (settle.ts)
 * → names that something opens, runs of words (runs.ts) → the title (title.ts) → occasions (occasions.ts) → days (when.ts)
 * and plans (plan.ts).
 */
import { lineDates } from '../dates.ts';
import { elementsOf, lineOf } from './elements.ts';
import { knownIn } from './kept-days.ts';
import { occasionsOf, type Refused, saysDays, saysHours, type Understood } from './occasions.ts';
import type { Role } from './people.ts';
import {
  draftOf,
  type Hours,
  hoursOf,
  type KnownLine,
  type LineDraft,
  type MissingPart,
  needsASpace,
  wholeDays,
} from './plan.ts';
import { runsOf, takeNames } from './runs.ts';
import type { LinePart, OneLineContext, Refusal, Said } from './said.ts';
import { knowsSchoolHolidays } from './school.ts';
import { settle } from './settle.ts';
import { tidy } from './text.ts';
import { activitiesLike, titled } from './title.ts';
import { type CannotBe, type When, whenOf } from './when.ts';

export { describeKnown, describeLine } from './describe.ts';
export type { KnownLine, LineDraft, MissingPart } from './plan.ts';
export type { LinePart, OneLineContext } from './said.ts';

export interface Piece {
  text: string;
  /** Blanks and signs are `joining`, like the small words between two parts. */
  is: LinePart | 'joining' | 'not-understood';
}

export interface OneLine {
  /** What `quarter.addLines` takes; empty as long as anything is missing or not understood. Several in the order said. */
  drafts: LineDraft[];
  /** What was understood, also while something is missing. */
  known: KnownLine[];
  /** The whole line, in order. */
  pieces: Piece[];
  /** `space` only advises: a session on site may be held nowhere in particular. */
  missing: MissingPart[];
  /** What is not understood, as it was typed; and why, when it was recognised and cannot be. */
  unknown: { text: string; why?: Refusal }[];
  /** Somebody that the line names and nobody knows. */
  toCreate: { name: string; as: Role }[];
  /** Activities that the title may have been meant for, by id: the line names none of them. */
  couldBe: string[];
}

const MAX_LENGTH = 2000;

export function readOneLine(typed: string, context: OneLineContext): OneLine {
  const text = tidy(typed.slice(0, MAX_LENGTH));
  const line = lineOf(text, context);
  const { rest, named } = takeNames(line, settle(line, elementsOf(line)));
  const { runs } = runsOf(line, rest);
  const parts: Understood[] = [];
  const refused: Refused[] = [];
  const add = ({
    from,
    to,
    part,
    said,
  }: Pick<Understood, 'from' | 'to' | 'part'> & { said: Said | Refusal }) => {
    if (typeof said === 'string') refused.push({ from, to, part, why: said });
    else parts.push({ from, to, part, said });
  };
  for (const element of rest) if (element.kind === 'item') add(element);
  for (const name of named) add(name);

  const titles = titled(line, runs);
  const strange = titles.flatMap(({ strangers }) => strangers.map(({ from, to }) => ({ from, to })));
  for (const { run, part, said, hints } of titles) {
    if (Object.keys(said).length > 0) parts.push({ from: run.from, to: run.to, part, said });
    for (const hint of hints)
      if (!parts.some((one) => saysTheSame(one, hint))) parts.push({ from: run.from, to: run.to, ...hint });
  }
  for (const run of runs)
    if (!titles.some((one) => one.run === run)) strange.push({ from: run.from, to: run.to });
  parts.sort((a, b) => a.from - b.from || a.to - b.to);

  const understood = planned(parts, context);
  refused.push(...understood.refused);
  const spans: Marked[] = [
    ...strange.map((one) => ({ ...one, is: 'not-understood' as const })),
    ...refused.map(({ from, to, why }) => ({ from, to, is: 'not-understood' as const, why })),
    ...parts.map(({ from, to, part }) => ({ from, to, is: part })),
  ];
  const unknown = spans
    .filter(({ is }) => is === 'not-understood')
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, why }) => ({ text: text.slice(from, to), ...(why ? { why } : {}) }));
  const { known, missing } = understood;
  const isWhole = unknown.length === 0 && missing.every((part) => part === 'space');
  const title = titles.find(({ part }) => part === 'title')?.said.title;
  const hasActivity = titles.some(({ part }) => part === 'activity');
  return {
    drafts: isWhole ? known.map(({ draft }) => draft) : [],
    known,
    pieces: piecesOf(text, spans),
    missing,
    unknown,
    toCreate: named.flatMap((one) => one.unknown ?? []),
    couldBe: title === undefined || hasActivity ? [] : activitiesLike(title, context),
  };
}

/** A hint gives way to anything that says the same sort of thing. */
function saysTheSame({ part, said }: Understood, hint: { part: LinePart; said: Said }): boolean {
  if (hint.part === 'when') return saysDays(said) || said.isRange === true;
  // "Repas du soir" is a name: the hour decides.
  if (hint.part === 'hours') return hint.said.partOfDay !== undefined || saysHours(said);
  return hint.part === part;
}

interface Planned {
  known: KnownLine[];
  missing: MissingPart[];
  refused: Refused[];
}

function planned(parts: readonly Understood[], context: OneLineContext): Planned {
  const { span, fares } = context;
  const { occasions, refused } = occasionsOf(parts);
  const missing = new Set<MissingPart>();
  const known: KnownLine[] = [];
  const missed: string[][] = [];
  const refuse = (among: readonly Understood[], part: LinePart, why: Refusal, only?: string) => {
    const its = among.filter((one) => one.part === part && (only === undefined || one.said.except));
    // "Du 5 au 9 mars" says until when too; a day may come of the rhythm.
    const near = among.filter((one) => ABOUT_DAYS.includes(one.part));
    const [last] = [its, near, among].find((all) => all.length > 0)?.slice(-1) ?? [];
    if (last && !refused.some(({ from, to }) => from === last.from && to === last.to))
      refused.push({ from: last.from, to: last.to, part, why });
  };
  for (const { said: all, parts: its } of occasions) {
    const said = { ...all };
    const counts = countOf(its);
    const isOfSeveral =
      (said.times?.length ?? 1) > 1 ||
      occasions.some((other) => other.parts !== its && countOf(other.parts) === counts);
    if (counts && isOfSeveral) refuse([counts], counts.part, 'of-which');
    if (said.fareCents === null && !said.activity) {
      if (fares?.full !== undefined) said.fareCents = fares.full;
      else refuse(its, 'fare', 'cannot-be-kept');
    }
    if (said.registration !== undefined && said.registration !== said.activity?.registration)
      refuse(its, 'registration', 'cannot-be-kept');
    const without: KnownLine['without'] = [];
    if (said.activity === undefined && said.title === undefined && said.kind === undefined)
      without.push('title');
    const days = whenOf(said, context);
    if (days === 'missing') without.push('when');
    else if ('why' in days) {
      refuse(its, days.part, days.why);
      without.push('when');
    } else missed.push(days.missed);
    const whens: When[] =
      typeof days === 'object' && 'whens' in days ? days.whens : [{ rule: null, date: span.from }];
    for (const when of whens) {
      const dates = without.includes('when')
        ? []
        : lineDates(draftOf(said, when, NO_HOURS).plan, span, knownIn(context));
      if (dates.length === 0 && !without.includes('when')) {
        const { part, why } = noDate(said, its, context);
        refuse(its, part, why);
      }
      const told = without.includes('when') ? [] : toldOf(said, dates.length, context);
      const timed = timesOf(said, when, context);
      if (timed === 'missing') {
        known.push({ draft: draftOf(said, when, NO_HOURS), without: [...without, 'hours'] });
        continue;
      }
      if ('why' in timed) {
        refuse(its, timed.part, timed.why);
        known.push({ draft: draftOf(said, when, NO_HOURS), without: [...without, 'hours'] });
        continue;
      }
      for (const { when: day, hours } of timed)
        known.push({
          draft: draftOf(said, day, hours),
          without,
          ...(hours.taken ? { endTaken: hours.taken } : {}),
          ...(told.length > 0 ? { told } : {}),
        });
    }
    for (const part of known.flatMap((one) => one.without)) missing.add(part);
    if (needsASpace(said)) missing.add('space');
  }
  // Excepted from one of several series is enough.
  const [first = [], ...others] = missed;
  for (const text of first)
    if (others.every((more) => more.includes(text)))
      refuse(parts, 'exceptions', 'not-one-of-its-dates', text);
  return { known, missing: ORDER.filter((part) => missing.has(part)), refused };
}

/** What an occasion says itself comes after what all of them do. */
const countOf = (parts: readonly Understood[]) => parts.findLast(({ said }) => said.count !== undefined);

/** What keeps a line from having any date, though it is understood. */
function noDate(said: Said, its: readonly Understood[], context: OneLineContext): CannotBe {
  const part = its.findLast(
    ({ said: { only, duringSchoolHolidays, duringPublicHolidays } }) =>
      only !== undefined || duringSchoolHolidays === false || duringPublicHolidays === false,
  )?.part;
  const isUnknown = said.only === 'school-holidays' && !knowsSchoolHolidays(context);
  return { part: part ?? 'when', why: isUnknown ? 'no-holidays-known' : 'no-date' };
}

/** What is to be known of a line that can be added all the same. */
function toldOf(said: Said, dates: number, context: OneLineContext): NonNullable<KnownLine['told']> {
  const isFewer = said.count !== undefined && dates < said.count;
  return [
    ...(isFewer ? (['fewer'] as const) : []),
    ...(!isFewer && said.until !== undefined && said.until > context.span.to ? (['goes-on'] as const) : []),
    ...(said.duringSchoolHolidays === false && context.days && !knowsSchoolHolidays(context)
      ? (['no-holidays'] as const)
      : []),
  ];
}

interface Timed {
  when: When;
  hours: Hours;
}

const ABOUT_DAYS: readonly LinePart[] = ['when', 'rhythm', 'from', 'until', 'count', 'exceptions'];
const ORDER: readonly MissingPart[] = ['title', 'when', 'hours', 'space'];
const NO_HOURS = { start: '10:00', end: '11:00' };

function timesOf(said: Said, when: When, context: OneLineContext): Timed[] | 'missing' | CannotBe {
  const { start, times, wholeDay } = said;
  if ([start, times, wholeDay].filter((one) => one !== undefined).length > 1)
    return { part: 'hours', why: 'said-twice' };
  if (wholeDay) return wholeDays(said, when, context) ?? { part: 'hours', why: 'no-opening-hours' };
  const all: Timed[] = [];
  for (const time of times ?? [{}]) {
    const hours = hoursOf({ ...said, ...time });
    if (hours === 'missing' || 'why' in hours) return hours;
    all.push({ when, hours });
  }
  return all;
}

interface Marked {
  from: number;
  to: number;
  is: Piece['is'];
  why?: Refusal;
}

/** Each character once: what is not understood stands out of anything it is part of. */
function piecesOf(text: string, spans: readonly Marked[]): Piece[] {
  const is: Piece['is'][] = Array.from({ length: text.length }, () => 'joining');
  for (const one of [...spans].reverse()) is.fill(one.is, one.from, one.to);
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = pieces.at(-1);
    const kind = is[at] ?? 'joining';
    if (last?.is === kind) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), is: kind });
  }
  return pieces;
}
