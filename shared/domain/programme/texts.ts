/** The programme as plain words: a text for the newsletter, and posts for social networks. */
import type { LocalDate } from '../time/wall.ts';
import { datesInWords } from './dates-in-words.ts';
import type { Programme, ProgrammeSession } from './model.ts';
import { rhythmOf } from './rhythm.ts';
import { closuresOf, weeksOf } from './weeks.ts';
import {
  capitalised,
  contactsOf,
  dayText,
  dayWithin,
  faresText,
  hoursText,
  periodText,
  priceText,
  registrationText,
  spanText,
  weekText,
  whereText,
  withText,
} from './wording.ts';

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');
/** What a person typed, on one line: a text that is pasted elsewhere keeps its own shape. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const lineOf = (session: ProgrammeSession): string =>
  `- ${joined([
    `${hoursText(session)}\u00a0: ${oneLine(session.title)}`,
    ...[whereText(session), withText(session)].map(oneLine),
    priceText(session.prices),
    registrationText(session),
  ])}`;

/** By week and day, no markup: what a newsletter takes as it is. */
export function newsletterText(programme: Programme): string {
  const { place } = programme;
  const weeks = weeksOf(programme).map(({ monday, days }) =>
    [
      capitalised(weekText(monday)).toLocaleUpperCase('fr'),
      ...days.map(({ date, sessions, closed }) =>
        [
          capitalised(dayText(date)) + (closed === '' ? '' : `\u00a0: fermé (${oneLine(closed)})`),
          ...sessions.map(lineOf),
        ].join('\n'),
      ),
    ].join('\n\n'),
  );
  const fares = faresText(place);
  const foot = [...(fares === '' ? [] : [`Tarifs\u00a0: ${fares}.`]), ...contactsOf(place).map(oneLine)];
  return `${[
    [`${place.name}\u00a0: le programme, ${periodText(programme)}`, place.tagline]
      .filter((line) => line !== '')
      .map(oneLine)
      .join('\n'),
    ...(weeks.length === 0 ? ['Rien n’est annoncé pour cette période.'] : weeks),
    ...(foot.length === 0 ? [] : [foot.join('\n')]),
  ].join('\n\n\n')}\n`;
}

/** Longest post, in characters as people count them; what the shortest of the usual networks takes. */
export const POST_MAX = 500;

export interface Post {
  text: string;
  /** In characters as people see them. */
  length: number;
}

const characters = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const lengthOf = (text: string): number => [...characters.segment(text)].length;

/** Cut between two characters as people see them, and said to be. */
function shortened(text: string, most: number): string {
  const all = [...characters.segment(text)].map(({ segment }) => segment);
  return all.length <= most
    ? text
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

const LONGEST_TITLE = 120;

/** First the events by date, then what comes back; as many posts as it takes, none above `POST_MAX`. */
export function socialPosts(programme: Programme): Post[] {
  const { place } = programme;
  const { weekly, events } = rhythmOf(programme.sessions);
  const head = `${shortened(oneLine(place.name), 80)}, ${periodText(programme)}`;
  const foot = shortened(
    joined([place.website, place.phone || place.email].map(oneLine)) || oneLine(place.address),
    100,
  );
  const wrap = (body: readonly string[], sign: string) =>
    [`${head}${sign}`, body.join('\n'), foot].filter((part) => part !== '').join('\n\n');
  // Room for "(12/34)" whatever the count.
  const fits = (body: readonly string[]) => lengthOf(wrap(body, ' (00/00)')) <= POST_MAX;
  const room = POST_MAX - lengthOf(wrap(['x'], ' (00/00)')) + 1;

  const brief = (session: ProgrammeSession, when: string) =>
    joined([
      `${capitalised(when)}, ${hoursText(session)}\u00a0: ${shortened(oneLine(session.title), LONGEST_TITLE)}`,
      shortened(oneLine(whereText(session)), 80),
      priceText(session.prices),
    ]);
  /** The dates are never what is cut: too many for one post, they are said in two lines. */
  const habit = (session: ProgrammeSession, dates: readonly LocalDate[]): string[] => {
    const line = brief(session, datesInWords(dates, programme));
    if (fits([line]) || dates.length === 1) return [line];
    const half = Math.ceil(dates.length / 2);
    return [...habit(session, dates.slice(0, half)), ...habit(session, dates.slice(half))];
  };
  const lines = [
    ...events.map((session) => brief(session, dayWithin(session.date, programme))),
    ...weekly.flatMap(({ session, dates }) => habit(session, dates)),
    ...closuresOf(programme).map(
      ({ from, to, reason }) => `Fermé ${spanText(from, to)}\u00a0: ${shortened(oneLine(reason), 80)}`,
    ),
  ].map((line) => shortened(line, room));
  if (lines.length === 0) return [];

  const bodies: string[][] = [];
  for (const line of lines) {
    const last = bodies.at(-1);
    if (last && fits([...last, line])) last.push(line);
    else bodies.push([line]);
  }
  return bodies.map((body, at) => {
    const text = wrap(body, bodies.length === 1 ? '' : ` (${at + 1}/${bodies.length})`);
    return { text, length: lengthOf(text) };
  });
}

/** All the posts in one file, each with its count. */
export const socialText = (programme: Programme): string =>
  `${socialPosts(programme)
    .map(({ text, length }, at) => `Message ${at + 1} (${length} caractères)\n\n${text}`)
    .join('\n\n----------\n\n')}\n`;
