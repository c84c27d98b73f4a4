/** Where one event falls at the place, cut into days, on the 5-minute grid. */
import type { Interval } from '../time/interval.ts';
import {
  addDays,
  DAY_MINUTES,
  daysBetween,
  FIRST_YEAR,
  fromEpoch,
  fromMinutes,
  GRID_MINUTES,
  isLocalDate,
  LAST_YEAR,
  type LocalDate,
  toEpoch,
} from '../time/wall.ts';
import type { Duration, FileEvent, ZonedMoment } from './file-event.ts';
import {
  CLOSED_DAY,
  DAYS_MAX,
  NO_END_MINUTES,
  type Placement,
  type PlacementNote,
  type SkipWhy,
} from './reading.ts';
import { isSameZone, type Moment, minutesBetween, shifted, toPlace } from './zones.ts';

export interface ExpandContext {
  /** IANA zone of the place. */
  zone: string;
  /** Opening hours of a date, in minutes, where a whole day is put: none when closed, undefined when not known. */
  hoursOn(date: LocalDate): readonly Interval[] | undefined;
  today: LocalDate;
}

export type Skip = (event: FileEvent, why: SkipWhy) => void;

/** One occurrence in the wall time of the place. */
export interface Span {
  start: Moment;
  /** Not included; minutes may be 0 of the next day. */
  end: Moment;
  allDay: boolean;
  notes: PlacementNote[];
}

const TITLE_MAX = 300;
const DESCRIPTION_MAX = 20_000;

/** The span of one event at the place, or undefined and a reason. */
export function inPlace(event: FileEvent, context: ExpandContext, skip: Skip): Span | undefined {
  const { start, end, duration } = event;
  const notes: PlacementNote[] = [];
  const refuse = (why: SkipWhy) => {
    skip(event, why);
    return undefined;
  };
  const ends = [start, ...(end ? [end] : [])];
  if (ends.some(({ zone, dateOnly }) => zone.kind === 'unknown' && !dateOnly)) notes.push('zone-guessed');
  if (start.dateOnly) {
    const { days, minutes } = duration ?? { days: 1, minutes: 0 };
    // A day that ends at an hour, or lasts some: whole days, the last one begun included.
    const isTimed = end ? !end.dateOnly && end.minutes > 0 : minutes % DAY_MINUTES !== 0;
    const lastDay = end && isTimed ? toPlace(end, end.zone, context.zone).date : undefined;
    const dayAfter = end ? end.date : addDays(start.date, days + Math.ceil(minutes / DAY_MINUTES));
    if ((lastDay ?? dayAfter) < start.date) return refuse('end-before-start');
    if (isTimed) skip(event, 'day-with-hours');
    // An end on the same day is written by programs that count the last day in.
    const last = lastDay ?? dayAfter;
    const isCounted = lastDay !== undefined || dayAfter === start.date;
    return {
      start: { date: start.date, minutes: 0 },
      end: { date: isCounted ? addDays(last, 1) : last, minutes: 0 },
      allDay: true,
      notes,
    };
  }
  const from = toPlace(start, start.zone, context.zone);
  let until: Moment;
  if (end) until = end.dateOnly ? { date: end.date, minutes: 0 } : toPlace(end, end.zone, context.zone);
  else until = after(start, duration ?? { days: 0, minutes: 0 }, context.zone);
  let length = minutesBetween(from, until);
  // The nights when clocks change, an hour is missing or happens twice: the end is as long after its start as written.
  const isWritten = end ? isSameZone(start.zone, end.zone) : duration !== undefined;
  const { days, minutes } = duration ?? { days: 0, minutes: 0 };
  const written = !isWritten ? 0 : end ? minutesBetween(start, end) : days * DAY_MINUTES + minutes;
  if (length <= 0 && length >= -60 && written > 0) {
    until = shifted(from, 0, written);
    length = written;
  }
  if (length < 0) return refuse('end-before-start');
  if (length === 0) {
    notes.push('no-end');
    until = shifted(from, 0, NO_END_MINUTES);
  }
  const floor = from.minutes - (from.minutes % GRID_MINUTES);
  const odd = until.minutes % GRID_MINUTES;
  const startsOff = floor !== from.minutes || start.seconds;
  if (startsOff || odd !== 0 || end?.seconds) notes.push('rounded');
  const up = odd !== 0 ? GRID_MINUTES - odd : end?.seconds ? GRID_MINUTES : 0;
  return { start: { ...from, minutes: floor }, end: shifted(until, 0, up), allDay: false, notes };
}

/** Days are days on the wall, minutes are real ones (RFC 5545, 3.3.6). */
function after(start: ZonedMoment, { days, minutes }: Duration, place: string): Moment {
  const day = shifted(start, days, 0);
  const name = start.zone.kind === 'iana' ? start.zone.name : start.zone.kind === 'place' ? place : undefined;
  // Past every planning; else of a zone that only the file defines, whose hours all have the same length here.
  if (!isLocalDate(day.date)) return shifted(day, 0, minutes);
  if (name === undefined) return toPlace(shifted(day, 0, minutes), start.zone, place);
  const { date, time } = fromEpoch(toEpoch(day.date, day.minutes, name) + minutes * 60_000, place);
  return { date, minutes: time };
}

/** Which days are given, others being counted: those of the period asked for, as long as there is room. */
export interface Window {
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  room: number;
}

/** Whether a day is in the period asked for, both days included. */
export const isWithin = (date: LocalDate, { from = '', to = '9999' }: Pick<Window, 'from' | 'to'>): boolean =>
  from <= date && date <= to;

/** The days of one span. */
export interface Placed {
  placements: Placement[];
  /** Days outside the window, days for which it had no room, and days that one event does not have. */
  outside: number;
  tooMany: number;
  leftOut: number;
  /** How many days it has here, and the last of them. */
  kept: number;
  until: LocalDate | undefined;
}

/** One placement for each day the span touches in the window; the days beyond `DAYS_MAX` are counted, not given. */
export function placementsOf(
  event: FileEvent,
  span: Span,
  id: string | undefined,
  extra: readonly PlacementNote[],
  context: ExpandContext,
  window: Window,
): Placed {
  const days = daysOf(span);
  const first = Math.max(0, daysBetween(span.start.date, FIRST_DATE));
  const beyond = Math.min(days, DAYS_MAX, daysBetween(span.start.date, LAST_DATE) + 1);
  const kept = Math.max(0, beyond - first);
  const wantedFrom = Math.max(first, window.from ? daysBetween(span.start.date, window.from) : 0);
  const wantedTo = Math.min(beyond, window.to ? daysBetween(span.start.date, window.to) + 1 : beyond);
  const wanted = Math.max(0, wantedTo - wantedFrom);
  const given = Math.min(wanted, window.room);
  const placed: Placed = {
    placements: [],
    outside: kept - wanted,
    tooMany: wanted - given,
    leftOut: days - kept,
    kept,
    until: kept > 0 ? addDays(span.start.date, beyond - 1) : undefined,
  };
  if (given === 0) return placed;
  const notes: PlacementNote[] = [...extra, ...span.notes];
  if (days > 1) {
    const night = !span.allDay && days === 2 && minutesBetween(span.start, span.end) < DAY_MINUTES;
    notes.push(night ? 'night-split' : 'multi-day-split');
  }
  if (event.status === 'cancelled') notes.push('cancelled');
  if (event.isPrivate) notes.push('confidential');
  if (event.title.length > TITLE_MAX || event.description.length > DESCRIPTION_MAX) notes.push('shortened');
  const isOwn = event.recurrenceId !== undefined || event.rules.length + event.rdates.length === 0;
  const [title, description] = [cut(event.title, TITLE_MAX), cut(event.description, DESCRIPTION_MAX)];
  for (let index = wantedFrom; index < wantedFrom + given; index++) {
    const { date, start, end, note } = dayOf(span, index, context);
    const part = days > 1 ? `${id ?? ''}/${index + 1}` : id;
    placed.placements.push({
      line: event.line,
      uid: event.uid,
      ...(part === undefined ? {} : { recurrenceId: part.slice(0, 64) }),
      sequence: event.sequence,
      ...(event.modified === undefined ? {} : { modified: event.modified }),
      ...(event.stamped === undefined ? {} : { stamped: event.stamped }),
      date,
      start: fromMinutes(start),
      end: fromMinutes(end),
      title,
      description,
      room: event.room,
      status: event.status,
      notes: note ? [note, ...notes] : notes,
      ...(isOwn ? { isOwn } : {}),
      ...(event.isAdded ? { isAdded: event.isAdded } : {}),
    });
  }
  return placed;
}

const FIRST_DATE: LocalDate = `${FIRST_YEAR}-01-01`;
const LAST_DATE: LocalDate = `${LAST_YEAR}-12-31`;

interface WholeDay extends Interval {
  note: PlacementNote;
}
type Day = Interval & { date: LocalDate; note?: PlacementNote };

/** How many days it touches. */
const daysOf = ({ start, end }: Span): number =>
  daysBetween(start.date, end.date) + (end.minutes === 0 ? 0 : 1);

function dayOf({ start, end, allDay }: Span, index: number, { hoursOn }: ExpandContext): Day {
  const date = addDays(start.date, index);
  if (allDay) return { date, ...wholeDay(hoursOn(date)) };
  return {
    date,
    start: index === 0 ? start.minutes : 0,
    end: date === end.date ? end.minutes : DAY_MINUTES,
  };
}

function wholeDay(hours: readonly Interval[] | undefined): WholeDay {
  const [first, last] = [hours?.[0], hours?.at(-1)];
  if (first && last) return { start: first.start, end: last.end, note: 'all-day' };
  return { ...CLOSED_DAY, note: hours ? 'all-day-closed' : 'all-day-no-hours' };
}

/** Never cuts a character in two. */
const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
