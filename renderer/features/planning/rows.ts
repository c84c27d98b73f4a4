/**
 * What the day and the week draw: one row per day and per space (or person), a booking once on each row it takes,
 * what is closed and the set-up and airing around bookings as backgrounds.
 */
import type { BookingView, PlanningDay } from '#shared/contract/planning.ts';
import { areHoursKnown } from '#shared/domain/place/hours-known.ts';
import { overlaps, subtract } from '#shared/domain/time/interval.ts';
import { DAY_MINUTES, type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import type { By } from '../../components/booking/names.ts';
import type { Lane } from './moves.ts';

export interface Row extends Lane {
  id: string;
  /** Most bookings side by side at one moment: the row grows with it. */
  depth: number;
}

/** A booking as drawn on one row; minutes since midnight. */
export interface Block {
  id: string;
  row: Row;
  booking: BookingView;
}

export interface Backdrop {
  id: string;
  rowId: string;
  kind: 'closed' | 'setup' | 'airing' | 'now';
  start: number;
  end: number;
}

export interface Span {
  start: number;
  end: number;
}

/** Hours always drawn, even on an empty day. */
const USUAL: Span = { start: 9 * 60, end: 19 * 60 };

export const rowIdOf = (date: LocalDate, resource: string | undefined): string => `${date}|${resource ?? ''}`;

/** The rows a booking is on: its spaces, its hosts, or the row of those that have none. */
export function resourcesOf(booking: BookingView, by: By): (string | undefined)[] {
  const ids = by === 'space' ? booking.spaces : booking.hosts.map(({ id }) => id);
  return ids.length > 0 ? ids : [undefined];
}

/** Rows in reading order: day after day, in each the resources, then what is elsewhere on that day, if anything. */
export function rowsOf(
  dates: readonly LocalDate[],
  resources: readonly string[],
  bookings: readonly BookingView[],
  by: By,
): Row[] {
  const known = new Set<string | undefined>(resources);
  const placed = bookings.flatMap((booking) =>
    resourcesOf(booking, by).map((resource) => ({ booking, resource, id: rowIdOf(booking.date, resource) })),
  );
  const byRow = Map.groupBy(placed, ({ id }) => id);
  const byDate = Map.groupBy(placed, ({ booking }) => booking.date);
  return dates.flatMap((date) => {
    const others = (byDate.get(date) ?? []).map(({ resource }) => resource).filter((id) => !known.has(id));
    return [...new Set([...resources, ...others])].map((resource) => {
      const id = rowIdOf(date, resource);
      const own = byRow.get(id)?.map(({ booking }) => booking) ?? [];
      return { id, date, ...(resource === undefined ? {} : { resource }), depth: depthOf(own) };
    });
  });
}

export function blocksOf(bookings: readonly BookingView[], rows: readonly Row[], by: By): Block[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return bookings.flatMap((booking) =>
    resourcesOf(booking, by).flatMap((resource) => {
      const row = byId.get(rowIdOf(booking.date, resource));
      return row ? [{ id: `${booking.id}|${row.id}`, row, booking }] : [];
    }),
  );
}

/** Closed hours of every row, then the margins of live bookings. */
export function backdropsOf(
  rows: readonly Row[],
  blocks: readonly Block[],
  days: readonly PlanningDay[],
  shown: Span,
): Backdrop[] {
  // Of a place that has not said its hours, no hour is closed.
  const hours = new Map(days.map((day) => [day.date, areHoursKnown(day) ? day.hours : [shown]]));
  const closed = rows.flatMap((row) =>
    subtract([shown], hours.get(row.date) ?? []).map(({ start, end }) => ({
      id: `closed|${row.id}|${start}`,
      rowId: row.id,
      kind: 'closed' as const,
      start,
      end,
    })),
  );
  const margins = blocks
    .filter(({ booking }) => booking.status !== 'cancelled')
    .flatMap(({ id, row, booking }) => {
      const start = toMinutes(booking.start);
      const end = toMinutes(booking.end);
      const backdrops: Backdrop[] = [
        {
          id: `setup|${id}`,
          rowId: row.id,
          kind: 'setup',
          start: Math.max(shown.start, start - booking.setupMin),
          end: start,
        },
        {
          id: `airing|${id}`,
          rowId: row.id,
          kind: 'airing',
          start: end,
          end: Math.min(shown.end, end + booking.airingMin),
        },
      ];
      return backdrops.filter((backdrop) => backdrop.start < backdrop.end);
    });
  return [...closed, ...margins];
}

/** The present minute, on the rows of today. */
export const nowLines = (
  rows: readonly Row[],
  now: { date: LocalDate; minutes: number },
  shown: Span,
): Backdrop[] =>
  rows
    .filter(({ date }) => date === now.date && now.minutes >= shown.start && now.minutes < shown.end)
    .map(({ id }) => ({
      id: `now|${id}`,
      rowId: id,
      kind: 'now',
      start: now.minutes,
      end: Math.min(now.minutes + 5, DAY_MINUTES),
    }));

/** Whole hours that hold every booking with its margins, every opening hour, and at least the usual day. */
export function shownHours(bookings: readonly BookingView[], days: readonly PlanningDay[]): Span {
  let { start, end } = USUAL;
  for (const booking of bookings) {
    start = Math.min(start, toMinutes(booking.start) - booking.setupMin);
    end = Math.max(end, toMinutes(booking.end) + booking.airingMin);
  }
  for (const hours of days.flatMap((day) => day.hours)) {
    start = Math.min(start, hours.start);
    end = Math.max(end, hours.end);
  }
  return {
    start: Math.max(0, Math.floor(start / 60) * 60),
    end: Math.min(DAY_MINUTES, Math.ceil(end / 60) * 60),
  };
}

/** How many at most are on at the same minute. */
export function depthOf(bookings: readonly BookingView[]): number {
  const spans = bookings.map(({ start, end }) => ({ start: toMinutes(start), end: toMinutes(end) }));
  return spans.reduce((depth, span) => {
    const at = { start: span.start, end: span.start + 1 };
    return Math.max(depth, spans.filter((other) => overlaps(other, at)).length);
  }, 0);
}

/** The next booking in reading order, for the arrow keys: along the row, or the nearest in time on another row. */
export function neighbour(
  blocks: readonly Block[],
  rows: readonly Row[],
  from: string,
  key: string,
): Block | undefined {
  const current = blocks.find(({ id }) => id === from);
  if (!current) return undefined;
  const start = (block: Block) => toMinutes(block.booking.start);
  const onRow = (row: Row | undefined) =>
    blocks
      .filter((block) => block.row.id === row?.id)
      .sort((a, b) => start(a) - start(b) || (a.id < b.id ? -1 : 1));
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const own = onRow(current.row);
    return own[own.findIndex(({ id }) => id === from) + (key === 'ArrowRight' ? 1 : -1)];
  }
  const direction = key === 'ArrowDown' ? 1 : -1;
  for (let at = rows.indexOf(current.row) + direction; at >= 0 && at < rows.length; at += direction) {
    const nearest = onRow(rows[at]).sort(
      (a, b) => Math.abs(start(a) - start(current)) - Math.abs(start(b) - start(current)),
    )[0];
    if (nearest) return nearest;
  }
  return undefined;
}
