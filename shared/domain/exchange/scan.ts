/**
 * Cuts the text of a calendar file into its events and time zones without ever holding all of its lines, so that a
 * damaged event costs nothing but itself and a large file can be read little by little.
 * Line numbers count from 1, as an editor shows them.
 */
import { LINE_END } from '../text/decode.ts';
import { type ContentLine, endsSoftly } from './content-line.ts';

export interface Block {
  kind: 'event' | 'zone';
  /** Where it begins. */
  line: number;
  lines: ContentLine[];
  /** Lines inside that are not `NAME:value`; they were left out. */
  malformed: number[];
  /** False when the file never says where it, or something inside it, ends. */
  closed: boolean;
  /** Its calendar takes back all it holds (METHOD:CANCEL). */
  isTakenBack: boolean;
  /** Characters of the file read so far. */
  position: number;
}

export interface Scan {
  /** `BEGIN:VCALENDAR` was met. */
  isCalendar: boolean;
  name?: string;
  /** Zone the calendar names for times that name none (X-WR-TIMEZONE). */
  zone?: string | undefined;
  /** What the calendar is sent for (RFC 5546): published, or taken back. */
  method?: string | undefined;
  /** Lines of tasks, journals and other things that are not events. */
  others: number[];
  /** Lines where an event ends that never began. */
  strayEnds: number[];
}

export const newScan = (): Scan => ({ isCalendar: false, others: [], strayEnds: [] });

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
  'STATUS',
  'CLASS',
  'X-ALT-DESC',
  'STYLED-DESCRIPTION',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT',
  'X-FUNAMBOL-ALLDAY',
]);
/** Never inside an alarm: one that has them was not closed, and the event goes on. */
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
/** Characters of one unfolded line beyond which the rest is dropped: texts are cut far shorter anyway. */
const LINE_MAX = 200_000;
const NAME = /^\s*([A-Za-z0-9-]+)\s*[;:]/;
const EDGE = /^\s*(BEGIN|END)\s*:\s*([A-Za-z-]+)\s*$/i;

/** Yields each event and zone in the order of the file; fills `scan` on the way. Never throws. */
export function* blocksOf(text: string, scan: Scan): Generator<Block> {
  let open: Block | undefined;
  /** What is open inside the block: zones hold observances, events hold alarms. */
  let depth = 0;
  for (const { line, text: content, position } of unfolded(text)) {
    const [, edge, component] = EDGE.exec(content) ?? [];
    const name = component?.toUpperCase();
    const kind = name === 'VEVENT' ? 'event' : name === 'VTIMEZONE' ? 'zone' : undefined;
    if (edge?.toUpperCase() === 'BEGIN') {
      if (kind || name === 'VCALENDAR') {
        if (open) yield { ...open, closed: false, position };
        const isTakenBack = /^CANCEL$/i.test(scan.method ?? '');
        open = kind && { kind, line, lines: [], malformed: [], closed: true, isTakenBack, position };
        depth = 0;
      } else if (open) {
        depth += 1;
        if (open.kind === 'zone') open.lines.push({ line, text: content });
      }
      if (name === 'VCALENDAR') Object.assign(scan, { isCalendar: true, zone: undefined, method: undefined });
      else if (!open && name !== undefined && OTHERS.has(name)) scan.others.push(line);
      continue;
    }
    if (edge) {
      if (open && (kind === open.kind || name === 'VCALENDAR')) {
        yield { ...open, closed: open.closed && kind === open.kind && depth === 0, position };
        open = undefined;
      } else if (open) {
        depth = Math.max(0, depth - 1);
        if (open.kind === 'zone') open.lines.push({ line, text: content });
      } else if (kind === 'event') scan.strayEnds.push(line);
      continue;
    }
    if (!open) readHeader(content, scan);
    else if (open.kind === 'zone') open.lines.push({ line, text: content });
    else {
      const written = NAME.exec(content)?.[1];
      const property = written?.toUpperCase();
      const isSentence =
        property !== written && !WRITTEN_SMALL.has(property ?? '') && !/^X-/i.test(written ?? '');
      if (depth > 0 && NEVER_INSIDE.has(property ?? '')) {
        depth = 0;
        open.closed = false;
      }
      if (depth > 0) continue;
      if (property === undefined || isSentence) open.malformed.push(line);
      else if (READ.has(property)) open.lines.push({ line, text: content });
    }
  }
  if (open) yield { ...open, closed: false, position: text.length };
}

const OTHERS = new Set(['VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY']);

function readHeader(content: string, scan: Scan): void {
  const [, name, value] =
    /^\s*(X-WR-CALNAME|NAME|X-WR-TIMEZONE|METHOD)(?:;[^:]*)?:(.*)$/i.exec(content) ?? [];
  if (name === undefined || value === undefined || value.trim() === '') return;
  const called = name.toUpperCase();
  if (called === 'X-WR-TIMEZONE') scan.zone ??= value.trim();
  else if (called === 'METHOD') scan.method ??= value.trim();
  else
    scan.name ??= value
      .replace(/\\([,;\\])/g, '$1')
      .trim()
      .slice(0, 200);
}

/** Lines that go on over a fold, or over the soft line break of quoted-printable; blank ones are left out. */
function* unfolded(text: string): Generator<ContentLine & { position: number }> {
  let current: ContentLine | undefined;
  let at = 0;
  let line = 0;
  const ends = new RegExp(LINE_END);
  while (at < text.length) {
    ends.lastIndex = at;
    const end = ends.exec(text);
    line += 1;
    const piece = text.slice(at, end?.index ?? text.length).replace(/^\ufeff/, '');
    at = end ? ends.lastIndex : text.length;
    if (current && endsSoftly(current.text) && !EDGE.test(piece)) {
      // A fold may also have cut "=C3" after its sign.
      const isFold = /^[ \t][0-9A-F]{2}/i.test(piece);
      if (current.text.length < LINE_MAX)
        current.text = isFold ? current.text + piece.slice(1) : current.text.slice(0, -1) + piece;
      continue;
    }
    if (current && (piece.startsWith(' ') || piece.startsWith('\t'))) {
      if (current.text.length < LINE_MAX) current.text += piece.slice(1);
      continue;
    }
    if (piece.trim() === '') continue;
    if (current) yield { ...current, position: at };
    current = { line, text: piece };
  }
  if (current) yield { ...current, position: text.length };
}
