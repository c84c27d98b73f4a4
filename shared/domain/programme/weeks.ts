/** The sessions as people look for them: by month, week and day. */
import { addDays, datesBetween, type LocalDate, startOfWeek, weekday } from '../time/wall.ts';
import type { Programme, ProgrammeSession } from './model.ts';

export interface ProgrammeDay {
  date: LocalDate;
  sessions: ProgrammeSession[];
  /** Why the place is closed, when that was said of a day of this week; empty otherwise. */
  closed: string;
}

export interface ProgrammeWeek {
  monday: LocalDate;
  /** Days with a session, or closed for a reason worth telling. */
  days: ProgrammeDay[];
}

/** In order; weeks with nothing to say are left out. Sundays closed as every week say nothing. */
export function weeksOf({
  sessions,
  closedDays,
}: Pick<Programme, 'sessions' | 'closedDays'>): ProgrammeWeek[] {
  const days = new Map<LocalDate, ProgrammeDay>();
  const dayOf = (date: LocalDate) => {
    const known = days.get(date) ?? { date, sessions: [], closed: '' };
    days.set(date, known);
    return known;
  };
  for (const session of sessions) dayOf(session.date).sessions.push(session);
  for (const { date, reason } of closedDays) if (reason !== '') dayOf(date).closed = reason;
  return grouped(
    [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
    ({ date }) => startOfWeek(date),
  ).map(([monday, inWeek]) => ({ monday, days: inWeek }));
}

/** Neighbours with the same key, in order. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [key: string, items: T[]][] {
  const groups: [string, T[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.[0] === keyOf(item)) last[1].push(item);
    else groups.push([keyOf(item), [item]]);
  }
  return groups;
}

/** Closures that follow one another for one reason, as one: "du 8 au 12 février". */
export function closuresOf({ closedDays }: Pick<Programme, 'closedDays'>): {
  from: LocalDate;
  to: LocalDate;
  reason: string;
}[] {
  const runs: { from: LocalDate; to: LocalDate; reason: string }[] = [];
  const closed = new Set(closedDays.map(({ date }) => date));
  for (const { date, reason } of closedDays) {
    if (reason === '') continue;
    const last = runs.at(-1);
    // A Sunday in the middle of a closed fortnight does not cut it in two.
    const follows = last?.reason === reason && datesBetween(last.to, date).every((day) => closed.has(day));
    if (last && follows) last.to = date;
    else runs.push({ from: date, to: date, reason });
  }
  return runs;
}

/** What hangs at the entrance of a space for one week: every day, those without a session too. */
export function spaceWeek(
  { sessions, closedDays }: Pick<Programme, 'sessions' | 'closedDays'>,
  space: string,
  monday: LocalDate,
): ProgrammeDay[] {
  const here = sessions.filter(({ spaceIds }) => spaceIds.includes(space));
  const days = [0, 1, 2, 3, 4, 5, 6].map((step): ProgrammeDay => {
    const date = addDays(monday, step);
    return {
      date,
      sessions: here.filter((session) => session.date === date),
      closed: closedDays.find((day) => day.date === date && day.reason !== '')?.reason ?? '',
    };
  });
  // The weekend is there only when something happens on it.
  return days.filter(({ date, sessions: held }) => weekday(date) <= 5 || held.length > 0);
}

/** The Mondays of the weeks that have a session. */
export const mondaysOf = (sessions: readonly ProgrammeSession[]): LocalDate[] =>
  grouped(sessions, ({ date }) => startOfWeek(date)).map(([monday]) => monday);
