/**
 * The official school calendar as an iCalendar file (RFC 5545): one event per holiday, whose DTEND is the day pupils
 * return. Zones are named by the summary, else the location, the description, the calendar or the file.
 * Events are parsed one by one, so that a damaged one costs nothing but itself.
 */
import ICAL from 'ical.js';
import { addDays, fromEpoch, isLocalDate, type LocalDate } from '../time/wall.ts';
import type { SchoolZone } from './model.ts';
import {
  CALENDAR_ZONE,
  type CalendarReading,
  holidayName,
  isElsewhere,
  isPupilsHoliday,
  lastDayOff,
  type SkipReason,
  zonesIn,
} from './school-calendar.ts';

const NOON = 12 * 60;

export const looksLikeIcs = (text: string): boolean => /^\s*BEGIN:VCALENDAR/i.test(text);

/** Reads every event; `fileName` is the last place where a zone may be named ("Zone-A.ics"). */
export function readSchoolIcs(text: string, fileName: string): CalendarReading {
  const { blocks, broken, header } = eventBlocks(text);
  const calendarName = /^(?:X-WR-CALNAME|NAME)[^:\n]*:(.*)$/im.exec(header.join('\n'))?.[1] ?? '';
  const zonesOfFile = [calendarName, fileName].map(zonesIn).find((zones) => zones.length > 0) ?? [];

  const reading: CalendarReading = {
    periods: [],
    coveredUntil: {},
    skipped: broken.map((line) => ({ line, why: 'event_unreadable' as const })),
    ignored: 0,
  };
  for (const { line, lines } of blocks) {
    const why = readEvent(lines, zonesOfFile, reading);
    if (why) reading.skipped.push({ line, why });
  }
  reading.skipped.sort((a, b) => a.line - b.line);
  return reading;
}

function readEvent(
  lines: readonly string[],
  zonesOfFile: readonly SchoolZone[],
  reading: CalendarReading,
): SkipReason | undefined {
  const event = parseEvent(lines);
  if (!event) return 'event_unreadable';
  const texts = [event.summary, event.location, event.description].map((text) => text ?? '');
  const [summary = ''] = texts;
  if (!isPupilsHoliday(summary)) {
    reading.ignored += 1;
    return undefined;
  }
  let zones: readonly SchoolZone[] = texts.map(zonesIn).find((found) => found.length > 0) ?? [];
  if (zones.length === 0) {
    if (texts.some(isElsewhere)) {
      reading.ignored += 1;
      return undefined;
    }
    zones = zonesOfFile;
  }
  if (zones.length === 0) return 'zone_unknown';
  const dates = eventDates(event);
  if (!dates) return 'date_invalid';
  const { start, returnDay } = dates;
  if (returnDay < start) return 'end_before_start';
  const end = lastDayOff(start, returnDay);
  for (const zone of zones) reading.periods.push({ zone, name: holidayName(summary), start, end });
  return undefined;
}

function parseEvent(lines: readonly string[]): ICAL.Event | undefined {
  try {
    const calendar = ICAL.parse(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'));
    const component = new ICAL.Component(calendar).getFirstSubcomponent('vevent');
    return component ? new ICAL.Event(component) : undefined;
  } catch {
    return undefined;
  }
}

function eventDates(event: ICAL.Event): { start: LocalDate; returnDay: LocalDate } | undefined {
  try {
    if (!['dtstart', 'dtend'].every((name) => isRealDate(event, name))) return undefined;
    const start = wallOf(event.startDate);
    const end = wallOf(event.endDate);
    if (!start || !end) return undefined;
    // An end in the afternoon ("until the 2nd, 23:59") is a last day off, not a morning back at school.
    return { start: start.date, returnDay: end.time >= NOON ? addDays(end.date, 1) : end.date };
  } catch {
    return undefined;
  }
}

/** The parser turns a 13th month into next January; what is written must be a date by itself, or absent. */
function isRealDate(event: ICAL.Event, name: string): boolean {
  const property = event.component.getFirstProperty(name);
  return !property || isLocalDate(String(property.toJSON()[3]).slice(0, 10));
}

/** Date and minutes as written, or as they are in Paris for a time given in UTC. */
function wallOf(time: ICAL.Time | null | undefined): { date: LocalDate; time: number } | undefined {
  if (!time) return undefined;
  if (!time.isDate && time.zone === ICAL.Timezone.utcTimezone)
    return fromEpoch(time.toJSDate().getTime(), CALENDAR_ZONE);
  const date = time.toString().slice(0, 10);
  return isLocalDate(date) ? { date, time: time.isDate ? 0 : time.hour * 60 + time.minute } : undefined;
}

/** The events' own lines with the line each begins at (from 1), where an event never ends, and all other lines. */
function eventBlocks(text: string): {
  blocks: { line: number; lines: string[] }[];
  broken: number[];
  header: string[];
} {
  const blocks: { line: number; lines: string[] }[] = [];
  const broken: number[] = [];
  const header: string[] = [];
  let open: { line: number; lines: string[] } | undefined;
  for (const [index, content] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^BEGIN:VEVENT\s*$/i.test(content)) {
      if (open) broken.push(open.line);
      open = { line: index + 1, lines: [] };
    }
    if (open) open.lines.push(content);
    else header.push(content);
    if (open && /^END:VEVENT\s*$/i.test(content)) {
      blocks.push(open);
      open = undefined;
    }
  }
  if (open) broken.push(open.line);
  return { blocks, broken, header };
}
