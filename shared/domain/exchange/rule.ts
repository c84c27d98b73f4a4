/**
 * The occurrences of a series, always bounded: a rule of a million dates, one that never ends and one that never
 * matches all give an answer at once. Wall time of the event's own zone.
 */
import { addDays, DAY_MINUTES, daysBetween, LAST_YEAR, type LocalDate } from '../time/wall.ts';
import type { Pace, Steps } from './pace.ts';
import { OCCURRENCES_MAX } from './reading.ts';
import { type Instant, walkRule } from './rule-dates.ts';
import type { Rule } from './rule-parts.ts';
import type { Moment } from './zones.ts';

export interface RuleBounds {
  /** Endless rules stop here, included. */
  horizon: LocalDate;
  /** When there are too many, those from this date on are preferred. */
  from: LocalDate;
  /** UNTIL in the wall time of the event's zone; absent when the rule has none. */
  until?: Moment;
}

export interface Occurrences {
  moments: Moment[];
  /** Whether some are missing; `leftOut` is null when nobody counted them. */
  capped: boolean;
  leftOut: number | null;
  /** Whether the start is one of the rule's own dates. */
  startFits: boolean;
  /** It was given up before its end, having cost what one rule may. */
  givenUp: boolean;
}

const DAY_0: LocalDate = '1970-01-01';
const LAST_DATE: LocalDate = `${LAST_YEAR}-12-31`;

/**
 * Undefined when the rule never gives anything but the start. With `withStart`, the start is the first occurrence
 * whether it fits or not (RFC 5545, 3.8.5.3), and counts as one; else only if it fits.
 */
export function* occurrencesOf(
  rule: Rule,
  start: Moment,
  bounds: RuleBounds,
  pace: Pace,
  withStart = true,
): Steps<Occurrences | undefined> {
  const { count } = rule;
  const endless = count === undefined && bounds.until === undefined;
  const horizon = daysBetween(DAY_0, bounds.horizon);
  const from = daysBetween(DAY_0, bounds.from);
  const until = bounds.until && instantOf(bounds.until);
  let kept: Instant[] = [];
  /** Of those seen, and of those in `kept`, how many come too early. */
  let dropped = 0;
  let early = 0;
  let seen = 0;
  let finished = true;
  const take = (at: Instant): boolean => {
    if (count !== undefined && seen >= count) return false;
    if (isPast(at, until) && !(withStart && seen === 0)) return false;
    if (endless && at.day > horizon) {
      finished = false;
      return false;
    }
    seen += 1;
    kept.push(at);
    if (kept.length - early <= OCCURRENCES_MAX) return true;
    if ((kept[early]?.day ?? from) < from) {
      dropped += 1;
      early += 1;
      if (early === OCCURRENCES_MAX) {
        kept = kept.slice(early);
        early = 0;
      }
      return true;
    }
    kept.pop();
    finished = false;
    return false;
  };
  const first = instantOf(start);
  let gave = 0;
  let startFits = false;
  const follow = (at: Instant) => {
    if (at.day === first.day && at.second === first.second) {
      startFits = true;
      return withStart || take(at);
    }
    gave += 1;
    return take(at);
  };
  if (withStart) take(first);
  const givenUp = !(yield* walkRule(rule, first, daysBetween(DAY_0, LAST_DATE), follow, pace));
  if (givenUp) finished = false;
  else if (gave === 0 && count !== 1) return undefined;
  const moments = kept.slice(early).map(momentOf);
  if (count !== undefined && seen < count && !finished)
    return { moments, capped: true, leftOut: count - moments.length, startFits, givenUp };
  const capped = !finished || dropped > 0;
  return { moments, capped, leftOut: finished ? dropped : null, startFits, givenUp };
}

/**
 * Which of `dates`, the latest of which is `last`, a rule that takes dates away gives; `isWhole` is false when it was given
 * up before that one.
 */
export function* takenAway(
  rule: Rule,
  start: Moment,
  dates: ReadonlySet<number>,
  last: LocalDate,
  until: Moment | undefined,
  pace: Pace,
): Steps<{ moments: Moment[]; isWhole: boolean }> {
  const end = until && instantOf(until);
  const moments: Moment[] = [];
  let seen = 0;
  const isWhole = yield* walkRule(
    rule,
    instantOf(start),
    daysBetween(DAY_0, last),
    (at) => {
      seen += 1;
      if (seen > (rule.count ?? Number.POSITIVE_INFINITY) || isPast(at, end)) return false;
      if (dates.has(numberOf(at))) moments.push(momentOf(at));
      return true;
    },
    pace,
  );
  return { moments, isWhole };
}

const instantOf = ({ date, minutes }: Moment): Instant => ({
  day: daysBetween(DAY_0, date),
  second: minutes * 60,
});

/** By the minute. */
function isPast({ day, second }: Instant, last: Instant | undefined): boolean {
  return last !== undefined && (day > last.day || (day === last.day && second >= last.second + 60));
}

const momentOf = ({ day, second }: Instant): Moment => ({
  date: addDays(DAY_0, day),
  minutes: Math.floor(second / 60),
});

/** A moment of a series among its `dates`: one number for each minute. */
export const numberOfMoment = (moment: Moment): number => numberOf(instantOf(moment));

const numberOf = ({ day, second }: Instant): number => day * DAY_MINUTES + Math.floor(second / 60);
