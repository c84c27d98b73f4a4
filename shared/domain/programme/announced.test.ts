/** Public papers announce what takes place: the words of each piece, read back, are the sessions, to the day and the hour. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEEKDAY_NAMES } from '../time/names.ts';
import { addDays, toMinutes } from '../time/wall.ts';
import { calendarOf } from './calendar.ts';
import { doorView } from './door.ts';
import type { Programme } from './model.ts';
import { pageOf } from './page.ts';
import { anyQuarter } from './random-quarter.ts';
import {
  datesRead,
  dayInWeek,
  daysRead,
  heldAs,
  heldIn,
  hoursRead,
  inOrder,
  mondayRead,
} from './read-back.ts';
import { newsletterText, socialPosts } from './texts.ts';

interface Read {
  held: string[];
  /** Days said to be closed, for a reason. */
  closed: string[];
}

const A_DAY = new RegExp(`^(?:${WEEKDAY_NAMES.join('|')}) `, 'i');

/** Lines of a piece told by week and day: "semaine du…", "Mardi 5 janvier", a session. */
function readByWeek(lines: readonly string[], programme: Programme, session: RegExp): Read {
  const read: Read = { held: [], closed: [] };
  let [monday, date] = ['', ''];
  for (const line of lines) {
    const [, hours, title] = session.exec(line) ?? [];
    if (/^semaine du /i.test(line)) monday = mondayRead(line, programme);
    else if (hours !== undefined) read.held.push(`${date} ${hoursRead(hours)} ${title}`);
    else if (A_DAY.test(line)) date = dayInWeek(line, monday);
    if (/fermé/i.test(line) && monday !== '') read.closed.push(date);
  }
  return read;
}

const readNewsletter = (programme: Programme): Read =>
  readByWeek(newsletterText(programme).split('\n'), programme, /^- (.+?)\u00a0: ([^,]+),/);

function readPage(programme: Programme): Read {
  const page = pageOf(programme);
  const lines = page
    .slice(page.indexOf('<main'), page.indexOf('</main'))
    .replace(/<section><h2>(?:En quelques mots|Tarifs).*?<\/section>/gs, '')
    .replace(/<\/(?:h\d|p|li)>/g, '\n')
    .replace(/<b dir="auto">(.*?)<\/b>/g, '|$1|')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.trim());
  const closures = [...lines, 'Fermetures'].indexOf('Fermetures');
  const read = readByWeek(lines.slice(0, closures), programme, /^(\d.+?) \|([^|]+)\|/);
  for (const line of lines.slice(closures + 1))
    if (line !== '') read.closed.push(...daysRead(line.split('\u00a0: ')[0] ?? '', programme));
  return read;
}

function readPosts(programme: Programme): Read {
  const read: Read = { held: [], closed: [] };
  for (const line of socialPosts(programme).flatMap(({ text }) => text.split('\n'))) {
    const [, when, hours, title] = /^(.+?), (\d{1,2}\u00a0h.+?)\u00a0: ([^,]+)/.exec(line) ?? [];
    const [, span] = /^Fermé (.+?)\u00a0: /.exec(line) ?? [];
    if (span !== undefined) read.closed.push(...daysRead(span, programme));
    if (when === undefined) continue;
    const dates = datesRead(A_DAY.test(when) ? `le ${when}` : when, programme);
    read.held.push(...dates.map((date) => `${date} ${hoursRead(hours ?? '')} ${title}`));
  }
  return read;
}

function readCalendar(programme: Programme): Read {
  const time = (at = '') => `${at.slice(9, 11)}:${at.slice(11, 13)}`;
  const events = calendarOf(programme).replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
  const held = events.map((event) => {
    const line = (name: string) => new RegExp(`^${name}[^:\r]*:(.*)\r$`, 'm').exec(event)?.[1] ?? '';
    const date = line('DTSTART')
      .slice(0, 8)
      .replace(/(....)(..)(..)/, '$1-$2-$3');
    const end = line('DTEND').slice(0, 8) === line('DTSTART').slice(0, 8) ? time(line('DTEND')) : '24:00';
    return `${date} ${time(line('DTSTART'))}–${end} ${line('SUMMARY')}`;
  });
  return { held, closed: [] };
}

/** The screen at the entrance, looked at every day: its two days, and what it says comes after them. */
function readDoor(programme: Programme): Read {
  const held: string[] = [];
  for (let date = programme.from; date <= programme.to; date = addDays(date, 1)) {
    const view = doorView(programme, { date, time: toMinutes('07:00') });
    for (const day of [view.today, view.tomorrow])
      for (const { entries } of [day.wholePlace, ...day.columns])
        held.push(...entries.map(({ session }) => `${day.date} ${heldAs(session).slice(11)}`));
    if (view.upcoming) held.push(heldAs(view.upcoming));
  }
  return { held, closed: [] };
}

const pieces = {
  'the newsletter': readNewsletter,
  'the web page': readPage,
  'the posts': readPosts,
  'the calendar': readCalendar,
  'the screen at the entrance': readDoor,
};

test.each(Object.entries(pieces))('%s, read back, is exactly what takes place', (_, read) => {
  fc.assert(
    fc.property(anyQuarter, (programme) => {
      const { held, closed } = read(programme);
      expect(inOrder(held)).toEqual(heldIn(programme));
      const days = new Map(programme.closedDays.map(({ date, reason }) => [date, reason]));
      for (const date of closed) {
        expect(days.has(date)).toBe(true);
        expect(date >= programme.today).toBe(true);
      }
    }),
    // A calendar takes ten times longer than the others, and is told date by date.
    { numRuns: read === readCalendar ? 10 : 100 },
  );
});

test.each([
  ['the newsletter', readNewsletter],
  ['the web page', readPage],
  ['the posts', readPosts],
])('%s tells every closure that is to come', (_, read) => {
  fc.assert(
    fc.property(anyQuarter, (programme) => {
      const wanted = programme.closedDays.filter(({ reason }) => reason !== '').map(({ date }) => date);
      expect(read(programme).closed).toEqual(expect.arrayContaining(wanted));
    }),
    { numRuns: 30 },
  );
});
