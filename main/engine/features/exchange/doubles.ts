/** Bookings that were imported twice, on two machines apart: shown, and one of each kept. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { DOUBLES_SHOWN, type DoubledBooking, type Doubles } from '#shared/contract/exchange.ts';
import { doublesIn, type Imported } from '#shared/domain/exchange/doubles.ts';
import { TWICE } from '#shared/domain/exchange/wording.ts';
import { decodeBooking, type StoredBooking } from '#shared/domain/planning/stored.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { alone, takeBackUntold, turn } from '../../capability/long-work.ts';
import type { Writer } from '../../circles/circle.ts';
import { today } from '../place/index.ts';
import { BOOKINGS, bookingsOfTwice, contestedBookings, writeChange } from '../planning/index.ts';
import { titleHere } from './known.ts';
import { contentOfBooking, printOf, printOfWhole } from './prints.ts';

interface Doubled extends Imported {
  booking: StoredBooking;
}

/** Looked at together: what it takes to look at them must not be felt. Once they are settled, the next ones are. */
const MOST = 1_000;

function found(vault: OpenVault) {
  const contested = contestedBookings(vault);
  const all = bookingsOfTwice(vault, today(vault), MOST).map((booking): Doubled => {
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
  return { ...doublesIn(all), isAll: all.length < MOST };
}

export function doubles(vault: OpenVault): Doubles {
  const { settled, open, isAll } = found(vault);
  return {
    count: settled.reduce((count, { go }) => count + go.length, 0),
    isAll,
    first: settled.slice(0, DOUBLES_SHOWN).map(({ best }) => shortly(best)),
    open: open.slice(0, DOUBLES_SHOWN).map((group) => group.map(shortly)),
  };
}

const shortly = ({ booking }: Doubled): DoubledBooking => {
  const { id, slot } = booking;
  return { id, title: titleHere(booking), date: slot.date, start: slot.start, end: slot.end };
};

/** Dates settled in one turn. */
const BATCH = 25;
type Settled = ReturnType<typeof found>['settled'][number];

/** One gesture, in parts: what ends it in the middle has it taken back, here or at the next opening (writing.ts). */
export const keepOneOfEach = (vault: OpenVault): Promise<Result<{ removed: number }, AppError>> =>
  alone(vault, async () => {
    const gesture = vault.newId();
    try {
      const kept = await settleAll(vault, gesture);
      if (!kept.ok) await takeBackUntold(vault, gesture);
      return kept;
    } catch (error) {
      // Locked: taken back at the next opening.
      if (!vault.own.sqlite.open) return err({ tag: 'vault_locked' });
      await takeBackUntold(vault, gesture);
      throw error;
    }
  });

async function settleAll(vault: OpenVault, gesture: string): Promise<Result<{ removed: number }, AppError>> {
  let removed = 0;
  const write = (groups: readonly Settled[], isLast: boolean) =>
    vault.team.write(
      (writer) => {
        for (const group of groups) removed += settle(vault, writer, group);
        return ok({});
      },
      () => ({ kind: 'settled', title: TWICE, count: removed }),
      { gesture, isLast },
    );
  for (;;) {
    const { settled, isAll } = found(vault);
    const before = removed;
    for (let from = 0; from < settled.length; from += BATCH) {
      const written = write(settled.slice(from, from + BATCH), false);
      if (!written.ok) return written;
      await turn();
    }
    if (isAll || removed === before) break;
  }
  const told = removed > 0 ? write([], true) : ok({});
  return told.ok ? ok({ removed }) : told;
}

/** How many go. None when somebody changed one of them since they were looked at: a person looks at them again. */
function settle(vault: OpenVault, writer: Writer, { stays, best, go }: Settled): number {
  const isAsSeen = ({ id, booking }: Doubled): boolean => {
    const entity = writer.read(BOOKINGS, id);
    const now = entity && decodeBooking(id, entity.facets);
    return now !== null && printOfWhole(now) === printOfWhole(booking);
  };
  if (![stays, ...go].every(isAsSeen)) return 0;
  if (best !== stays) {
    const { kept: _, ...after } = best.booking;
    const change = { before: stays.booking, after: { ...after, id: stays.id } };
    writeChange(writer, vault, { ...change, isImported: true, keepClaim: true });
  }
  for (const { id } of go) writer.remove(BOOKINGS, id);
  return go.length;
}
