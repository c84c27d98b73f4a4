/** Sessions given by a facilitator and what they cost. Money in cents, durations in minutes. */
import type { LocalDate } from '../time/wall.ts';

export interface StatementSession {
  booking: string;
  date: LocalDate;
  start: string;
  end: string;
  title: string;
  minutes: number;
  /** `given`: confirmed and past; `to-come`: confirmed; `cancelled`: due nothing. */
  state: 'given' | 'to-come' | 'cancelled';
  costCents: number;
}

export interface FacilitatorStatement {
  facilitator: string;
  name: string;
  price: { unit: 'session' | 'hour'; cents: number } | null;
  /** By month, `2027-01`, those with a session only. */
  months: {
    month: string;
    sessions: StatementSession[];
    minutes: number;
    /** Due for the sessions given, and expected with those to come. */
    dueCents: number;
    expectedCents: number;
  }[];
}
