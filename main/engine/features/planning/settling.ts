/** Bookings made apart that want the same thing: the list to settle, and the ways to settle one. */
import type { BookingView, ToSettle } from '#shared/contract/planning.ts';
import type { ClashReason } from '#shared/domain/planning/model.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { today } from '../place/index.ts';
import { apply } from './changes.ts';
import { proposalsFor, toClash } from './check.ts';
import { checked, EVEN_OUTSIDE_OPENING, lineOf, write } from './gesture.ts';
import { type ClashRow, rowsOf } from './rows.ts';
import { type Change, readBooking } from './store.ts';
import { viewOf } from './views.ts';

type Names = 'planning.toSettle' | 'planning.settle';

/** Beyond these, an entry comes without alternatives, which the screen can ask for with `planning.check`. */
const WITH_ALTERNATIVES = 20;

const missing = err({ tag: 'not_found' as const, what: 'booking' });

/** What a booking meets, in either direction, and that nobody accepted. */
export const clashesOf = (vault: OpenVault, booking: Met) =>
  rowsOf(vault.sqlite)
    .clashesOf.all({ id: booking.id })
    .map((row) => toClash(vault, metBy(booking, row)));

type Met = Pick<BookingView, 'id' | 'date'>;
const metBy = ({ id, date }: Met, row: ClashRow) => ({
  bookingId: row.later === id ? row.earlier : row.later,
  reason: row.reason as ClashReason,
  resource: row.resource,
  date,
});

export const settlingHandlers: UnlockedHandlers<Names> = {
  'planning.toSettle': (_, vault) => {
    const byLater = Map.groupBy(rowsOf(vault.sqlite).toSettle.all(today(vault)), ({ later }) => later);
    const list: ToSettle[] = [];
    for (const [id, rows] of byLater) {
      const [booking, stored] = [viewOf(vault, id), readBooking(vault, id)];
      if (!booking || !stored) continue;
      const clashes = rows.flatMap((row) => {
        const other = viewOf(vault, row.earlier);
        return other ? [{ ...toClash(vault, metBy(booking, row)), with: other }] : [];
      });
      const alternatives = list.length < WITH_ALTERNATIVES ? proposalsFor(vault, stored, new Set([id])) : [];
      list.push({ booking, clashes, alternatives });
    }
    return ok(list);
  },

  'planning.settle': ({ id, how }, vault) => {
    const booking = readBooking(vault, id);
    if (!booking) return missing;
    switch (how.kind) {
      case 'move':
        return apply(vault, booking, { slot: how.slot }, { ...ALONE, knowingly: EVEN_OUTSIDE_OPENING });
      case 'cancel':
        return apply(
          vault,
          booking,
          { state: { status: 'cancelled', reason: how.reason.trim() || undefined } },
          { ...ALONE, knowingly: EVEN_OUTSIDE_OPENING },
        );
      case 'keep': {
        const change: Change = { before: booking, after: { ...booking, kept: keptAfter(vault, booking) } };
        return write(vault, [change], lineOf(vault, 'settled', [change]));
      }
      case 'swap': {
        const other = readBooking(vault, how.with);
        if (!other || other.id === id) return missing;
        return swap(vault, booking, other);
      }
    }
  },
};

const ALONE = { scope: 'this', overwriteByHand: false } as const;

function keptAfter(vault: OpenVault, booking: StoredBooking): StoredBooking['kept'] {
  const met = rowsOf(vault.sqlite)
    .clashesOf.all({ id: booking.id })
    .map(({ later, earlier }) => (later === booking.id ? earlier : later));
  const added = [...new Set(met)].flatMap((id) => {
    const other = readBooking(vault, id);
    return other ? [{ id, own: booking.slot.claim, other: other.slot.claim }] : [];
  });
  return [...booking.kept.filter(({ id }) => !met.includes(id)), ...added];
}

/**
 * Each takes the slot of the other, with its claim: when both want the same minutes, the one that had to give way
 * goes first from now on. What either would newly meet elsewhere refuses the exchange.
 */
function swap(vault: OpenVault, a: StoredBooking, b: StoredBooking) {
  const byHand = ({ origin }: StoredBooking) =>
    origin.series === undefined ? origin : { ...origin, byHand: true };
  const changes: Change[] = [
    { before: a, after: { ...a, slot: b.slot, origin: byHand(a) }, keepClaim: true },
    { before: b, after: { ...b, slot: a.slot, origin: byHand(b) }, keepClaim: true },
  ];
  const plan = checked(vault, changes, EVEN_OUTSIDE_OPENING);
  return plan.ok ? write(vault, plan.value, lineOf(vault, 'settled', plan.value)) : plan;
}
