/** A line as the engine gives it and as a form types it, and which of its dates wait. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { LineRule, Placement } from '#shared/domain/quarter/model.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import type { BookingForm } from '../../../components/booking/booking-form.ts';

export type QuarterLine = QuarterView['lines'][number];

/** A line as it is typed: the form of a booking, and when its series ends. */
export interface LineForm {
  booking: BookingForm;
  ends: 'quarter' | 'until' | 'count';
  duringSchoolHolidays: boolean;
  /** Of the rule as it was, when there was one: dates left out, which one of its weekday. */
  kept?: Pick<LineRule, 'exceptions' | 'nth' | 'frequency'> & { date: LocalDate };
}

export const needsDecision = ({ standing }: Pick<Placement, 'standing'>): boolean =>
  standing === 'to-replace' || standing === 'proposed';
