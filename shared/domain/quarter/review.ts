/** A quarter once it is over, or so far: planned against held. Money in cents. */
import type { Category } from '../catalogue/activity.ts';

export interface ReviewLine {
  line: string;
  title: string;
  category?: Category;
  /** Sessions published, of the line. */
  planned: number;
  /** Confirmed and past. */
  held: number;
  /** Confirmed and still to come. */
  toCome: number;
  cancelled: number;
  /** Held elsewhere or at another time than published. */
  moved: number;
  /** Reasons of the cancellations, each with how often it was given. */
  reasons: { reason: string; count: number }[];
  plannedCostCents: number;
  heldCostCents: number;
}

export interface QuarterReview {
  lines: ReviewLine[];
  total: Omit<ReviewLine, 'line' | 'title' | 'category'>;
  /** Attendance is known by nobody yet (registrations come later): null. */
  attendance: null;
}
