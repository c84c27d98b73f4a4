/** Days in a typed line: a date, weekdays, from when, until when, but not on these. */
import { WEEKDAY_NAMES } from '../../time/names.ts';
import { parseDate } from '../../time/typed-date.ts';
import { isLocalDate, type LocalDate, type Nth, type Weekday, weekday, yearOf } from '../../time/wall.ts';
import { isWithin, type QuarterSpan } from '../calendar.ts';
import { type Reader, words } from './reader.ts';
import type { Refusal } from './said.ts';

export const WEEKDAY = WEEKDAY_NAMES.join('|');
const MONTH =
  'janvier|janv|jan|fevrier|fevr|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec';
const DATE = `(?:le )?(?:(?:${WEEKDAY}) )?(?:le )?(?:(?:\\d{1,2})(?:er)? (?:${MONTH})\\.?(?: \\d{4})?|\\d{1,2}/\\d{1,2}(?:/(?:\\d{4}|\\d{2}))?|\\d{4}-\\d{2}-\\d{2})`;
const PARTS = new RegExp(`^(?:le )?(?:(?<day>${WEEKDAY}) )?(?:le )?(?<date>.+)$`, 'u');

export const weekdayOf = (name: string): Weekday =>
  ((WEEKDAY_NAMES as readonly string[]).indexOf(name) + 1) as Weekday;

interface SaidDate {
  date: LocalDate;
  named: boolean;
}

/** A date as typed; without its year, that of the quarter. */
function readDate(text: string, span: QuarterSpan): SaidDate | Refusal {
  const { day, date: typed = '' } = PARTS.exec(text)?.groups ?? {};
  const date = parseDate(typed, yearOf(span.from));
  if (date === undefined || !isLocalDate(date)) return 'no-such-date';
  if (day !== undefined && weekdayOf(day) !== weekday(date)) return 'other-weekday';
  return { date, named: day !== undefined };
}

/** The same, within the quarter. */
function readDay(text: string, span: QuarterSpan): SaidDate | Refusal {
  const read = readDate(text, span);
  return typeof read === 'string' || isWithin(read.date, span) ? read : 'outside-quarter';
}

const RANKS: Record<string, Nth> = {
  '1er': 1,
  '1re': 1,
  premier: 1,
  second: 2,
  deuxieme: 2,
  troisieme: 3,
  quatrieme: 4,
  cinquieme: 5,
  dernier: -1,
};
const rankOf = (text: string): Nth => RANKS[text] ?? (Number(text.charAt(0)) as Nth);
const RANK = `${Object.keys(RANKS).join('|')}|[2-5] ?e(?:me)?`;
/** Said besides the hours, which decide. */
const TIME_OF_DAY = '(?:matins?|apres-midis?|soirs?)';
const AND = `(?:, | et | & | \\+ )(?:les? )?`;

/** In the order in which they are tried: what is longer first. */
export const dateReaders: Reader[] = [
  {
    part: 'exceptions',
    pattern: words(`sauf (?:les? )?(?<list>${DATE}(?: et (?:${DATE}))*)`),
    read(found, { span }) {
      const dates = found
        .group('list')
        .split(' et ')
        .map((text) => readDate(text, span));
      const refused = dates.find((date) => typeof date === 'string');
      if (refused !== undefined) return refused;
      return { exceptions: dates.map((read) => (read as SaidDate).date) };
    },
  },
  {
    part: 'from',
    pattern: words(`du (?:(?<bare>\\d{1,2})(?:er)?|(?<from>${DATE})) au (?<to>${DATE})`),
    read(found, { span }) {
      const to = readDate(found.group('to'), span);
      if (typeof to === 'string') return to;
      const bare = found.group('bare');
      const from = readDay(
        bare === '' ? found.group('from') : `${to.date.slice(0, 8)}${bare.padStart(2, '0')}`,
        span,
      );
      if (typeof from === 'string') return from;
      return from.date > to.date ? 'ends-before-it-starts' : { from: from.date, until: to.date };
    },
  },
  {
    part: 'from',
    pattern: words(`(?:a partir du|a compter du|depuis|des) (?<date>${DATE})`),
    read(found, { span }) {
      const from = readDay(found.group('date'), span);
      return typeof from === 'string' ? from : { from: from.date };
    },
  },
  {
    part: 'until',
    pattern: words(`jusqu'(?:au|a) (?<date>${DATE})`),
    read(found, { span }) {
      const until = readDate(found.group('date'), span);
      if (typeof until === 'string') return until;
      return until.date < span.from ? 'outside-quarter' : { until: until.date };
    },
  },
  {
    part: 'when',
    pattern: words(
      `(?:chaque |tous les |les |le )?(?<rank>${RANK})s? (?<day>${WEEKDAY})s?(?: (?:du|de chaque|de) mois)?`,
    ),
    read: (found) => ({
      rank: { nth: rankOf(found.group('rank')), day: weekdayOf(found.group('day')) },
      frequency: 'monthly',
    }),
  },
  {
    part: 'when',
    pattern: words(`(?:tous )?les? (?<day>\\d{1,2})(?:er)? (?:du|de chaque) mois`),
    read(found) {
      const day = Number(found.group('day'));
      return day >= 1 && day <= 31 ? { dayOfMonth: day, frequency: 'monthly' } : 'no-such-date';
    },
  },
  {
    part: 'when',
    pattern: words(`(?<date>${DATE})`),
    read(found, { span }) {
      const date = readDay(found.group('date'), span);
      return typeof date === 'string' ? date : { date };
    },
  },
];

/** Tried after the rhythm: "un mardi sur deux" is not every Tuesday. */
export const weekdayReaders: Reader[] = [
  {
    part: 'when',
    pattern: words(`(?:tous les jours )?du (?<from>${WEEKDAY}) au (?<to>${WEEKDAY})`),
    read(found) {
      const [from, to] = [weekdayOf(found.group('from')), weekdayOf(found.group('to'))];
      if (to <= from) return undefined;
      return { weekdays: WEEKDAY_NAMES.map((_, index) => (index + 1) as Weekday).slice(from - 1, to) };
    },
  },
  {
    part: 'when',
    pattern: words(
      `(?:tous les |chaque |les? )?(?<list>(?:${WEEKDAY})s?(?:${AND}(?:${WEEKDAY})s?)*)(?: ${TIME_OF_DAY})?`,
    ),
    read(found) {
      const named = found.group('list').match(new RegExp(WEEKDAY, 'gu')) ?? [];
      return { weekdays: [...new Set(named.map(weekdayOf))].sort((a, b) => a - b) };
    },
  },
];
