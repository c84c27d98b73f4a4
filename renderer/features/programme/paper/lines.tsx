/** The lines of printed pieces: a session, a habit, a closed day; each with its headings. */

import { Fragment, type ReactNode } from 'react';
import { datesInWords } from '#shared/domain/programme/dates-in-words.ts';
import type { Programme, ProgrammeSession } from '#shared/domain/programme/model.ts';
import { type Rhythm, rhythmOf } from '#shared/domain/programme/rhythm.ts';
import { closuresOf, grouped, type ProgrammeDay, weeksOf } from '#shared/domain/programme/weeks.ts';
import {
  capitalised,
  dayText,
  dayWithin,
  hoursText,
  registrationText,
  shortPrice,
  spanText,
  weekText,
  whereText,
  withText,
} from '#shared/domain/programme/wording.ts';
import { weekdayNameOf } from '#shared/domain/time/names.ts';
import { categoryIcon } from '../../../components/marks.tsx';
import { t } from '../../../i18n/index.ts';
import classes from './paper.module.css';
import type { PaperUnit } from './plan.ts';

const words = t.programme.paper;

const section = (key: string, text: string): PaperUnit => ({
  key,
  level: 'section',
  node: <h2 className={classes.section}>{text}</h2>,
});
const heading = (key: string, text: string): PaperUnit => ({
  key,
  level: 'heading',
  node: <h3 className={classes.heading}>{text}</h3>,
});

/** What people typed keeps its own direction among French words. */
const apart = (parts: readonly string[]): ReactNode =>
  parts
    .filter((part) => part !== '')
    .map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts may repeat and never change
      <Fragment key={at}>
        {at === 0 ? null : '\u00a0· '}
        <bdi>{part}</bdi>
      </Fragment>
    ));

interface SessionLineProps {
  session: ProgrammeSession;
  /** When it comes back. */
  dates?: string | undefined;
  /** The space this hangs at: nobody needs its name again. */
  here?: string | undefined;
}

function SessionLine({ session, dates, here }: SessionLineProps) {
  const where = whereText(session);
  const { category } = session;
  const Icon = category === undefined ? null : categoryIcon(category.id);
  return (
    <div className={classes.line}>
      <p>
        <span className={classes.hours}>{hoursText(session)}</span>
        {Icon ? <Icon className={classes.icon} stroke={1.8} aria-hidden /> : null}
        <strong dir="auto">{session.title}</strong>
      </p>
      {dates === undefined ? null : <p className={classes.dates}>{dates}</p>}
      <p className={classes.details}>
        {apart([
          category?.name ?? '',
          where === here ? '' : where,
          withText(session),
          shortPrice(session.prices),
          registrationText(session),
        ])}
      </p>
    </div>
  );
}

const line = (session: ProgrammeSession, more: Omit<SessionLineProps, 'session'> = {}): PaperUnit => ({
  key: session.id,
  level: 'line',
  node: <SessionLine session={session} {...more} />,
});
const closedLine = (key: string, text: string): PaperUnit => ({
  key,
  level: 'line',
  node: (
    <p className={classes.closed} dir="auto">
      {text}
    </p>
  ),
});

/** By day; on the poster of a space, a day without a session says so. */
export function dayUnits(days: readonly ProgrammeDay[], here?: string): PaperUnit[] {
  return days.flatMap(({ date, sessions, closed }) => [
    heading(`day ${date}`, capitalised(dayText(date))),
    ...(closed === '' ? [] : [closedLine(`closed ${date}`, words.closed(closed))]),
    ...sessions.map((session) => line(session, { here })),
    ...(here !== undefined && closed === '' && sessions.length === 0
      ? [
          {
            key: `none ${date}`,
            level: 'line' as const,
            node: <p className={classes.note}>{words.nothing}</p>,
          },
        ]
      : []),
  ]);
}

/** Every session, by week and day. */
export const everyUnit = (programme: Programme): PaperUnit[] =>
  weeksOf(programme).flatMap(({ monday, days }) => [
    section(`week ${monday}`, capitalised(weekText(monday))),
    ...dayUnits(days),
  ]);

/**
 * What is worth a date of its own, what comes back each week, when it is closed. `first` comes first: on a single
 * page, it is the end that may have no place.
 */
export function strikingUnits(programme: Programme, first: 'events' | 'weekly'): PaperUnit[] {
  const { weekly, events } = rhythmOf(programme.sessions);
  const parts = [eventUnits(events, programme), weeklyUnits(weekly, programme)];
  const ordered = first === 'events' ? parts : parts.reverse();
  const closures = closureUnits(programme);
  // Days when one would come for nothing are not what is left out.
  return first === 'events' ? [...ordered.flat(), ...closures] : [...closures, ...ordered.flat()];
}

const eventUnits = (events: readonly ProgrammeSession[], programme: Programme): PaperUnit[] =>
  events.length === 0
    ? []
    : [
        section('events', words.events),
        ...grouped(events, ({ date }) => date).flatMap(([date, onDay]) => [
          heading(`day ${date}`, capitalised(dayWithin(date, programme))),
          ...onDay.map((event) => line(event)),
        ]),
      ];

const weeklyUnits = (habits: readonly Rhythm[], programme: Programme): PaperUnit[] =>
  habits.length === 0
    ? []
    : [
        section('weekly', words.weekly),
        ...grouped(habits, ({ session }) => weekdayNameOf(session.date)).flatMap(([day, onDay]) => [
          heading(`weekday ${day}`, capitalised(day)),
          ...onDay.map(({ session, dates }) => line(session, { dates: datesInWords(dates, programme) })),
        ]),
      ];

function closureUnits(programme: Programme): PaperUnit[] {
  const closures = closuresOf(programme);
  if (closures.length === 0) return [];
  return [
    section('closures', words.closures),
    ...closures.map(({ from, to, reason }) =>
      closedLine(`closure ${from}`, `${capitalised(spanText(from, to))}\u00a0: ${reason}`),
    ),
  ];
}
