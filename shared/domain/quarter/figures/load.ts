/** How full the spaces are, by weekday and half-day. */
import { footprint } from '../../planning/footprint.ts';
import { type Interval, intersection, minutesOf } from '../../time/interval.ts';
import { DAY_MINUTES, type Weekday, weekday } from '../../time/wall.ts';
import { type FiguresInput, groupBy, isClosedByDraft, type Placed, type Ref } from './placed.ts';

export const HALF_DAYS = ['morning', 'afternoon', 'evening'] as const;
export type HalfDay = (typeof HALF_DAYS)[number];

const HOURS: Record<HalfDay, Interval> = {
  morning: { start: 0, end: 13 * 60 },
  afternoon: { start: 13 * 60, end: 18 * 60 },
  evening: { start: 18 * 60, end: DAY_MINUTES },
};

export interface LoadCell {
  space: string;
  weekday: Weekday;
  half: HalfDay;
  /** Minutes taken over the quarter, set-up and airing included; each minute once, even when two share it. */
  usedMin: number;
  /** Minutes that the place is open over the quarter. What is forced on a closed day may pass them. */
  openMin: number;
  of: Ref[];
}

/**
 * Spaces in the order of the screen, then weekdays, then half-days; only where the place opens or something is held.
 * What takes the whole place takes each of its spaces.
 */
export function loadOf(placed: readonly Placed[], input: FiguresInput): LoadCell[] {
  const open = openMinutes(input);
  const here = placed.filter(({ slot }) => slot.wholePlace || slot.spaces.length > 0);
  const byDay = groupBy(here, ({ slot }) => weekday(slot.date));
  return spacesOf(here, input).flatMap((space) =>
    ([1, 2, 3, 4, 5, 6, 7] as const).flatMap((day) => {
      const taken = (byDay.get(day) ?? []).filter(
        ({ slot }) => slot.wholePlace || slot.spaces.includes(space),
      );
      return HALF_DAYS.flatMap((half): LoadCell[] => {
        const inside = taken.filter(({ slot }) => intersection(footprint(slot), HOURS[half]) !== undefined);
        const usedMin = [...groupBy(inside, ({ slot }) => slot.date).values()].reduce(
          (sum, ofDate) =>
            sum +
            minutesIn(
              ofDate.map(({ slot }) => footprint(slot)),
              half,
            ),
          0,
        );
        const openMin = open.get(`${day} ${half}`) ?? 0;
        if (usedMin === 0 && openMin === 0) return [];
        return [{ space, weekday: day, half, usedMin, openMin, of: inside.map(({ ref }) => ref) }];
      });
    }),
  );
}

function openMinutes({ days, closures }: FiguresInput): Map<string, number> {
  const open = new Map<string, number>();
  for (const { date, hours } of days) {
    if (isClosedByDraft(date, closures)) continue;
    for (const half of HALF_DAYS) {
      const key = `${weekday(date)} ${half}`;
      open.set(key, (open.get(key) ?? 0) + minutesIn(hours, half));
    }
  }
  return open;
}

const minutesIn = (hours: readonly Interval[], half: HalfDay) =>
  minutesOf(hours.flatMap((interval) => intersection(interval, HOURS[half]) ?? []));

function spacesOf(here: readonly Placed[], { spaces }: FiguresInput): string[] {
  const used = new Set(here.flatMap(({ slot }) => slot.spaces));
  const known = spaces
    .filter(({ id, archived }) => !archived || used.has(id))
    .sort((a, b) => a.order - b.order);
  return known.map(({ id }) => id);
}
