/** Dates as they are written, step by step: one, a list, from one to another, a month or about the middle of it. */
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
import type { QuarterSpan } from '../calendar.ts';
import { followsNoun, followsNumbered, followsSpace } from './numbered.ts';
import { type Line, stepper } from './reader.ts';
import type { DateRange, Refusal, SaidDate } from './said.ts';
import { AND, ARROW, DAY, END, MONTH, MONTH_IN_FULL, monthOfWord, weekdayOf } from './words.ts';

/** What was read from a place on, and where it ends. */
export interface Read<T> {
  end: number;
  read: T | Refusal;
}

export const isRefused = <T extends object | string>(read: T | Refusal): read is Refusal =>
  typeof read === 'string' && !/^\d/.test(read);

const SLASHED =
  '\\d{1,2}/\\d{1,2}(?:/(?:\\d{4}|\\d{2}))?|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d{2})|\\d{1,2}-\\d{1,2}-(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}';
/** "mardi 12", "le 12 janvier", "12/01". */
const element = stepper(
  `(?:les? )?(?:(?<day>${DAY}) )?(?:les? )?(?:(?<slashed>${SLASHED})|(?<number>\\d{1,2})(?: ?er)?(?: (?<month>${MONTH})(?: (?<year>\\d{4}))?)?)${END}`,
);
const and = stepper(AND);
/** A bare number begins a list only where it cannot belong to the word before it: "Groupe 2, mardi 12 janvier". */
const introduced = /(?:^|[,;·\n(:-] ?|(?<![\p{L}\p{N}])(?:les?|du|sauf|et|hors) )$/u;

const ofAName = /[\p{L}] du $/u;
const dayLeads = stepper(DAY);

interface Pending {
  day: string | undefined;
  number: string;
}

/** "12 janvier", "les 12, 19 et 26 janvier", "mardi 12 et mardi 26 janvier", "12/01 et 19/01". */
export function dateList(line: Line, at: number): Read<SaidDate[]> | undefined {
  const { span } = line.context;
  const dates: (SaidDate | Refusal)[] = [];
  let pending: Pending[] = [];
  let end = at;
  let plural: string | undefined;
  for (let here = at; ; ) {
    const found = element(line, here);
    if (!found) break;
    const { day, number = '', month, year, slashed } = found.groups ?? {};
    if (day !== undefined) plural = /s$/.test(day) ? day : undefined;
    const named = day ?? plural;
    here += found[0].length;
    if (slashed !== undefined) {
      // "les 12, 19, 26/01": not "Groupe 2, 12/01".
      if (pending.length === 1 && !/^(?:les |\p{L}+\.? \d)/u.test(line.letters.slice(at))) break;
      const itsMonth = /^\d{1,2}(?<month>\/.*)$/.exec(slashed)?.groups?.month;
      if (pending.length > 0 && itsMonth === undefined) break;
      for (const one of pending) dates.push(dateAt(`${one.number}${itsMonth}`, one.day, span));
      pending = [];
      dates.push(dateAt(slashed, named, span));
      end = here;
    } else {
      pending.push({ day: named, number });
      if (month !== undefined) {
        for (const one of pending) dates.push(dateAt(withMonth(one.number, month, year), one.day, span));
        pending = [];
        end = here;
      }
    }
    const joined = and(line, here);
    if (!joined) break;
    here += joined[0].length;
    // "Autour du 21 mars, dimanche 21 mars": a name, and the date.
    if (
      joined[0].includes(',') &&
      named === undefined &&
      ofAName.test(line.letters.slice(0, at)) &&
      dayLeads(line, here)
    )
      break;
  }
  if (dates.length === 0 || isOfAnotherWord(line, at, dates.length)) return undefined;
  return { end, read: dates.find(isRefused) ?? (dates as SaidDate[]) };
}

/** The number that begins a list, and what follows it is said in another way. */
const isOfAnotherWord = (line: Line, at: number, count: number): boolean => {
  const after = line.letters.slice(at);
  if (/^\d{1,2}\/\d{1,2}(?!\/)/.test(after)) return followsNoun(line, at);
  if (count < 2) return false;
  if (/^\d/.test(after) && followsNumbered(line, at)) return true;
  // "Salon 1, 2, 12/01": rooms, or days?
  if (/^\d[\d ,&+et]*\d\/\d/.test(after) && followsSpace(line, at)) return true;
  return /^\d{1,2}(?: ?er)? ?, ?(?:les? )?[a-z]/.test(after) && !introduced.test(line.letters.slice(0, at));
};

const withMonth = (number: string, month: string, year: string | undefined) =>
  `${number} ${month}${year === undefined ? '' : ` ${year}`}`;

/** A date as typed; without its year, that of the quarter. */
function dateAt(typed: string, day: string | undefined, span: QuarterSpan): SaidDate | Refusal {
  const date = parseDate(typed, yearOf(span.from));
  if (date === undefined) return 'no-such-date';
  if (day !== undefined && weekdayOf(day) !== weekday(date)) return 'other-weekday';
  return { date, named: day !== undefined };
}

/** A date with its month, and nothing else. */
export function oneDate(line: Line, at: number): Read<LocalDate> | undefined {
  const found = element(line, at);
  const { day, number = '', month, year, slashed } = found?.groups ?? {};
  if (!found || (slashed ?? month) === undefined) return undefined;
  const read = dateAt(slashed ?? withMonth(number, month ?? '', year), day, line.context.span);
  return { end: at + found[0].length, read: isRefused(read) ? read : read.date };
}

/** A month, of the quarter's year unless another one is said. */
export function monthRange(word: string, { from }: QuarterSpan, said?: string): DateRange {
  const [year, month] = [said === undefined ? yearOf(from) : Number(said), monthOfWord(word)];
  return { from: dateOf(year, month, 1), to: dateOf(year, month, daysInMonth(year, month)) };
}

const week = stepper('(?:la )?semaine du ');
const part = stepper(
  `(?:l[ae] |au )?(?<word>debut|mi|milieu|fin)(?: du mois)?(?: de | d'| ?- ?| )(?<month>${MONTH})(?: (?<year>(?:19|20|21)\\d\\d))?`,
);
const wholeMonth = stepper(`(?:mois de )?(?<month>${MONTH_IN_FULL})(?: (?<year>(?:19|20|21)\\d\\d))?`);

/** "début mars" is its first day, "mi-mars" the 15th, "fin mars" its last one, whichever end of a time they say. */
export function partOfMonth(line: Line, at: number): Read<LocalDate> | undefined {
  const found = part(line, at);
  if (!found) return undefined;
  const { word, month = '', year } = found.groups ?? {};
  const { from, to } = monthRange(month, line.context.span, year);
  const day = word === 'debut' ? from : word === 'fin' ? to : `${from.slice(0, 8)}15`;
  return { end: at + found[0].length, read: day };
}

/** The first or the last day of what is said: a date, a week, a month or a part of it. */
export function about(line: Line, at: number, which: 'first' | 'last'): Read<LocalDate> | undefined {
  const weekly = week(line, at);
  if (weekly) {
    const day = oneDate(line, at + weekly[0].length);
    if (!day || isRefused(day.read)) return day;
    const monday = startOfWeek(day.read);
    return { end: day.end, read: which === 'first' ? monday : addDays(monday, 6) };
  }
  const found = wholeMonth(line, at);
  if (!found) return partOfMonth(line, at) ?? oneDate(line, at);
  const { month = '', year } = found.groups ?? {};
  const { from, to } = monthRange(month, line.context.span, year);
  return { end: at + found[0].length, read: which === 'first' ? from : to };
}

const opening = stepper('(?:(?<from>du|de|depuis(?: le)?) |(?<between>entre (?:le )?))?');
const link = stepper(` ?(?:au|a la|a|${ARROW}|-|jusqu'aux?|jusqu'a la|jusqu'a|(?<and>et)) ?(?:le )?`);

/**
 * "du 5 janvier au 9 mars", "du 12 au 14 janvier", "entre le 5 et le 9 mars", "12-14 janvier", "du 5 janvier à fin mars",
 * "de mi-janvier à fin mars", "début janvier au 12 mars", "de janvier à mi-mars".
 */
export function dateRange(line: Line, at: number): Read<DateRange> | undefined {
  const { groups, 0: led = '' } = opening(line, at) ?? {};
  const isFrom = groups?.from !== undefined;
  const first = beginning(line, at + led.length, isFrom);
  const linked = first && link(line, first.end);
  // "Le 17 février et le 3 mars" are two dates.
  if (!linked || (linked.groups?.and !== undefined) !== (groups?.between !== undefined)) return undefined;
  const here = first.end + linked[0].length;
  // "De janvier à mars" are months.
  const isMonth = first.as === 'part' || (isFrom && first.as !== 'month');
  const last = isMonth ? about(line, here, 'last') : (partOfMonth(line, here) ?? oneDate(line, here));
  if (!last) return undefined;
  const { end, read: to } = last;
  if (isRefused(to)) return { end, read: to };
  const from = first.dateWith(to);
  if (isRefused(from)) return { end, read: from };
  if (from > to) return { end, read: 'ends-before-it-starts' };
  const isSameDay = first.isDay && from < to && weekday(from) === weekday(to);
  return { end, read: { from, to, ...(isSameDay ? { day: weekday(from) } : {}) } };
}

interface Beginning {
  end: number;
  as: 'date' | 'part' | 'month';
  isDay: boolean;
  /** "du 12 au 14 janvier": the month is said with the end. */
  dateWith(to: LocalDate): LocalDate | Refusal;
}

function beginning(line: Line, at: number, isFrom: boolean): Beginning | undefined {
  const { span } = line.context;
  const part = partOfMonth(line, at);
  if (part) return { end: part.end, as: 'part', isDay: false, dateWith: () => part.read };
  const month = isFrom ? wholeMonth(line, at) : null;
  if (month) {
    const { from } = monthRange(month.groups?.month ?? '', span, month.groups?.year);
    return { end: at + month[0].length, as: 'month', isDay: false, dateWith: () => from };
  }
  const found = element(line, at);
  if (!found) return undefined;
  const { number = '', day } = found.groups ?? {};
  const whole = oneDate(line, at);
  return {
    end: at + found[0].length,
    as: 'date',
    isDay: day !== undefined,
    dateWith(to) {
      if (whole) return whole.read;
      const read = dateAt(`${number}/${to.slice(5, 7)}/${to.slice(0, 4)}`, day, span);
      return isRefused(read) ? read : read.date;
    },
  };
}

export const MONTHS = `(?:${MONTH_IN_FULL}(?:(?: ?, ?| et )(?:en )?${MONTH_IN_FULL})*)`;
const inMonths = stepper(
  `(?:(?:uniquement|seulement|que) )?(?:en|(?:(?:au|pendant le|au cours du|tout le|aux|les|pendant les|sur les) )mois de) (?<list>${MONTHS})(?: (?:uniquement|seulement))?${END}`,
);
const fromMonth = stepper(`de (?<first>${MONTH_IN_FULL}) a (?<last>${MONTH_IN_FULL})`);
const betweenMonths = stepper(`(?<first>${MONTH_IN_FULL}) ?(?:a|-|${ARROW}) ?(?<last>${MONTH_IN_FULL})`);
/** "Janvier-février en fête". */
const nameOfMonths = stepper(`${MONTH_IN_FULL} ?(?:a|-) ?${MONTH_IN_FULL} (?:en|aux?|a|de|du|des|d')${END}`);
const ofMonths = stepper(`(?:de |d'|du mois de |des mois de )(?<list>${MONTHS})`);
const afterDay = /(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s? $/u;

/** "en mars", "en janvier et mars", "de janvier à mars", "les mercredis de janvier". */
export function monthRanges(line: Line, at: number): { end: number; ranges: DateRange[] } | undefined {
  const { span } = line.context;
  const whole = fromMonth(line, at) ?? (at === 0 && nameOfMonths(line, at) ? null : betweenMonths(line, at));
  const { first = '', last = '' } = whole?.groups ?? {};
  if (whole)
    return {
      end: at + whole[0].length,
      ranges: [{ from: monthRange(first, span).from, to: monthRange(last, span).to }],
    };
  const found =
    inMonths(line, at) ?? (afterDay.test(line.letters.slice(0, at)) ? ofMonths(line, at) : undefined);
  if (!found) return undefined;
  return { end: at + found[0].length, ranges: monthsNamed(found.groups?.list ?? '', span) };
}

export const monthsNamed = (list: string, span: QuarterSpan): DateRange[] =>
  (list.match(new RegExp(MONTH_IN_FULL, 'gu')) ?? []).map((word) => monthRange(word, span));
