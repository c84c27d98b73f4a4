/** Calendars in and out: an ICS file looked at before anything is written, then imported as one gesture; exports. */
import { z } from 'zod';
import type { CappedSeries, PlacementNote, SkippedPart } from '../domain/exchange/reading.ts';
import type { RoomChoice } from '../domain/exchange/rooms.ts';
import type { OutsideReason } from '../domain/place/opening.ts';
import { bookingKinds, entityId } from '../domain/planning/model.ts';
import { localDate } from '../domain/time/schemas.ts';
import { daysBetween } from '../domain/time/wall.ts';
import { method } from './method.ts';

/** Largest calendar file read, in bytes. */
export const CALENDAR_MAX_BYTES = 64 * 1024 * 1024;

/** What the import would do of a row. */
export type RowState =
  | 'new'
  | 'update'
  | 'unchanged'
  /** Changed by hand here since it was imported: left alone. */
  | 'by-hand'
  /** The file holds an older version than the planning: left alone. */
  | 'older'
  /** It took place: what the file says now of its series does not change it. */
  | 'past'
  /** Cancelled in the file and not in the planning: nothing to do. */
  | 'cancelled';

export type RowProblem =
  | { kind: 'closed'; reasons: OutsideReason[] }
  | { kind: 'outside-hours' }
  /** At most three names. */
  | { kind: 'overlaps-file'; with: string[] }
  | { kind: 'overlaps-planning'; with: string[] }
  | { kind: PlacementNote };

export interface PreviewRow {
  /** Names the row within its preview. */
  index: number;
  /** Line of the event in the file. */
  line: number;
  title: string;
  date: string;
  start: string;
  end: string;
  /** As written in the file. */
  room: string;
  state: RowState;
  /** The change (`update`) is that the file cancels it. */
  isCancelled?: true;
  /** Of one that changes (`update`): what the booking is now, where its title, its day or its hours are others. */
  was?: { title: string; date: string; start: string; end: string };
  problems: RowProblem[];
}

/** Each row passes one of those before `overlaps-file`, beside `all`: they count each booking once. */
export const rowFilters = [
  'all',
  'new',
  'update',
  /** Will be cancelled. */
  'cancelled',
  'unchanged',
  'left-alone',
  /** Cancelled in the file, and not in the planning. */
  'not-here',
  'overlaps-file',
  'overlaps-planning',
  'closed',
  'adjusted',
] as const;
export type RowFilter = (typeof rowFilters)[number];

export interface ImportPreview {
  previewId: string;
  fileName: string;
  calendarName?: string;
  /** Events of the file; one may give several rows, and a damaged one gives none. */
  events: number;
  /** What is taken back without being named included. */
  rows: number;
  /** First and last day of the rows; null when there are none. */
  period: { from: string; to: string } | null;
  /** The most used first. `key` names it in the choices. */
  rooms: { name: string; key: string; count: number; suggestion: RoomChoice | null }[];
  /** Rows that name no room. */
  withoutRoom: number;
  /**
   * What was not read, with its line, after what an earlier import brought and is no longer in the file, which stays;
   * `skippedCount` may be more than what is listed.
   */
  skipped: SkippedPart[];
  skippedCount: number;
  /** Series of which not everything is read. */
  capped: CappedSeries[];
  outsidePeriod: number;
  /** Rows beyond what one import takes: choose a period. */
  tooMany: number;
  unknownZones: string[];
}

export interface ImportSummary {
  importId: string;
  created: number;
  updated: number;
  cancelled: number;
  unchanged: number;
  /** Changed by hand here, or newer here. */
  leftAlone: number;
  /** Left out by a choice. */
  skipped: number;
  /** Came in as options because their place was taken. */
  asOption: number;
  spacesCreated: number;
}

export interface PastImport {
  importId: string;
  name: string;
  /** Epoch milliseconds. */
  at: number;
  author: string;
  created: number;
  updated: number;
  cancelled: number;
  /** How many of them stand, when the others were taken back: those that had been changed since. */
  left?: number;
  /** False when made on another machine or too long ago. */
  undoable: boolean;
  /** It is half taken back (a full disk): taking it back goes on. */
  undoing: boolean;
}

/** An import that the end of the process, a lock or a full disk had cut: what became of it at the opening, or since. */
export interface InterruptedImport {
  /** Empty for one that had never been told. */
  name: string;
  outcome: 'finished' | 'taken-back';
  /** Bookings it wrote in all; 0 when it was taken back. */
  bookings: number;
}

/** Bookings of today or later that one date of a calendar has twice: it was imported on two machines apart. */
export interface Doubles {
  /** How many go when one of each is kept: none that a hand wrote. */
  count: number;
  /** There are no more than these: else the next ones are found once these are settled. */
  isAll: boolean;
  /** The first of them, as they become, by date. */
  first: DoubledBooking[];
  /** Changed by hand, each otherwise: a person chooses. By date, at most `DOUBLES_SHOWN`. */
  open: DoubledBooking[][];
}

export interface DoubledBooking {
  id: string;
  /** As the team sees it. */
  title: string;
  date: string;
  start: string;
  end: string;
}

export const DOUBLES_SHOWN = 20;

const token = z.string().min(1).max(100);
const job = z.string().min(1).max(64);
const previewId = z.string().min(1).max(64);
const roomChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('spaces'), ids: z.array(entityId).min(1).max(50) }),
  z.strictObject({ kind: z.literal('whole') }),
  z.strictObject({ kind: z.literal('create'), name: z.string().trim().min(1).max(120) }),
  z.strictObject({ kind: z.literal('none') }),
]);
/** By key of room. Those not named follow the suggestion, else take no space. */
const rooms = z.record(z.string().max(300), roomChoice);

const exportParams = z
  .strictObject({
    file: token,
    job,
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('planning') }),
      z.strictObject({ kind: z.literal('space'), id: entityId }),
      z.strictObject({ kind: z.literal('activity'), id: entityId }),
    ]),
    from: localDate,
    to: localDate,
    /** Only what is shown outside the team. */
    publicOnly: z.boolean().default(false),
  })
  .refine(({ from, to }) => daysBetween(from, to) >= 0 && daysBetween(from, to) < 366 * 20, {
    error: 'not_a_range',
    path: ['to'],
  });

export const exchangeMethods = {
  /**
   * Reads a calendar and writes nothing. Progress out of 1000. Errors: `file_not_granted`, `file_unreadable`,
   * `calendar_too_large`, `calendar_unreadable`, `cancelled_by_user`.
   */
  'exchange.preview': method<ImportPreview>()(
    'unlocked',
    z.strictObject({ file: token, job, from: localDate.optional(), to: localDate.optional() }),
  ),
  /** What importing with these rooms would do, row by row, by date, against the planning as it is now. Error: `import_expired`. */
  'exchange.previewRows': method<{
    rows: PreviewRow[];
    total: number;
    counts: Record<RowFilter, number>;
    /** What was found of all the rows that are `adjusted`, each once. */
    adjusted: PlacementNote[];
  }>()(
    'unlocked',
    z.strictObject({
      previewId,
      rooms,
      filter: z.enum(rowFilters).default('all'),
      offset: z.int().min(0).max(1_000_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
  ),
  /**
   * Writes what was chosen as one gesture, in slices: stopped, all of it is taken back; cut by a lock or a kill, it is finished
   * when the vault is opened next. Bookings changed by somebody in the meantime are left alone.
   * Errors: `import_expired`, `import_under_way`, `import_half_written`, `cancelled_by_user`, `not_found` (space, activity).
   */
  'exchange.import': method<ImportSummary>()(
    'unlocked',
    z.strictObject({
      previewId,
      job,
      rooms,
      kind: z.enum(bookingKinds),
      activity: entityId.optional(),
      isPublic: z.boolean().default(false),
      /** Rows left out, by index. */
      exclude: z.array(z.int().min(0)).max(20_000).default([]),
      /** What meets the planning, or an earlier row: comes in as an option, as it is ("to settle"), or not at all. */
      overlapping: z.enum(['option', 'keep', 'skip']).default('option'),
      /** What falls on a closed day or outside the hours. */
      closed: z.enum(['keep', 'skip']).default('keep'),
    }),
  ),
  /** Latest first. */
  'exchange.imports': method<PastImport[]>()('unlocked', z.strictObject({})),
  /** Imports that were cut in the middle, and ended when this vault was opened or since. */
  'exchange.interrupted': method<InterruptedImport[]>()('unlocked', z.strictObject({})),
  /**
   * Takes a whole import back, in slices. `changed_meanwhile` when some of it changed since, with how many bookings and the
   * later imports that did it: with `keepChanged`, all that nobody touched is as before, and the rest stays, as what is left
   * of the import, which can be taken back later.
   * Errors: `nothing_to_undo`, `changed_meanwhile`, `import_under_way`, `undo_half_done`, `not_found`.
   */
  'exchange.undoImport': method<{ removed: number; kept: number }>()(
    'unlocked',
    z.strictObject({ importId: entityId, keepChanged: z.boolean().default(false) }),
  ),
  'exchange.doubles': method<Doubles>()('unlocked', z.strictObject({})),
  /**
   * Keeps one of each of `exchange.doubles`, in slices; one gesture, taken back as one. Errors: `import_under_way`, and those
   * of writing.
   */
  'exchange.keepOneOfEach': method<{ removed: number }>()('unlocked', z.strictObject({})),
  /** Stops the reading, the import or the export of that name. */
  'exchange.cancel': method<{ stopped: boolean }>()('unlocked', z.strictObject({ job })),
  /** Errors: `file_not_granted`, `not_found`, `disk_full`, `disk_read_only`, `cancelled_by_user`. */
  'exchange.exportIcs': method<{ bookings: number }>()('unlocked', exportParams),
  'exchange.exportCsv': method<{ bookings: number }>()('unlocked', exportParams),
};
