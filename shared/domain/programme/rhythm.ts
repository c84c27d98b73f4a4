/** What comes back, told once with its dates; and what has a date of its own. */
import { type LocalDate, weekday } from '../time/wall.ts';
import type { ProgrammeSession } from './model.ts';
import { hoursText, whereText } from './wording.ts';

/** Sessions of one weekday that differ in nothing but their date: what is said of one is true of all. */
export interface Rhythm {
  /** The first one. */
  session: ProgrammeSession;
  /** Each once, in order. */
  dates: LocalDate[];
}

/** From how many times something is a habit rather than an event. */
const HABIT = 3;

/** The habits, by weekday and hour; and the rest, by date: what happens once or twice. */
export function rhythmOf(sessions: readonly ProgrammeSession[]): {
  weekly: Rhythm[];
  events: ProgrammeSession[];
} {
  const alike = Map.groupBy(sessions, likeness);
  const weekly: Rhythm[] = [];
  const habits = new Set<ProgrammeSession>();
  for (const group of alike.values()) {
    const dates = [...new Set(group.map(({ date }) => date))].sort();
    const [session] = group;
    if (session === undefined || dates.length < HABIT) continue;
    weekly.push({ session, dates });
    for (const one of group) habits.add(one);
  }
  weekly.sort((a, b) => (rank(a.session) < rank(b.session) ? -1 : 1));
  return { weekly, events: sessions.filter((session) => !habits.has(session)) };
}

/** All that a line says of a session but its date. */
const likeness = (session: ProgrammeSession): string =>
  JSON.stringify([
    weekday(session.date),
    session.title,
    hoursText(session),
    whereText(session),
    session.facilitator,
    session.prices,
    session.registration,
    session.category,
  ]);
const rank = ({ date, start, end, title, id }: ProgrammeSession) =>
  `${weekday(date)} ${start} ${end} ${title}\u0000${id}`;
