/**
 * From the time of an event to the wall time of the place. A zone is named by its IANA name, by a Windows name, or by
 * what the file itself defines; one that nobody knows is read as the wall time of the place, and said to be guessed.
 */
import ICAL from 'ical.js';
import {
  addDays,
  DAY_MINUTES,
  daysBetween,
  fromEpoch,
  isLocalDate,
  type LocalDate,
  toEpoch,
} from '../time/wall.ts';
import { under } from '../under.ts';
import { propertyOf, textOf } from './content-line.ts';
import { atOnce, COSTS, createPace, type Pace } from './pace.ts';
import { walkRule } from './rule-dates.ts';
import { readRule } from './rule-parts.ts';
import { windowsZones } from './windows-zones.ts';

/** A date and minutes since midnight, in whatever zone. */
export interface Moment {
  date: LocalDate;
  minutes: number;
}

export type ZoneOf =
  | { kind: 'place' }
  | { kind: 'iana'; name: string }
  | { kind: 'defined'; zone: ICAL.Timezone }
  | { kind: 'unknown'; name: string };

export interface Zones {
  /** Takes note of a VTIMEZONE of the file, and in which of its calendars it is. Ignored when damaged. */
  define(lines: readonly string[], calendar?: number): void;
  /** As the calendar that names it defines it, else as another one of the file does. */
  find(name: string, calendar?: number): ZoneOf;
}

interface Definition {
  lines: readonly string[];
  calendars: Set<number>;
  /** Made when an event names it; null when it cannot be. */
  zone?: ICAL.Timezone | null;
}

export function createZones(pace: Pace): Zones {
  /** By name, then by what they say: many calendars put together say the same. */
  const written = new Map<string, Map<string, Definition>>();
  const known = new Map<string, ZoneOf>();
  let years = YEARS.file;
  let made = 0;
  const make = (name: string, definition: Definition): ICAL.Timezone | null => {
    const cost = yearsOf(definition.lines);
    if (cost > Math.min(years, YEARS.zone)) return null;
    years -= cost;
    pace.note(cost * COSTS.zoneYear);
    return timezoneOf(name, made++, definition.lines) ?? null;
  };
  const defined = (name: string, calendar: number): ICAL.Timezone | undefined => {
    const all = [...(written.get(name)?.values() ?? [])].reverse();
    const isOwn = ({ calendars }: Definition) => calendars.has(calendar);
    const ordered = [...all.filter(isOwn), ...all.filter((one) => !isOwn(one))];
    for (const definition of ordered.slice(0, VERSIONS)) {
      if (definition.zone === undefined) definition.zone = make(name, definition);
      if (definition.zone) return definition.zone;
    }
    return undefined;
  };
  return {
    define(lines, calendar = 0) {
      const name = nameWritten(lines);
      if (name === undefined || lines.reduce((sum, line) => sum + line.length, 0) > CHARACTERS_MAX) return;
      const same = written.get(name) ?? new Map<string, Definition>();
      written.set(name, same);
      const content = lines.join('\n');
      const definition = same.get(content) ?? { lines, calendars: new Set<number>() };
      definition.calendars.add(calendar);
      // The last one written comes first.
      same.delete(content);
      same.set(content, definition);
      known.clear();
    },
    find(name, calendar = 0) {
      const short = name.slice(0, NAME_MAX);
      // Where it is defined once, it is the same for all calendars.
      const key = (written.get(short)?.size ?? 0) > 1 ? `${calendar} ${short}` : short;
      let found = known.get(key);
      if (found) return found;
      pace.note(COSTS.zone);
      found = resolve(short, (called) => defined(called, calendar));
      known.set(key, found);
      return found;
    },
  };
}

/** Characters of one definition. */
const CHARACTERS_MAX = 200_000;
/** Definitions of one name that are tried: those of the calendar first, of them the last one first. */
const VERSIONS = 3;
/** Characters of the name of a zone. */
const NAME_MAX = 255;
/** Years that the rules of one zone, and of all those of a file, are followed for: Exchange has two from the year 1601 on. */
const YEARS = { zone: 3000, file: 20_000 };
/** The library follows rules until then. */
const LAST_FOLLOWED = 2035;
/** Dates that one zone lists. */
const DATES_MAX = 1000;

function yearsOf(lines: readonly string[]): number {
  let [years, rules, first] = [0, 0, 0];
  for (const line of lines) {
    if (/^\s*RRULE/i.test(line)) rules += 1;
    else if (/^\s*DTSTART/i.test(line)) first = Number(/:\s*(\d{4})/.exec(line)?.[1] ?? 0);
    else if (/^\s*END\s*:/i.test(line)) {
      years += rules * Math.max(1, LAST_FOLLOWED - first);
      [rules, first] = [0, 0];
    }
  }
  return years;
}

/** How a VTIMEZONE calls itself. */
function nameWritten(lines: readonly string[]): string | undefined {
  for (const [line, text] of lines.entries()) {
    const property = /^\s*TZID\b/i.test(text) ? propertyOf({ line, text }) : undefined;
    if (property) return textOf(property).slice(0, NAME_MAX);
  }
  return undefined;
}

function timezoneOf(name: string, number: number, lines: readonly string[]): ICAL.Timezone | undefined {
  const dates = lines.reduce(
    (sum, line) => sum + (/^\s*(?:RDATE|DTSTART)/i.test(line) ? line.split(',').length : 0),
    0,
  );
  if (dates > DATES_MAX || !lines.every(isTamed)) return undefined;
  try {
    const parsed = ICAL.parse(['BEGIN:VTIMEZONE', ...lines, 'END:VTIMEZONE'].join('\r\n'));
    const component = new ICAL.Component(parsed);
    const observances = component.getAllSubcomponents().filter(isObservance);
    if (observances.length === 0 || !observances.every(isComplete)) return undefined;
    const zone = new ICAL.Timezone({ component, tzid: `${name} ${number}` });
    // A damaged definition shows when it is used; the library follows its rules up to the year of what it is asked.
    for (const year of [2027, 2199])
      if (epochIn({ date: `${year}-01-12`, minutes: 600 }, zone) === undefined) return undefined;
    // It looks through all the changes of one moment each time: the last one counts.
    zone.changes = zone.changes.filter(
      (change, index) => momentOfChange(change) !== momentOfChange(zone.changes[index + 1]),
    );
    // Before the first change the library counts the hours of UTC; it is what that change left (RFC 5545, 3.6.5).
    const [first] = zone.changes as Partial<Change>[];
    if (first?.prevUtcOffset === undefined) return undefined;
    zone.changes.unshift({
      ...BEFORE_ALL,
      utcOffset: first.prevUtcOffset,
      prevUtcOffset: first.prevUtcOffset,
    });
    return zone;
  } catch {
    // Events that name it are then read as the wall time of the place, and say so.
    return undefined;
  }
}

/** What is read of a change of the clocks, as the library lists them. */
interface Change {
  prevUtcOffset: number;
}
const BEFORE_ALL = { is_daylight: false, year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

/** Undefined for what is none. */
const momentOfChange = (change: unknown): string | undefined => {
  const { year, month, day, hour, minute, second } = (change ?? {}) as Record<string, number | undefined>;
  return year === undefined ? undefined : [year, month, day, hour, minute, second].join(' ');
};

/** The library leaves out what lacks one of these, and counts the hours of UTC where nothing is left. */
const NEEDED = ['dtstart', 'tzoffsetfrom', 'tzoffsetto'];
const isComplete = (observance: ICAL.Component): boolean =>
  NEEDED.every((name) => observance.hasProperty(name));

const isObservance = ({ name }: ICAL.Component): boolean => name === 'standard' || name === 'daylight';

/**
 * Rules of a zone say when its clocks change: once a year, on a day of a month. Others, and those that never give a day,
 * would have the library count for ever.
 */
function isTamed(line: string): boolean {
  const [, written] = /^\s*RRULE[^:]*:(.*)$/i.exec(line) ?? [];
  if (written === undefined) return true;
  const rule = readRule(written);
  if (rule?.frequency !== 'YEARLY' || rule.interval !== 1 || rule.skip !== 'OMIT') return false;
  const { weekNumbers, yearDays, positions, hours, minutes, seconds } = rule;
  if ([weekNumbers, yearDays, positions, hours, minutes, seconds].some((part) => part.length > 0))
    return false;
  let comes = false;
  const take = () => {
    comes = true;
    return false;
  };
  atOnce(walkRule(rule, { day: 0, second: 0 }, YEARS_LOOKED_AT * 366, take, createPace(0)));
  return comes;
}

const YEARS_LOOKED_AT = 12;

function resolve(name: string, defined: (name: string) => ICAL.Timezone | undefined): ZoneOf {
  const bare = name.trim().replace(/^"|"$/g, '');
  if (bare === '') return { kind: 'place' };
  if (/^(?:UTC|GMT|Z)$/i.test(bare)) return { kind: 'iana', name: 'UTC' };
  // "/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris-Standard": the name is inside.
  const inside =
    /(?:^|\/)((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Za-z_+\-/0-9]+)$/.exec(
      bare,
    )?.[1];
  const spelt = (inside ?? bare).replace(/ /g, '_');
  for (const candidate of [bare, inside, spelt, under(windowsZones, bare.toLowerCase())]) {
    if (candidate !== undefined && isZone(candidate)) return { kind: 'iana', name: candidate };
  }
  const zone = defined(name) ?? defined(bare);
  if (zone) return { kind: 'defined', zone };
  const guessed = under(ABBREVIATIONS, bare.toUpperCase()) ?? zoneOfCity(bare);
  return guessed === undefined ? { kind: 'unknown', name: bare } : { kind: 'iana', name: guessed };
}

/** Of those that mean one thing, what Europe writes. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  CET: 'Europe/Paris',
  CEST: 'Europe/Paris',
  MET: 'Europe/Paris',
  MEZ: 'Europe/Paris',
  WET: 'Europe/Lisbon',
  EET: 'Europe/Athens',
};

let cities: Map<string, string> | undefined;
/** "(UTC+01:00) Amsterdam, Berlin, Rome", as Windows shows a zone: its cities keep the same hours. */
function zoneOfCity(shown: string): string | undefined {
  const [, names] = /^\((?:UTC|GMT)[^)]*\)\s*(.+)$/i.exec(shown) ?? [];
  if (names === undefined) return undefined;
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  );
  for (const name of names.split(/[,/]/)) {
    const found = cities.get(name.trim().toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether both name the same zone. */
export const isSameZone = (a: ZoneOf, b: ZoneOf): boolean =>
  a.kind === 'defined' && b.kind === 'defined'
    ? a.zone === b.zone
    : a.kind === b.kind && nameOf(a) === nameOf(b);

const nameOf = (zone: ZoneOf) => ('name' in zone ? zone.name : '');

const checked = new Map<string, boolean>();
const ZONES_KEPT = 1_000;
function isZone(name: string): boolean {
  const before = checked.get(name);
  if (before !== undefined) return before;
  // Three letters such as "CST" are ambiguous; "+02:00" is an offset, which zones here are not.
  let valid = name === 'UTC' || name.includes('/');
  try {
    if (valid) toEpoch('2027-01-12', 0, name);
  } catch {
    valid = false;
  }
  if (checked.size >= ZONES_KEPT) checked.clear();
  checked.set(name, valid);
  return valid;
}

/** What the clocks of the place show at that moment. Throws a RangeError on a moment out of the calendar. */
export function toPlace(moment: Moment, zone: ZoneOf, place: string): Moment {
  switch (zone.kind) {
    case 'place':
    case 'unknown':
      return shown(moment, place);
    case 'iana':
      return zone.name === place
        ? shown(moment, place)
        : wallOf(toEpoch(moment.date, moment.minutes, zone.name), place);
    case 'defined': {
      const epoch = epochIn(moment, zone.zone);
      return epoch === undefined ? moment : wallOf(epoch, place);
    }
  }
}

/** A time that the clocks of the place skip in spring is an hour later. */
const shown = (moment: Moment, place: string): Moment =>
  isLocalDate(moment.date) && moment.minutes < DAY_MINUTES && clocksChange(moment.date, place)
    ? wallOf(toEpoch(moment.date, moment.minutes, place), place)
    : moment;

/** Whether that day has more or less than 24 hours. */
const clocksChange = (date: LocalDate, place: string): boolean =>
  toEpoch(date, DAY_MINUTES, place) - toEpoch(date, 0, place) !== DAY_MINUTES * 60_000;

/** What the clocks of a zone show when those of the place show `moment`: the way back from `toPlace`. */
export function fromPlace(moment: Moment, zone: ZoneOf, place: string): Moment {
  switch (zone.kind) {
    case 'place':
    case 'unknown':
      return moment;
    case 'iana':
      return toPlace(moment, { kind: 'iana', name: place }, zone.name);
    case 'defined': {
      // The library only goes the other way: a second look is right when the first one crossed a change of the clocks.
      let there = moment;
      for (let look = 0; look < 2; look++)
        there = shifted(there, 0, minutesBetween(toPlace(there, zone, place), moment));
      return there;
    }
  }
}

/** Minutes from one wall moment to another. */
export const minutesBetween = (a: Moment, b: Moment): number =>
  daysBetween(a.date, b.date) * DAY_MINUTES + b.minutes - a.minutes;

/** The same kind of moment some days and minutes away. */
export function shifted<M extends Moment>(moment: M, days: number, minutes: number): M {
  const total = moment.minutes + minutes;
  const extra = Math.floor(total / DAY_MINUTES);
  return { ...moment, date: addDays(moment.date, days + extra), minutes: total - extra * DAY_MINUTES };
}

/** Undefined when the definition turns out to be damaged. */
function epochIn({ date, minutes }: Moment, zone: ICAL.Timezone): number | undefined {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const time = new ICAL.Time(
    { year, month, day, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0 },
    zone,
  );
  try {
    const epoch = time.toUnixTime() * 1000;
    return Math.abs(epoch) < 8e15 ? epoch : undefined;
  } catch {
    return undefined;
  }
}

function wallOf(ms: number, place: string): Moment {
  const { date, time } = fromEpoch(ms, place);
  return { date, minutes: time };
}
