/** What the programme shows, as written in the address: which days, and which piece is looked at. */
import { quarterOf, shifted, spanOf } from '#shared/domain/quarter/calendar.ts';
import {
  addDays,
  dateOf,
  isLocalDate,
  type LocalDate,
  monthOf,
  startOfWeek,
  yearOf,
} from '#shared/domain/time/wall.ts';

export const periods = ['trimestre', 'mois', 'semaine', 'dates'] as const;
export type Period = (typeof periods)[number];

export const pieces = [
  'affiche',
  'une-page',
  'programme',
  'gros-caracteres',
  'porte',
  'depliant',
  'page-web',
  'agenda',
  'lettre',
  'reseaux',
] as const;
export type Piece = (typeof pieces)[number];

export interface ViewState {
  period: Period;
  /** First and last day; `to` may come before `from` while dates are typed. */
  from: LocalDate;
  to: LocalDate;
  piece: Piece;
}

export function spanAround(period: Period, date: LocalDate): { from: LocalDate; to: LocalDate } {
  switch (period) {
    case 'trimestre':
      return spanOf(quarterOf(date));
    case 'mois': {
      const from = dateOf(yearOf(date), monthOf(date), 1);
      return { from, to: addDays(dateOf(yearOf(date), monthOf(date) + 1, 1), -1) };
    }
    case 'semaine':
      return { from: startOfWeek(date), to: addDays(startOfWeek(date), 6) };
    case 'dates':
      return { from: date, to: addDays(date, 27) };
  }
}

/** Another kind of period: that of today where today is looked at, else the one in which most of what was looked at lies. */
export function inPeriod(
  period: Period,
  { period: former, from, to }: Pick<ViewState, 'period' | 'from' | 'to'>,
  today: LocalDate,
): { from: LocalDate; to: LocalDate } {
  if (period === 'dates') return { from, to };
  if (from <= today && today <= to) return spanAround(period, today);
  return spanAround(period, former === 'semaine' ? addDays(from, 3) : from);
}

/** The period before or after; of dates chosen by hand, as many days. Undefined beyond the years there are. */
export function neighbour(
  { period, from, to }: ViewState,
  step: 1 | -1,
): { from: LocalDate; to: LocalDate } | undefined {
  if (period === 'trimestre') {
    const key = shifted(quarterOf(from), step);
    return key === undefined ? undefined : spanOf(key);
  }
  const beside = step === 1 ? addDays(to, 1) : addDays(from, -1);
  if (!isLocalDate(beside)) return undefined;
  if (period !== 'dates') return spanAround(period, beside);
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const span =
    step === 1 ? { from: beside, to: addDays(beside, days) } : { from: addDays(beside, -days), to: beside };
  return isLocalDate(span.from) && isLocalDate(span.to) ? span : undefined;
}

type Params = Readonly<Record<string, string | undefined>>;
const within = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((one) => one === value);
const dateIn = (value: string | undefined) => (value !== undefined && isLocalDate(value) ? value : undefined);

/** The present quarter and its poster, unless the address says otherwise. */
export function readViewState(params: Params, today: LocalDate): ViewState {
  const period = within(periods, params.periode) ?? 'trimestre';
  const from = dateIn(params.du) ?? today;
  const span = spanAround(period, from);
  return {
    period,
    ...(period === 'dates' ? { from, to: dateIn(params.au) ?? span.to } : span),
    piece: within(pieces, params.piece) ?? 'affiche',
  };
}

export const writeViewState = ({
  period,
  from,
  to,
  piece,
}: ViewState): Record<string, string | undefined> => ({
  periode: period,
  du: from,
  au: period === 'dates' ? to : undefined,
  piece,
});
