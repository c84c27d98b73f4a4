/** The quarters of the calendar, by their key: `2027-1` is January to March 2027. Keys sort as text. */
import { z } from 'zod';
import { addDays, dateOf, isLocalDate, type LocalDate, monthOf, yearOf } from '../time/wall.ts';

const KEY_SHAPE = /^(?:19|20|21)\d\d-[1-4]$/;

/** `2027-1` … `2027-4`, years 1900 to 2199. */
export type QuarterKey = string;
export const quarterKey = z.string().regex(KEY_SHAPE, { error: 'not_a_quarter' });

export interface QuarterSpan {
  /** First and last day, both included. */
  from: LocalDate;
  to: LocalDate;
}

/** The year and the number, 1 to 4. */
export function partsOf(key: QuarterKey): { year: number; q: number } {
  if (!KEY_SHAPE.test(key)) throw new RangeError('not a quarter');
  return { year: Number(key.slice(0, 4)), q: Number(key.slice(5)) };
}

export function spanOf(key: QuarterKey): QuarterSpan {
  const { year, q } = partsOf(key);
  const firstMonth = 3 * (q - 1) + 1;
  return { from: dateOf(year, firstMonth, 1), to: addDays(dateOf(year, firstMonth + 3, 1), -1) };
}

export const quarterOf = (date: LocalDate): QuarterKey => `${yearOf(date)}-${Math.ceil(monthOf(date) / 3)}`;

/** The quarter `count` quarters later, earlier when negative; undefined beyond the years that dates may have. */
export function shifted(key: QuarterKey, count: number): QuarterKey | undefined {
  const { year, q } = partsOf(key);
  const index = year * 4 + (q - 1) + count;
  const moved = `${Math.floor(index / 4)}-${(index % 4) + 1}`;
  return KEY_SHAPE.test(moved) && isLocalDate(spanOf(moved).from) ? moved : undefined;
}

export const isWithin = (date: LocalDate, { from, to }: QuarterSpan): boolean => from <= date && date <= to;
