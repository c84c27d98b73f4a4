/** Bookings, series, what is to settle, the activity feed and undo. */
import { z } from 'zod';
import type { DayFacts, OutsideReason } from '../domain/place/opening.ts';
import {
  type Booking,
  type BookingKind,
  type BookingMode,
  type BookingStatus,
  type Clash,
  entityId,
  type Recurrence,
  recurrence,
  type SlotProposal,
  type SlotRequest,
  slotRequest,
  state,
  what,
  who,
} from '../domain/planning/model.ts';
import { localDate } from '../domain/time/schemas.ts';
import { addDays } from '../domain/time/wall.ts';
import { method } from './method.ts';

/**
 * A line of the planning, ready to draw. Names are resolved; `title` is never empty (own title, else the activity's
 * name, else the kind in words) and is "Occupé" for an appointment (wording in shared/domain/planning/wording.ts).
 */
export interface BookingView {
  id: string;
  date: string;
  start: string;
  end: string;
  setupMin: number;
  airingMin: number;
  /** Resolved: every active space when the whole place is taken. */
  spaces: string[];
  wholePlace: boolean;
  kind: BookingKind;
  mode: BookingMode;
  status: BookingStatus;
  title: string;
  activity?: string;
  category?: string;
  colour?: string;
  hosts: { id: string; name: string }[];
  facilitator?: { id: string; name: string };
  placeText?: string;
  capacity?: number;
  series?: string;
  isPublic: boolean;
  toSettle: boolean;
  /** Known to this vault alone (who comes to an appointment). Never shown in welcome mode, never exported. */
  privateLabel?: string;
}

/** A day of a range: its date, opening hours (minutes since midnight) and what is particular about it. */
export type PlanningDay = DayFacts;

export interface FeedLine {
  id: string;
  at: number;
  /** Who did it, as known to the team. */
  author: string;
  kind:
    | 'created'
    | 'moved'
    | 'changed'
    | 'cancelled'
    | 'restored'
    | 'settled'
    | 'imported'
    | 'undone'
    /** A quarter was published, or its publication taken back; `title` is the quarter in words. */
    | 'published'
    | 'withdrawn';
  title: string;
  bookingId?: string;
  /** How many bookings one gesture touched (series, import). */
  count: number;
  from?: { date: string; start: string; end: string; spaces: string[] };
  to?: { date: string; start: string; end: string; spaces: string[] };
  reason?: string;
}

/** A value of a facet written on another device at the same time as the one in force. */
export type FacetRival =
  | { facet: 'slot'; value: Booking['slot'] }
  | { facet: 'what'; value: Booking['what'] }
  | { facet: 'who'; value: Booking['who'] }
  | { facet: 'state'; value: Booking['state'] };

export interface BookingDetail {
  booking: Booking;
  view: BookingView;
  /** Empty unless two devices changed the same part at once; `planning.change` with that part chooses one. */
  rivals: FacetRival[];
  /** Kept in this vault only, never in the team's document. */
  privateLabel?: string;
  series?: { id: string; rule: Recurrence; total: number; following: number; byHand: boolean };
  clashes: Clash[];
  /** Empty when within the opening hours; the screen words each kind. */
  outsideOpening: OutsideReason[];
  history: FeedLine[];
}

/** What a slot would meet if it were taken now. */
export interface SlotCheck {
  clashes: Clash[];
  alternatives: SlotProposal[];
  /** What is to be confirmed (closed day, outside hours, holiday); the screen words each kind. */
  outsideOpening: OutsideReason[];
}

export interface SeriesPlacement {
  slot: SlotRequest;
  state: 'ok' | 'closed' | 'outside-hours' | 'clash';
  reasons: OutsideReason[];
  clashes: Clash[];
}

export interface ToSettle {
  booking: BookingView;
  /** Those it must give way to. */
  clashes: (Clash & { with: BookingView })[];
  alternatives: SlotProposal[];
}

export interface Written {
  id: string;
  /** All bookings written by the gesture. */
  ids: string[];
  /** Sessions of the series that somebody had changed by hand and that were therefore left alone. */
  leftAlone: string[];
}

/**
 * How far a change of one session of a series goes; `this` is the only scope of a single booking.
 * Sessions changed by hand are left alone unless `overwriteByHand`.
 */
const scope = z.enum(['this', 'following', 'all']).default('this');

/** Most days one range may span. */
export const RANGE_MAX_DAYS = 400;

/** Obstacles accepted knowingly. `asOption`: take a busy slot as an option, which may be displaced. */
const knowingly = {
  acceptOutsideOpening: z.boolean().default(false),
  asOption: z.boolean().default(false),
};

export const planningMethods = {
  /** Days from `from` to `to`, both included, at most `RANGE_MAX_DAYS`. */
  'planning.range': method<{ bookings: BookingView[]; days: PlanningDay[] }>()(
    'unlocked',
    z
      .strictObject({ from: localDate, to: localDate, withCancelled: z.boolean().default(false) })
      .refine(({ from, to }) => from <= to && to < addDays(from, RANGE_MAX_DAYS), {
        error: 'not_a_range',
        path: ['to'],
      }),
  ),
  'planning.booking': method<BookingDetail>()('unlocked', z.strictObject({ id: entityId })),
  'planning.check': method<SlotCheck>()(
    'unlocked',
    z.strictObject({ slot: slotRequest, what, who, ignore: z.array(entityId).max(1000).default([]) }),
  ),
  /** Errors: `slot_taken`, `outside_opening`, `not_found` (space, activity, host, facilitator). */
  'planning.create': method<Written>()(
    'unlocked',
    z.strictObject({
      slot: slotRequest,
      what,
      who,
      state,
      privateLabel: z.string().max(300).optional(),
      ...knowingly,
    }),
  ),
  /** Only the facets given are changed. Errors: as create, and `changed_meanwhile` when `seenClaim` is stale. */
  'planning.change': method<Written>()(
    'unlocked',
    z.strictObject({
      id: entityId,
      slot: slotRequest.optional(),
      what: what.optional(),
      who: who.optional(),
      state: state.optional(),
      privateLabel: z.string().max(300).optional(),
      seenClaim: z.string().max(100).optional(),
      scope,
      overwriteByHand: z.boolean().default(false),
      ...knowingly,
    }),
  ),
  'planning.cancel': method<Written>()(
    'unlocked',
    z.strictObject({
      id: entityId,
      reason: z.string().max(300),
      scope,
      overwriteByHand: z.boolean().default(false),
    }),
  ),
  /** Takes a cancelled booking back. Errors: as create. */
  'planning.restore': method<Written>()('unlocked', z.strictObject({ id: entityId, ...knowingly })),
  'planning.previewSeries': method<{ placements: SeriesPlacement[] }>()(
    'unlocked',
    z.strictObject({ rule: recurrence, slot: slotRequest, what, who }),
  ),
  /**
   * Creates the sessions of a series on the dates given by its rule, except `skip`. A date that clashes is refused
   * as a whole (`slot_taken`) unless skipped or `asOption`. Errors: `series_empty`, `series_too_long`.
   */
  'planning.createSeries': method<Written>()(
    'unlocked',
    z.strictObject({
      rule: recurrence,
      slot: slotRequest,
      what,
      who,
      state,
      skip: z.array(localDate).max(1000).default([]),
      ...knowingly,
    }),
  ),
  'planning.toSettle': method<ToSettle[]>()('unlocked', z.strictObject({})),
  /**
   * `move` takes the slot given; `keep` accepts the overlap knowingly; `cancel` cancels the later booking;
   * `swap` exchanges the slots of the two bookings. Errors: `slot_taken`, `not_found`.
   */
  'planning.settle': method<Written>()(
    'unlocked',
    z.strictObject({
      id: entityId,
      how: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('move'), slot: slotRequest }),
        z.strictObject({ kind: z.literal('keep') }),
        z.strictObject({ kind: z.literal('cancel'), reason: z.string().max(300) }),
        z.strictObject({ kind: z.literal('swap'), with: entityId }),
      ]),
    }),
  ),
  'planning.feed': method<{ lines: FeedLine[]; next?: string }>()(
    'unlocked',
    z.strictObject({ limit: z.int().min(1).max(200).default(50), before: z.string().max(64).optional() }),
  ),
  'planning.undoable': method<{ id: string; at: number; line: FeedLine } | null>()(
    'unlocked',
    z.strictObject({}),
  ),
  /** Takes back one's own last change (or the one named), says which. Errors: `nothing_to_undo`, `changed_meanwhile`. */
  'planning.undo': method<{ id: string; line: FeedLine }>()(
    'unlocked',
    z.strictObject({ id: entityId.optional() }),
  ),
};
