/**
 * Writes the planning as an iCalendar file (RFC 5545) that other calendars accept: CRLF, folded at 75 octets, local
 * times with their VTIMEZONE. The same bookings always give the same bytes.
 */
import { fromEpoch, toEpoch } from '../time/wall.ts';
import { confidentialised, type ExportedBooking, isConfidential, ownUid } from './export.ts';
import { ROOM_SEPARATOR } from './rooms.ts';

export interface IcsHeader {
  name: string;
  /** IANA zone of the place. */
  zone: string;
  /** First and last date, so that the zone says when its clocks change. */
  from: string;
  to: string;
}

const CRLF = '\r\n';
const encoder = new TextEncoder();

/** Everything before the events. */
export function icsStart({ name, zone, from, to }: IcsHeader): string {
  return lines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Margelle//Planning//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    ...timeZone(zone, Number(from.slice(0, 4)) - 1, Number(to.slice(0, 4)) + 1),
  ]);
}

export const icsEnd = (): string => lines(['END:VCALENDAR']);

/** UIDs already given, so that none is given twice in a file. */
export type GivenUids = Set<string>;

/** One booking. Cancelled ones are not for here: they are left out of an export. */
export function icsEvent(given: ExportedBooking, zone: string, uids: GivenUids): string {
  const booking = confidentialised(given);
  const original = booking.uid;
  const uid = original !== undefined && !uids.has(original) ? original : ownUid(booking.id);
  uids.add(uid);
  const place = booking.spaces.join(ROOM_SEPARATOR) || booking.placeText;
  return lines([
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(booking.stampMs)}`,
    `SEQUENCE:${booking.sequence ?? 0}`,
    `DTSTART;TZID=${zone}:${local(booking.date, booking.start)}`,
    `DTEND;TZID=${zone}:${local(booking.date, booking.end)}`,
    `SUMMARY:${escaped(booking.title)}`,
    ...(place === '' ? [] : [`LOCATION:${escaped(place)}`]),
    ...(booking.description === '' ? [] : [`DESCRIPTION:${escaped(booking.description)}`]),
    `STATUS:${booking.status === 'option' ? 'TENTATIVE' : 'CONFIRMED'}`,
    `CLASS:${isConfidential(booking.kind) ? 'CONFIDENTIAL' : 'PUBLIC'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ]);
}

const lines = (contents: readonly string[]): string => contents.map((line) => folded(line) + CRLF).join('');

/** RFC 5545, 3.3.11; control characters have no place in a text. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** RFC 5545, 3.1: at most 75 octets a line; no character is cut in two. */
export function folded(line: string): string {
  if (line.length <= 25 || encoder.encode(line).length <= 75) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join(CRLF);
}

const compact = (date: string) => date.replaceAll('-', '');

/** `24:00` is the next day's midnight. */
function local(date: string, time: string): string {
  if (time !== '24:00') return `${compact(date)}T${time.replace(':', '')}00`;
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return `${compact(next)}T000000`;
}

const utc = (ms: number) =>
  `${new Date(ms)
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
    .slice(0, 15)}Z`;

/** The changes of the clocks of a zone, year by year: true for the years of the file, and for any rule. */
function timeZone(zone: string, firstYear: number, lastYear: number): string[] {
  const changes: { at: number; before: number; after: number }[] = [];
  let at = Date.UTC(firstYear, 0, 1);
  const end = Date.UTC(Math.min(lastYear, firstYear + 60) + 1, 0, 1);
  let offset = offsetAt(at, zone);
  const first = offset;
  for (; at < end; at += 86_400_000) {
    const next = offsetAt(at + 86_400_000, zone);
    if (next === offset) continue;
    changes.push({ at: changeBetween(at, at + 86_400_000, zone), before: offset, after: next });
    offset = next;
  }
  const usual = Math.min(first, ...changes.map(({ after }) => after));
  const observances = [
    { start: `${firstYear}0101T000000`, before: first, after: first },
    ...changes.map(({ at: instant, before, after }) => {
      const wall = new Date(instant + before * 60_000).toISOString();
      return { start: wall.replace(/[-:]|\.\d+/g, '').slice(0, 15), before, after };
    }),
  ].map(({ start, before, after }) => {
    const kind = after > usual ? 'DAYLIGHT' : 'STANDARD';
    return [
      `BEGIN:${kind}`,
      `DTSTART:${start}`,
      `TZOFFSETFROM:${signed(before)}`,
      `TZOFFSETTO:${signed(after)}`,
      `END:${kind}`,
    ];
  });
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE'];
}

/** Minutes that the clocks of a zone are ahead of UTC. */
function offsetAt(ms: number, zone: string): number {
  const { date, time } = fromEpoch(ms, zone);
  return (toEpoch(date, time, 'UTC') - ms) / 60_000;
}

function changeBetween(from: number, to: number, zone: string): number {
  const before = offsetAt(from, zone);
  let [low, high] = [from, to];
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

const signed = (minutes: number): string => {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
};
