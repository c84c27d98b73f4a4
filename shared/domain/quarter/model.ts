/**
 * A quarter as it is composed (docs/decisions/0012): lines (series and one-off events), what was decided for a
 * date, closures, comments. Nothing here is in the planning until the quarter is published.
 *
 * A line gives placements, one for each date of its rule. A placement is known by its line and the date the rule
 * gave (`date`), wherever it was moved since; the booking it becomes has an id made of both (`bookingIdOf`), so that
 * two machines which publish the same quarter at once make one booking, not two.
 */
import { z } from 'zod';
import {
  bookingKinds,
  type ClashReason,
  entityId,
  recurrence,
  slotRequest,
  what,
  type who,
} from '../planning/model.ts';
import { localDate } from '../time/schemas.ts';
import type { LocalDate } from '../time/wall.ts';

/** An appointment is nobody's programme: it is taken in the planning, never composed. */
export const lineKinds = bookingKinds.filter((kind) => kind !== 'appointment');

/** Most dates a quarter has. */
const DAYS_MAX = 92;

/** When a line falls. The end of the quarter ends it, unless `until` or `count` does before. */
export const lineRule = z.strictObject(recurrence.shape);
export type LineRule = z.infer<typeof lineRule>;

export const linePlan = z.strictObject({
  /** Null for an event without a rhythm: its dates are `slot.date` and `also`. */
  rule: lineRule.nullable(),
  /** The other dates of an event that takes place several times, without a rhythm ("les 12, 19 et 26 janvier"). */
  also: z
    .array(localDate)
    .max(DAYS_MAX - 1)
    .optional(),
  /** What each date starts as; `slot.date` is the first one, within the quarter. */
  slot: slotRequest,
  /** False: the line has no date in the school holidays of the place's zone. */
  duringSchoolHolidays: z.boolean().default(true),
  /** False: the line has no date on a public holiday, even where the place is open on it. */
  duringPublicHolidays: z.boolean().optional(),
  /** The only days of its rule that count: those on which the place opens, or those of the school holidays. */
  only: z.enum(['open-days', 'school-holidays']).optional(),
});
export type LinePlan = z.infer<typeof linePlan>;

export const lineWhat = what.refine(({ kind }) => kind !== 'appointment', {
  path: ['kind'],
  message: 'Un rendez-vous se prend au planning.',
});

export const obstacleKinds = ['closed', 'host-away', 'clash', 'outside-hours', 'over-budget'] as const;
export type ObstacleKind = (typeof obstacleKinds)[number];

/**
 * What a person decided for one date. `out` is no decision yet: the date was seen in "À replacer", and comes back as a
 * proposal when its obstacles are gone.
 */
export const decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('out') }),
  z.object({ kind: z.literal('moved'), slot: slotRequest }),
  /** Placed in spite of its obstacles, where the rule put it or at `slot`. */
  z.object({ kind: z.literal('forced'), slot: slotRequest.optional() }),
  z.object({ kind: z.literal('dropped') }),
]);
export type Decision = z.infer<typeof decision>;

export interface DraftLine {
  /** `2027-1.` and an id of its own: a line says which quarter it belongs to. */
  id: string;
  /** When it was added (a stamp that sorts as text): of two lines that want the same place, the first one has it. */
  order: string;
  plan: LinePlan;
  what: z.infer<typeof what>;
  who: z.infer<typeof who>;
  /** By the date of the rule. */
  decisions: Readonly<Record<LocalDate, Decision>>;
}

export const draftClosure = z
  .object({
    id: z.string().min(1).max(64),
    from: localDate,
    to: localDate,
    reason: z.string().trim().max(200),
  })
  .refine(({ from, to }) => from <= to, { error: 'ends_before_it_starts', path: ['to'] });
/** Days closed by this quarter; published with it as exceptions of the place. */
export type DraftClosure = z.infer<typeof draftClosure>;

export const lineComment = z.object({
  id: z.string().min(1).max(64),
  line: entityId,
  /** The date of the rule; absent for a comment on the whole line. */
  date: localDate.optional(),
  text: z.string().trim().min(1).max(2000),
  /** Name of who wrote it, and when (epoch milliseconds). */
  author: z.string().max(120),
  at: z.number(),
});
export type LineComment = z.infer<typeof lineComment>;

export const quarterSettings = z.object({
  /** What facilitators may cost in all, in cents; null when there is no such limit. */
  budgetCents: z.int().min(0).max(100_000_000).nullable(),
  /** Share of the seats that one expects to be taken, in percent, to estimate the income. */
  occupancyPercent: z.int().min(0).max(100),
  /** Share of those who come by fare, in percent; the rest pays the full fare. */
  memberPercent: z.int().min(0).max(100),
  solidarityPercent: z.int().min(0).max(100),
  remarks: z.string().trim().max(5000),
});
export type QuarterSettings = z.infer<typeof quarterSettings>;

export const DEFAULT_QUARTER: QuarterSettings = {
  budgetCents: null,
  occupancyPercent: 70,
  memberPercent: 60,
  solidarityPercent: 15,
  remarks: '',
};

export const placementStates = ['ok', ...obstacleKinds] as const;
/** Exactly one a placement; with several obstacles, the first in this order: closed, host-away, clash, outside-hours, over-budget. */
export type PlacementState = (typeof placementStates)[number];

export type Obstacle =
  | {
      kind: 'closed';
      why: 'exception' | 'holiday' | 'school-holiday' | 'weekly-closed' | 'quarter-closure';
      /** The reason of the closure or the holiday's name; empty for `weekly-closed`. */
      name: string;
    }
  | { kind: 'host-away'; who: 'host' | 'facilitator'; id: string }
  | {
      kind: 'clash';
      reason: ClashReason;
      /** Id of what is wanted twice. */
      resource: string;
      /** A booking of the planning, or another date of this quarter (its line and date are then given). */
      with: { booking: string; line?: string; date?: LocalDate };
    }
  | { kind: 'outside-hours' }
  /** By how much the costs up to this date pass the budget, in cents. */
  | { kind: 'over-budget'; overCents: number };

/**
 * `placed`: will be published. `to-replace`: has an obstacle and nobody decided. `proposed`: had one, which is gone;
 * placed again once accepted. `dropped`: given up.
 */
export type Standing = 'placed' | 'to-replace' | 'proposed' | 'dropped';

export interface Placement {
  line: string;
  /** The date the rule gave. */
  date: LocalDate;
  /** Where it is now: as the rule says, or moved. */
  slot: z.infer<typeof slotRequest>;
  state: PlacementState;
  /** All of them, the one that decides the state first; empty when `ok`. */
  obstacles: Obstacle[];
  standing: Standing;
  /** What was decided for it, when something was; `out` is only a memory. */
  decided?: Decision['kind'];
  /** What the facilitator of this date costs, in cents. */
  costCents: number;
}

/** The booking that a placement becomes: the same on every machine. */
export const bookingIdOf = ({ line, date }: Pick<Placement, 'line' | 'date'>): string =>
  `${line}.${date.replaceAll('-', '')}`;

/** Most lines one quarter may have. */
export const LINES_MAX = 500;
