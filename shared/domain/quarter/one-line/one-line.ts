/**
 * A line of the quarter typed in one go: "Yoga, mardi 10 h–11 h 15, salle d’activités, toutes les 2 semaines,
 * 12 places, 12 €". Parts come in any order, with or without commas. Everything typed is understood and shown, or it is
 * not understood, is shown as such, and nothing can be added.
 *
 * words (words.ts) → what is recognised, and the words between (elements.ts) → what could be read in two ways (settle.ts)
 * → names that something opens, runs of words (runs.ts) → the title (title.ts) → occasions (occasions.ts) → days (when.ts)
 * and plans (plan.ts), with what is missing (planned.ts).
 */
import { type Element, elementsOf, lineOf } from './elements.ts';
import { peopleNamed, type Role } from './people.ts';
import type { KnownLine, LineDraft, MissingPart } from './plan.ts';
import { planned } from './planned.ts';
import type { Line } from './reader.ts';
import { runsOf, takeNames } from './runs.ts';
import {
  type LinePart,
  type OneLineContext,
  type Refusal,
  type Refused,
  type Said,
  saysDays,
  saysHours,
  type Understood,
} from './said.ts';
import { settle } from './settle.ts';
import { tidy } from './text.ts';
import { activitiesLike, titled } from './title.ts';
import { ARROW } from './words.ts';

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
  for (const { from, to } of runs.filter((run) => !titles.some((one) => one.run === run))) {
    // "Yoga mardi 10h (Léa)": beside a title, the name of somebody known is hers.
    const read = peopleNamed(text.slice(from, to), context, ['host', 'facilitator']);
    if ('said' in read) parts.push({ from, to, part: 'people', said: read.said });
    else strange.push({ from, to });
  }
  for (const sign of strayArrows(line, rest)) refused.push({ ...sign, part: 'when', why: 'which-days' });
  parts.sort((a, b) => a.from - b.from || a.to - b.to);

  const understood = planned(parts, text, context);
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

/** "5 janvier > 12 janvier > 19 janvier": a list, or from one to another? Signs that no days were read with. */
function strayArrows({ text }: Line, elements: readonly Element[]): { from: number; to: number }[] {
  const isOfDays = (one: Element | undefined) => one?.kind === 'item' && DAYS.includes(one.part);
  return elements.flatMap((one, index) => {
    const next = elements.findIndex(({ kind }, at) => at > index && kind !== 'mark');
    const [after, sign] = [elements[next], elements[index + 1]];
    if (!isOfDays(one) || !isOfDays(after) || !after || sign?.kind !== 'mark') return [];
    const { from, to } = { from: sign.from, to: elements[next - 1]?.to ?? sign.to };
    return ARROW_SIGN.test(text.slice(from, to)) ? [{ from, to }] : [];
  });
}
const DAYS: readonly LinePart[] = ['when', 'from', 'until', 'exceptions'];
const ARROW_SIGN = new RegExp(ARROW, 'u');

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
