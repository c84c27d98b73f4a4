/** Days of the week and of the month in a typed line: "mardis", "lundi et jeudi", "1er et 3e jeudi", "le 15 du mois". */
import { WEEKDAY_NAMES } from '../../time/names.ts';
import { nthWeekdayOfMonth, type Weekday, yearOf } from '../../time/wall.ts';
import { isWithin, type QuarterSpan } from '../calendar.ts';
import { type Found, phrase, type Reader } from './reader.ts';
import type { Refusal, Said, SaidDate, SaidRank } from './said.ts';
import {
  ALL,
  ALL_F,
  AND,
  DAY,
  DAY_IN_FULL,
  MONTH,
  MONTH_IN_FULL,
  monthOfWord,
  RANK,
  rankOf,
  weekdayOf,
} from './words.ts';

const ALL_DAYS = WEEKDAY_NAMES.map((_, index) => (index + 1) as Weekday);
const daysFrom = (from: Weekday, to: Weekday): Weekday[] => ALL_DAYS.slice(from - 1, to);

/** A day that begins a date is no day of every week: "lundi, samedi 20 mars". */
const NOT_A_DATE = `(?! (?:le )?\\d{1,2}(?: ?er)?(?: ${MONTH}|/\\d|(?: ?,| et| ?&) (?:le )?(?:${DAY} )?\\d{1,2}(?: ?er)?(?: ${MONTH}| ?,| et)))`;
const EVERY = `(?:${ALL_F} les semaines le |${ALL} les |${ALL} |chaques? |les? )`;
const ONE = `${DAY}${NOT_A_DATE}`;

const daysIn = (text: string): Weekday[] =>
  [...new Set((text.match(new RegExp(DAY, 'gu')) ?? []).map(weekdayOf))].sort((a, b) => a - b);

/** "mer", "jeu" and "ven" are words too: short days count beside hours, dates, other days, or between two commas. */
function isMeant({ group, before, after }: Found): boolean {
  const list = group('list');
  if (!/^(?:lun|mar|merc?|jeu|vendr?|ven|sam|dim)$/u.test(list)) return true;
  if (/(?<![\p{L}\p{N}])(?:la|un|une|de|du|des|en|ce|mon|ton|son|au|a|avec|par)(?: |$)$|'$/u.test(before))
    return false;
  if (group('every') !== '') return true;
  const isAloneBefore = /(?:^|[,;·\n(] ?)$/u.test(before);
  return (
    /^ ?(?:de |a |du |- ?|\(|le )?(?:\d|midi|matin|apres|aprem|soir)/u.test(after) ||
    (/^ ?(?:[,;·\n)]|$)/u.test(after) && (isAloneBefore || /\p{L} $/u.test(before)))
  );
}

const ranksOf = (text: string, day: string): SaidRank[] =>
  (text.match(new RegExp(`${RANK}|[1-5]`, 'gu')) ?? []).map((rank) => ({
    nth: rankOf(rank),
    day: weekdayOf(day),
  }));

const RANKS = `(?:${RANK}|[1-5](?=${AND}(?:les? )?(?:${RANK}|[1-5])))(?:${AND}(?:les? )?(?:${RANK}|[1-5](?=${AND}(?:les? )?${RANK})))*`;
const RANKED = `${RANKS} (?:${DAY})`;
const LED = `(?:${ALL} |chaques? )?(?:les? )?`;
const rankedPattern = new RegExp(`(${RANKS}) (${DAY})`, 'gu');
const rankedIn = (text: string): SaidRank[] =>
  [...text.matchAll(rankedPattern)].flatMap(([, ranks = '', day = '']) => ranksOf(ranks, day));

/** "1er samedi de mars": the date itself. */
function datesOfMonths(ranks: readonly SaidRank[], months: string, span: QuarterSpan): Said | Refusal {
  const dates: SaidDate[] = [];
  for (const month of months.match(new RegExp(MONTH_IN_FULL, 'gu')) ?? [])
    for (const { nth, day } of ranks) {
      const date = nthWeekdayOfMonth(yearOf(span.from), monthOfWord(month), day, nth);
      if (date === undefined) return 'no-such-date';
      if (!isWithin(date, span)) return 'outside-quarter';
      dates.push({ date, named: true });
    }
  return { dates };
}

export const RANKED_DAYS = `${LED}(?<ranked>${RANKED}(?:${AND}${LED}${RANKED})*)(?: (?:du|de chaque|de|par|des) mois)?`;
export const readRanked = (found: Found): SaidRank[] => rankedIn(found.group('ranked'));

export const dayReaders: Reader[] = [
  phrase('when', RANKED_DAYS, (found) => ({ ranks: readRanked(found), frequency: 'monthly' })),
  phrase(
    'when',
    `${LED}(?<ranked>${RANKED}(?:${AND}${LED}${RANKED})*) (?:de |d'|du mois de |des mois de |en )(?<months>${MONTH_IN_FULL}(?:${AND}(?:de |d')?${MONTH_IN_FULL})*)`,
    (found, { span }) => datesOfMonths(readRanked(found), found.group('months'), span),
  ),
  phrase(
    'when',
    `(?:${ALL} )?les? (?<days>\\d{1,2}(?: ?er)?(?:${AND}(?:le )?\\d{1,2}(?: ?er)?)*) (?:du|de chaque|de) mois`,
    ({ group }) => {
      const daysOfMonth = (group('days').match(/\d+/g) ?? []).map(Number);
      const exist = daysOfMonth.every((day) => day >= 1 && day <= 31);
      return exist ? { daysOfMonth, frequency: 'monthly' } : 'no-such-date';
    },
  ),
  phrase(
    'when',
    `(?:${ALL} les jours |${EVERY})?(?:du |de )?(?<from>${DAY}) (?:au|a|jusqu'au) (?<to>${DAY})`,
    ({ group }) => {
      const [from, to] = [weekdayOf(group('from')), weekdayOf(group('to'))];
      return to > from ? { weekdays: daysFrom(from, to), everyWeek: true } : undefined;
    },
  ),
  phrase('when', `(?:${EVERY})?(?<from>${DAY}) ?- ?(?<to>${DAY})`, ({ group }) => {
    const [from, to] = [weekdayOf(group('from')), weekdayOf(group('to'))];
    if (to === from + 1 || (from === 1 && to > 3)) return { weekdays: daysFrom(from, to), everyWeek: true };
    return 'which-days';
  }),
  phrase('when', 'en semaine|les jours de semaine', { weekdays: daysFrom(1, 5), everyWeek: true }),
  phrase('when', `(?:${EVERY}|le )?week-?ends?`, { weekdays: [6, 7], everyWeek: true }),
  phrase(
    'when',
    // "Café du lundi, mardi": the comma ends what "du" leads to.
    `(?<every>${EVERY})?(?<list>${ONE}(?:(?:${AND}(?<!(?<![\\p{L}\\p{N}])(?:du|de) ${DAY_IN_FULL} ?, ?)(?:${EVERY})?${ONE})*))`,
    (found): Said | undefined => {
      if (!isMeant(found)) return undefined;
      const list = found.group('list');
      const weekdays = daysIn(list);
      const isEvery = found.group('every') !== '' || weekdays.length > 1 || /s$/.test(list);
      return { weekdays, ...(isEvery ? { everyWeek: true } : {}) };
    },
  ),
];

/** One day of the week in full, with nothing to say that it is every one: it could be a word of a title. */
export const BARE_DAY = new RegExp(`^${DAY_IN_FULL}$`, 'u');
