/** What the tests of this folder share: a place open on weekdays, and short ways to write calendar files. */
import { weekday } from '../time/wall.ts';
import { type ReadOptions, readWhole } from './read.ts';
import type { CalendarReading } from './reading.ts';

export const options: ReadOptions = {
  zone: 'Europe/Paris',
  today: '2027-01-12',
  hoursOn: (date) => (weekday(date) > 5 ? [] : [{ start: 10 * 60, end: 17 * 60 }]),
};

/** A calendar of these lines, with the line ends of the standard. */
export const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');

/** One event; properties that do not say otherwise are those of an hour on a Tuesday morning. */
export function event(...properties: string[]): string {
  const usual = [
    'UID:a@test',
    'SUMMARY:Yoga',
    'DTSTART:20270112T100000',
    'DTEND:20270112T110000',
    'LOCATION:Salon',
  ];
  const nameOf = (line: string) => /^[A-Z-]+/.exec(line)?.[0];
  const names = new Set(properties.map(nameOf));
  if (names.has('DURATION') || names.has('DTSTART')) names.add('DTEND');
  return [
    'BEGIN:VEVENT',
    ...usual.filter((line) => !names.has(nameOf(line))),
    ...properties,
    'END:VEVENT',
  ].join('\r\n');
}

export function read(...lines: string[]): CalendarReading {
  const reading = readWhole(calendar(...lines), options);
  if (!reading) throw new Error('not a calendar');
  return reading;
}

/** Placements in short: "2027-01-12 10:00–11:00 all-day". */
export const told = (reading: CalendarReading): string[] =>
  reading.placements.map(({ date, start, end, notes }) => [`${date} ${start}–${end}`, ...notes].join(' '));

/** What takes place, in short: "2027-01-12 10:00–11:00"; then why the rest is not as written: "9 line-unreadable". */
export const shortly = (reading: CalendarReading | undefined): string[] => [
  ...(reading?.placements ?? [])
    .filter(({ status }) => status !== 'cancelled')
    .map(({ date, start, end }) => `${date} ${start}–${end}`),
  ...(reading?.skipped ?? []).map(({ line, why }) => `${line} ${why}`),
];

/** Whole days of 2027 ("01-12") at the hours of the place, as `shortly` says them. */
export const days = (...dates: string[]) => dates.map((date) => `2027-${date} 10:00–17:00`);

/** The usual hour on days of 2027 ("01-12"), as `shortly` says it. */
export const hours = (...dates: string[]) => dates.map((date) => `2027-${date} 10:00–11:00`);

export const titles = (reading: CalendarReading | undefined) => reading?.placements.map(({ title }) => title);
