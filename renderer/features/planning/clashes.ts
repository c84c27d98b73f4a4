/** What holds a place, as lines to read. */
import type { Clash } from '#shared/domain/planning/model.ts';
import { capitalised, longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

export interface ClashLine {
  key: string;
  /** "Mardi 12 janvier": the same hours come back all along a series. */
  day: string;
  /** "Yoga, 10 h – 11 h 15, Salon" */
  label: string;
  /** "même espace, même référente, option" */
  why: string;
}

/** One line for each booking met, however many things it is met for. */
export const clashLines = (clashes: readonly Clash[]): ClashLine[] =>
  [...Map.groupBy(clashes, ({ bookingId, date, label }) => `${date} ${bookingId} ${label}`)].map(
    ([key, met]) => {
      const [{ date, label, status }] = met as [Clash];
      const reasons = new Set(met.map(({ reason }) => t.planning.conflict.why[reason]));
      const option = status === 'option' ? [t.planning.booking.option.toLowerCase()] : [];
      return { key, day: capitalised(longDate(date)), label, why: [...reasons, ...option].join(', ') };
    },
  );
