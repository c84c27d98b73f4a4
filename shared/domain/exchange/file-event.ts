/** One event as a calendar file says it, before anything is placed. Wrong parts are told by a reason and a line. */
import ICAL from 'ical.js';
import { isLocalDate } from '../time/wall.ts';
import type { SkippedPart, SkipWhy } from './reading.ts';
import type { Block, ContentLine } from './scan.ts';
import type { Moment, ZoneOf, Zones } from './zones.ts';

/** A moment with what it takes to bring it to the place. */
export interface ZonedMoment extends Moment {
  zone: ZoneOf;
  /** A whole date (VALUE=DATE). */
  dateOnly: boolean;
  /** Seconds were written and are not zero. */
  seconds: boolean;
}

export interface FileEvent {
  line: number;
  uid: string;
  sequence: number;
  recurrenceId?: ZonedMoment;
  title: string;
  description: string;
  room: string;
  status: 'confirmed' | 'tentative' | 'cancelled';
  isPrivate: boolean;
  start: ZonedMoment;
  /** Absent when the file gives neither an end nor a duration. */
  end?: ZonedMoment;
  durationMin?: number;
  /** As written, unread. */
  rule?: string;
  rdates: ZonedMoment[];
  exdates: ZonedMoment[];
}

type Property = [name: string, params: Record<string, unknown>, type: string, ...values: unknown[]];

/** Characters kept of what may be longer than a booking allows; more is cut when placed, and said. */
const UID_MAX = 500;

/** Reads a block. Parts that cannot be read are added to `skipped`; undefined when the event as a whole cannot. */
export function readEvent(
  block: Block,
  zones: Zones,
  defaultZone: ZoneOf,
  skipped: SkippedPart[],
): FileEvent | undefined {
  const properties = propertiesOf(block.lines, skipped);
  const find = (name: string) => properties.find(([key]) => key === name);
  const text = (name: string) => {
    const value = find(name)?.[3];
    return typeof value === 'string' ? value.replaceAll('\0', '').trim() : '';
  };
  const title = text('summary');
  const refuse = (why: SkipWhy) => {
    skipped.push({ line: block.line, what: title.slice(0, 120), why });
    return undefined;
  };
  for (const line of block.malformed)
    skipped.push({ line, what: title.slice(0, 120), why: 'line-unreadable' });
  if (!block.closed && find('dtstart') === undefined) return refuse('event-cut');
  const moments = (name: string) =>
    properties.filter(([key]) => key === name).flatMap((property) => momentsOf(property, zones, defaultZone));

  if (find('dtstart') === undefined) return refuse('no-start');
  const start = moments('dtstart')[0];
  if (!start) return refuse('date-impossible');
  const event: FileEvent = {
    line: block.line,
    uid: '',
    sequence: Math.max(0, Math.min(1_000_000_000, Number(find('sequence')?.[3]) || 0)),
    title,
    description: text('description'),
    room: text('location').replace(/\s+/g, ' ').slice(0, 300),
    status: statusOf(text('status')),
    isPrivate: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(text('class')),
    start,
    rdates: moments('rdate'),
    exdates: moments('exdate'),
  };
  const end = moments('dtend')[0];
  if (find('dtend') !== undefined && !end) return refuse('date-impossible');
  if (end) event.end = end;
  const duration = find('duration')?.[3];
  if (!end && duration !== undefined) {
    const minutes = durationOf(String(duration));
    if (minutes === undefined) skipped.push({ line: block.line, what: title, why: 'line-unreadable' });
    else event.durationMin = minutes;
  }
  const recurrence = moments('recurrence-id')[0];
  if (recurrence) event.recurrenceId = recurrence;
  if (recurrence && /^THISANDFUTURE$/i.test(String(find('recurrence-id')?.[1].range ?? '')))
    skipped.push({ line: block.line, what: title.slice(0, 120), why: 'following-not-applied' });
  const rule = block.lines.find(({ text: line }) => /^RRULE[;:]/i.test(line));
  if (rule) event.rule = rule.text.slice(rule.text.indexOf(':') + 1).trim();
  event.uid = text('uid').slice(0, UID_MAX) || madeUid(event);
  return event;
}

function propertiesOf(lines: readonly ContentLine[], skipped: SkippedPart[]): Property[] {
  const wanted = lines.filter(({ text }) => !/^RRULE[;:]/i.test(text));
  const whole = parse(wanted.map(({ text }) => text));
  if (whole) return whole;
  // One line is wrong: the others are read without it.
  return wanted.flatMap(({ line, text }) => {
    const alone = parse([text]);
    if (!alone) skipped.push({ line, what: text.slice(0, 60), why: 'line-unreadable' });
    return alone ?? [];
  });
}

function parse(lines: readonly string[]): Property[] | undefined {
  try {
    const parsed = ICAL.parse(['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')) as [string, Property[]];
    return parsed[1];
  } catch {
    return undefined;
  }
}

const statusOf = (text: string): FileEvent['status'] =>
  /^CANCELL?ED$/i.test(text) ? 'cancelled' : /^TENTATIVE$/i.test(text) ? 'tentative' : 'confirmed';

function momentsOf([, params, type, ...values]: Property, zones: Zones, defaultZone: ZoneOf): ZonedMoment[] {
  const name = Array.isArray(params.tzid) ? params.tzid[0] : params.tzid;
  const zone = typeof name === 'string' ? zones.find(name) : defaultZone;
  return values.flatMap((value) => {
    // A period says more than the start, which is all that is read of it.
    const written = String(type === 'period' && Array.isArray(value) ? value[0] : value);
    return momentOf(written, zone) ?? [];
  });
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):?(\d\d)?(Z)?)?$/i;

function momentOf(written: string, zone: ZoneOf): ZonedMoment | undefined {
  const [, date, hours, minutes, seconds, utc] = WRITTEN.exec(written) ?? [];
  if (date === undefined || !isLocalDate(date)) return undefined;
  if (hours === undefined)
    return { date, minutes: 0, zone: { kind: 'place' }, dateOnly: true, seconds: false };
  const total = Number(hours) * 60 + Number(minutes);
  // 24:00 is not iCalendar, yet some programs end their days so. 60 is a leap second.
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds ?? 0) > 60 || total > 1440)
    return undefined;
  return {
    date,
    minutes: total,
    zone: utc === undefined ? zone : { kind: 'iana', name: 'UTC' },
    dateOnly: false,
    seconds: Number(seconds ?? 0) > 0,
  };
}

const DURATION =
  /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/i;

/** Minutes, negative when it goes back; seconds count as a minute begun. */
function durationOf(written: string): number | undefined {
  const found = DURATION.exec(written.trim());
  if (!found) return undefined;
  const [, sign, ...parts] = found;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  const total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes + Math.ceil(seconds / 60);
  return sign === '-' ? -total : total;
}

/** An event without UID keeps the same made-up one as long as its title, place and start stay. */
function madeUid({ title, room, start }: FileEvent): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of new TextEncoder().encode(JSON.stringify([title, room, start.date, start.minutes])))
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit)) * 0x100000001b3n);
  return `sans-uid-${hash.toString(16).padStart(16, '0')}`;
}
