/**
 * The dates of what comes back, in words: a regularity only where it is true to the day, with its bounds and its
 * exceptions; else the dates themselves. Read back, the words give these dates and no other (`read-back.ts`).
 */
import { weekdayNameOf } from '../time/names.ts';
import { addDays, daysBetween, isNthWeekday, type LocalDate, type Nth, weekday } from '../time/wall.ts';
import type { Programme } from './model.ts';
import { dateList, spanWithin } from './wording.ts';

/** What the words are read in: the days they are about, and the school holidays that people there have. */
export type Period = Pick<Programme, 'from' | 'to' | 'school'>;

/** How many dates there are at least for each exception: with more exceptions, the dates are shorter and clearer. */
const DATES_FOR_AN_EXCEPTION = 4;
const ORDINALS: readonly [Nth, string][] = [
  [1, '1er'],
  [2, '2e'],
  [3, '3e'],
  [4, '4e'],
  [-1, 'dernier'],
];

/**
 * "chaque mardi, du 5 janvier au 30 mars, hors vacances scolaires, sauf le 17 mars", "un mardi sur deux, du…", "le 2e
 * mardi du mois, du…", "les mardis 5, 19 janvier et 9 février". `dates` are all of one weekday, in order, each once.
 */
export function datesInWords(dates: readonly LocalDate[], period: Period): string {
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const name = weekdayNameOf(first);
  for (const { rule, expected, outsideHolidays } of regularities(first, last, period)) {
    const missing = expected.filter((date) => !dates.includes(date));
    const exact = dates.every((date) => expected.includes(date));
    if (!exact || dates.length < 3 || missing.length * DATES_FOR_AN_EXCEPTION > dates.length) continue;
    return [
      rule(name),
      spanWithin(first, last, period),
      ...(outsideHolidays ? ['hors vacances scolaires'] : []),
      ...(missing.length === 0 ? [] : [`sauf ${dateList(missing, '', period)}`]),
    ].join(', ');
  }
  return dateList(dates, name, period);
}

interface Regularity {
  rule(weekdayName: string): string;
  /** What the rule gives between the first and the last date. */
  expected: LocalDate[];
  outsideHolidays?: boolean;
}

function regularities(first: LocalDate, last: LocalDate, { school }: Period): Regularity[] {
  const every = (days: number) => {
    const dates: LocalDate[] = [];
    for (let date = first; date <= last; date = addDays(date, days)) dates.push(date);
    return dates;
  };
  const weekly = every(7);
  const isOff = (date: LocalDate) => school?.holidays.some(({ from, to }) => from <= date && date <= to);
  const knows = school !== null && isKnown(school, first, last);
  const outside = weekly.filter((date) => !isOff(date));
  const eachWeek = (name: string) => `chaque ${name}`;
  return [
    // Of holidays that are not known, somebody who reads the words may know more than the place.
    ...(knows && outside.length < weekly.length
      ? [{ rule: eachWeek, expected: outside, outsideHolidays: true }]
      : []),
    { rule: eachWeek, expected: weekly },
    { rule: (name) => `un ${name} sur deux`, expected: every(14) },
    ...ORDINALS.filter(([nth]) => isNthWeekday(first, weekday(first), nth)).map(
      ([nth, ordinal]): Regularity => ({
        rule: (name) => `le ${ordinal} ${name} du mois`,
        expected: weekly.filter((date) => isNthWeekday(date, weekday(date), nth)),
      }),
    ),
  ];
}

/** Fewer days off in a row are a long weekend, as after Ascension Day. */
const HOLIDAY_DAYS = 7;
/**
 * Days from one holiday to the next beyond which another one is missing between them. From 2019 to 2026, in all zones, there
 * were 75 at most (spring to summer), and with one holiday left out 89 at least.
 */
const TERM_DAYS = 82;

/**
 * Whether all holidays from `first` to `last` are known. A calendar that is typed by hand, or of which a line was removed,
 * has holes, and so has one of two years with another one between them.
 */
function isKnown({ from, to, holidays }: NonNullable<Period['school']>, first: LocalDate, last: LocalDate) {
  if (first < from || last > to) return false;
  const end = { from: to, to };
  const long = holidays.filter((one) => daysBetween(one.from, one.to) + 1 >= HOLIDAY_DAYS);
  let schoolFrom = from;
  for (const holiday of [...long.toSorted((a, b) => (a.from < b.from ? -1 : 1)), end]) {
    const isHole = daysBetween(schoolFrom, holiday.from) - 1 > TERM_DAYS;
    if (isHole && schoolFrom <= last && first <= holiday.from) return false;
    if (holiday.to > schoolFrom) schoolFrom = holiday.to;
  }
  return true;
}
