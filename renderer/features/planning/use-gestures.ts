/**
 * Moving and resizing, with the mouse or the keyboard. The block moves at once; a refusal puts it back. With Alt held
 * down, several steps make one change, written when Alt is released.
 */
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { BookingView } from '#shared/contract/planning.ts';
import { given } from '#shared/domain/given.ts';
import { fromMinutes } from '#shared/domain/time/wall.ts';
import type { By, Names } from '../../components/booking/names.ts';
import { useCommand } from '../../ground/engine.ts';
import { useLatest } from '../../ground/use-latest.ts';
import { t } from '../../i18n/index.ts';
import { ATTEMPT_HANDLES, type Attempt } from './attempts.tsx';
import { isSame, type Lane, type Move, STEP_MIN, shifted, slotOf, stretched, toLane } from './moves.ts';
import { type Block, neighbour, type Row, rowIdOf } from './rows.ts';
import type { Scope } from './scope.tsx';
import { sayDone } from './undo.ts';

export interface Focus {
  booking: string;
  row?: string;
}

interface Pending {
  booking: BookingView;
  move: Move;
  row: Lane;
}

/** A booking as it would be after a move: what is drawn before the engine answers. */
export function afterMove(booking: BookingView, { slot, hosts }: Move, names: Names): BookingView {
  return {
    ...booking,
    date: slot.date,
    start: slot.start,
    end: slot.end,
    spaces: slot.wholePlace ? booking.spaces : slot.spaces,
    hosts: hosts
      ? hosts.map((id) => ({ id, name: names.hosts.find((host) => host.id === id)?.name ?? '' }))
      : booking.hosts,
  };
}

interface Wanted {
  by: By;
  names: Names;
  attempt(attempt: Attempt): Promise<void>;
  ask(booking: BookingView): Promise<Scope | null>;
  announce(text: string): void;
}

export function useGestures({ by, names, attempt, ask, announce }: Wanted) {
  const [pending, setPending] = useState<Pending | null>(null);
  const [focus, setFocus] = useState<Focus | null>(null);
  const latest = useLatest(pending);

  const change = useCommand('planning.change', {
    handles: ATTEMPT_HANDLES,
    optimistically: ({ id, slot, who, scope = 'this' }, edit) => {
      if (!slot || scope !== 'this') return;
      edit('planning.range', (range) => ({
        ...range,
        bookings: range.bookings.map((booking) =>
          booking.id === id
            ? afterMove(
                booking,
                {
                  slot: { setupMin: 0, airingMin: 0, wholePlace: false, ...given(slot) },
                  ...(who?.hosts ? { hosts: who.hosts } : {}),
                },
                names,
              )
            : booking,
        ),
      }));
    },
  });
  const write = change.run;

  /** Asks how far, writes, says what was done. */
  const commit = useCallback(
    async (booking: BookingView, move: Move) => {
      if (isSame(booking, move)) return;
      const scope = await ask(booking);
      if (!scope) {
        setFocus({ booking: booking.id });
        return;
      }
      const who = move.hosts
        ? {
            who: {
              hosts: move.hosts,
              ...(booking.facilitator ? { facilitator: booking.facilitator.id } : {}),
            },
          }
        : {};
      await attempt({
        title: booking.title,
        slot: move.slot,
        canBeOption: true,
        write: (slot, knowingly) => write({ id: booking.id, slot, ...who, ...scope, ...knowingly }),
        done: (written, slot) => {
          setFocus({ booking: booking.id });
          const moved = slot.date !== booking.date || slot.start !== booking.start;
          const words = t.planning.gestures;
          void sayDone(
            moved || move.hosts || slot.end === booking.end
              ? words.moved(booking.title, slot)
              : words.resized(booking.title, slot),
            written,
          );
        },
        gaveUp: () => {
          setFocus({ booking: booking.id });
          announce(t.planning.gestures.refused(booking.title));
        },
      });
    },
    [ask, attempt, write, announce],
  );

  const release = useCallback(() => {
    const held = latest.current;
    if (!held) return;
    setPending(null);
    void commit(held.booking, held.move);
  }, [commit]);

  // Alt released, or the window left: what was prepared is written.
  useEffect(() => {
    if (!pending) return;
    const up = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Alt') release();
    };
    window.addEventListener('keyup', up);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', release);
    };
  }, [pending, release]);

  const hold = useCallback(
    (booking: BookingView, move: Move, row: Lane) => {
      const now = afterMove(booking, move, names);
      setPending({ booking, move, row });
      setFocus({ booking: booking.id, row: rowIdOf(row.date, row.resource) });
      const place = by === 'space' ? names.where(now) : names.resource(row.resource, by);
      announce(t.planning.gestures.announce(now.title, now.date, now.start, now.end, place));
    },
    [names, by, announce],
  );

  const key = useCallback(
    (event: KeyboardEvent, block: Block, blocks: readonly Block[], rows: readonly Row[]): boolean => {
      if (!event.key.startsWith('Arrow')) {
        if (event.key !== 'Escape' || !latest.current) return false;
        setPending(null);
        setFocus({ booking: block.booking.id });
        return true;
      }
      if (!event.altKey) {
        const next = neighbour(blocks, rows, block.id, event.key);
        if (next) setFocus({ booking: next.booking.id, row: next.row.id });
        return true;
      }
      if (block.booking.status === 'cancelled') return true;
      const first = latest.current?.booking ?? block.booking;
      const now = block.booking;
      const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown';
      const across = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      const from = { ...(latest.current?.move ?? {}) };
      if (event.shiftKey) {
        // Longer with → or ↓, shorter with ← or ↑.
        hold(first, { ...from, ...stretched(now, forward ? STEP_MIN : -STEP_MIN) }, block.row);
      } else if (across) {
        const to = rows[rows.indexOf(block.row) + (forward ? 1 : -1)];
        // What is in several rows already changes day: the rows between are its own.
        const target = to && now.wholePlace ? otherDay(rows, block.row, forward) : to;
        if (!target) announce(t.planning.gestures.edge);
        else hold(first, { ...from, ...toLane(now, block.row, target, by) }, target);
      } else hold(first, { ...from, ...shifted(now, forward ? STEP_MIN : -STEP_MIN) }, block.row);
      return true;
    },
    [by, hold, announce],
  );

  const focused = useCallback(() => setFocus(null), []);
  const resized = useCallback(
    (booking: BookingView, start: number, end: number) =>
      commit(booking, {
        slot: {
          ...slotOf(booking),
          start: fromMinutes(start),
          end: fromMinutes(end),
        },
      }),
    [commit],
  );

  return useMemo(
    () => ({ pending, focus, setFocus, focused, commit, resized, key, hold }),
    [pending, focus, focused, commit, resized, key, hold],
  );
}

const otherDay = (rows: readonly Row[], from: Row, forward: boolean): Row | undefined =>
  forward
    ? rows.find(({ date, resource }) => date > from.date && resource === from.resource)
    : rows.findLast(({ date, resource }) => date < from.date && resource === from.resource);
