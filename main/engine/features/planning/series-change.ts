/** What becomes of a series when several of its sessions change: its rule and template follow, or it is cut in two. */

import type { Booking, Series } from '#shared/domain/planning/model.ts';
import { shiftRule, splitRule } from '#shared/domain/planning/recurrence.ts';
import {
  type SeriesEdit,
  type SeriesScope,
  type SessionChange,
  seriesDateOf,
} from '#shared/domain/planning/series.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Writer } from '../../circles/circle.ts';
import { type Change, readSeries, writeSeries } from './store.ts';

/** Null when the series stays as it is: only the state of its sessions changed, or it is not known here. */
export function seriesAfter(
  vault: OpenVault,
  sessions: readonly (Booking | StoredBooking)[],
  target: Booking,
  change: SessionChange,
  scope: SeriesScope,
  edit: SeriesEdit,
  changes: readonly Change[],
): { changes: Change[]; write: (writer: Writer) => void } | null {
  const series = target.origin.series === undefined ? null : readSeries(vault, target.origin.series);
  if (!series || !(change.slot || change.what || change.who)) return null;
  const at = seriesDateOf(target);
  const isWhole = scope === 'all' || sessions.every((one) => seriesDateOf(one) >= at);
  if (isWhole) {
    const rule = shiftRule(series.rule, series.slot.date, edit.shift);
    const changed = template(series, change, addDays(series.slot.date, edit.shift), rule);
    return { changes: [...changes], write: (writer) => writeSeries(writer, changed) };
  }
  const { before, after } = splitRule(series.rule, series.slot.date, at);
  const id = vault.newId();
  const next = { ...template(series, change, addDays(at, edit.shift), shiftRule(after, at, edit.shift)), id };
  const edited = new Map(changes.map((one) => [one.after.id, one]));
  const moved: Change[] = sessions
    .filter((one) => seriesDateOf(one) >= at && !edited.has(one.id))
    .map((one) => ({ before: { kept: [], ...one }, after: one }));
  return {
    changes: [...changes, ...moved].map((one) => ({
      ...one,
      after: { ...one.after, origin: { ...one.after.origin, series: id } },
    })),
    write(writer) {
      if (before) writeSeries(writer, { ...series, rule: before });
      writeSeries(writer, next);
    },
  };
}

const template = (series: Series, change: SessionChange, date: string, rule: Series['rule']): Series => ({
  ...series,
  rule,
  slot: { ...(change.slot ?? series.slot), date },
  what: change.what ?? series.what,
  who: change.who ?? series.who,
});
