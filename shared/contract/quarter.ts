/** The quarter: composed as a whole in a draft that the team shares, published in one gesture. */
import { z } from 'zod';
import type { DayFacts } from '../domain/place/opening.ts';
import { entityId, type SlotProposal, who } from '../domain/planning/model.ts';
import { type QuarterKey, quarterKey } from '../domain/quarter/calendar.ts';
import type { CloneRemark } from '../domain/quarter/clone.ts';
import type { Difference } from '../domain/quarter/difference.ts';
import {
  type DraftClosure,
  type DraftLine,
  decision,
  type LineComment,
  linePlan,
  lineWhat,
  type Placement,
  type QuarterSettings,
  quarterSettings,
} from '../domain/quarter/model.ts';
import type { QuarterReview } from '../domain/quarter/review.ts';
import { localDate } from '../domain/time/schemas.ts';
import { method } from './method.ts';

export interface QuarterSummary {
  key: QuarterKey;
  status: 'draft' | 'published';
  lineCount: number;
  /** When it was last published, and by whom. */
  published?: { at: number; by: string };
}

/** Something that a line names and that is archived, or not known here. */
export interface LineProblem {
  line: string;
  what: 'activity' | 'space' | 'host' | 'facilitator' | 'equipment';
  id: string;
  how: 'archived' | 'unknown';
}

/** A booking of the planning that a placement meets: its public face. */
export interface MetBooking {
  /** "Réunion, 10 h – 11 h, Salon", or "Occupé, …". */
  label: string;
  date: string;
}

export interface QuarterView extends QuarterSummary {
  from: string;
  to: string;
  settings: QuarterSettings;
  /** In the order they were added; `title` is never empty (own title, else the activity's name, else the kind). */
  lines: (DraftLine & { title: string })[];
  /** By line, then date. Every date of every line, dropped ones included. */
  placements: Placement[];
  closures: DraftClosure[];
  comments: LineComment[];
  /** Every day of the quarter: hours, holidays, closures of the place (not those of this draft). */
  days: DayFacts[];
  /** By id, those that `placements` meet. */
  met: Record<string, MetBooking>;
  problems: LineProblem[];
  /** Placements with an obstacle that `quarter.remember` has not noted yet. */
  unremembered: number;
  /** Differences between this draft and the planning; 0 for a quarter that was never published. */
  differences: number;
  /** The last publication that is still in force; `canTakeBack` is false once it was taken back. */
  publication: { at: number; by: string; created: number; changed: number; canTakeBack: boolean } | null;
  /** Parts of this quarter that two devices wrote at once: to choose in "À régler". */
  rivals: number;
}

/** One line as it is typed. `slot.date` and `also` must be within the quarter. */
const newLine = z.strictObject({ plan: linePlan, what: lineWhat, who });
const lineInput = newLine.extend({ id: entityId.optional() });
export type LineInput = z.input<typeof lineInput>;
export const quarterInputs = { line: lineInput, settings: quarterSettings };

const key = quarterKey;
/** A placement, by its line and the date of the rule. */
const placementKey = { key, line: entityId, date: localDate };

export const quarterMethods = {
  /** Latest first. */
  'quarter.list': method<{ quarters: QuarterSummary[]; today: string }>()('unlocked', z.strictObject({})),
  /** Error: `not_found`. */
  'quarter.get': method<QuarterView>()('unlocked', z.strictObject({ key })),
  /**
   * A new draft, empty or made of another quarter's lines on the same weekdays. `remarks` say what changed since.
   * Errors: `quarter_exists`, `not_found` (the quarter to copy).
   */
  'quarter.create': method<{ key: QuarterKey; remarks: CloneRemark[] }>()(
    'unlocked',
    z.strictObject({ key, from: quarterKey.optional() }),
  ),
  /** Gives up a draft that was never published. Error: `not_found`. */
  'quarter.remove': method<{ removed: number }>()('unlocked', z.strictObject({ key })),
  'quarter.saveSettings': method<null>()('unlocked', z.strictObject({ key, settings: quarterSettings })),
  /**
   * Adds what one typed line said, in one gesture: nearly always one line, several when its sessions differ in more than
   * their dates. `dates` counts those of all of them. Errors: as `quarter.saveLine`.
   */
  'quarter.addLines': method<{ ids: string[]; dates: number }>()(
    'unlocked',
    z.strictObject({ key, lines: z.array(newLine).min(1).max(20) }),
  ),
  /**
   * Adds a line, or changes the one of that id; what was decided for its dates stays for those it keeps.
   * Errors: `not_found` (quarter, line, activity, space, host, facilitator, equipment), `outside_quarter`,
   * `series_empty`, `quarter_full`.
   */
  'quarter.saveLine': method<{ id: string; dates: number }>()(
    'unlocked',
    z.strictObject({ key, line: lineInput }),
  ),
  'quarter.removeLine': method<null>()('unlocked', z.strictObject({ key, line: entityId })),
  /**
   * Decides one date; null forgets what was decided (which also accepts a proposal). A slot must be within the quarter.
   * Errors: `not_found`, `outside_quarter`.
   */
  'quarter.decide': method<null>()(
    'unlocked',
    z.strictObject({
      ...placementKey,
      decision: z
        .discriminatedUnion('kind', [decision.options[1], decision.options[2], decision.options[3]])
        .nullable(),
    }),
  ),
  /** Accepts every proposal of the quarter. */
  'quarter.acceptAll': method<{ accepted: number }>()('unlocked', z.strictObject({ key })),
  /** Free places near a placement, in the planning and in this draft; at most three. Error: `not_found`. */
  'quarter.remedies': method<SlotProposal[]>()('unlocked', z.strictObject(placementKey)),
  /** Notes which dates stand in "À replacer", so that they come back as proposals on every machine. Idempotent. */
  'quarter.remember': method<{ noted: number }>()('unlocked', z.strictObject({ key })),
  'quarter.saveClosure': method<{ id: string }>()(
    'unlocked',
    z.strictObject({
      key,
      closure: z
        .strictObject({
          id: entityId.optional(),
          from: localDate,
          to: localDate,
          reason: z.string().trim().max(200),
        })
        .refine(({ from, to }) => from <= to, { error: 'ends_before_it_starts', path: ['to'] }),
    }),
  ),
  'quarter.removeClosure': method<null>()('unlocked', z.strictObject({ key, id: entityId })),
  'quarter.comment': method<{ id: string }>()(
    'unlocked',
    z.strictObject({
      key,
      line: entityId,
      date: localDate.optional(),
      text: z.string().trim().min(1).max(2000),
    }),
  ),
  'quarter.removeComment': method<null>()('unlocked', z.strictObject({ key, id: entityId })),
  /** What publishing would do to the planning now. Error: `not_found`. */
  'quarter.difference': method<Difference>()('unlocked', z.strictObject({ key })),
  /**
   * Writes the differences to the planning in one transaction. Sessions that somebody changed by hand since the last
   * publication are left as they are, but those of `overwrite` (ids of bookings).
   * Errors: `not_found`, `nothing_to_publish`.
   */
  'quarter.publish': method<{ created: number; changed: number; cancelled: number; leftAlone: number }>()(
    'unlocked',
    z.strictObject({ key, overwrite: z.array(entityId).max(10_000).default([]) }),
  ),
  /**
   * Takes the last publication back: the planning is as before it. What somebody changed since stays, and is counted.
   * Errors: `not_found`, `already_taken_back`.
   */
  'quarter.takeBack': method<{ restored: number; kept: number }>()('unlocked', z.strictObject({ key })),
  /** Planned against held. Error: `not_found`. */
  'quarter.review': method<QuarterReview>()('unlocked', z.strictObject({ key })),
};
