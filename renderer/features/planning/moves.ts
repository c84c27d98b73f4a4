/**
 * What a gesture asks for: moving, stretching or shortening a booking, with the mouse or from the keyboard.
 * The outcome is a slot, and the hosts when rows are people; whether it is free is the engine's business.
 */
import type { BookingView } from '#shared/contract/planning.ts';
import type { SlotRequest } from '#shared/domain/planning/model.ts';
import { DAY_MINUTES, fromMinutes, type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import type { By } from '../../components/booking/names.ts';

/** A row of the grid: one day of a space or of a person; no `resource` for what has none. */
export interface Lane {
  date: LocalDate;
  resource?: string;
}

export interface Move {
  slot: SlotRequest;
  /** Ids, only when they change. */
  hosts?: string[];
}

type Placed = Pick<
  BookingView,
  'date' | 'start' | 'end' | 'spaces' | 'wholePlace' | 'setupMin' | 'airingMin' | 'hosts'
>;

/** Step of the gestures, in minutes; the panel goes down to 5. */
export const STEP_MIN = 15;

export const slotOf = ({
  date,
  start,
  end,
  spaces,
  wholePlace,
  setupMin,
  airingMin,
}: Placed): SlotRequest => ({
  date,
  start,
  end,
  // The whole place is every space, present and future: naming them would freeze it.
  spaces: wholePlace ? [] : spaces,
  wholePlace,
  setupMin,
  airingMin,
});

/** Later (or earlier) in the day by `minutes`, its length kept, never beyond the day. */
export function shifted(booking: Placed, minutes: number): Move {
  const length = toMinutes(booking.end) - toMinutes(booking.start);
  const start = clamp(toMinutes(booking.start) + minutes, 0, DAY_MINUTES - length);
  return { slot: { ...slotOf(booking), ...times(start, start + length) } };
}

/** Ends later (or earlier) by `minutes`; never shorter than one step, never beyond the day. */
export function stretched(booking: Placed, minutes: number): Move {
  const start = toMinutes(booking.start);
  const shortest = Math.min(start + STEP_MIN, DAY_MINUTES);
  const end = clamp(toMinutes(booking.end) + minutes, shortest, DAY_MINUTES);
  return { slot: { ...slotOf(booking), ...times(start, end) } };
}

/** From one row to another: the date follows, and the space or the host left is replaced by the one reached. */
export function toLane(booking: Placed, from: Lane, to: Lane, by: By): Move {
  const slot = { ...slotOf(booking), date: to.date };
  if (from.resource === to.resource) return { slot };
  if (by === 'space') {
    if (booking.wholePlace) return { slot };
    return { slot: { ...slot, spaces: replaced(booking.spaces, from.resource, to.resource) } };
  }
  return {
    slot,
    hosts: replaced(
      booking.hosts.map(({ id }) => id),
      from.resource,
      to.resource,
    ),
  };
}

/** Dropped on a row at `start` minutes since midnight. */
export function dropped(booking: Placed, from: Lane, to: Lane, start: number, by: By): Move {
  const move = toLane(booking, from, to, by);
  return {
    ...move,
    slot: { ...move.slot, ...pick(shifted(booking, start - toMinutes(booking.start)).slot) },
  };
}

/** True when the gesture changes nothing. */
export function isSame(booking: Placed, { slot, hosts }: Move): boolean {
  const now = slotOf(booking);
  return (
    hosts === undefined &&
    now.date === slot.date &&
    now.start === slot.start &&
    now.end === slot.end &&
    now.spaces.join() === slot.spaces.join()
  );
}

const pick = ({ start, end }: SlotRequest) => ({ start, end });
const times = (start: number, end: number) => ({ start: fromMinutes(start), end: fromMinutes(end) });
const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

function replaced(all: readonly string[], left: string | undefined, reached: string | undefined): string[] {
  const kept = all.filter((id) => id !== left && id !== reached);
  return reached === undefined ? kept : [...kept, reached];
}
