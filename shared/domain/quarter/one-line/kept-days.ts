/** The days of a line once what it keeps to and what it leaves out is taken into account. */
import { addDays, type LocalDate, type Weekday, weekday } from '../../time/wall.ts';
import type { QuarterSpan } from '../calendar.ts';
import { type DayKnown, lineDates } from '../dates.ts';
import type { LinePlan, LineRule } from '../model.ts';
import type { DateRange, Except, LinePart, OneLineContext, Said } from './said.ts';
import { isRanked } from './words.ts';

/** The days of one line. */
export interface When {
  rule: LineRule | null;
  date: LocalDate;
  also?: LocalDate[];
  only?: LinePlan['only'];
  /** Of a rule: what it avoids it does not count. */
  duringSchoolHolidays?: boolean;
  duringPublicHolidays?: boolean;
}

/** A date of no quarter. */
const NEVER: LocalDate = '1900-01-01';
const planOf = ({
  rule: its,
  date,
  also,
  only,
  duringSchoolHolidays,
  duringPublicHolidays,
}: When): LinePlan => ({
  rule: its,
  slot: { date, start: '00:00', end: '24:00', spaces: [], wholePlace: false, setupMin: 0, airingMin: 0 },
  duringSchoolHolidays: duringSchoolHolidays ?? true,
  ...(duringPublicHolidays === false ? { duringPublicHolidays } : {}),
  ...(also ? { also } : {}),
  ...(only ? { only } : {}),
});
export const datesGiven = (when: When, span: QuarterSpan, known?: Known) =>
  lineDates(planOf(when), span, known);

type Known = (date: LocalDate) => DayKnown | undefined;
/** What is known of the days of the quarter; undefined when nothing is. */
export function knownIn({ days }: Pick<OneLineContext, 'days'>): Known | undefined {
  if (!days) return undefined;
  const byDate = new Map(days.map((day) => [day.date, day]));
  return (date) => byDate.get(date);
}

/** "5 séances sauf en janvier" are five: what is left out is not one of them, though a rule counts its exceptions. */
export function counted(when: When, count: number, span: QuarterSpan, known: Known | undefined): When {
  const dates = datesGiven(when, span, known).slice(0, count);
  const last = (dates.length === count ? dates.at(-1) : undefined) ?? span.to;
  if (!when.rule) {
    const [date = NEVER, ...also] = dates;
    return { rule: null, date, ...(also.length > 0 ? { also } : {}) };
  }
  const exceptions = when.rule.exceptions.filter((date) => date <= last);
  const all = datesGiven({ ...when, rule: { ...when.rule, exceptions: [] } }, span, known);
  const out = all.filter((date) => exceptions.includes(date)).length;
  return { ...when, rule: { ...when.rule, count: count + out, exceptions } };
}

/** "en mars", "en janvier et mars": begins and ends with them; the dates between two of them are left out. */
export function withinMonths(
  when: When,
  within: readonly DateRange[] | undefined,
  span: QuarterSpan,
): When | undefined {
  if (!within) return when;
  const isIn = (date: LocalDate) => within.some(({ from, to }) => from <= date && date <= to);
  const dates = datesGiven(when, span).filter(isIn);
  const [first] = dates;
  if (first === undefined) return undefined;
  if (!when.rule) return { rule: null, date: first, ...(dates.length > 1 ? { also: dates.slice(1) } : {}) };
  const last =
    within
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? span.to;
  const until = when.rule.until !== undefined && when.rule.until < last ? when.rule.until : last;
  const bounded = { ...when, date: first, rule: { ...when.rule, until } };
  const exceptions = datesGiven(bounded, span).filter((date) => !isIn(date));
  return { ...bounded, rule: { ...bounded.rule, exceptions } };
}

/** A date said by name must be one of its dates; of a week or a month, one day is enough. */
export const isMet = (except: Except, dates: readonly LocalDate[]): boolean =>
  except.dates?.every((date) => dates.includes(date)) ??
  except.daysOfMonth?.every((day) => dates.some((date) => dayOf(date) === day)) ??
  dates.some((date) => isExcepted(date, except));
const dayOf = (date: LocalDate) => Number(date.slice(8));

/** "mardi, sauf le 16" where two Tuesdays are the 16th; "mardi et jeudi sauf le premier du mois". */
export function isUnclear({ daysOfMonth, nths }: Except, dates: readonly LocalDate[]): boolean {
  if (daysOfMonth?.some((day) => dates.filter((date) => dayOf(date) === day).length > 1)) return true;
  if (!nths) return false;
  // "Lundi, sauf le 1er du mois": the first Monday, or the one that is the 1st?
  const isEither = nths.includes(1) && dates.some((date) => dayOf(date) === 1);
  return isEither || new Set(dates.map(weekday)).size > 1;
}

export function without(when: When, dates: readonly LocalDate[], excepts: readonly Except[]): When {
  const out = dates.filter((date) => excepts.some((except) => isExcepted(date, except)));
  if (out.length === 0) return when;
  if (when.rule) {
    const exceptions = [...new Set([...when.rule.exceptions, ...out])].sort();
    return { ...when, rule: { ...when.rule, exceptions } };
  }
  const [date = when.date, ...also] = dates.filter((one) => !out.includes(one));
  if (out.length === dates.length) return { rule: null, date: NEVER };
  return { rule: null, date, ...(also.length > 0 ? { also } : {}) };
}

function isExcepted(date: LocalDate, except: Except): boolean {
  const { dates, range, weekdays, ranks, within, daysOfMonth, nths } = except;
  if (within?.some(({ from, to }) => from <= date && date <= to) === false) return false;
  return (
    dates?.includes(date) === true ||
    (range !== undefined && range.from <= date && date <= range.to) ||
    weekdays?.includes(weekday(date) as Weekday) === true ||
    ranks?.some((rank) => isRanked(date, rank)) === true ||
    daysOfMonth?.includes(dayOf(date)) === true ||
    nths?.some((nth) => isRanked(date, { nth, day: weekday(date) })) === true
  );
}

/** "mardi pendant 6 semaines": until when, from the day that is said or the first of the quarter. */
export function untilItsWeeks(said: Said, span: QuarterSpan): Said {
  const { weeks, weekdays, dates = [], frequency, from, until, within, count } = said;
  const isOfWeeks =
    weekdays !== undefined || dates.length === 1 || frequency === 'daily' || from !== undefined;
  if (weeks === undefined || !isOfWeeks || (until ?? within ?? count ?? said.nths) !== undefined)
    return { ...said };
  return { ...said, until: addDays(dates[0]?.date ?? from ?? span.from, 7 * weeks - 1) };
}

/** "Dernier mercredi 15h jusqu’au 15 février": the last of each month, or the last one until then? */
export function isOfWhat({
  ranks = [],
  isOfMonth,
  isRange,
  interval,
  only,
  from,
  until,
}: Said): LinePart | undefined {
  if (isOfMonth || isRange || interval !== undefined || ranks.length === 0) return undefined;
  if (only === 'school-holidays') return 'holidays';
  if (until !== undefined && ranks.some(({ nth }) => nth < 0)) return 'until';
  return from !== undefined && ranks.some(({ nth }) => nth === 1) ? 'from' : undefined;
}
