/** What is printed announces what takes place: the words of each sheet, read back, are the sessions, to the day and the hour. */
import fc from 'fast-check';
import { isValidElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Programme } from '#shared/domain/programme/model.ts';
import { anyQuarter } from '#shared/domain/programme/random-quarter.ts';
import {
  datesRead,
  dayInWeek,
  dayRead,
  daysRead,
  heldIn,
  hoursRead,
  inOrder,
  mondayRead,
} from '#shared/domain/programme/read-back.ts';
import { mondaysOf } from '#shared/domain/programme/weeks.ts';
import type { PaperPlan, PaperUnit } from './plan.ts';
import { fullPlan, leafletPlan, onePagePlan, posterPlan, spacePosterPlan } from './plans.tsx';

interface Read {
  held: string[];
  closed: string[];
}

/** The words of a unit, one line for each paragraph or heading. */
const linesOf = ({ node }: PaperUnit): string[] => {
  if (!isValidElement(node)) throw new Error('A unit that is no element');
  return renderToStaticMarkup(node as ReactElement)
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<strong[^>]*>(.*?)<\/strong>/g, '|$1|')
    .replace(/<\/(?:p|h\d)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .filter((line) => line !== '');
};

/** Reads one way of saying it all: sections, headings under them, lines under these. */
function readUnits(units: readonly PaperUnit[], programme: Programme, week = ''): Read {
  const read: Read = { held: [], closed: [] };
  let [section, heading] = ['', ''];
  const dateOfHeading = () => {
    const monday = section.startsWith('Semaine') ? mondayRead(section, programme) : week;
    return monday === '' ? dayRead(heading, programme) : dayInWeek(heading, monday);
  };
  for (const unit of units) {
    const [first = '', second = ''] = linesOf(unit);
    if (unit.level === 'section') section = first;
    if (unit.level === 'heading') heading = first;
    if (unit.level !== 'line' || first === 'Pas de séance annoncée.') continue;
    const [, hours, title] = /^(.+?)\|(.+)\|$/.exec(first) ?? [];
    if (hours !== undefined) {
      const dates = section === 'Au fil de la semaine' ? datesRead(second, programme) : [dateOfHeading()];
      read.held.push(...dates.map((date) => `${date} ${hoursRead(hours)} ${title}`));
    } else if (section === 'Fermetures')
      read.closed.push(...daysRead(first.split('\u00a0: ')[0] ?? '', programme));
    else if (first.startsWith('Fermé')) read.closed.push(dateOfHeading());
    else throw new Error(`Not understood: "${first}"`);
  }
  return read;
}

const waysOf = (plan: PaperPlan, programme: Programme, week?: string): Read[] =>
  plan.candidates.map(({ units }) => readUnits(units, programme, week));

function holds(programme: Programme, { closed }: Read): void {
  const days = new Map(programme.closedDays.map(({ date, reason }) => [date, reason]));
  for (const date of closed) expect(days.has(date) && date >= programme.today).toBe(true);
  const wanted = programme.closedDays.filter(({ reason }) => reason !== '').map(({ date }) => date);
  expect(closed).toEqual(expect.arrayContaining(wanted));
}

test.each([
  ['the poster', posterPlan],
  ['one page', onePagePlan],
  ['the whole programme', (programme: Programme) => fullPlan(programme, 'usual')],
  ['large print', (programme: Programme) => fullPlan(programme, 'large')],
  ['the leaflet', (programme: Programme) => leafletPlan(programme, 3)],
])('%s, read back, is exactly what takes place, whichever way it is said', (_, planOf) => {
  fc.assert(
    fc.property(anyQuarter, (programme) => {
      for (const read of waysOf(planOf(programme), programme)) {
        expect(inOrder(read.held)).toEqual(heldIn(programme));
        holds(programme, read);
      }
    }),
    { numRuns: 25 },
  );
});

test('the posters of the spaces, week after week, are together exactly what takes place', () => {
  fc.assert(
    fc.property(anyQuarter, (programme) => {
      const held: string[] = [];
      for (const monday of mondaysOf(programme.sessions))
        for (const space of programme.place.spaces) {
          const plan = spacePosterPlan(programme, space, monday);
          for (const read of waysOf(plan, programme, monday)) {
            held.push(...read.held);
            for (const date of read.closed) expect(date >= programme.today).toBe(true);
          }
        }
      expect(inOrder(held)).toEqual(heldIn(programme));
    }),
    { numRuns: 15 },
  );
});
