/** Going through the sheet with the keyboard, and moving a date by weeks or days. */
import type { SlotRequest } from '#shared/domain/planning/model.ts';
import { isWithin, type QuarterSpan } from '#shared/domain/quarter/calendar.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import type { SheetRow } from './layout.ts';

/** Where the focus is: a line, a week (-1: the line itself), and which date of the cell. */
export interface Stop {
  line: string;
  week: number;
  index: number;
}

const stopsIn = (row: SheetRow, week: number): number => Math.max(1, row.cells[week]?.length ?? 1);

/** Undefined when the key goes nowhere. Left and right go through the dates of a cell before they leave it. */
export function stepped(
  rows: readonly SheetRow[],
  { line, week, index }: Stop,
  key: string,
  far = false,
): Stop | undefined {
  const at = rows.findIndex((row) => row.line.id === line);
  const row = rows[at];
  if (!row) return undefined;
  const last = row.cells.length - 1;
  const to = (next: SheetRow | undefined, column: number, which = 0): Stop | undefined =>
    next && { line: next.line.id, week: column, index: Math.min(which, stopsIn(next, column) - 1) };
  switch (key) {
    case 'ArrowRight':
      if (index + 1 < stopsIn(row, week) && week >= 0) return { line, week, index: index + 1 };
      return week < last ? to(row, week + 1) : undefined;
    case 'ArrowLeft':
      if (index > 0) return { line, week, index: index - 1 };
      return week >= 0 ? to(row, week - 1, week === 0 ? 0 : stopsIn(row, week - 1) - 1) : undefined;
    case 'ArrowDown':
      return to(rows[at + 1], week, index);
    case 'ArrowUp':
      return to(rows[at - 1], week, index);
    case 'Home':
      return to(far ? rows[0] : row, -1);
    case 'End':
      return to(far ? rows.at(-1) : row, last);
    default:
      return undefined;
  }
}

/** Keeps the focus on something that is drawn: the rows change with the filters and with every edit. */
export function within(rows: readonly SheetRow[], stop: Stop | null): Stop | null {
  const row = stop && rows.find(({ line }) => line.id === stop.line);
  if (!row) return rows[0] ? { line: rows[0].line.id, week: -1, index: 0 } : null;
  const week = Math.min(stop.week, row.cells.length - 1);
  return { line: stop.line, week, index: Math.min(stop.index, stopsIn(row, week) - 1) };
}

/** The same hours, `days` later; undefined out of the quarter. */
export function movedBy(slot: SlotRequest, days: number, span: QuarterSpan): SlotRequest | undefined {
  const date = addDays(slot.date, days);
  return isWithin(date, span) ? { ...slot, date } : undefined;
}

/** Days that a key with Maj moves a date by: sideways a week, up and down a day. */
export const daysOfKey: Readonly<Record<string, number>> = {
  ArrowLeft: -7,
  ArrowRight: 7,
  ArrowUp: -1,
  ArrowDown: 1,
};
