/** What the figures of a quarter are made from: the dates that will be published, and nothing that waits. */
import type { Activity } from '../../catalogue/activity.ts';
import type { Facilitator } from '../../catalogue/facilitator.ts';
import type { Host } from '../../place/host.ts';
import type { Category, Fares, Space } from '../../place/model.ts';
import type { DayFacts } from '../../place/opening.ts';
import { type LocalDate, toMinutes } from '../../time/wall.ts';
import type { DraftClosure, DraftLine, Placement, QuarterSettings } from '../model.ts';

export interface FiguresInput {
  lines: readonly Pick<DraftLine, 'id' | 'what' | 'who'>[];
  placements: readonly Placement[];
  /** Every day of the quarter, as the place has it; `closures` are those of the draft. */
  days: readonly DayFacts[];
  closures: readonly Pick<DraftClosure, 'from' | 'to'>[];
  settings: QuarterSettings;
  fares: Fares;
  /** Of the place, in its order. */
  categories: readonly Pick<Category, 'id'>[];
  activities: readonly Activity[];
  facilitators: readonly Pick<Facilitator, 'id' | 'name'>[];
  /** Archived ones are left aside unless something is placed there. */
  spaces: readonly Pick<Space, 'id' | 'name' | 'order' | 'archived'>[];
  hosts: readonly Host[];
}

/** A placement behind a number: the line and the date of its rule. */
export type Ref = Pick<Placement, 'line' | 'date'>;

/** A number of sessions, and which they are. */
export interface Counted {
  count: number;
  of: Ref[];
}

export interface Placed {
  ref: Ref;
  slot: Placement['slot'];
  what: DraftLine['what'];
  who: DraftLine['who'];
  activity: Activity | undefined;
  /** From its start to its end, without set-up nor airing. */
  minutes: number;
  costCents: number;
}

/** In the order of the days. */
export function placedOf({ lines, placements, activities }: FiguresInput): Placed[] {
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  const activityOf = new Map(activities.map((activity) => [activity.id, activity]));
  return placements
    .flatMap((placement): Placed[] => {
      const line = lineOf.get(placement.line);
      if (!line || placement.standing !== 'placed') return [];
      const { slot, date, costCents } = placement;
      return [
        {
          ref: { line: line.id, date },
          slot,
          what: line.what,
          who: line.who,
          activity: line.what.activity === undefined ? undefined : activityOf.get(line.what.activity),
          minutes: toMinutes(slot.end) - toMinutes(slot.start),
          costCents,
        },
      ];
    })
    .sort((a, b) => compareText(keyOf(a), keyOf(b)));
}

export const counted = (placed: readonly Placed[]): Counted => ({
  count: placed.length,
  of: placed.map(({ ref }) => ref),
});

/** `2027-01`, of the day it is held. */
export const monthOf = ({ slot }: Pick<Placed, 'slot'>): string => slot.date.slice(0, 7);

export const isClosedByDraft = (date: LocalDate, closures: FiguresInput['closures']): boolean =>
  closures.some(({ from, to }) => from <= date && date <= to);

/** Grouped by a key, in the order in which the keys are met. */
export function groupBy<T, K>(all: readonly T[], keyFor: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyFor(one));
    if (group) group.push(one);
    else groups.set(keyFor(one), [one]);
  }
  return groups;
}

const keyOf = ({ slot, ref }: Placed) => `${slot.date} ${slot.start} ${ref.line} ${ref.date}`;
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
