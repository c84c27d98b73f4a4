/** Seeing what a series would give, and creating it in one gesture. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { SeriesPlacement } from '#shared/contract/planning.ts';
import { type Booking, type Recurrence, SERIES_MAX, type Series } from '#shared/domain/planning/model.ts';
import { datesOf } from '#shared/domain/planning/recurrence.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { meetingsOf, outsideReasons, toClash } from './check.ts';
import { checked, lineOf, write } from './gesture.ts';
import { writeSeries } from './store.ts';

type Names = 'planning.previewSeries' | 'planning.createSeries';

function seriesDates(rule: Recurrence, first: string): Result<string[], AppError> {
  const dates = datesOf(rule, first);
  return dates.length > SERIES_MAX ? err({ tag: 'series_too_long', max: SERIES_MAX }) : ok(dates);
}

export const seriesHandlers: UnlockedHandlers<Names> = {
  'planning.previewSeries': ({ rule, slot, what, who }, vault) => {
    const dates = seriesDates(rule, slot.date);
    if (!dates.ok) return dates;
    const placements = dates.value.map((date): SeriesPlacement => {
      const placed = { ...slot, date };
      const clashes = meetingsOf(vault, { slot: placed, what, who }, new Set()).map((met) =>
        toClash(vault, { ...met, date }),
      );
      const reasons = outsideReasons(vault, placed);
      const outside = reasons.some(({ kind }) => kind === 'outside-hours') ? 'outside-hours' : 'closed';
      const state = clashes.length > 0 ? 'clash' : reasons.length > 0 ? outside : 'ok';
      return { slot: placed, state, reasons, clashes };
    });
    return ok({ placements });
  },

  'planning.createSeries': ({ rule, slot, what, who, state, skip, ...knowingly }, vault) => {
    const all = seriesDates(rule, slot.date);
    if (!all.ok) return all;
    const dates = all.value.filter((date) => !skip.includes(date));
    const [first] = dates;
    if (first === undefined) return err({ tag: 'series_empty' });
    const skipped = all.value.filter((date) => skip.includes(date));
    const series: Series = {
      id: vault.newId(),
      rule: { ...rule, exceptions: [...new Set([...rule.exceptions, ...skipped])].sort().slice(0, 1000) },
      slot,
      what,
      who,
      status: state.status,
    };
    const sessions = dates.map(
      (date): Booking => ({
        id: vault.newId(),
        slot: { ...slot, date, claim: '' },
        what,
        who,
        state,
        origin: { series: series.id, seriesDate: date },
      }),
    );
    const plan = checked(
      vault,
      sessions.map((after) => ({ before: null, after })),
      knowingly,
    );
    if (!plan.ok) return plan;
    const line = lineOf(vault, 'created', plan.value);
    return write(vault, plan.value, line, [], (writer) => writeSeries(writer, series));
  },
};
