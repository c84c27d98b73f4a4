/** When a series takes place: the dates of its rules, those added and those taken out, in its own zone. */
import { addDays, DAY_MINUTES, isLocalDate, type LocalDate, toEpoch } from '../time/wall.ts';
import type { AddedDate, FileEvent, ZonedMoment } from './file-event.ts';
import { COSTS, type Pace, type Steps } from './pace.ts';
import { HORIZON_DAYS, LOOKBACK_DAYS, PLACEMENTS_MAX, RDATES_MAX } from './reading.ts';
import { numberOfMoment, type Occurrences, occurrencesOf, type RuleBounds, takenAway } from './rule.ts';
import type { Rule } from './rule-parts.ts';
import type { ExpandContext } from './span.ts';
import { fromPlace, isSameZone, type Moment, minutesBetween, toPlace } from './zones.ts';

/** One date of a series, at its own time; a date that was added may have its own length. */
export type Occurrence = Omit<AddedDate, 'start'> & { start: Moment };

export interface SeriesDates {
  occurrences: Occurrence[];
  /** Taken out by a rule, as the moments themselves. */
  excluded: Moment[];
  /** Absent when everything is read. */
  capped?: Pick<Occurrences, 'leftOut'>;
  /** How many rules give nothing. */
  empty: number;
  /** How many rules were given up before their end: what they give, or take out, after that is not known. */
  givenUp: number;
  /** The start is no date of any rule: it is kept all the same, and counted (RFC 5545, 3.8.5.3). */
  isStartAlone: boolean;
  /** A rule ends before the start: it adds nothing. */
  isEnded: boolean;
  /** A date is added with an hour, to a series of whole days. */
  hasHours: boolean;
}

const NO_MORE: Occurrences = { moments: [], capped: false, leftOut: 0, startFits: true, givenUp: false };

export function* datesOfSeries(event: FileEvent, context: ExpandContext, pace: Pace): Steps<SeriesDates> {
  const { start, rules, exrules, rdates } = event;
  const result: SeriesDates = {
    occurrences: [],
    excluded: [],
    empty: 0,
    givenUp: 0,
    isStartAlone: false,
    isEnded: false,
    hasHours: false,
  };
  const found: (Occurrences | undefined)[] = [];
  let many = 0;
  for (const rule of rules) {
    // No reading gives more than that, whatever the number of rules.
    if (many > PLACEMENTS_MAX) {
      result.givenUp += 1;
      continue;
    }
    const bounds = boundsOf(rule, event, context);
    if (bounds.until && minutesBetween(start, bounds.until) < 0) {
      result.isEnded = true;
      found.push(found.length === 0 ? { ...NO_MORE, moments: [start] } : NO_MORE);
      continue;
    }
    const one = yield* occurrencesOf(rule, start, bounds, pace, found.length === 0);
    many += one?.moments.length ?? 0;
    found.push(one);
  }
  const moments = rules.length === 0 ? [start] : found.flatMap((one) => one?.moments ?? [start]);
  // One by one: a call takes so many arguments and no more, and a file may have any number of rules.
  for (const moment of moments) result.occurrences.push({ start: moment });
  result.empty = found.filter((one) => one === undefined).length;
  result.isStartAlone = found.length > result.empty && !found.some((one) => one?.startFits);
  result.givenUp += found.filter((one) => one?.givenUp).length;
  for (const { start: added, ...length } of rdates.slice(0, RDATES_MAX)) {
    if (pace.isDue(COSTS.moment)) yield;
    // A date added to a series of hours is at its hour; one in another zone comes to the series' own.
    const isDayOnly = added.dateOnly && !start.dateOnly;
    result.hasHours ||= start.dateOnly && !added.dateOnly && !isMidnight(added, context);
    const moment = isDayOnly ? { ...added, minutes: start.minutes } : inZoneOf(start, added, context);
    result.occurrences.push({ start: { date: moment.date, minutes: moment.minutes }, ...length });
  }
  const dates = new Set<number>();
  let last = start.date;
  for (const { start: moment } of exrules.length === 0 ? [] : result.occurrences) {
    dates.add(numberOfMoment(moment));
    if (moment.date > last) last = moment.date;
  }
  for (const rule of exrules) {
    const taken = yield* takenAway(rule, start, dates, last, untilOf(rule, start, context), pace);
    for (const moment of taken.moments) result.excluded.push(moment);
    if (!taken.isWhole) result.givenUp += 1;
  }
  const cut = found.filter((one) => one?.capped);
  const notAdded = Math.max(0, rdates.length - RDATES_MAX);
  if (cut.length > 0 || notAdded > 0) {
    const counted = cut.map((one) => one?.leftOut ?? null);
    const leftOut = counted.includes(null)
      ? null
      : counted.reduce<number>((sum, n) => sum + (n ?? 0), notAdded);
    result.capped = { leftOut };
  }
  return result;
}

function boundsOf(rule: Rule, event: FileEvent, context: ExpandContext): RuleBounds {
  const later = [event.start.date, context.today].sort()[1] ?? event.start.date;
  const until = untilOf(rule, event.start, context);
  return {
    horizon: addDays(later, HORIZON_DAYS),
    from: addDays(context.today, -LOOKBACK_DAYS),
    ...(until ? { until } : {}),
  };
}

/** UNTIL in the wall time of the series; a bare date lasts until its end. */
function untilOf({ until = '' }: Rule, start: ZonedMoment, context: ExpandContext): Moment | undefined {
  const [, year, month, day, hours, minutes = '0', utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d*(Z)?)?$/.exec(until) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  if (hours === undefined) return { date, minutes: DAY_MINUTES };
  const moment = { date, minutes: Number(hours) * 60 + Number(minutes) };
  if (utc === undefined) return start.dateOnly ? { date, minutes: DAY_MINUTES } : moment;
  const atPlace = toPlace(moment, { kind: 'iana', name: 'UTC' }, context.zone);
  // Midnight at the place, written in UTC, is the day that begins; another hour stands in the day it is written with.
  if (start.dateOnly) return { date: atPlace.minutes === 0 ? atPlace.date : date, minutes: DAY_MINUTES };
  return fromPlace(atPlace, start.zone, context.zone);
}

/** A moment of another zone, as the clocks of the series show it. */
function inZoneOf(start: ZonedMoment, moment: ZonedMoment, context: ExpandContext): Moment {
  if (start.dateOnly) return { date: dayIn(moment, context), minutes: 0 };
  if (isSameZone(moment.zone, start.zone)) return moment;
  return fromPlace(toPlace(moment, moment.zone, context.zone), start.zone, context.zone);
}

/** The day of a series that a moment names: in the zone of the series, however it is written. */
export const dayOfSeries = (start: ZonedMoment, moment: ZonedMoment, context: ExpandContext): LocalDate =>
  moment.dateOnly ? moment.date : dayIn({ ...start, ...inZoneOf(start, moment, context) }, context);

/** The day that a moment names: of its own zone when it has one, else of the place. */
export const dayIn = (moment: ZonedMoment, context: ExpandContext): LocalDate =>
  moment.zone.kind === 'iana' && moment.zone.name === 'UTC'
    ? toPlace(moment, moment.zone, context.zone).date
    : moment.date;

/**
 * An end in another zone than the start says how long the first date lasts, and all others last as long in exact time (RFC
 * 5545, 3.8.5.3): the clocks of the two zones do not change on the same day. In one zone each date ends when the clock
 * shows that hour, as people mean it.
 */
export function withLength(event: FileEvent, context: ExpandContext): FileEvent {
  const { start, end, ...rest } = event;
  if (!end || start.dateOnly || end.dateOnly || isSameZone(start.zone, end.zone)) return event;
  // A zone that nobody knows is read as that of the place, and told with its date.
  if (start.zone.kind === 'unknown' || end.zone.kind === 'unknown') return event;
  const [from, to] = [start, end].map((moment) => {
    const { date, minutes } = toPlace(moment, moment.zone, context.zone);
    return isLocalDate(date) ? toEpoch(date, minutes, context.zone) : Number.NaN;
  });
  const minutes = ((to ?? 0) - (from ?? 0)) / 60_000 + (end.seconds ? 1 : 0);
  return minutes > 0 ? { ...rest, start, duration: { days: 0, minutes } } : event;
}

/**
 * The event as whole days, when the mark of its program says so and its hours do not contradict it: Exchange writes
 * whole days from midnight to midnight, in its own zone or in UTC.
 */
export function* asWholeDays(event: FileEvent, context: ExpandContext, pace: Pace): Steps<FileEvent> {
  const { start, end, recurrenceId } = event;
  if (!event.isMarkedAllDay || start.dateOnly || !isMidnight(start, context)) return event;
  if (end && !isMidnight(end, context)) return event;
  const day = <M extends ZonedMoment>(moment: M): M => ({
    ...moment,
    date: dayIn(moment, context),
    minutes: 0,
    zone: { kind: 'place' },
    dateOnly: true,
  });
  const whole: FileEvent = {
    ...event,
    start: day(start),
    ...(end ? { end: day(end) } : {}),
    ...(recurrenceId ? { recurrenceId: day(recurrenceId) } : {}),
    exdates: [],
    rdates: [],
  };
  for (const removed of event.exdates) {
    if (pace.isDue(COSTS.moment)) yield;
    whole.exdates.push(day(removed));
  }
  for (const added of event.rdates) {
    if (pace.isDue(COSTS.moment)) yield;
    // An hour stays written, so that it is told.
    whole.rdates.push({ start: isMidnight(added.start, context) ? day(added.start) : added.start });
  }
  return whole;
}

const isMidnight = (moment: ZonedMoment, context: ExpandContext): boolean =>
  moment.minutes === 0 || toPlace(moment, moment.zone, context.zone).minutes === 0;
