/**
 * The occurrences of an RRULE, always bounded: a rule of a million dates, one that never ends and one that never
 * matches all give an answer at once. Wall time of the event's own zone; no zone and no daylight saving in here.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { addDays, daysBetween, isLocalDate, LAST_YEAR, type LocalDate, weekday } from '../time/wall.ts';
import { OCCURRENCES_MAX } from './reading.ts';
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
}

/** Days a simple rule is followed: 110 years of every day. */
const STEPS_MAX = 40_000;
/** The general engine costs a hundred times more. */
const SLOW_STEPS_MAX = OCCURRENCES_MAX + 500;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The parts of a rule by upper-case name; undefined when it is not one. */
export function ruleParts(rule: string): Map<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const part of rule.split(';')) {
    if (part.trim() === '') continue;
    const at = part.indexOf('=');
    if (at < 1) return undefined;
    parts.set(
      part.slice(0, at).trim().toUpperCase(),
      part
        .slice(at + 1)
        .trim()
        .toUpperCase(),
    );
  }
  const numbers = ['COUNT', 'INTERVAL'].every((name) => {
    const value = parts.get(name);
    return value === undefined || (/^\d{1,9}$/.test(value) && Number(value) > 0);
  });
  const known = /^(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(parts.get('FREQ') ?? '');
  return known && numbers ? parts : undefined;
}

/** Undefined when the rule cannot be read. `start` is always the first occurrence (RFC 5545, 3.8.5.3). */
export function occurrencesOf(rule: string, start: Moment, bounds: RuleBounds): Occurrences | undefined {
  const parts = ruleParts(rule);
  if (!parts) return undefined;
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : undefined;
  const endless = count === undefined && bounds.until === undefined;
  const last = endless ? bounds.horizon : `${LAST_YEAR}-12-31`;

  const kept: Moment[] = [];
  let dropped = 0;
  let seen = 0;
  let finished = true;
  const take = (moment: Moment): boolean => {
    if (count !== undefined && seen >= count) return false;
    if (bounds.until && isAfter(moment, bounds.until) && seen > 0) return false;
    if (moment.date > last) {
      finished = !endless;
      return false;
    }
    seen += 1;
    kept.push(moment);
    if (kept.length - dropped <= OCCURRENCES_MAX) return true;
    if ((kept[dropped]?.date ?? '') < bounds.from) {
      dropped += 1;
      return true;
    }
    kept.pop();
    finished = false;
    return false;
  };
  const simple = simpleRule(parts);
  const complete = simple ? walkDays(simple, start, take) : walkRule(rule, start, take);
  if (complete === undefined) return undefined;
  const moments = kept.slice(dropped);
  if (!complete) finished = false;
  if (count !== undefined && seen < count && !finished)
    return { moments, capped: true, leftOut: count - moments.length };
  const capped = !finished || dropped > 0;
  return { moments, capped, leftOut: finished ? dropped : null };
}

const isAfter = (a: Moment, b: Moment) => a.date > b.date || (a.date === b.date && a.minutes > b.minutes);

interface SimpleRule {
  weekly: boolean;
  interval: number;
  /** 1 = Monday; empty means every day, or the weekday of the start. */
  days: number[];
  /** First day of the week. */
  weekStart: number;
}

/** Every n days or weeks, on plain weekdays: nearly every rule people make. */
function simpleRule(parts: ReadonlyMap<string, string>): SimpleRule | undefined {
  const frequency = parts.get('FREQ');
  const others = [...parts.keys()].filter(
    (name) => !['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST'].includes(name),
  );
  if ((frequency !== 'DAILY' && frequency !== 'WEEKLY') || others.length > 0) return undefined;
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (!days.every((day) => DAYS.includes(day)) || interval > 10_000) return undefined;
  return {
    weekly: frequency === 'WEEKLY',
    interval,
    days: days.map((day) => DAYS.indexOf(day) + 1),
    weekStart: Math.max(0, DAYS.indexOf(parts.get('WKST') ?? 'MO')) + 1,
  };
}

/** True when it stopped because `take` said so. */
function walkDays(rule: SimpleRule, start: Moment, take: (moment: Moment) => boolean): boolean {
  const first = weekday(start.date);
  const days = new Set(rule.days.length > 0 ? rule.days : rule.weekly ? [first] : []);
  const week = (date: LocalDate) => addDays(date, -((weekday(date) - rule.weekStart + 7) % 7));
  const firstWeek = week(start.date);
  if (!take(start)) return true;
  let date = start.date;
  for (let step = 0; step < STEPS_MAX; step++) {
    date = addDays(date, rule.weekly ? 1 : rule.interval);
    if (rule.weekly && rule.interval > 1) {
      const weeks = daysBetween(firstWeek, week(date)) / 7;
      if (weeks % rule.interval !== 0)
        date = addDays(week(date), (rule.interval - (weeks % rule.interval)) * 7);
    }
    if (!isLocalDate(date)) return !take({ date: '9999-12-31', minutes: 0 });
    if (days.size > 0 && !days.has(weekday(date))) continue;
    if (!take({ date, minutes: start.minutes })) return true;
  }
  return false;
}

/** True when it came to its end, false when it stopped counting, undefined when the rule cannot be read. */
function walkRule(rule: string, start: Moment, take: (moment: Moment) => boolean): boolean | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const compact = start.date.replaceAll('-', '');
  const from = `${compact}T${two(Math.floor(start.minutes / 60) % 24)}${two(start.minutes % 60)}00Z`;
  // The end is decided by `take`, in wall time; an UNTIL of another form would be refused here.
  const bare = rule.replace(/(?:^|;)\s*UNTIL\s*=[^;]*/i, '').replace(/^;/, '');
  let steps = 0;
  let stopped = false;
  try {
    if (!take(start)) return true;
    new RRuleTemporal({
      rruleString: `DTSTART:${from}\nRRULE:${bare}`,
      maxIterations: 2000,
      maxCandidateEvaluations: 20_000,
      cache: false,
    }).all((occurrence) => {
      steps += 1;
      const text = occurrence.toString();
      const moment = {
        date: text.slice(0, 10),
        minutes: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)),
      };
      if (moment.date === start.date && moment.minutes === start.minutes) return true;
      stopped = !isLocalDate(moment.date) || !take(moment);
      return !stopped && steps < SLOW_STEPS_MAX;
    });
    return stopped || steps < SLOW_STEPS_MAX;
  } catch {
    // A rule that never matches again: what it gave before is all there is. One that gave nothing is not a rule.
    return steps > 0 ? true : undefined;
  }
}
