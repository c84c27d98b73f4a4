/** Sessions given by a facilitator and what they cost. Money in cents, durations in minutes. */
import type { LocalDate } from '../time/wall.ts';

/**
 * `given`: confirmed, and over. `to-come`: confirmed, not over yet. `option`: still held tentatively, past or to come:
 * it may be displaced, so nothing is due for it until somebody confirms it, and it is expected like those to come, so
 * that it is not forgotten either. `cancelled`: costs nothing, and is shown because the facilitator may ask.
 */
export type TimesheetState = 'given' | 'to-come' | 'option' | 'cancelled';

export interface TimesheetSession {
  booking: string;
  date: LocalDate;
  start: string;
  end: string;
  title: string;
  minutes: number;
  state: TimesheetState;
  /** At her price of today; 0 when cancelled. */
  costCents: number;
}

export interface Tally {
  sessions: number;
  minutes: number;
  cents: number;
}

/** What was done and is due for it, and what it will be with all that is planned (options included). */
export interface Totals {
  given: Tally;
  expected: Tally;
}

export interface TimesheetMonth extends Totals {
  /** `2027-01`. */
  month: string;
  /** By date, then time. */
  sessions: TimesheetSession[];
}

export interface FacilitatorTimesheet extends Totals {
  facilitator: string;
  /** Empty for one whom the catalogue does not hold (yet): her sessions are shown all the same, at no price. */
  name: string;
  price: { unit: 'session' | 'hour'; cents: number } | null;
  /** Those with a session only, in order. */
  months: TimesheetMonth[];
}
