/**
 * Cuts the text of a calendar file into its events and time zones without ever holding all of its lines, so that a
 * damaged event costs nothing but itself and a large file can be read little by little.
 * Line numbers count from 1, as an editor shows them.
 */

export interface ContentLine {
  line: number;
  /** Unfolded (RFC 5545, 3.1). */
  text: string;
}

export interface Block {
  kind: 'event' | 'zone';
  /** Where it begins. */
  line: number;
  lines: ContentLine[];
  /** Lines inside that are not `NAME:value`; they were left out. */
  malformed: number[];
  /** False when the file never says where it ends. */
  closed: boolean;
  /** Characters of the file read so far. */
  position: number;
}

export interface Scan {
  /** `BEGIN:VCALENDAR` was met. */
  isCalendar: boolean;
  name?: string;
  /** Zone the calendar names for times that name none (X-WR-TIMEZONE). */
  zone?: string;
  /** Lines of tasks, journals and other things that are not events. */
  others: number[];
}

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
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'SEQUENCE',
  'STATUS',
  'CLASS',
]);
/** Characters of one unfolded line beyond which the rest is dropped: texts are cut far shorter anyway. */
const LINE_MAX = 200_000;
const NAME = /^([A-Za-z0-9-]+)[;:]/;
const EDGE = /^(BEGIN|END):\s*([A-Za-z-]+)\s*$/i;

/** Yields each event and zone in the order of the file; fills `scan` on the way. Never throws. */
export function* blocksOf(text: string, scan: Scan): Generator<Block> {
  let open: Block | undefined;
  /** What is open inside the block: zones hold observances, events hold alarms. */
  let depth = 0;
  for (const { line, text: content, position } of unfolded(text)) {
    if (content.trim() === '') continue;
    const [, edge, component] = EDGE.exec(content) ?? [];
    const name = component?.toUpperCase();
    if (edge?.toUpperCase() === 'BEGIN') {
      const starts = name === 'VEVENT' ? 'event' : name === 'VTIMEZONE' ? 'zone' : undefined;
      if (starts) {
        if (open) yield { ...open, closed: false, position };
        open = { kind: starts, line, lines: [], malformed: [], closed: true, position };
        depth = 0;
      } else if (open) {
        depth += 1;
        if (open.kind === 'zone') open.lines.push({ line, text: content });
      } else if (name === 'VCALENDAR') scan.isCalendar = true;
      else if (name === 'VTODO' || name === 'VJOURNAL' || name === 'VFREEBUSY') scan.others.push(line);
      continue;
    }
    if (edge) {
      const ends = name === 'VEVENT' ? 'event' : name === 'VTIMEZONE' ? 'zone' : undefined;
      if (open && (ends === open.kind || name === 'VCALENDAR')) {
        yield { ...open, closed: ends === open.kind, position };
        open = undefined;
      } else if (open) {
        depth = Math.max(0, depth - 1);
        if (open.kind === 'zone') open.lines.push({ line, text: content });
      }
      continue;
    }
    if (!open) readHeader(content, scan);
    else if (open.kind === 'zone') open.lines.push({ line, text: content });
    else if (depth === 0) {
      const property = NAME.exec(content)?.[1]?.toUpperCase();
      if (property === undefined) open.malformed.push(line);
      else if (READ.has(property)) open.lines.push({ line, text: content });
    }
  }
  if (open) yield { ...open, closed: false, position: text.length };
}

function readHeader(content: string, scan: Scan): void {
  const [, name, value] = /^(X-WR-CALNAME|NAME|X-WR-TIMEZONE)(?:;[^:]*)?:(.*)$/i.exec(content) ?? [];
  if (name === undefined || value === undefined || value.trim() === '') return;
  if (name.toUpperCase() === 'X-WR-TIMEZONE') scan.zone ??= value.trim();
  else
    scan.name ??= value
      .replace(/\\([,;\\])/g, '$1')
      .trim()
      .slice(0, 200);
}

function* unfolded(text: string): Generator<ContentLine & { position: number }> {
  let current: ContentLine | undefined;
  let at = 0;
  let line = 0;
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    line += 1;
    const raw = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    at = end + 1;
    // Old Macintosh line ends: the whole file is one line for us.
    for (const piece of raw.includes('\r') ? raw.split('\r') : [raw]) {
      if (current && (piece.startsWith(' ') || piece.startsWith('\t'))) {
        if (current.text.length < LINE_MAX) current.text += piece.slice(1);
        continue;
      }
      if (current) yield { ...current, position: at };
      current = { line, text: piece };
    }
  }
  if (current) yield { ...current, position: text.length };
}
