/**
 * For the tests of what is published: reads its French back as a person would, to hold it against the sessions that take
 * place. Knows nothing of how the words were made.
 */
import { WEEKDAY_NAMES } from '../time/names.ts';
import { addDays, type LocalDate, monthOf, weekday, yearOf } from '../time/wall.ts';
import type { Programme, ProgrammeSession } from './model.ts';

type Days = Pick<Programme, 'from' | 'to' | 'school'> & ForPeople;

export interface ForPeople {
  /** The holidays that people have, where the place does not know them all. */
  schoolOfPeople?: { from: LocalDate; to: LocalDate }[];
}

/** "2027-01-12 10:30–11:45 Yoga doux" */
export const heldAs = ({ date, start, end, title }: Omit<ProgrammeSession, 'id'>): string =>
  `${date} ${start}–${end} ${title}`;
/** What takes place, each once, in order. */
export const heldIn = ({ sessions }: Programme): string[] => inOrder(sessions.map(heldAs));
export const inOrder = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const DAYS = WEEKDAY_NAMES.join('|');
const plain = (words: string): string => words.replace(/[\u00a0\u202f]/g, ' ').toLocaleLowerCase('fr');

/** "5, 12 janvier et 9 février 2027": a month and a year stand for the days before them; no year is the period's. */
function datesOf(list: string, period: Days): LocalDate[] {
  const dates: LocalDate[] = [];
  let [month, year] = ['', yearOf(period.from)];
  for (const part of list.split(/, | et /).reverse()) {
    const found = new RegExp(`^(1er|\\d+)(?: (${MONTHS}))?(?: (\\d{4}))?$`).exec(part.trim());
    if (!found) throw new Error(`Not a date: "${part}" in "${list}"`);
    if (found[2]) month = found[2];
    if (found[3]) year = Number(found[3]);
    const rank = MONTHS.split('|').indexOf(month) + 1;
    dates.push(
      `${year}-${String(rank).padStart(2, '0')}-${String(Number.parseInt(found[1] ?? '', 10)).padStart(2, '0')}`,
    );
  }
  return dates.reverse();
}

/** "du 5 au 26 janvier", "du 5 octobre 2026 au 30 mars 2027" */
function boundsOf(words: string, period: Days): [LocalDate, LocalDate] {
  const [, first = '', last = ''] = /^du (.+) au (.+)$/.exec(words) ?? [];
  const [from = '', to = ''] = datesOf(`${first}, ${last}`, period);
  return [from, to];
}

/** Every date that the words of `datesInWords` announce. Throws on words that a person could not read. */
export function datesRead(said: string, period: Days): LocalDate[] {
  const words = plain(said);
  const listed = new RegExp(`^les? (${DAYS})s? (.+)$`).exec(words);
  if (listed && !words.includes(' du mois, ')) {
    const dates = datesOf(listed[2] ?? '', period);
    for (const date of dates)
      if (WEEKDAY_NAMES[weekday(date) - 1] !== listed[1])
        throw new Error(`${date} is no ${listed[1]}: "${said}"`);
    return dates;
  }
  const read = new RegExp(
    `^(?:chaque (?<weekly>${DAYS})|un (?<other>${DAYS}) sur deux|le (?<nth>1er|2e|3e|4e|dernier) (?<monthly>${DAYS}) du mois), ` +
      '(?<bounds>du .+? au [^,]+)(?<off>, hors vacances scolaires)?(?:, sauf les? (?<except>.+))?$',
  ).exec(words)?.groups;
  if (!read) throw new Error(`Not understood: "${said}"`);
  const [first, last] = boundsOf(read.bounds ?? '', period);
  const except = read.except === undefined ? [] : datesOf(read.except, period);
  const dates: LocalDate[] = [];
  const day = WEEKDAY_NAMES.indexOf((read.weekly ?? read.other ?? read.monthly) as never) + 1;
  for (let date = first; date <= last; date = addDays(date, read.other ? 14 : 7)) {
    if (weekday(date) !== day) throw new Error(`${date} is no such day: "${said}"`);
    const ofMonth = Math.ceil(Number(date.slice(8)) / 7);
    const isNth =
      read.nth === undefined ||
      (read.nth === 'dernier'
        ? monthOf(addDays(date, 7)) !== monthOf(date)
        : Number.parseInt(read.nth, 10) === ofMonth);
    const off = read.off === undefined ? [] : (period.schoolOfPeople ?? period.school?.holidays ?? []);
    const isOff = off.some(({ from, to }) => from <= date && date <= to);
    if (isNth && !isOff && !except.includes(date)) dates.push(date);
  }
  for (const date of except)
    if (date < first || date > last) throw new Error(`${date} is not within: "${said}"`);
  return dates;
}

/** "Mardi 5 janvier", "mardi 5 janvier 2027" */
export const dayRead = (said: string, period: Days): LocalDate => datesRead(`le ${said}`, period)[0] ?? '';

/** "semaine du 28 décembre 2026 au 3 janvier 2027": its Monday. */
export function mondayRead(said: string, period: Days): LocalDate {
  const [monday, sunday] = boundsOf(plain(said).replace(/^semaine /, ''), period);
  if (weekday(monday) !== 1 || addDays(monday, 6) !== sunday) throw new Error(`Not a week: "${said}"`);
  return monday;
}

/** A day of the week that begins on `monday`: its year is that of the week. */
export function dayInWeek(said: string, monday: LocalDate): LocalDate {
  const [, name, number] = new RegExp(`^(${DAYS}) (1er|\\d+) `).exec(plain(said)) ?? [];
  const date = addDays(monday, WEEKDAY_NAMES.indexOf(name as never));
  if (Number(date.slice(8)) !== Number.parseInt(number ?? '', 10))
    throw new Error(`Not in that week: "${said}"`);
  return date;
}

/** "10 h 30 – minuit": 10:30–24:00 */
export function hoursRead(said: string): string {
  const time = (words: string): string => {
    if (words === 'minuit') return '24:00';
    const [, hours, minutes = '00'] = /^(\d{1,2}) h(?: (\d{2}))?$/.exec(words) ?? [];
    if (hours === undefined) throw new Error(`Not an hour: "${said}"`);
    return `${hours.padStart(2, '0')}:${minutes}`;
  };
  return plain(said).split(' – ').map(time).join('–');
}

/** "du 8 au 12 février 2027", "le 9 février 2027": every day of it. */
export function daysRead(said: string, period: Days): LocalDate[] {
  const words = plain(said);
  if (words.startsWith('le ')) return datesOf(words.slice(3), period);
  const [from, to] = boundsOf(words, period);
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
