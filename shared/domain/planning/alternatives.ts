/** The nearest free places when the one asked for is taken. */
import { addDays, DAY_MINUTES, fromMinutes, isLocalDate, type LocalDate, toMinutes } from '../time/wall.ts';
import { meetingsWith, type Occupant, type StockOf } from './conflict.ts';
import { footprint, takesASpace, type Wanted, wantsOf } from './footprint.ts';
import type { SlotProposal, SlotRequest } from './model.ts';

/** Step between two starts that are tried, in minutes. */
const STEP = 15;
/** Following days that are looked at. */
const DAYS = 14;
export const PROPOSALS = 3;

/** What surrounds a slot. Nothing here counts the bookings that are being moved. */
export interface Surroundings {
  /** Spaces in use, in the order to propose them. */
  spaces: readonly string[];
  /** Live bookings of a date. */
  day(date: LocalDate): readonly Occupant[];
  /** Whether all of it is within the opening hours. Minutes since midnight. */
  isOpen(date: LocalDate, start: number, end: number): boolean;
  stockOf: StockOf;
  /** False where the asked time was given by a rule, not chosen: only what is open is then proposed. Default: true. */
  askedKnowingly?: boolean;
}

/**
 * At most three free places: the same time in another space, the nearest earlier and later start of the same day in
 * the same spaces, then the following days (same time first, else the nearest). Other hours stay within the opening
 * hours when a space is taken, unless the day asked for is closed throughout: it was then chosen knowingly. The same
 * time elsewhere is as open as what was asked for.
 */
export function alternatives(wanted: Wanted, around: Surroundings): SlotProposal[] {
  const slot = requestOf(wanted.slot);
  const length = toMinutes(slot.end) - toMinutes(slot.start);
  const asked = toMinutes(slot.start);
  const bound = takesASpace(slot);

  const isOpenSomewhen = (date: LocalDate) => {
    for (let start = 0; start + length <= DAY_MINUTES; start += STEP)
      if (around.isOpen(date, start, start + length)) return true;
    return false;
  };
  const knowingly = around.askedKnowingly ?? true;
  const isClosedKnowingly =
    knowingly && bound && !around.isOpen(slot.date, asked, asked + length) && !isOpenSomewhen(slot.date);

  const isFree = (candidate: SlotRequest) =>
    meetingsWith(
      { busy: footprint(candidate), wants: wantsOf({ ...wanted, slot: candidate }) },
      around.day(candidate.date),
      around.stockOf,
    ).length === 0;
  const at = (date: LocalDate, start: number): SlotRequest | undefined => {
    if (start < 0 || start + length > DAY_MINUTES) return undefined;
    const anyHour = !bound || (isClosedKnowingly && date === slot.date);
    if (!anyHour && !around.isOpen(date, start, start + length)) return undefined;
    const candidate = { ...slot, date, start: fromMinutes(start), end: fromMinutes(start + length) };
    return isFree(candidate) ? candidate : undefined;
  };
  const nearest = (date: LocalDate, direction: -1 | 1): SlotRequest | undefined => {
    for (let shift = STEP; shift <= DAY_MINUTES; shift += STEP) {
      const start = asked + direction * shift;
      if (start < 0 || start + length > DAY_MINUTES) return undefined;
      const found = at(date, start);
      if (found) return found;
    }
    return undefined;
  };

  const found: SlotProposal[] = [];
  const propose = (kind: SlotProposal['kind'], proposal: SlotRequest | undefined) => {
    if (proposal && found.length < PROPOSALS) found.push({ kind, slot: proposal });
  };

  if (!slot.wholePlace && slot.spaces.length === 1) {
    const elsewhere = around.spaces
      .filter((space) => !slot.spaces.includes(space))
      .map((space) => ({ ...slot, spaces: [space] }));
    if (knowingly || around.isOpen(slot.date, asked, asked + length))
      propose('elsewhere', elsewhere.find(isFree));
  }
  propose('earlier', nearest(slot.date, -1));
  propose('later', nearest(slot.date, 1));
  for (let day = 1; day <= DAYS && found.length < PROPOSALS; day++) {
    const date = addDays(slot.date, day);
    if (!isLocalDate(date)) break;
    const candidates = [at(date, asked) ?? [nearest(date, -1), nearest(date, 1)]].flat();
    propose('later', closest(candidates, asked));
  }
  return found;
}

/** A proposal can be asked for as it is: it carries no claim. */
const requestOf = ({
  date,
  start,
  end,
  spaces,
  wholePlace,
  setupMin,
  airingMin,
}: SlotRequest): SlotRequest => ({
  date,
  start,
  end,
  spaces,
  wholePlace,
  setupMin,
  airingMin,
});

function closest(candidates: readonly (SlotRequest | undefined)[], asked: number): SlotRequest | undefined {
  const distance = (slot: SlotRequest) => Math.abs(toMinutes(slot.start) - asked);
  return candidates
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => distance(a) - distance(b))
    .at(0);
}
