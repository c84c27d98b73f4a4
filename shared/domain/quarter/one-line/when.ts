/** The days that a line falls on: from what it says to rules and dates of the quarter. */
import { given } from '../../given.ts';
import {
  addDays,
  datesBetween,
  daysBetween,
  isNthWeekday,
  type LocalDate,
  type Nth,
  startOfWeek,
  weekday,
  yearOf,
} from '../../time/wall.ts';
import type { QuarterSpan } from '../calendar.ts';
import type { LinePlan, LineRule } from '../model.ts';
import {
  counted,
  datesGiven,
  isMet,
  isOfWhat,
  isUnclear,
  knownIn,
  type When,
  withinMonths,
  without,
} from './kept-days.ts';
import type { Except, LinePart, OneLineContext, Refusal, Said } from './said.ts';
import { isRanked, isRankOfRule } from './words.ts';

export type { When } from './kept-days.ts';

/** What part of the line cannot be. */
export interface CannotBe {
  part: LinePart;
  why: Refusal;
}

/** A week and no more: from Monday to Friday one means every day, from January to March those that are open. */
const LONG_RANGE = 7;

export interface Days {
  /** Several when no single rule says them: "1er mardi et 3e jeudi". */
  whens: When[];
  /** What was excepted and is on none of these days, as it was typed. */
  missed: string[];
}

export function whenOf(
  said: Said,
  context: Pick<OneLineContext, 'span' | 'days'>,
): Days | 'missing' | CannotBe {
  const { span } = context;
  // "1er mardi pendant 6 semaines", "pendant 6 semaines jusqu’au 9 mars".
  if (said.weeks !== undefined && said.until === undefined) return { part: 'until', why: 'cannot-be-kept' };
  const pattern = patternOf(said, span);
  // "Mardi à partir de fin mars": what begins too late is not the day.
  if (said.from !== undefined && isOutside(pattern)) return { ...pattern, part: 'from' };
  if (!Array.isArray(pattern)) return isTooShort(pattern, said) ? { part: 'from', why: 'no-date' } : pattern;
  const { count } = said;
  if (count !== undefined && pattern.length > 1) return { part: 'count', why: 'cannot-be-kept' };
  const whens: When[] = [];
  const excepts = said.except ?? [];
  const met = new Set<Except>();
  const { duringSchoolHolidays, duringPublicHolidays } = said;
  // "Jeudi 7 janvier et les jeudis de mars": a line has one rule, and loses no date that was said.
  const isIn = (date: LocalDate) => said.within?.some(({ from, to }) => from <= date && date <= to) !== false;
  if (said.dates?.some(({ date }) => !isIn(date))) return { part: 'when', why: 'said-twice' };
  for (const one of pattern) {
    const avoided = given({ duringSchoolHolidays, duringPublicHolidays });
    const avoiding = one.rule ? { ...one, ...avoided } : one;
    const bounded = withinMonths(avoiding, said.within, span);
    if (!bounded) return { part: 'from', why: 'outside-quarter' };
    const dates = datesGiven(bounded, span);
    if (dates.length === 0) return { part: 'when', why: 'outside-quarter' };
    if (excepts.some((except) => isUnclear(except, dates))) return { part: 'exceptions', why: 'which-date' };
    const kept = without(bounded, dates, excepts);
    if (datesGiven(kept, span).length === 0) return { part: 'exceptions', why: 'no-date' };
    const known = knownIn(context);
    const whole = count === undefined ? kept : counted({ ...kept, ...avoided }, count, span, known);
    const last = datesGiven(whole, span, known).at(count === undefined ? -1 : count - 1) ?? span.to;
    const its = count === undefined ? dates : dates.filter((date) => date <= last);
    for (const except of excepts) if (isMet(except, its)) met.add(except);
    whens.push(whole);
  }
  return { whens, missed: excepts.filter((except) => !met.has(except)).map(({ text }) => text) };
}

/** One, or one for each day of the week when ranks are said of several. */
function patternOf(said: Said, span: QuarterSpan): When[] | 'missing' | CannotBe {
  const { nths, ...rest } = said;
  if (nths) {
    const [day, ...others] = said.weekdays ?? [];
    if (day === undefined || others.length > 0 || said.dates) return { part: 'rhythm', why: 'which-days' };
    const { weekdays: _, everyWeek: __, ...its } = rest;
    return patternOf({ ...its, ranks: nths.map((nth) => ({ nth, day })), isOfMonth: true }, span);
  }
  const { ranks = [], daysOfMonth = [], dates = [], weekdays = [], frequency, from, until } = said;
  const ofWhat = isOfWhat(said);
  if (ofWhat) return { part: ofWhat, why: 'which-of-the-month' };
  const sorts = [ranks, daysOfMonth].filter((all) => all.length > 0).length;
  if (sorts + (dates.length > 0 ? 1 : 0) + (weekdays.length > 0 ? 1 : 0) > 1 && sorts > 0)
    return { part: 'when', why: 'said-twice' };
  const start = from ?? span.from;
  const first = (fits: (day: LocalDate) => boolean, after = start) => datesBetween(after, span.to).find(fits);
  const inTime = datesBetween(start, until !== undefined && until < span.to ? until : span.to);
  const all = (fits: (day: LocalDate) => boolean): When[] | CannotBe =>
    (said.interval ?? 1) > 1 ? { part: 'rhythm', why: 'cannot-be-kept' } : listed(inTime.filter(fits));
  if (!ranks.every(({ nth }) => isRankOfRule(nth)))
    return all((date) => ranks.some((rank) => isRanked(date, rank)));
  if (ranks.length > 0)
    return every(
      [...Map.groupBy(ranks, ({ day }) => day)].map(([day, its]) => {
        const nths = [...new Set(its.map(({ nth }) => nth as Nth))].sort(byRank);
        return placed(
          monthly(said, nths),
          first((date) => nths.some((nth) => isNthWeekday(date, day, nth))),
        );
      }),
    );
  if (daysOfMonth.length === 1) {
    const [day] = daysOfMonth;
    return every([
      placed(
        monthly(said, []),
        first((date) => Number(date.slice(8)) === day),
      ),
    ]);
  }
  if (daysOfMonth.length > 1) return all((date) => daysOfMonth.includes(Number(date.slice(8))));
  if (frequency === 'daily' && weekdays.length === 0)
    return every([placed(rule('daily', said), dates[0]?.date ?? start)]);
  if (weekdays.length > 0) return ofWeekdays(said, span);
  if (dates.length > 0) return ofDates(said);
  if (from !== undefined && until !== undefined && said.isRange && frequency === undefined) {
    if (said.rangeDay !== undefined)
      return ofWeekdays({ ...said, weekdays: [said.rangeDay], everyWeek: true }, span);
    const isLong = said.isWeek || daysBetween(from, until) >= LONG_RANGE;
    const when = placed(rule('daily', said), from);
    return every(['why' in when || !isLong ? when : { ...when, only: said.only ?? 'open-days' }]);
  }
  const repeats = frequency !== undefined || said.count !== undefined || until !== undefined;
  if (from === undefined || !repeats) return 'missing';
  return every([placed(frequency === 'monthly' ? monthly(said, []) : rule('weekly', said), from)]);
}

function ofWeekdays(said: Said, span: QuarterSpan): When[] | CannotBe {
  const { weekdays = [], dates = [], from, parity } = said;
  const days = [...weekdays].sort((a, b) => a - b);
  const [date, ...more] = dates;
  // "Chaque jour, du lundi au vendredi": the days say it better.
  const frequency = said.frequency === 'daily' ? 'weekly' : said.frequency;
  if (said.frequency === 'daily' && (said.interval ?? 1) > 1) return { part: 'rhythm', why: 'said-twice' };
  if (said.passesSunday && ((said.interval ?? 1) > 1 || parity !== undefined))
    return { part: 'rhythm', why: 'cannot-be-kept' };
  if (date) {
    // "lundi … 4 janvier": the date, with its day.
    const repeats =
      said.everyWeek || frequency !== undefined || said.count !== undefined || said.until !== undefined;
    const agrees = dates.every((one) => days.includes(weekday(one.date)));
    if (!agrees) return { part: 'when', why: 'other-weekday' };
    if (!repeats) return ofDates(said);
    if (more.length > 0) return { part: 'when', why: 'said-twice' };
  }
  const first = datesBetween(date?.date ?? from ?? span.from, span.to).find(
    (day) => days.includes(weekday(day)) && (parity === undefined || weekNumber(day) % 2 === parity),
  );
  if (frequency === 'monthly' && date === undefined) return { part: 'rhythm', why: 'which-of-the-month' };
  if (frequency === 'monthly' && first !== undefined)
    return every([placed(monthly(said, [rankIn(first)]), first)]);
  return every([placed({ ...rule('weekly', said), weekdays: days.length > 1 ? days : [] }, first)]);
}

function ofDates(said: Said): When[] | CannotBe {
  const { dates = [], frequency, count, from, until } = said;
  const [date, ...more] = dates;
  if (!date) return [];
  if (from !== undefined) return { part: 'from', why: 'said-twice' };
  if (more.length > 0) {
    if (frequency !== undefined || count !== undefined || until !== undefined)
      return { part: 'rhythm', why: 'said-twice' };
    return listed(dates.map((one) => one.date));
  }
  if (frequency === 'monthly')
    return every([placed(monthly(said, date.named ? [rankIn(date.date)] : []), date.date)]);
  const repeats = frequency !== undefined || count !== undefined || until !== undefined;
  return every([placed(repeats ? rule('weekly', said) : null, date.date)]);
}

/** "Mardi du 20 au 25 janvier": none between. */
const isTooShort = (pattern: 'missing' | CannotBe, { from, until }: Said): boolean =>
  typeof pattern === 'object' &&
  pattern.why === 'ends-before-it-starts' &&
  from !== undefined &&
  until !== undefined &&
  from <= until;
const isOutside = (pattern: When[] | 'missing' | CannotBe): pattern is CannotBe =>
  typeof pattern === 'object' && 'why' in pattern && pattern.why === 'outside-quarter';

function listed(dates: readonly LocalDate[]): When[] | CannotBe {
  const [date, ...also] = [...new Set(dates)].sort();
  if (date === undefined) return { part: 'when', why: 'outside-quarter' };
  return [{ rule: null, date, ...(also.length > 0 ? { also } : {}) }];
}

const every = (all: readonly (When | CannotBe)[]): When[] | CannotBe => {
  const cannot = all.find((one): one is CannotBe => 'why' in one);
  return cannot ?? (all as When[]);
};

function placed(
  rule: (LineRule & { only?: LinePlan['only'] }) | null,
  date: LocalDate | undefined,
): When | CannotBe {
  if (date === undefined) return { part: 'when', why: 'outside-quarter' };
  if (rule?.until !== undefined && rule.until < date) return { part: 'until', why: 'ends-before-it-starts' };
  if (!rule) return { rule, date };
  const { only, ...its } = rule;
  return { rule: its, date, ...(only === undefined ? {} : { only }) };
}

const byRank = (a: Nth, b: Nth) => (a < 0 ? 1 : b < 0 ? -1 : a - b);
/** ISO: the week of the year's first Thursday is the first. */
function weekNumber(date: LocalDate): number {
  const thursday = addDays(startOfWeek(date), 3);
  return Math.floor(daysBetween(`${yearOf(thursday)}-01-01`, thursday) / 7) + 1;
}
const rankIn = (date: LocalDate): Nth => Math.ceil(Number(date.slice(8)) / 7) as Nth;

const monthly = (said: Said, [nth, ...more]: readonly Nth[]) => ({
  ...rule(nth === undefined ? 'monthly-by-date' : 'monthly-by-weekday', said),
  ...(nth === undefined ? {} : { nth }),
  ...(more.length > 0 ? { alsoNth: more } : {}),
});

function rule(frequency: LineRule['frequency'], said: Said): LineRule & { only?: LinePlan['only'] } {
  return {
    frequency,
    interval: said.interval ?? 1,
    weekdays: [],
    exceptions: [],
    ...(said.until === undefined ? {} : { until: said.until }),
    ...(said.only === undefined ? {} : { only: said.only }),
  };
}
