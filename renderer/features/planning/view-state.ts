/** What the planning shows, as written in the address: the period, the rows, the filters, the open booking. */
import { type BookingKind, bookingKinds } from '#shared/domain/planning/model.ts';
import {
  addDays,
  dateOf,
  datesBetween,
  daysInMonth,
  isLocalDate,
  type LocalDate,
  monthOf,
  startOfWeek,
  weekday,
  yearOf,
} from '#shared/domain/time/wall.ts';
import type { By } from '../../components/booking/names.ts';

export const views = ['day', 'week', 'month'] as const;
export type View = (typeof views)[number];

export interface ViewState {
  view: View;
  date: LocalDate;
  by: By;
  /** The booking whose panel is open; undefined closes it. */
  booking?: string | undefined;
  /** Only these; empty means all. */
  kinds: BookingKind[];
  categories: string[];
  withCancelled: boolean;
}

type Params = Readonly<Record<string, string | undefined>>;
const list = (value: string | undefined) => (value ? value.split(',') : []);
const isKind = (value: string): value is BookingKind => (bookingKinds as readonly string[]).includes(value);

export function readViewState(params: Params, today: LocalDate): ViewState {
  const view = views.find((name) => name === params.view) ?? 'week';
  return {
    view,
    date: params.date !== undefined && isLocalDate(params.date) ? params.date : today,
    by: params.by === 'host' ? 'host' : 'space',
    ...(params.booking ? { booking: params.booking } : {}),
    kinds: list(params.kinds).filter(isKind),
    categories: list(params.categories),
    withCancelled: params.cancelled === '1',
  };
}

export function writeViewState(state: ViewState): Record<string, string | undefined> {
  return {
    view: state.view,
    date: state.date,
    by: state.by,
    booking: state.booking,
    kinds: state.kinds.length > 0 ? state.kinds.join(',') : undefined,
    categories: state.categories.length > 0 ? state.categories.join(',') : undefined,
    cancelled: state.withCancelled ? '1' : undefined,
  };
}

/** The dates drawn: one day, Monday to Sunday, or the whole weeks that cover a month. */
export function datesOf(view: View, date: LocalDate): LocalDate[] {
  if (view === 'day') return [date];
  if (view === 'week') return datesBetween(startOfWeek(date), addDays(startOfWeek(date), 6));
  const first = dateOf(yearOf(date), monthOf(date), 1);
  const last = dateOf(yearOf(date), monthOf(date), daysInMonth(yearOf(date), monthOf(date)));
  return datesBetween(startOfWeek(first), addDays(last, 7 - weekday(last)));
}

/** The same place in the next or former period; a month keeps its day as far as it has one. */
export function step(view: View, date: LocalDate, by: 1 | -1): LocalDate {
  if (view === 'day') return addDays(date, by);
  if (view === 'week') return addDays(date, 7 * by);
  const first = dateOf(yearOf(date), monthOf(date) + by, 1);
  const day = Math.min(Number(date.slice(8)), daysInMonth(yearOf(first), monthOf(first)));
  return addDays(first, day - 1);
}
