/** What the first screen says of the day: who is there, what begins soon, where blocks go on the line of time. */
import type { BookingView } from '#shared/contract/planning.ts';
import { type Host, isAway } from '#shared/domain/place/host.ts';
import { overlaps } from '#shared/domain/time/interval.ts';
import { DAY_MINUTES, type LocalDate, toMinutes, weekday } from '#shared/domain/time/wall.ts';

export interface Span {
  start: number;
  end: number;
}

const SOON_MIN = 60;
const USUAL: Span = { start: 9 * 60, end: 19 * 60 };

const spanOf = ({ start, end }: Pick<BookingView, 'start' | 'end'>): Span => ({
  start: toMinutes(start),
  end: toMinutes(end),
});
const byStart = (a: BookingView, b: BookingView) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0);

export interface Soon {
  running: BookingView[];
  /** What begins from now to an hour from now, both included. */
  starting: BookingView[];
  /** The first after that, when nothing begins within the hour. */
  next?: BookingView;
}

/** `now` in minutes since midnight. Cancelled bookings do not count. */
export function soon(bookings: readonly BookingView[], now: number): Soon {
  const live = bookings.filter(({ status }) => status !== 'cancelled').sort(byStart);
  const running = live.filter((booking) => spanOf(booking).start < now && spanOf(booking).end > now);
  const ahead = live.filter((booking) => spanOf(booking).start >= now);
  const starting = ahead.filter((booking) => spanOf(booking).start <= now + SOON_MIN);
  const next = starting.length === 0 ? ahead[0] : undefined;
  return { running, starting, ...(next ? { next } : {}) };
}

export interface HostToday {
  host: Host;
  hours: { start: string; end: string }[];
  away: boolean;
}

/** Those whose usual hours hold this weekday; on one of their days of absence they are said to be away. */
export function hostsOnDay(hosts: readonly Host[], date: LocalDate): HostToday[] {
  return hosts
    .filter((host) => !host.archived && host.presence[weekday(date)].length > 0)
    .map((host) => ({ host, hours: host.presence[weekday(date)], away: isAway(host.absences, date) }));
}

/** Whole hours around everything of the day, at least the usual ones. */
export function shownHours(bookings: readonly BookingView[], hours: readonly Span[]): Span {
  const spans = [...bookings.map(spanOf), ...hours];
  const start = Math.min(USUAL.start, ...spans.map((span) => span.start));
  const end = Math.max(USUAL.end, ...spans.map((span) => span.end));
  return {
    start: Math.max(0, Math.floor(start / 60) * 60),
    end: Math.min(DAY_MINUTES, Math.ceil(end / 60) * 60),
  };
}

export interface Stacked {
  booking: BookingView;
  /** 0 for the first line of its space; the next when it overlaps another. */
  level: number;
}

/** The bookings of a space, those that overlap one under the other. `space` undefined: those without a space. */
export function stacked(bookings: readonly BookingView[], space: string | undefined): Stacked[] {
  const own = bookings
    .filter(({ spaces }) => (space === undefined ? spaces.length === 0 : spaces.includes(space)))
    .sort(byStart);
  const placed: Stacked[] = [];
  for (const booking of own) {
    let level = 0;
    while (placed.some((other) => other.level === level && overlaps(spanOf(other.booking), spanOf(booking))))
      level++;
    placed.push({ booking, level });
  }
  return placed;
}
