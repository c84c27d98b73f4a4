/** Bookings that were imported twice, on two machines apart: shown, and one of each kept. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { DOUBLES_SHOWN, type DoubledBooking, type Doubles } from '#shared/contract/exchange.ts';
import { doublesIn, type Imported } from '#shared/domain/exchange/doubles.ts';
import { TWICE } from '#shared/domain/exchange/wording.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { alone, turn } from '../../capability/long-work.ts';
import { today } from '../place/index.ts';
import { BOOKINGS, bookingsOfTwice, contestedBookings } from '../planning/index.ts';
import { titleHere } from './known.ts';
import { contentOfBooking, printOf } from './prints.ts';

interface Doubled extends Imported {
  booking: StoredBooking;
}

function found(vault: OpenVault) {
  const contested = contestedBookings(vault);
  const all = bookingsOfTwice(vault, today(vault))
    // What its owner noted of an appointment is on her machine alone, under the id of one of the two.
    .filter(({ what }) => what.kind !== 'appointment')
    .map((booking): Doubled => {
      const { id, origin, slot, what, who, state } = booking;
      const { claim: _, ...place } = slot;
      return {
        booking,
        id,
        origin,
        isByHand: origin.print !== printOf(contentOfBooking(booking)) || contested.has(id),
        content: JSON.stringify([place, what, who, state]),
      };
    });
  return doublesIn(all);
}

export function doubles(vault: OpenVault): Doubles {
  const { settled, open } = found(vault);
  return {
    count: settled.reduce((count, { go }) => count + go.length, 0),
    first: settled.slice(0, DOUBLES_SHOWN).map(({ stays }) => shortly(stays)),
    open: open.slice(0, DOUBLES_SHOWN).map((group) => group.map(shortly)),
  };
}

const shortly = ({ booking }: Doubled): DoubledBooking => {
  const { id, slot } = booking;
  return { id, title: titleHere(booking), date: slot.date, start: slot.start, end: slot.end };
};

/** Removed in one turn. */
const BATCH = 50;

export const keepOneOfEach = (vault: OpenVault): Promise<Result<{ removed: number }, AppError>> =>
  alone(vault, async () => {
    const gone = found(vault).settled.flatMap(({ go }) => go.map(({ id }) => id));
    const gesture = vault.newId();
    for (let from = 0; from < gone.length; from += BATCH) {
      const isLast = from + BATCH >= gone.length;
      const written = vault.team.write(
        (writer) => {
          for (const id of gone.slice(from, from + BATCH)) writer.remove(BOOKINGS, id);
          return ok({});
        },
        () => ({ kind: 'settled', title: TWICE, count: gone.length }),
        { gesture, isLast },
      );
      if (!written.ok) return written;
      await turn();
    }
    return ok({ removed: gone.length });
  });
