/** The part of the form that makes a series: its rule, and which of its dates are kept. */
import type { SeriesPlacement } from '#shared/contract/planning.ts';
import type { Recurrence } from '#shared/domain/planning/model.ts';
import { isLocalDate, type LocalDate, type Weekday, weekday } from '#shared/domain/time/wall.ts';

export interface RepetitionForm {
  on: boolean;
  frequency: Recurrence['frequency'];
  interval: number;
  weekdays: Weekday[];
  ends: 'until' | 'count';
  until: string;
  count: number;
  /** Dates left out by hand. */
  skip: LocalDate[];
  /** Dates kept although the place is closed then. */
  keep: LocalDate[];
}

/** What a series is made from. */
interface WithRepetition {
  date: string;
  asOption: boolean;
  repetition: RepetitionForm;
}

export const noRepetition = (date: LocalDate): RepetitionForm => ({
  on: false,
  frequency: 'weekly',
  interval: 1,
  weekdays: isLocalDate(date) ? [weekday(date)] : [],
  ends: 'count',
  until: '',
  count: 10,
  skip: [],
  keep: [],
});

/** The rule of the repetition; undefined while it has no end. */
export function ruleOf({
  repetition,
  date,
}: Pick<WithRepetition, 'repetition' | 'date'>): Recurrence | undefined {
  if (!repetition.on || !isLocalDate(date)) return undefined;
  const { frequency, interval, weekdays, ends, until, count } = repetition;
  if (ends === 'until' && (!isLocalDate(until) || until < date)) return undefined;
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  return {
    frequency,
    interval,
    weekdays: frequency === 'weekly' ? weekdays : [],
    // A fifth one is rare: the last is what people mean.
    ...(frequency === 'monthly-by-weekday' ? { nth: nth === 5 ? -1 : nth } : {}),
    ...(ends === 'until' ? { until } : { count }),
    exceptions: [],
  };
}

/** Whether a date of the preview will be booked: the free ones unless left out, the closed ones only when kept. */
export function isIncluded({ slot, state }: SeriesPlacement, form: Omit<WithRepetition, 'date'>): boolean {
  const { skip, keep } = form.repetition;
  if (skip.includes(slot.date)) return false;
  if (state === 'ok') return true;
  // A taken slot can only be had as an option.
  return state === 'clash' ? form.asOption : keep.includes(slot.date);
}

/** Whether others hold the dates, so that none can be had as things stand; an option could have them. */
export function noneIsFree(
  placements: readonly SeriesPlacement[],
  form: Omit<WithRepetition, 'date'>,
): boolean {
  return (
    !form.asOption &&
    placements.some(({ state }) => state === 'clash') &&
    !placements.some((placement) => placement.state === 'ok' || isIncluded(placement, form))
  );
}
