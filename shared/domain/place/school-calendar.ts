/**
 * The vocabulary of the official school calendars: how their files name zones, holidays and the rest, and what
 * reading one gives, whatever its format. Owns no file format (see `school-holidays-csv.ts` and `school-holidays-ics.ts`).
 */
import { nameKey } from '../search/words.ts';
import { addDays, type LocalDate } from '../time/wall.ts';
import type { SchoolHoliday, SchoolZone } from './model.ts';

/** The official calendar is written in this zone's days, wherever the place is. */
export const CALENDAR_ZONE = 'Europe/Paris';
export const ALL_ZONES: readonly SchoolZone[] = ['A', 'B', 'C'];

/** `start` is the first day off, `end` the last, both included. */
export type SchoolHolidayPeriod = Pick<SchoolHoliday, 'zone' | 'name' | 'start' | 'end'>;

export type SkipReason =
  | 'columns_missing'
  | 'date_invalid'
  | 'end_before_start'
  | 'zone_unknown'
  | 'flag_invalid'
  | 'event_unreadable';

/** A line that should have been readable. `line` counts from 1 in the file. */
export interface SkippedLine {
  line: number;
  why: SkipReason;
}

export interface CalendarReading {
  /** As found: one per line or event and zone, not yet merged. */
  periods: SchoolHolidayPeriod[];
  /** The last day each zone's file speaks of, when the file says more than its periods do. */
  coveredUntil: Partial<Record<SchoolZone, LocalDate>>;
  skipped: SkippedLine[];
  /** Well-formed lines that concern nobody here: other territories, teachers, the first day of school. */
  ignored: number;
}

const ZONE_PHRASE = /(?:[Zz]ones?|ZONES?)[\s:_-]*((?:[ABC](?!\p{L})(?:[\s,/&+_-]|et\s)*)+)/u;
const BARE_ZONES = /^\s*[ABC](?:[\s,/]+[ABC])*\s*$/;
const EVERY_ZONE = /toutes\s+(?:les\s+)?zones|france m[ée]tropolitaine/iu;
const ELSEWHERE =
  /corse|guadeloupe|guyane|martinique|mayotte|r[ée]union|polyn[ée]sie|cal[ée]donie|saint[- ]|wallis/iu;

/** The zones a text names, in order: "Zone A", "Zones A/B/C", "Zones A B C", "A", "Toutes zones". */
export function zonesIn(text: string): SchoolZone[] {
  if (EVERY_ZONE.test(text)) return [...ALL_ZONES];
  const letters = BARE_ZONES.test(text) ? text : (ZONE_PHRASE.exec(text)?.[1] ?? '');
  return ALL_ZONES.filter((zone) => new RegExp(`${zone}(?!\\p{L})`, 'u').test(letters));
}

/** True when a text names a French territory that has its own calendar. */
export const isElsewhere = (text: string): boolean => ELSEWHERE.test(text);

/** True for pupils' holidays; false for teachers' dates, the return to school, and single public holidays. */
export const isPupilsHoliday = (name: string): boolean =>
  /^\s*(?:d[ée]but des\s+)?(?:vacances|pont)/iu.test(withoutZones(name)) && !isTeachersOnly(name);

export const isTeachersOnly = (text: string): boolean => /enseignant/iu.test(text);

/**
 * The holiday's name alone: "Vacances d'Hiver - Zones A/B - Corse" → "Vacances d'Hiver". "Début des Vacances d'Été",
 * which the calendar announces before it knows when they end, is the first known day of "Vacances d'Été".
 */
export const holidayName = (text: string): string =>
  withoutZones(text).replace(/^d[ée]but des\s+(.)/iu, (_, first: string) => first.toUpperCase());

const withoutZones = (text: string): string =>
  text
    .replace(ZONE_PHRASE, ' ')
    .replace(/[\s–—-]+Corse\s*$/u, '')
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:–—-]+|[\s:–—-]+$/g, '');

/**
 * The official files give as an end the day pupils return, so the last day off is the one before. When the end is
 * not after the start (a one-day bridge, a start whose end is not published yet) only the first day is known.
 */
export const lastDayOff = (start: LocalDate, returnDay: LocalDate): LocalDate =>
  returnDay <= start ? start : addDays(returnDay, -1);

/** Joins periods of the same zone and name that overlap or follow each other; sorted by start, then zone. */
export function mergePeriods(periods: readonly SchoolHolidayPeriod[]): SchoolHolidayPeriod[] {
  const open = new Map<string, SchoolHolidayPeriod>();
  const merged: SchoolHolidayPeriod[] = [];
  for (const period of [...periods].sort(byStart)) {
    // Case, accents and apostrophes vary between files; a holiday's identity does not.
    const key = `${period.zone} ${nameKey(period.name)}`;
    const current = open.get(key);
    if (current && period.start <= addDays(current.end, 1)) {
      if (period.end > current.end) current.end = period.end;
    } else {
      const next = { ...period };
      open.set(key, next);
      merged.push(next);
    }
  }
  return merged;
}

const byStart = (a: SchoolHolidayPeriod, b: SchoolHolidayPeriod): number => {
  const [left, right] = [`${a.start} ${a.zone} ${a.end}`, `${b.start} ${b.zone} ${b.end}`];
  return left < right ? -1 : left > right ? 1 : 0;
};
