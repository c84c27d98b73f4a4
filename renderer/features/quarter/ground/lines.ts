/** A line as the engine gives it and as a form types it, and which of its dates wait. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { LinePlan, LineRule, Placement } from '#shared/domain/quarter/model.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import type { BookingForm } from '../../../components/booking/booking-form.ts';

export type QuarterLine = QuarterView['lines'][number];

/** A line as it is typed: the form of a booking, and when its series ends. */
export interface LineForm {
  booking: BookingForm;
  ends: 'quarter' | 'until' | 'count';
  duringSchoolHolidays: boolean;
  /** As in the plan; absent from what was half typed before there were any. */
  duringPublicHolidays?: boolean;
  only?: LinePlan['only'];
  /** The other dates of an event without a rhythm. */
  also?: LocalDate[];
  /** The other ranks of a day of the month. */
  alsoNth?: number[];
  /** Of the rule as it was, when there was one: dates left out, which one of its weekday. */
  kept?: Pick<LineRule, 'exceptions' | 'nth' | 'frequency'> & { date: LocalDate };
}

export const needsDecision = ({ standing }: Pick<Placement, 'standing'>): boolean =>
  standing === 'to-replace' || standing === 'proposed';
