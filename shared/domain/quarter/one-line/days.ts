/** Days of the week and of the month in a typed line: "mardis", "lundi et jeudi", "1er et 3e jeudi", "le 15 du mois". */
import { WEEKDAY_NAMES } from '../../time/names.ts';
import { addDays, type LocalDate, nthWeekdayOfMonth, type Weekday, yearOf } from '../../time/wall.ts';
import { isWithin, type QuarterSpan } from '../calendar.ts';
import { nextToHolidays } from './qualified.ts';
import { type Line, phrase, type Reader, stepper } from './reader.ts';
import type { Refusal, Said, SaidDate, SaidRank } from './said.ts';
import {
  ALL,
  ALL_F,
  AND,
  ARROW,
  DAY,
  DAY_IN_FULL,
  EACH,
  END,
  isRankOfRule,
  MONTH,
  MONTH_IN_FULL,
  monthOfWord,
  numberOf,
  RANK,
  type Rank,
  rankOf,
  weekdayOf,
} from './words.ts';

const ALL_DAYS = WEEKDAY_NAMES.map((_, index) => (index + 1) as Weekday);
/** "du samedi au lundi" goes on past Sunday. */
export const daysFrom = (from: Weekday, to: Weekday): Weekday[] =>
  from <= to ? ALL_DAYS.slice(from - 1, to) : [...ALL_DAYS.slice(from - 1), ...ALL_DAYS.slice(0, to)];

/** A day that begins a date is no day of every week: "lundi, samedi 20 mars". */
const beginsADate = stepper(
  `${DAY} (?:le )?\\d{1,2}(?: ?er)?(?: ${MONTH}|/\\d|(?: ?,| et| ?&) (?:le )?(?:${DAY} )?\\d{1,2}(?: ?er)?(?: ${MONTH}| ?,| et))`,
);
const EVERY = `(?:${ALL_F} les semaines le |${ALL} les |${ALL} |${EACH} |les? )`;
const every = stepper(EVERY);
const day = stepper(DAY);
const and = stepper(AND);

const FOR = /(?<![\p{L}\p{N}])(?:pour|a|de|par|entre|avec|chez|vers|toutes et|nous|vous) $/u;

/** "mardi", "les lundis et jeudis", "lundi, mercredi, vendredi". */
const weekdays: Reader = {
  part: 'when',
  match(line, at) {
    const led = every(line, at)?.[0] ?? '';
    // "Théâtre pour tous mercredi", "Ouvert à tous les mardis".
    if (/^tous /.test(led) && FOR.test(line.letters.slice(0, at))) return undefined;
    const days: string[] = [];
    let end = at;
    for (let here = at + led.length; ; ) {
      const found = day(line, here);
      if (!found || beginsADate(line, here)) break;
      days.push(found[0]);
      end = here + found[0].length;
      const joined = and(line, end)?.[0];
      // "Café du lundi, mardi": the comma ends what "du" leads to.
      if (
        joined === undefined ||
        (joined.includes(',') && led === '' && /(?:^| )(?:du|de) $/.test(line.letters.slice(0, at)))
      )
        break;
      here = end + joined.length;
      here += every(line, here)?.[0].length ?? 0;
    }
    // "Mardi-gras", "Samedi-jeux" are words.
    if (/^-\p{L}/u.test(line.letters.slice(end)) && !day(line, end + 1)) return undefined;
    if (days.length === 0 || !isMeant(days, led, line.letters.slice(0, at), line.letters.slice(end)))
      return undefined;
    const all = [...new Set(days.map(weekdayOf))].sort((a, b) => a - b);
    const isEvery = led !== '' || all.length > 1 || /s$/.test(days[0] ?? '');
    return { end, said: { weekdays: all, ...(isEvery ? { everyWeek: true } : {}) } };
  },
};

/** "mer", "jeu" and "ven" are words too: short days count beside hours, dates, other days, or between two commas. */
function isMeant(days: readonly string[], led: string, before: string, after: string): boolean {
  if (days.length > 1 || !/^(?:lun|mar|merc?|jeu|vendr?|ven|sam|dim)$/u.test(days[0] ?? '')) return true;
  if (/(?<![\p{L}\p{N}])(?:la|un|une|de|du|des|en|ce|mon|ton|son|au|a|avec|par)(?: |$)$|'$/u.test(before))
    return false;
  if (led !== '') return true;
  const isAloneBefore = /(?:^|[,;·\n(] ?)$/u.test(before);
  return (
    /^ ?(?:de |a |du |- ?|\(|le )?(?:\d|midi|matin|apres|aprem|soir)/u.test(after) ||
    (/^ ?(?:[,;·\n)]|$)/u.test(after) && (isAloneBefore || /\p{L} $/u.test(before)))
  );
}

const led = stepper(`(?:${ALL} |${EACH} )?(?:les? |l')?`);
const rank = stepper(`(?:les? |l')?(?<rank>${RANK}|[1-5](?=${AND}))`);
const lastRank = stepper(`(?<rank>[1-5])(?= ${DAY})`);
const spacedDay = stepper(` (?<day>${DAY})`);

/** "1er et 3e jeudi", "2e mardi et 4e jeudi"; a bare number counts before another rank: "2 et 4e jeudi". */
export function rankedDays(line: Line, at: number): { end: number; ranks: SaidRank[] } | undefined {
  const several = severalRanks(line, at);
  if (several) {
    const { n = '', which = '', day: its = '' } = several.groups ?? {};
    const end = at + several[0].length;
    const nths = which === 'premier' ? FIRSTS.slice(0, numberOf(n)) : LASTS.slice(-numberOf(n));
    return {
      end: end + (month(line, end)?.[0].length ?? 0),
      ranks: nths.map((nth) => ({ nth, day: weekdayOf(its) })),
    };
  }
  const ranks: SaidRank[] = [];
  let pending: Rank[] = [];
  let end = at;
  for (let here = at + (led(line, at)?.[0].length ?? 0); ; ) {
    const found = rank(line, here) ?? (pending.length > 0 ? lastRank(line, here) : null);
    if (!found) break;
    pending.push(rankOf(found.groups?.rank ?? ''));
    here += found[0].length;
    const named = spacedDay(line, here);
    if (named) {
      const ofDay = weekdayOf(named.groups?.day ?? '');
      for (const nth of pending) ranks.push({ nth, day: ofDay });
      pending = [];
      here += named[0].length;
      end = here;
      // "du mois" may be said of each of them.
      const joinedMonth = month(line, here);
      if (joinedMonth && and(line, here + joinedMonth[0].length)) here += joinedMonth[0].length;
    }
    const joined = and(line, here);
    if (!joined) break;
    here += joined[0].length;
    here += led(line, here)?.[0].length ?? 0;
  }
  if (ranks.length === 0) return undefined;
  return { end: end + (month(line, end)?.[0].length ?? 0), ranks };
}

const FIRSTS: readonly Rank[] = [1, 2, 3, 4];
const LASTS: readonly Rank[] = [-4, -3, -2, -1];
/** "les deux premiers samedis". */
const severalRanks = stepper(
  `(?:${ALL} )?(?:les )?(?<n>[2-4]|deux|trois|quatre) (?<which>premier|dernier)s? (?<day>${DAY})`,
);

const month = stepper(` (?:du|de chaque|de|par|des) mois${END}`);
const ofMonths = stepper(
  ` (?:de |d'|du mois de |des mois de |en )(?<months>${MONTH_IN_FULL}(?:${AND}(?:de |d')?${MONTH_IN_FULL})*)(?! (?:a|au|jusqu'))`,
);

/** "1er samedi de mars": the date itself. */
function datesOfMonths(ranks: readonly SaidRank[], months: string, span: QuarterSpan): Said | Refusal {
  const dates: SaidDate[] = [];
  for (const month of months.match(new RegExp(MONTH_IN_FULL, 'gu')) ?? [])
    for (const { nth, day } of ranks) {
      const ofRule = isRankOfRule(nth);
      const counted = nthWeekdayOfMonth(yearOf(span.from), monthOfWord(month), day, ofRule ? nth : -1);
      if (counted === undefined) return 'no-such-date';
      const date = ofRule ? counted : addDays(counted, 7 * (nth + 1));
      if (!isWithin(date, span)) return 'outside-quarter';
      dates.push({ date, named: true });
    }
  return { dates };
}

/** "1er mardi du mois", "chaque premier mardi". */
const IN_EACH_MONTH = / mois$|^(?:cha?q|tou|ts )/u;
const datesNamed = (read: readonly LocalDate[] | Refusal): Said | Refusal =>
  typeof read === 'string' ? read : { dates: read.map((date) => ({ date, named: true })) };

const ranked: Reader = {
  part: 'when',
  match(line, at) {
    const read = rankedDays(line, at);
    if (!read) return undefined;
    const { end, ranks } = read;
    const months = ofMonths(line, end);
    if (!months) {
      const beside = nextToHolidays(line, end, ranks);
      if (beside) return { end: beside.end, said: datesNamed(beside.read) };
      const isOfMonth = IN_EACH_MONTH.test(line.letters.slice(at, end));
      return { end, said: { ranks, frequency: 'monthly', ...(isOfMonth ? { isOfMonth } : {}) } };
    }
    const said = datesOfMonths(ranks, months.groups?.months ?? '', line.context.span);
    return { end: end + months[0].length, said };
  },
};

/** "1er et 3e" of a day that is said elsewhere. */
export const ranksNamed = (list: string): Rank[] => (list.match(new RegExp(RANK, 'gu')) ?? []).map(rankOf);

export const dayReaders: Reader[] = [
  ranked,
  weekdays,
  phrase(
    'when',
    `(?:${ALL} )?les? (?<days>\\d{1,2}(?: ?er)?(?:${AND}(?:le )?\\d{1,2}(?: ?er)?)*) (?:du|de chaque|de) mois`,
    ({ group }) => {
      const daysOfMonth = (group('days').match(/\d+/g) ?? []).map(Number);
      const exist = daysOfMonth.every((day) => day >= 1 && day <= 31);
      return exist ? { daysOfMonth, frequency: 'monthly' } : 'no-such-date';
    },
  ),
  // "Jeudi, 1er et 3e du mois".
  phrase(
    'rhythm',
    `(?:les? )?(?<ranks>${RANK}(?:${AND}(?:les? )?${RANK})*) (?:du|de ${EACH}|par) mois(?! (?:de |d')\\p{L})`,
    ({ group }) => ({ nths: ranksNamed(group('ranks')), frequency: 'monthly' }),
  ),
  phrase(
    'when',
    `(?:${ALL} les jours |${EVERY})?(?:du |de )?(?<from>${DAY})(?: (?:au|a|jusqu'au) | ?${ARROW} ?)(?<to>${DAY})(?: inclus)?`,
    ({ group }) => {
      const [from, to] = [weekdayOf(group('from')), weekdayOf(group('to'))];
      if (to === from) return 'which-days';
      return { weekdays: daysFrom(from, to), everyWeek: true, ...(to < from ? { passesSunday: true } : {}) };
    },
  ),
  phrase('when', `(?:${EVERY})?(?<from>${DAY}) ?- ?(?<to>${DAY})`, ({ group }) => {
    const [from, to] = [weekdayOf(group('from')), weekdayOf(group('to'))];
    if (to === from + 1 || (from === 1 && to > 3)) return { weekdays: daysFrom(from, to), everyWeek: true };
    return 'which-days';
  }),
  phrase('when', 'en semaine|les jours de semaine', { weekdays: daysFrom(1, 5), everyWeek: true }),
];

/** One day of the week in full, with nothing to say that it is every one: it could be a word of a title. */
export const BARE_DAY = new RegExp(`^${DAY_IN_FULL}$`, 'u');
