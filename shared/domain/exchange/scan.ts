/**
 * Cuts the text of a calendar file into its events and time zones without ever holding all of its lines, so that a
 * damaged event costs nothing but itself and a large file can be read little by little.
 * Line numbers count from 1, as an editor shows them.
 */
import { type ContentLine, endsSoftly } from './content-line.ts';
import { COSTS, type Pace } from './pace.ts';
import { SKIPPED_MAX } from './reading.ts';

export interface Block {
  kind: 'event' | 'zone';
  /** Where it begins. */
  line: number;
  lines: ContentLine[];
  /** Lines inside that are not `NAME:value`; they were left out. The first ones, and how many there are. */
  malformed: number[];
  malformedCount: number;
  /** False when the file never says where it, or something inside it, ends. */
  closed: boolean;
  /** Which VCALENDAR of the file it is in. */
  calendar: number;
  /** Characters of the file read so far. */
  position: number;
}

export interface Scan {
  /** `BEGIN:VCALENDAR` was met. */
  isCalendar: boolean;
  name?: string;
  /** Of each calendar met, when it says anything, by its number; whole once the text is: it may be said after the events. */
  headers: Map<number, Header>;
  /** Number of the one that is read, and whether its end was met. */
  calendar: number;
  isEnded: boolean;
  /** Lines of tasks, journals and other things that are not events. */
  others: number[];
  /** Lines where an event ends that never began. */
  strayEnds: number[];
}

/** What a calendar says of all it holds. */
export interface Header {
  /** The zone of times that name none (X-WR-TIMEZONE). */
  zone?: string;
  /** In capitals, what it is sent for (RFC 5546): published, or taken back. */
  method?: string;
}

export const newScan = (): Scan => ({
  isCalendar: false,
  headers: new Map(),
  calendar: 0,
  isEnded: false,
  others: [],
  strayEnds: [],
});

/** What events are made of; all else (alarms, attendees, attachments) is not read. */
const READ = new Set([
  'UID',
  'SUMMARY',
  'LOCATION',
  'DESCRIPTION',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'EXRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'SEQUENCE',
  'DTSTAMP',
  'LAST-MODIFIED',
  'STATUS',
  'CLASS',
  'X-ALT-DESC',
  'STYLED-DESCRIPTION',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT',
  'X-FUNAMBOL-ALLDAY',
]);
/** Not of an alarm: where one is never closed, the event goes on from the first of them. */
const NEVER_INSIDE = new Set(['DTSTART', 'DTEND', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'SEQUENCE']);
/** Names that are read in lower case too: any other word before a colon is a sentence that lost its fold. */
const WRITTEN_SMALL = new Set([
  ...READ,
  ...[
    'ACTION ATTACH ATTENDEE CALSCALE CATEGORIES COLOR COMMENT COMPLETED CONFERENCE CONTACT CREATED DTSTAMP DUE GEO',
    'IMAGE LAST-MODIFIED METHOD NAME ORGANIZER PERCENT-COMPLETE PRIORITY PRODID RELATED-TO REPEAT REQUEST-STATUS',
    'RESOURCES TRANSP TRIGGER TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL URL VERSION',
  ].flatMap((names) => names.split(' ')),
]);
/** Lines of one block beyond which the rest is left out, and told: no event has so many. */
const LINES_MAX = 100_000;
/** Characters of one unfolded line beyond which the rest is dropped: texts are cut far shorter anyway. */
const LINE_MAX = 200_000;
const NAME = /^\s*([A-Za-z0-9-]+)\s*[;:]/;
const EDGE = /^\s*(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*$/i;

/**
 * Yields each event and zone in the order of the file, and where it is when others must be let through; fills `scan` on the
 * way. Never throws.
 */
export function* blocksOf(text: string, scan: Scan, pace: Pace): Generator<Block | number> {
  let open: Block | undefined;
  /**
   * What is open inside the block (zones hold observances, events hold alarms): how many lines of `after` were there when it
   * began. These are of the event if it is never closed, and its own if it is.
   */
  let nested: number[] = [];
  let after: { kept: ContentLine; isRead: boolean }[] = [];
  const leaveOut = (block: Block, line: number) => {
    block.malformedCount += 1;
    if (block.malformed.length < SKIPPED_MAX) block.malformed.push(line);
  };
  const take = (block: Block, kept: ContentLine, isRead: boolean) => {
    if (isRead && block.lines.length < LINES_MAX) block.lines.push(kept);
    else leaveOut(block, kept.line);
  };
  const finish = (block: Block, isEnded: boolean, position: number): Block => {
    for (const { kept, isRead } of after) take(block, kept, isRead);
    const closed = isEnded && nested.length === 0;
    [nested, after] = [[], []];
    return { ...block, closed, position };
  };
  for (const found of unfolded(text, pace)) {
    if (typeof found === 'number') {
      yield found;
      continue;
    }
    const { line, text: content, isCut, position } = found;
    const kept: ContentLine = { line, text: content, ...(isCut ? { isCut } : {}) };
    const [, edge, component] = EDGE.exec(content) ?? [];
    const name = component?.toUpperCase();
    const kind = name === 'VEVENT' ? 'event' : name === 'VTIMEZONE' ? 'zone' : undefined;
    if (edge?.toUpperCase() === 'BEGIN') {
      if (kind || name === 'VCALENDAR') {
        if (open) yield finish(open, false, position);
        if (name === 'VCALENDAR') {
          scan.isCalendar = true;
          scan.calendar += 1;
          scan.isEnded = false;
        }
        open = kind && {
          kind,
          line,
          lines: [],
          malformed: [],
          malformedCount: 0,
          closed: true,
          calendar: scan.calendar,
          position,
        };
      } else if (open) {
        nested.push(after.length);
        if (open.kind === 'zone' && open.lines.length < LINES_MAX) open.lines.push(kept);
      }
      if (!open && name !== undefined && OTHERS.has(name)) scan.others.push(line);
      continue;
    }
    if (edge) {
      if (name === 'VCALENDAR') scan.isEnded = true;
      if (open && (kind === open.kind || name === 'VCALENDAR')) {
        yield finish(open, kind === open.kind, position);
        open = undefined;
      } else if (open) {
        after.length = nested.pop() ?? 0;
        if (open.kind === 'zone' && open.lines.length < LINES_MAX) open.lines.push(kept);
      } else if (kind === 'event') scan.strayEnds.push(line);
      continue;
    }
    if (!open) readHeader(content, scan);
    else if (open.kind === 'zone' && open.lines.length < LINES_MAX) open.lines.push(kept);
    else {
      const written = NAME.exec(content)?.[1];
      const property = written?.toUpperCase();
      const isSentence =
        property !== written && !WRITTEN_SMALL.has(property ?? '') && !/^X-/i.test(written ?? '');
      const isRead = property !== undefined && !isSentence;
      if (isRead && !READ.has(property)) continue;
      if (nested.length === 0) take(open, kept, isRead);
      else if (after.length > 0 || NEVER_INSIDE.has(property ?? '')) after.push({ kept, isRead });
    }
  }
  if (open) yield finish(open, false, text.length);
}

const OTHERS = new Set(['VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY']);

function readHeader(content: string, scan: Scan): void {
  const [, name, value] =
    /^\s*(X-WR-CALNAME|NAME|X-WR-TIMEZONE|METHOD)(?:;[^:]*)?:(.*)$/i.exec(content) ?? [];
  if (name === undefined || value === undefined || value.trim() === '') return;
  const called = name.toUpperCase();
  if (called === 'X-WR-TIMEZONE' || called === 'METHOD') {
    const header = scan.headers.get(scan.calendar) ?? {};
    scan.headers.set(scan.calendar, header);
    if (called === 'METHOD') header.method ??= value.trim().toUpperCase();
    else header.zone ??= value.trim();
  } else
    scan.name ??= value
      .replace(/\\([,;\\])/g, '$1')
      .trim()
      .slice(0, 200);
}

/**
 * Whether what comes after a soft line break is a line of its own, so that the sign before it was the end of a text: a known
 * name in capitals, with its value at once. A sentence has a blank after its colon.
 */
function isNextLine(piece: string): boolean {
  const name = /^([A-Z-]+)(?:;[A-Z]|:\S)/.exec(piece)?.[1];
  return EDGE.test(piece) || (name !== undefined && (WRITTEN_SMALL.has(name) || FORMER.test(name)));
}
/** Names of vCalendar 1.0, and of one program alone. */
const FORMER = /^(?:[ADMP]ALARM|DCREATED|DAYLIGHT|RNUM|TZ|X-.+)$/;

interface Unfolded extends ContentLine {
  position: number;
}

/** Carriage returns counted as one end of several lines. */
const RETURNS_MAX = 100_000;
/** Characters of the beginning of a line that say whether it is quoted-printable. */
const HEAD = 1000;

/**
 * Lines that go on over a fold, or over the soft line break of quoted-printable; blank ones are left out. Yields where it is
 * when others must be let through.
 */
function* unfolded(text: string, pace: Pace): Generator<Unfolded | number> {
  const nextEnd = lineEnds(text);
  let line = 0;
  /** The line that may go on: its pieces are put together once it is whole. */
  let current: { line: number; head: string; pieces: string[]; length: number; isCut: boolean } | undefined;
  const add = (piece: string) => {
    if (!current) return;
    const room = LINE_MAX - current.length;
    current.isCut ||= piece.length > room;
    if (room <= 0) return;
    current.pieces.push(piece.slice(0, room));
    current.length += Math.min(room, piece.length);
    if (current.head.length < HEAD) current.head += piece.slice(0, HEAD);
  };
  const whole = (position: number): Unfolded | undefined =>
    current && {
      line: current.line,
      text: current.pieces.join(''),
      ...(current.isCut ? { isCut: true as const } : {}),
      position,
    };
  for (let at = 0; at < text.length; ) {
    const { from, to, lines } = nextEnd(at);
    line += 1;
    if (pace.isDue(1 + Math.min(LINE_MAX, to - at) / COSTS.characters)) yield at;
    // No more of a line than is kept.
    const piece = text.slice(at, Math.min(from, at + LINE_MAX + 1)).replace(/^\ufeff/, '');
    const here = line;
    at = to;
    line += lines - 1;
    const last = current?.pieces.at(-1) ?? '';
    if (current && last.endsWith('=') && endsSoftly(`${current.head}=`) && !isNextLine(piece)) {
      // A fold may also have cut "=C3" after its sign.
      const isFold = /^[ \t][0-9A-F]{2}/i.test(piece);
      if (isFold) add(piece.slice(1));
      else {
        current.pieces[current.pieces.length - 1] = last.slice(0, -1);
        add(piece);
      }
      continue;
    }
    if (current && (piece.startsWith(' ') || piece.startsWith('\t'))) {
      add(piece.slice(1));
      continue;
    }
    if (piece.trim() === '') continue;
    const before = whole(at);
    if (before) yield before;
    current = { line: here, head: '', pieces: [], length: 0, isCut: false };
    add(piece);
  }
  const end = whole(text.length);
  if (end) yield end;
}

/**
 * Where the next line ends: the text of the line stops at `from`, the next one begins at `to`, and so many lines ended there.
 * A line feed ends one with all the carriage returns before it (some files have two); each of those ends one by itself else.
 */
function lineEnds(text: string): (at: number) => { from: number; to: number; lines: number } {
  // Each kind is looked for once, from where the last one was.
  let [feed, carriage] = [-1, -1];
  const from = (sign: string, at: number) => {
    const found = text.indexOf(sign, at);
    return found === -1 ? text.length : found;
  };
  return (at) => {
    if (feed < at) feed = from('\n', at);
    if (carriage < at) carriage = from('\r', at);
    if (feed < carriage || carriage === text.length)
      return { from: feed, to: Math.min(text.length, feed + 1), lines: 1 };
    let end = carriage;
    while (text[end] === '\r' && end - carriage < RETURNS_MAX) end += 1;
    if (text[end] === '\n') return { from: carriage, to: end + 1, lines: 1 };
    return { from: carriage, to: end, lines: end - carriage };
  };
}
