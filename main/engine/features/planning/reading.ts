/** The planning as it is read: a range of days, one booking in full, what a slot would meet. */
import { dayFacts } from '#shared/domain/place/opening.ts';
import type { Booking } from '#shared/domain/planning/model.ts';
import { seriesDateOf } from '#shared/domain/planning/series.ts';
import { err, ok } from '#shared/domain/result.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { readPlace } from '../place/index.ts';
import { checkSlot, outsideReasons } from './check.ts';
import { rowsOf } from './rows.ts';
import { clashesOf } from './settling.ts';
import { readBooking, readSeries, rivalsOf, sessionsOf } from './store.ts';
import { drawer, feedLine } from './views.ts';

type Names = 'planning.range' | 'planning.booking' | 'planning.check';

export const readingHandlers: UnlockedHandlers<Names> = {
  'planning.range': ({ from, to, withCancelled }, vault) => {
    const rows = rowsOf(vault.sqlite);
    const found = (withCancelled ? rows.rangeWithCancelled : rows.range).all(from, to);
    const place = readPlace(vault);
    return ok({
      bookings: found.map(drawer(vault)),
      days: datesBetween(from, to).map((date) => dayFacts(date, place)),
    });
  },

  'planning.booking': ({ id }, vault) => {
    const rows = rowsOf(vault.sqlite);
    const row = rows.one.get(id);
    const stored = readBooking(vault, id);
    if (!row || !stored) return err({ tag: 'not_found', what: 'booking' });
    const { kept: _, ...booking } = stored;
    const view = drawer(vault)(row);
    return ok({
      booking,
      view,
      ...(view.privateLabel === undefined ? {} : { privateLabel: view.privateLabel }),
      ...seriesOf(vault, booking),
      rivals: rivalsOf(vault, id),
      clashes: clashesOf(vault, view),
      outsideOpening: outsideReasons(vault, booking.slot),
      history: rows.history.all(id).flatMap(feedLine),
    });
  },

  'planning.check': ({ slot, what, who, ignore }, vault) => ok(checkSlot(vault, { slot, what, who }, ignore)),
};

function seriesOf(vault: OpenVault, booking: Booking) {
  const id = booking.origin.series;
  const series = id === undefined ? null : readSeries(vault, id);
  if (!series) return {};
  const live = sessionsOf(vault, series.id).filter(({ state }) => state.status !== 'cancelled');
  const following = live.filter((one) => seriesDateOf(one) >= seriesDateOf(booking)).length;
  const byHand = booking.origin.byHand === true;
  return { series: { id: series.id, rule: series.rule, total: live.length, following, byHand } };
}
