/** What reading a calendar file gives: rows that could each become one booking, and what could not be read. */
import type { Interval } from '../time/interval.ts';
import type { EndTime, LocalDate, WallTime } from '../time/wall.ts';

export const skipWhys = [
  'line-unreadable',
  'line-repeated',
  'character-damaged',
  'event-cut',
  'event-not-closed',
  'no-start',
  'date-impossible',
  'end-before-start',
  'duplicate',
  'older-version',
  'not-an-event',
  'rule-unreadable',
  'one-rule-unreadable',
  'rule-given-up',
  'start-off-rule',
  'others-not-changed',
  'date-removed',
  'exception-unmatched',
  'exception-of-many',
  'series-cancelled',
  'until-before-start',
  'no-longer-written',
  'day-with-hours',
  'is-reply',
  'is-refresh',
  'is-counter',
  'is-counter-declined',
] as const;
export type SkipWhy = (typeof skipWhys)[number];

/** Something of the file that was not read, with the line where it is. */
export interface SkippedPart {
  /** 0 for what the file holds no more at all. */
  line: number;
  /** A few words of it; may be empty. */
  what: string;
  why: SkipWhy;
  /** Of `no-longer-written`: what an earlier import brought and stays in the planning. */
  stays?: { first: LocalDate; count: number };
}

/** What a file says of one UID as a whole. */
export interface ReadUid {
  line: number;
  /** A few words of it; may be empty. */
  what: string;
  sequence: number;
  /** The latest LAST-MODIFIED and DTSTAMP of its events, in seconds. */
  modified?: number;
  stamped?: number;
  /** The whole of it is cancelled, whatever the dates that were imported of it. */
  isCancelled: boolean;
  /** Not all of its dates are read, or written (changes of some dates alone): what is missing here is not gone. */
  isCut: boolean;
  /** Last date read of a series that goes on. */
  until?: LocalDate;
  /** Keys (without the number of a day) that the file puts outside the period asked for, though their own day may be in it. */
  elsewhere?: Set<string>;
}

/** Said of a row because it is not quite as in the file, or deserves a look. */
export const placementNotes = [
  /** All-day event: takes the opening hours of the day. */
  'all-day',
  /** All-day event on a day when the place is closed: takes `CLOSED_DAY`. */
  'all-day-closed',
  /** All-day event when the place has said nothing of its hours yet: takes `CLOSED_DAY`. */
  'all-day-no-hours',
  /** One day of an event that lasts several. */
  'multi-day-split',
  /** Half of an event that crosses midnight. */
  'night-split',
  /** An occurrence moved out of its series. */
  'moved-occurrence',
  /** Cancelled in the file. */
  'cancelled',
  /** Its zone is unknown: read as the wall time of the place. */
  'zone-guessed',
  /** Brought to the 5-minute grid, outwards. */
  'rounded',
  /** Without an end: given 30 minutes. */
  'no-end',
  /** Title or description longer than a booking keeps. */
  'shortened',
  /** Its series goes on beyond what is read. */
  'capped',
  /** Private in the file: comes in as an appointment, without its title. */
  'confidential',
  /** No longer private in the file, or never: it is an appointment here, and stays one. */
  'stays-busy',
  /** Private in the file now, but its booking is left as it is, or only cancelled: the team goes on reading its words. */
  'still-shown',
  /** What the owner noted for herself is not what the import wrote: it stays, though the file says another title. */
  'label-kept',
] as const;
export type PlacementNote = (typeof placementNotes)[number];

/** One use of a room on one day. */
export interface Placement {
  line: number;
  uid: string;
  /** Which occurrence or which day of the event; absent for a plain event. */
  recurrenceId?: string;
  sequence: number;
  /** LAST-MODIFIED and DTSTAMP of its event, in seconds. */
  modified?: number;
  stamped?: number;
  date: LocalDate;
  start: WallTime;
  end: EndTime;
  title: string;
  description: string;
  /** As written; empty when the file says nothing. */
  room: string;
  status: 'confirmed' | 'tentative' | 'cancelled';
  notes: PlacementNote[];
  /** The file says it of this very date, not of a series. */
  isOwn?: true;
  /** The file adds it to its series: it is none of the dates before. */
  isAdded?: true;
}

/** Private in the file: none of its words may reach the team. */
export const isPrivate = ({ notes }: Pick<Placement, 'notes'>): boolean => notes.includes('confidential');

/** A series of which not everything is read. */
export interface CappedSeries {
  title: string;
  line: number;
  kept: number;
  /** Null when the rule never ends, or so late that nobody counted. */
  leftOut: number | null;
  /** Last date kept. */
  until: LocalDate;
}

export interface CalendarReading {
  name?: string;
  /** Events met in the file, moved occurrences included. */
  events: number;
  placements: Placement[];
  uids: Map<string, ReadUid>;
  /** UIDs of events that could not be read. */
  unreadUids: string[];
  /** It holds a calendar from one end to the other: an event that is not in it is gone. Not so of changes or messages alone. */
  isWhole: boolean;
  skipped: SkippedPart[];
  /** How many parts were not read, when `skipped` stopped at its limit. */
  skippedCount: number;
  capped: CappedSeries[];
  /** Placements outside the period asked for. */
  outsidePeriod: number;
  /** Placements beyond the limit of one reading. */
  tooMany: number;
  /** Zones nobody knows, as written. */
  unknownZones: string[];
}

/** Most placements one reading gives: the import is a single write, which nothing else can interrupt meanwhile. */
export const PLACEMENTS_MAX = 10_000;
/** Most skipped parts told one by one. */
export const SKIPPED_MAX = 1000;
/** Most occurrences of one series. */
export const OCCURRENCES_MAX = 1000;
/** Most dates one series adds beside its rules. */
export const RDATES_MAX = 5000;
/** How far an endless rule is read, in days from today or from its start when later. */
export const HORIZON_DAYS = 731;
/** How far back the occurrences of a very long series are preferred, in days. */
export const LOOKBACK_DAYS = 366;
/** Minutes of an event without an end. */
export const NO_END_MINUTES = 30;
/** Hours of a whole day that has no opening hours, in minutes. */
export const CLOSED_DAY: Interval = { start: 9 * 60, end: 18 * 60 };
/** Most days one event is spread over. */
export const DAYS_MAX = 366;
