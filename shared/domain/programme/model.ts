/**
 * What the public may see: the sessions of the planning that are public and confirmed, with the place they are in.
 * Everything printed, exported or shown at the entrance is made of this and of nothing else.
 */
import type { Fares, Prices } from '../place/model.ts';
import type { BookingMode } from '../planning/model.ts';
import type { LocalDate } from '../time/wall.ts';

export interface ProgrammeSession {
  /** The booking's id: makes the UID of its calendar entry. */
  id: string;
  date: LocalDate;
  start: string;
  end: string;
  title: string;
  description: string;
  /** With its rank among those of the place. */
  category?: { id: string; name: string; rank: number };
  /** Names of the spaces; "Tout le lieu" for the whole place. Empty for what is remote or outside. */
  spaces: string[];
  /** Ids of the spaces taken; every active one for the whole place. For the door, by space. */
  spaceIds: string[];
  mode: BookingMode;
  /** Meeting point or where to connect. */
  placeText: string;
  /** Who runs it, when she comes from outside. */
  facilitator: string;
  capacity?: number;
  /** Absent when nobody said whether one signs up. */
  registration?: 'required' | 'open';
  /** All 0 for a free session, absent where nobody said. */
  prices: Prices;
  /** When the slot was taken (epoch milliseconds): makes two exports of the same planning equal. */
  stampMs: number;
}

export interface ProgrammePlace {
  name: string;
  address: string;
  phone: string;
  email: string;
  zone: string;
  tagline: string;
  website: string;
  /** Data URL of a PNG or a JPEG, or null. */
  logo: string | null;
  /** `#rrggbb`. */
  colour: string;
  fares: Fares;
  /** Active ones, in the order of the screen. */
  spaces: { id: string; name: string; colour: string }[];
}

export interface Programme {
  from: LocalDate;
  to: LocalDate;
  place: ProgrammePlace;
  /** By date, start, end, then title; from today on, unless the whole period is over. */
  sessions: ProgrammeSession[];
  /**
   * Days from today on with no opening hour, and why when there is a reason to give (a holiday, an announced closure).
   * Nobody is told of a closure that is over.
   */
  closedDays: { date: LocalDate; reason: string }[];
  /**
   * The school holidays of the place's zone, from the first day to the last, between the days for which its calendar is
   * known; null when nothing is.
   */
  school: { from: LocalDate; to: LocalDate; holidays: { from: LocalDate; to: LocalDate }[] } | null;
  today: LocalDate;
}
