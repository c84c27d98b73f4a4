/** One event as a calendar file says it, before anything is placed. Wrong parts are told by a reason and a line. */
import { DAY_MINUTES, isLocalDate } from '../time/wall.ts';
import { type Property, propertyOf, textOf } from './content-line.ts';
import { COSTS, type Pace, type Steps } from './pace.ts';
import { plainWords } from './plain-words.ts';
import type { SkipWhy } from './reading.ts';
import { type Rule, readRule } from './rule-parts.ts';
import type { Block } from './scan.ts';
import type { Skipped } from './skipped.ts';
import { type Moment, shifted, type ZoneOf, type Zones } from './zones.ts';

/** A moment with what it takes to bring it to the place. */
export interface ZonedMoment extends Moment {
  zone: ZoneOf;
  /** A whole date. */
  dateOnly: boolean;
  /** Seconds were written and are not zero. */
  seconds: boolean;
}

/** Days on the wall, and minutes that pass (RFC 5545, 3.3.6). */
export interface Duration {
  days: number;
  minutes: number;
}

export interface FileEvent {
  line: number;
  uid: string;
  sequence: number;
  /** When this version was made (LAST-MODIFIED), and when it was written (DTSTAMP), in seconds. */
  modified?: number;
  stamped?: number;
  recurrenceId?: ZonedMoment;
  /** It adds this date to its series (METHOD:ADD): it is none of those before. */
  isAdded?: true;
  /** It says how the dates after its own change too. */
  changesFollowing: boolean;
  title: string;
  description: string;
  room: string;
  status: 'confirmed' | 'tentative' | 'cancelled';
  isPrivate: boolean;
  /** It says itself that it is not private. */
  isOpen: boolean;
  /** A mark of its program says that it lasts whole days, whatever its hours. */
  isMarkedAllDay: boolean;
  start: ZonedMoment;
  /** Absent when the file gives neither an end nor a duration. */
  end?: ZonedMoment;
  duration?: Duration;
  rules: Rule[];
  /** Rules of dates that are taken out (RFC 2445). */
  exrules: Rule[];
  rdates: AddedDate[];
  exdates: ZonedMoment[];
}

/** A date beside the rules; a period has a length of its own. */
export interface AddedDate {
  start: ZonedMoment;
  end?: ZonedMoment;
  duration?: Duration;
}

/** Characters kept of what may be longer than a booking allows; more is cut when placed, and said. */
const UID_MAX = 500;
/** Of these the first is read. Two of them are two events that lost the lines between them, or a fault. */
const WRITTEN_ONCE = [
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'RECURRENCE-ID',
  'SEQUENCE',
  'LAST-MODIFIED',
  'DTSTAMP',
  'STATUS',
  'CLASS',
];
/** All that one of them says: the same hour in another zone is another moment. */
const saidIn = ({ value, params }: Property): string =>
  [value.trim(), params.get('TZID'), params.get('RANGE')].join(' ');
/** Of those, the ones that say words: they are kept up to a length. */
const TEXTS = new Set(['UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'X-ALT-DESC', 'STYLED-DESCRIPTION']);
/** What most events have of dates beside their start: one list for all, a file holds a million of them. */
const NONE: never[] = [];
/** A thousand years: more is a fault of the file, and past what dates can be counted to. */
const DURATION_DAYS_MAX = 400_000;

/** The first text of that name in a block, of which no more needs to be read; may be empty. */
export function textIn({ lines }: Block, name: string): string {
  const start = new RegExp(`^\\s*${name}\\s*[;:]`, 'i');
  const line = lines.find(({ text }) => start.test(text));
  const property = line && propertyOf(line);
  return property ? textOf(property) : '';
}

export const uidIn = (block: Block): string => textIn(block, 'UID').slice(0, UID_MAX);

/** What takes an event back and says no more of it than which one (METHOD:CANCEL, STATUS:CANCELLED). */
export function takenBackIn(block: Block, method: string | undefined): Cancellation | undefined {
  const uid = uidIn(block);
  const isTakenBack = method === 'CANCEL' || statusOf(textIn(block, 'STATUS')) === 'cancelled';
  if (!block.closed || uid === '' || !isTakenBack) return undefined;
  if (textIn(block, 'DTSTART') !== '' || textIn(block, 'RECURRENCE-ID') !== '') return undefined;
  return {
    line: block.line,
    uid,
    what: plainWords(textIn(block, 'SUMMARY')).slice(0, 120),
    sequence: sequenceOf(textIn(block, 'SEQUENCE')),
  };
}

export interface Cancellation {
  line: number;
  uid: string;
  what: string;
  sequence: number;
}

const sequenceOf = (written: string | undefined): number =>
  Math.max(0, Math.min(1_000_000_000, Number(written) || 0));

/** Reads a block. Parts that cannot be read are added to `skipped`; undefined when the event as a whole cannot. */
export function* readEvent(
  block: Block,
  zones: Zones,
  { method, zone: defaultZone }: { method: string | undefined; zone: ZoneOf },
  skipped: Skipped,
  pace: Pace,
): Steps<FileEvent | undefined> {
  const properties = new Map<string, Property[]>();
  const unread: number[] = [...block.malformed];
  for (const line of block.lines) {
    if (pace.isDue(COSTS.line + line.text.length / COSTS.characters)) yield;
    const property = propertyOf(line);
    if (!property) {
      unread.push(line.line);
      continue;
    }
    const same = properties.get(property.name);
    if (same) same.push(property);
    else properties.set(property.name, [property]);
    const isText = TEXTS.has(property.name);
    // Its words are looked at one by one.
    if (isText && pace.isDue(line.text.length)) yield;
    // Of a text, no more is kept anyway.
    if (property.isCut && !isText) unread.push(line.line);
  }
  const all = (name: string): readonly Property[] => properties.get(name) ?? [];
  const find = (name: string): Property | undefined => properties.get(name)?.[0];
  const text = (name: string) => {
    const property = find(name);
    return property ? textOf(property) : '';
  };
  const title = plainWords(text('SUMMARY'));
  const tell = (line: number, why: SkipWhy) => skipped.push({ line, what: title.slice(0, 120), why });
  const refuse = (why: SkipWhy) => {
    tell(block.line, why);
    return undefined;
  };
  for (const line of unread) {
    if (pace.isDue(1)) yield;
    tell(line, 'line-unreadable');
  }
  skipped.count(block.malformedCount - block.malformed.length);
  for (const name of WRITTEN_ONCE) {
    const [first, ...others] = all(name);
    for (const other of others)
      if (first && saidIn(other) !== saidIn(first)) tell(other.line, 'line-repeated');
  }
  // Only a change of one date says how others change too: of dates added or taken out, each names itself.
  for (const property of [...all('RDATE'), ...all('EXDATE')])
    if (property.params.has('RANGE')) tell(property.line, 'exception-of-many');
  const zoneOf = ({ params }: Property) => {
    const name = params.get('TZID');
    return name === undefined ? defaultZone : zones.find(name, block.calendar);
  };
  const momentIn = (property: Property, written: string) =>
    momentOf(written, zoneOf(property), property.params.get('VALUE')?.toUpperCase() === 'DATE');
  /** Of every value of every line of that name; one that cannot be read is told. */
  function* each<T>(
    name: string,
    readValue: (property: Property, written: string) => T | undefined,
  ): Steps<T[]> {
    if (!find(name)) return NONE;
    const values: T[] = [];
    // vCalendar 1.0 puts semicolons between them.
    for (const property of all(name))
      for (const written of property.value.split(/[,;]/)) {
        if (pace.isDue(COSTS.moment)) yield;
        if (written.trim() === '') continue;
        const value = readValue(property, written.trim());
        if (value === undefined) tell(property.line, 'line-unreadable');
        else values.push(value);
      }
    return values;
  }
  const one = (name: string) => {
    const property = find(name);
    return property && momentIn(property, property.value.trim());
  };

  // What only takes a session back may name nothing but that session.
  const start = one(find('DTSTART') ? 'DTSTART' : 'RECURRENCE-ID');
  if (!find('DTSTART') && !start) return refuse(block.closed ? 'no-start' : 'event-cut');
  if (!start) return refuse('date-impossible');
  const end = one('DTEND');
  if (find('DTEND') && !end) return refuse('date-impossible');
  const recurrenceId = one('RECURRENCE-ID');
  if (find('RECURRENCE-ID') && !recurrenceId) return refuse('date-impossible');
  if (!block.closed) tell(block.line, 'event-not-closed');

  const event: FileEvent = {
    line: block.line,
    uid: '',
    sequence: sequenceOf(find('SEQUENCE')?.value),
    changesFollowing: false,
    title,
    description: plainWords(text('DESCRIPTION') || text('STYLED-DESCRIPTION') || text('X-ALT-DESC')),
    room: plainWords(text('LOCATION')).replace(/\s+/g, ' ').slice(0, 300),
    status: method === 'CANCEL' ? 'cancelled' : statusOf(text('STATUS')),
    isPrivate: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(text('CLASS')),
    isOpen: /^PUBLIC$/i.test(text('CLASS')),
    isMarkedAllDay: ALL_DAY_MARKS.some((name) => /^(?:TRUE|1)$/i.test(text(name))),
    start,
    rules: find('RRULE') ? [] : NONE,
    exrules: find('EXRULE') ? [] : NONE,
    rdates: yield* each('RDATE', (property, written) => addedDate(property, written, momentIn)),
    exdates: yield* each('EXDATE', momentIn),
  };
  const [modified, stamped] = ['LAST-MODIFIED', 'DTSTAMP'].map((name) => secondOf(find(name)?.value ?? ''));
  if (modified !== undefined) event.modified = modified;
  if (stamped !== undefined) event.stamped = stamped;
  if (end) event.end = end;
  const durationLine = find('DURATION');
  const duration = durationLine && durationOf(durationLine.value);
  if (durationLine && !duration) tell(durationLine.line, 'line-unreadable');
  if (!end && duration) event.duration = duration;
  for (const property of [...all('RRULE'), ...all('EXRULE')]) {
    if (pace.isDue(property.value.length)) yield;
    if (property.value.trim() === '') continue;
    const rule = readRule(property.value);
    const isFirst = property === find('RRULE');
    if (rule) event[property.name === 'RRULE' ? 'rules' : 'exrules'].push(rule);
    else
      tell(property.line, isFirst && all('RRULE').length === 1 ? 'rule-unreadable' : 'one-rule-unreadable');
  }
  if (recurrenceId) {
    event.recurrenceId = recurrenceId;
    const range = (find('RECURRENCE-ID')?.params.get('RANGE') ?? '').toUpperCase();
    event.changesFollowing = range === 'THISANDFUTURE' && event.rules.length === 0;
    // A change of the dates before (RFC 2445), or a new rhythm from there on.
    if (!event.changesFollowing && (range !== '' || event.rules.length + event.rdates.length > 0))
      tell(block.line, 'others-not-changed');
  }
  if (method === 'ADD' && !recurrenceId) {
    // One more date of its series, and nothing else of it.
    event.recurrenceId = start;
    event.isAdded = true;
    if (event.rules.length + event.rdates.length > 0) tell(block.line, 'others-not-changed');
  }
  event.uid = text('UID').slice(0, UID_MAX) || madeUid(event);
  return event;
}

/** In UTC, as the standard has it; enough to say which of two is later. */
function secondOf(written: string): number | undefined {
  const [, ...parts] = /^\s*(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)/i.exec(written) ?? [];
  const [year, month = 1, day, hours, minutes, seconds] = parts.map(Number);
  return year === undefined ? undefined : Date.UTC(year, month - 1, day, hours, minutes, seconds) / 1000;
}

const ALL_DAY_MARKS = [
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT',
  'X-FUNAMBOL-ALLDAY',
];

const statusOf = (text: string): FileEvent['status'] =>
  /^CANCELL?ED$/i.test(text) ? 'cancelled' : /^TENTATIVE$/i.test(text) ? 'tentative' : 'confirmed';

/** A date, or a period: from its start to its end, or for a while (RFC 5545, 3.3.9). */
function addedDate(
  property: Property,
  written: string,
  momentIn: (property: Property, written: string) => ZonedMoment | undefined,
): AddedDate | undefined {
  const [from = '', until] = written.split('/');
  const start = momentIn(property, from);
  if (!start || until === undefined) return start && { start };
  const duration = durationOf(until);
  const end = duration ? undefined : momentIn(property, until);
  return duration ? { start, duration } : end && { start, end };
}

const PLACE: ZoneOf = { kind: 'place' };
const WRITTEN =
  /^"?(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?|Z)?"?$/i;

/** A date without hours is a whole day, whatever its line calls it; so is a midnight that is called a date. */
function momentOf(written: string, zone: ZoneOf, isCalledDate: boolean): ZonedMoment | undefined {
  const [, year, month, day, hours, minutes, seconds, ahead] = WRITTEN.exec(written) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!isLocalDate(date)) return undefined;
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (hours === undefined || (isCalledDate && total === 0))
    return { date, minutes: 0, zone: PLACE, dateOnly: true, seconds: false };
  // 24:00 is not iCalendar, yet some programs end their days so. 60 is a leap second.
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds ?? 0) > 60 || total > 1440)
    return undefined;
  const [, sign, h = 0, m = 0] = /^([+-])(\d\d):?(\d\d)$/.exec(ahead ?? '') ?? [];
  const offset = (Number(h) * 60 + Number(m)) * (sign === '-' ? -1 : 1);
  const moment = shifted({ date, minutes: 0 }, 0, total - offset);
  if (!isLocalDate(moment.date)) return undefined;
  return {
    ...moment,
    zone: ahead === undefined ? zone : { kind: 'iana', name: 'UTC' },
    dateOnly: false,
    seconds: Number(seconds ?? 0) > 0,
  };
}

/** Negative when it goes back. A week or a day after the T is meant as it is written; seconds count as a minute begun. */
function durationOf(written: string): Duration | undefined {
  const [, sign, parts = ''] = /^([+-])?P((?:T?\d{1,8}(?:\.\d+)?[WDHMS])+T?)$/i.exec(written.trim()) ?? [];
  const isTimed = /T/i.exec(parts)?.index ?? parts.length;
  let [days, minutes] = [0, 0];
  for (const { 1: size, 2: unit = '', index } of parts.matchAll(/(\d+(?:\.\d+)?)([WDHMS])/gi)) {
    const count = Number(size);
    // Months of a duration do not exist: how long they are is not known.
    if (/M/i.test(unit) && index < isTimed) return undefined;
    if (/W/i.test(unit)) days += count * 7;
    else if (/D/i.test(unit)) days += count;
    else minutes += count * ({ H: 60, M: 1, S: 1 / 60 }[unit.toUpperCase()] ?? 0);
  }
  if (parts === '' || days > DURATION_DAYS_MAX || minutes > DURATION_DAYS_MAX * DAY_MINUTES) return undefined;
  const direction = sign === '-' ? -1 : 1;
  const whole = Math.floor(days);
  return {
    days: direction * whole,
    minutes: direction * Math.ceil(minutes + (days - whole) * DAY_MINUTES - 1e-9),
  };
}

/** Characters of a title that tell two events apart. */
const NAMED_BY = 2000;

/** An event without UID keeps the same made-up one as long as its title, place and start stay. */
function madeUid({ title, room, start }: FileEvent): string {
  let hash = 0xcbf29ce484222325n;
  const words = [title.slice(0, NAMED_BY), room, start.date, start.minutes];
  for (const unit of new TextEncoder().encode(JSON.stringify(words)))
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit)) * 0x100000001b3n);
  return `sans-uid-${hash.toString(16).padStart(16, '0')}`;
}
