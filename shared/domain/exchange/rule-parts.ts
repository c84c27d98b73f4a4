/**
 * Reads the text of an RRULE or EXRULE (RFC 5545, 3.3.10; SKIP of RFC 7529) into its parts. Blanks, lower case, an
 * empty part and a part written twice are forgiven; a value out of its range is not: what it meant is not known.
 */
import { isLocalDate, LAST_YEAR } from '../time/wall.ts';

export const frequencies = [
  'SECONDLY',
  'MINUTELY',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
] as const;
export type Frequency = (typeof frequencies)[number];

/** A list is empty when the rule does not have the part. Negative numbers count from the end. */
export interface Rule {
  frequency: Frequency;
  interval: number;
  count?: number;
  /** `20270126`, `20270126T100000` or `20270126T090000Z`: a date that exists. */
  until?: string;
  /** First day of the week, 1 = Monday. */
  weekStart: number;
  /** What becomes of the 31st in a month of 30 days. */
  skip: 'OMIT' | 'BACKWARD' | 'FORWARD';
  months: number[];
  weekNumbers: number[];
  yearDays: number[];
  monthDays: number[];
  /** `nth` is 0 for all of them. */
  weekdays: { nth: number; day: number }[];
  hours: number[];
  minutes: number[];
  seconds: number[];
  positions: number[];
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NAMES = new Set(
  [
    'FREQ INTERVAL COUNT UNTIL WKST SKIP RSCALE',
    'BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS',
  ].flatMap((names) => names.split(' ')),
);

/** Undefined when some of it cannot be read. */
export function readRule(text: string): Rule | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  const frequency = frequencies.find((name) => name === parts.get('FREQ'));
  const weekStart = DAYS.indexOf(parts.get('WKST') ?? 'MO') + 1;
  const skip = (['OMIT', 'BACKWARD', 'FORWARD'] as const).find((it) => it === (parts.get('SKIP') ?? 'OMIT'));
  const bounds = [numberOf(parts.get('INTERVAL')), numberOf(parts.get('COUNT'))];
  const until = untilOf(parts.get('UNTIL'));
  if (!frequency || weekStart === 0 || !skip || (parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN')
    return undefined;
  if (bounds.includes(0) || until === null) return undefined;
  let isWhole = true;
  const numbers = (name: string, min: number, max: number, fromTheEnd = false): number[] =>
    listOf(parts, name).map((written) => {
      const value = Number(written);
      const size = fromTheEnd ? Math.abs(value) : value;
      if (!/^[+-]?\d{1,3}$/.test(written) || size < min || size > max) isWhole = false;
      return value;
    });
  const [interval, count] = bounds;
  const rule: Rule = {
    frequency,
    interval: interval ?? 1,
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
    weekStart,
    skip,
    months: numbers('BYMONTH', 1, 12),
    weekNumbers: numbers('BYWEEKNO', 1, 53, true),
    yearDays: numbers('BYYEARDAY', 1, 366, true),
    monthDays: numbers('BYMONTHDAY', 1, 31, true),
    weekdays: listOf(parts, 'BYDAY').map((written) => {
      const [, nth = '0', name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(written) ?? [];
      const day = DAYS.indexOf(name) + 1;
      if (day === 0 || Math.abs(Number(nth)) > 53 || /^[+-]?0/.test(written)) isWhole = false;
      return { nth: Number(nth), day };
    }),
    hours: numbers('BYHOUR', 0, 23),
    minutes: numbers('BYMINUTE', 0, 59),
    seconds: numbers('BYSECOND', 0, 60),
    positions: numbers('BYSETPOS', 1, 366, true),
  };
  return isWhole ? withoutTwins(rule) : undefined;
}

/** Each value once: a list is no longer than what it may hold, whatever the file repeats. */
function withoutTwins(rule: Rule): Rule {
  for (const part of LISTS) if (rule[part].length > 1) rule[part] = [...new Set(rule[part])];
  if (rule.weekdays.length > 1)
    rule.weekdays = [...new Map(rule.weekdays.map((one) => [`${one.nth} ${one.day}`, one])).values()];
  return rule;
}

const LISTS = [
  'months',
  'weekNumbers',
  'yearDays',
  'monthDays',
  'hours',
  'minutes',
  'seconds',
  'positions',
] as const;

function partsOf(text: string): Map<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const part of text
    .replace(/[\s"]+/g, '')
    .toUpperCase()
    .split(';')) {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(part) ?? [];
    if (part === '' || (name?.startsWith('X-') ?? false)) continue;
    if (name === undefined || value === undefined || !NAMES.has(name)) return undefined;
    if (value === '') continue;
    const before = parts.get(name);
    // Days in two parts are the days of both; two ends or two frequencies contradict each other.
    if (before === undefined) parts.set(name, value);
    else if (name.startsWith('BY')) parts.set(name, `${before},${value}`);
    else if (before !== value) return undefined;
  }
  return parts;
}

const listOf = (parts: ReadonlyMap<string, string>, name: string): string[] =>
  (parts.get(name) ?? '').split(',').filter((value) => value !== '');

/** 0 when it is no number. */
const numberOf = (written: string | undefined): number | undefined =>
  written === undefined ? undefined : /^\d{1,9}$/.test(written) ? Number(written) : 0;

/** Null when it is no date; undefined when the rule has no end, or one that no planning reaches. */
function untilOf(written: string | undefined): string | undefined | null {
  if (written === undefined) return undefined;
  const [, year, month, day, time] =
    /^(\d{4})-?(\d\d)-?(\d\d)(?:T([0-2]\d:?[0-5]\d(?::?[0-6]\d)?Z?))?$/.exec(written) ?? [];
  if (year === undefined) return null;
  if (Number(year) > LAST_YEAR) return undefined;
  if (!isLocalDate(`${year}-${month}-${day}`)) return null;
  return `${year}${month}${day}${time === undefined ? '' : `T${time.replaceAll(':', '')}`}`;
}
