/** Dates in a typed line: one, a list of them, from one to another, the months it keeps to. */
import { parseDate } from '../../time/typed-date.ts';
import {
  addDays,
  dateOf,
  daysInMonth,
  type LocalDate,
  startOfWeek,
  weekday,
  yearOf,
} from '../../time/wall.ts';
import { isWithin, type QuarterSpan } from '../calendar.ts';
import { type Line, type Match, phrase, type Reader, stepper } from './reader.ts';
import type { DateRange, Refusal, SaidDate } from './said.ts';
import { holidaysNamed } from './school.ts';
import { AND, DAY, END, MONTH, MONTH_IN_FULL, monthOfWord, weekdayOf } from './words.ts';

const SLASHED =
  '\\d{1,2}/\\d{1,2}(?:/(?:\\d{4}|\\d{2}))?|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}';
const NUMBER_OF_DAY = '\\d{1,2}(?: ?er)?';
/** A date with its month. */
export const DATE = `(?:le )?(?:${DAY} )?(?:le )?(?:${NUMBER_OF_DAY} ${MONTH}(?: \\d{4})?|${SLASHED})${END}`;

const element = stepper(
  `(?:les? )?(?:(?<day>${DAY}) )?(?:les? )?(?:(?<slashed>${SLASHED})|(?<number>\\d{1,2})(?: ?er)?(?: (?<month>${MONTH})(?: (?<year>\\d{4}))?)?)${END}`,
);
const and = stepper(AND);
/** A bare number begins a list only where it cannot belong to the word before it: "Groupe 2, mardi 12 janvier". */
const introduced = /(?:^|[,;·\n(:-] ?|(?<![\p{L}\p{N}])(?:les?|du|sauf|et|hors) )$/u;

interface Pending {
  day: string | undefined;
  number: string;
}

/** "12 janvier", "les 12, 19 et 26 janvier", "mardi 12 et mardi 26 janvier", "12/01 et 19/01". */
export function dateList(line: Line, at: number): { end: number; dates: SaidDate[] | Refusal } | undefined {
  const dates: (SaidDate | Refusal)[] = [];
  let pending: Pending[] = [];
  let end = at;
  let plural: string | undefined;
  for (let here = at; ; ) {
    const found = element(line, here);
    if (!found) break;
    const { day, number, month, year, slashed } = found.groups ?? {};
    if (day !== undefined) plural = /s$/.test(day) ? day : undefined;
    const named = day ?? plural;
    here += found[0].length;
    if (slashed !== undefined) {
      if (pending.length > 0) break;
      dates.push(dateAt(slashed, named, line.context.span));
      end = here;
    } else {
      pending.push({ day: named, number: number ?? '' });
      if (month !== undefined) {
        for (const one of pending)
          dates.push(
            dateAt(
              `${one.number} ${month}${year === undefined ? '' : ` ${year}`}`,
              one.day,
              line.context.span,
            ),
          );
        pending = [];
        end = here;
      }
    }
    const joined = and(line, here);
    if (!joined) break;
    here += joined[0].length;
  }
  if (dates.length === 0) return undefined;
  if (
    startsBare(line, at) &&
    dates.length > 1 &&
    !introduced.test(line.letters.slice(0, at)) &&
    isLoose(line, at)
  )
    return undefined;
  const refused = dates.find((date) => typeof date === 'string');
  return { end, dates: refused ?? (dates as SaidDate[]) };
}

const startsBare = ({ letters }: Line, at: number) =>
  /^\d{1,2}(?: ?er)?(?: ?,| et | ?&)/.test(letters.slice(at));
/** "2, mardi 12 janvier": what follows is said in another way. */
const isLoose = ({ letters }: Line, at: number) => /^\d{1,2} ?, ?(?:les? )?[a-z]/.test(letters.slice(at));

/** A date as typed; without its year, that of the quarter. */
function dateAt(typed: string, day: string | undefined, span: QuarterSpan): SaidDate | Refusal {
  const date = parseDate(typed, yearOf(span.from));
  if (date === undefined) return 'no-such-date';
  if (day !== undefined && weekdayOf(day) !== weekday(date)) return 'other-weekday';
  return { date, named: day !== undefined };
}

/** One date, by `DATE`. */
export function oneDate(typed: string, span: QuarterSpan): LocalDate | Refusal {
  const { day, rest = '' } =
    new RegExp(`^(?:le )?(?:(?<day>${DAY}) )?(?:le )?(?<rest>.+)$`, 'u').exec(typed)?.groups ?? {};
  const read = dateAt(rest.replace(/(\d) er/, '$1er'), day, span);
  return typeof read === 'string' ? read : read.date;
}

/** A month of the quarter's year. */
export function monthRange(word: string, { from }: QuarterSpan): DateRange {
  const [year, month] = [yearOf(from), monthOfWord(word)];
  return { from: dateOf(year, month, 1), to: dateOf(year, month, daysInMonth(year, month)) };
}

/** "du 5 janvier au 9 mars", "du 12 au 14 janvier", "entre le 5 et le 9 mars", "12-14 janvier". */
const RANGE = `(?:(?:du|de) |(?<between>entre le ))?(?:(?<bare>(?:${DAY} )?\\d{1,2}(?: ?er)?)|(?<first>${DATE})) ?(?:au|a|-|jusqu'au|(?<and>et)) ?(?:le )?(?<last>${DATE})`;
const range = stepper(`(?:${RANGE})${END}`);
const MONTHS = `(?:${MONTH_IN_FULL}(?:(?: ?, ?| et )(?:en )?${MONTH_IN_FULL})*)`;
const months = stepper(
  `(?:(?:(?:uniquement|seulement|que) )?(?:en|au mois de|pendant le mois de|au cours du mois de|tout le mois de|aux mois de) (?<list>${MONTHS})(?: (?:uniquement|seulement))?|(?<=${DAY} )(?:de |d'|du mois de |des mois de )(?<of>${MONTHS})|de (?<first>${MONTH_IN_FULL}) a (?<last>${MONTH_IN_FULL}))${END}`,
);

/** Of dates or of months, when one is said here. */
export function dateRange(line: Line, at: number): { end: number; range: DateRange | Refusal } | undefined {
  const found = range(line, at);
  const { bare, first, last = '' } = found?.groups ?? {};
  // "Le 17 février et le 3 mars" are two dates, "de 14 à 16 h" no date at all.
  const isAnd = found?.groups?.and !== undefined;
  if (!found || isAnd !== (found.groups?.between !== undefined)) return undefined;
  const { span } = line.context;
  const end = at + found[0].length;
  const to = oneDate(last, span);
  if (to.length !== 10) return { end, range: to as Refusal };
  const [, day, number = ''] = /^(?:(.+) )?(\d{1,2})(?: ?er)?$/.exec(bare ?? '') ?? [];
  const from =
    bare === undefined
      ? oneDate(first ?? '', span)
      : oneDate(`${day === undefined ? '' : `${day} `}${number}/${to.slice(5, 7)}/${to.slice(0, 4)}`, span);
  if (from.length !== 10) return { end, range: from as Refusal };
  return { end, range: from > to ? 'ends-before-it-starts' : { from, to } };
}

export function monthRanges(line: Line, at: number): { end: number; ranges: DateRange[] } | undefined {
  const found = months(line, at);
  if (!found) return undefined;
  const { list = found.groups?.of, first = '', last = '' } = found.groups ?? {};
  const { span } = line.context;
  const ranges =
    list === undefined
      ? [{ from: monthRange(first, span).from, to: monthRange(last, span).to }]
      : (list.match(new RegExp(MONTH_IN_FULL, 'gu')) ?? []).map((word) => monthRange(word, span));
  return { end: at + found[0].length, ranges };
}

const isRefused = <T extends object>(read: T | Refusal): read is Refusal => typeof read === 'string';

/** "mi-janvier", "fin février", "la semaine du 18 janvier", "février". */
const ABOUT = `(?:(?<about>debut|mi|fin|la fin (?:de|du mois de)) ?-? ?(?<month>${MONTH_IN_FULL})|(?:mois de )?(?<whole>${MONTH_IN_FULL})|(?:la )?semaine du (?<week>${DATE})|(?<date>${DATE}))`;

/** The first or the last day that such words give; what is too vague for that end is a refusal. */
function about(group: (name: string) => string, span: QuarterSpan, which: 'first' | 'last') {
  const [word, week, date] = [group('about'), group('week'), group('date')];
  if (date !== '') return oneDate(date, span);
  if (week !== '') {
    const day = oneDate(week, span);
    if (day.length !== 10) return day;
    return which === 'first' ? startOfWeek(day) : addDays(startOfWeek(day), 6);
  }
  const { from, to } = monthRange(group('month') || group('whole'), span);
  if (word === 'mi') return `${from.slice(0, 8)}15`;
  if (which === 'first') return word === '' || word === 'debut' ? from : ('no-such-date' as const);
  return word === 'debut' ? ('no-such-date' as const) : to;
}

const list: Reader = {
  part: 'when',
  match(line, at): Match | undefined {
    const read = dateList(line, at);
    if (!read) return undefined;
    const { end, dates } = read;
    if (isRefused(dates)) return { end, said: dates };
    const outside = dates.some(({ date }) => !isWithin(date, line.context.span));
    return { end, said: outside ? 'outside-quarter' : { dates } };
  },
};

const fromTo: Reader = {
  part: 'from',
  match(line, at): Match | undefined {
    const read = dateRange(line, at);
    if (!read) return undefined;
    const { end, range: days } = read;
    if (isRefused(days)) return { end, said: days };
    const { from, to: until } = days;
    return isWithin(from, line.context.span)
      ? { end, said: { from, until, isRange: true } }
      : { end, said: 'outside-quarter' };
  },
};

const inMonths: Reader = {
  part: 'from',
  match(line, at): Match | undefined {
    const read = monthRanges(line, at);
    if (!read) return undefined;
    const { span } = line.context;
    const outside = read.ranges.some(({ from, to }) => to < span.from || from > span.to);
    return { end: read.end, said: outside ? 'outside-quarter' : { within: read.ranges } };
  },
};

export const dateReaders: Reader[] = [
  list,
  fromTo,
  inMonths,
  phrase(
    'from',
    `(?:(?:a partir|a compter|depuis|des)(?: (?:du|de|le|des|la)(?: la)?)? |(?:debut|debute|demarre|demarrage|commence|reprise)(?: ?: ?(?:le )?| (?:le|du|en) ))${ABOUT}`,
    ({ group }, { span }) => {
      const from = about(group, span, 'first');
      if (from.length !== 10) return from as Refusal;
      return isWithin(from, span) ? { from } : 'outside-quarter';
    },
  ),
  phrase(
    'from',
    `(?:du|depuis le|de) (?<first>${DATE}) (?:a|jusqu'a)(?: la)? ${ABOUT}`,
    ({ group }, { span }) => {
      const [from, until] = [oneDate(group('first'), span), about(group, span, 'last')];
      if (from.length !== 10) return from as Refusal;
      if (until.length !== 10) return until as Refusal;
      if (!isWithin(from, span)) return 'outside-quarter';
      return from > until ? 'ends-before-it-starts' : { from, until, isRange: true };
    },
  ),
  phrase('until', `jusqu'(?:aux?|a|en)(?: la)? ${ABOUT}(?: inclus)?`, ({ group }, { span }) => {
    const until = about(group, span, 'last');
    if (until.length !== 10) return until as Refusal;
    return until < span.from ? 'outside-quarter' : { until };
  }),
  phrase(
    'until',
    "(?:jusqu'aux|avant les) (?:prochaines )?vacances(?: scolaires)?(?: (?:d'|de la |de l'|de |du )(?<name>\\p{L}+))?",
    ({ group }, context) => {
      const holidays = holidaysNamed(group('name') || undefined, context);
      return holidays ? { until: addDays(holidays.from, -1) } : 'no-such-holidays';
    },
  ),
  phrase(
    'from',
    "(?:apres les|a la fin des) vacances(?: scolaires)?(?: (?:d'|de la |de l'|de |du )(?<name>\\p{L}+))?",
    ({ group }, context) => {
      const holidays = holidaysNamed(group('name') || undefined, context);
      if (!holidays) return 'no-such-holidays';
      const from = addDays(holidays.to, 1);
      return isWithin(from, context.span) ? { from } : 'outside-quarter';
    },
  ),
  phrase('until', "jusqu'a la fin(?: du trimestre)?|tout le trimestre", {}),
];
