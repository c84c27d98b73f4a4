/** The lines of printed pieces: a session, a habit, a closed day; each with its headings. */
import { Fragment, type ReactNode } from 'react';
import type { Programme, ProgrammeSession } from '#shared/domain/programme/model.ts';
import { closuresOf, type ProgrammeDay, rhythmOf, weeksOf } from '#shared/domain/programme/weeks.ts';
import {
  capitalised,
  dayText,
  hoursText,
  registrationText,
  shortDay,
  shortPrice,
  spanText,
  weekdayName,
  weekText,
  whereText,
  withText,
} from '#shared/domain/programme/wording.ts';
import { weekday } from '#shared/domain/time/wall.ts';
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
        {at === 0 ? null : ' · '}
        <bdi>{part}</bdi>
      </Fragment>
    ));

interface SessionLineProps {
  session: ProgrammeSession;
  /** When it comes back. */
  dates?: string | undefined;
  /** The space whose door this is on: nobody needs its name again. */
  here?: string | undefined;
}

function SessionLine({ session, dates, here }: SessionLineProps) {
  const where = whereText(session);
  const { category } = session;
  const Icon = category === undefined ? null : categoryIcon(category);
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
          category === undefined ? '' : t.app.categories[category],
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

/** By day; on the door of a space, a day without a session says so. */
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

/** What is worth a date of its own, then what comes back each week, then when it is closed. */
export function strikingUnits(programme: Programme): PaperUnit[] {
  const { weekly, events } = rhythmOf(programme.sessions);
  const closures = closuresOf(programme);
  const units: PaperUnit[] = [];
  if (events.length > 0) {
    units.push(section('events', words.events));
    let day = '';
    for (const event of events) {
      if (event.date !== day) units.push(heading(`day ${event.date}`, capitalised(dayText(event.date))));
      day = event.date;
      units.push(line(event));
    }
  }
  if (weekly.length > 0) {
    units.push(section('weekly', words.weekly));
    let day = 0;
    for (const { session, dates, pace } of weekly) {
      if (weekday(session.date) !== day)
        units.push(heading(`weekday ${weekday(session.date)}`, capitalised(weekdayName(session.date))));
      day = weekday(session.date);
      units.push(line(session, { dates: words.pace(pace, dates.map(shortDay)) }));
    }
  }
  if (closures.length > 0) {
    units.push(section('closures', words.closures));
    for (const { from, to, reason } of closures)
      units.push(closedLine(`closure ${from}`, `${capitalised(spanText(from, to))}\u00a0: ${reason}`));
  }
  return units;
}
