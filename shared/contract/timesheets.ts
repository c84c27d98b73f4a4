/** What facilitators did and what is due to them, month by month. Money in cents. */
import { z } from 'zod';
import type { FacilitatorTimesheet } from '../domain/timesheets/model.ts';
import { method } from './method.ts';

/** `2027-01`. */
export const month = z
  .string()
  .regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/, { error: 'not_a_month', abort: true });

export const timesheetsMethods = {
  /** One timesheet a facilitator who has a session from `from` to `to` (months, both included; at most 24). By name. */
  'timesheets.list': method<{ timesheets: FacilitatorTimesheet[]; today: string }>()(
    'unlocked',
    z
      .strictObject({ from: month, to: month })
      .refine(({ from, to }) => from <= to && monthsBetween(from, to) < 24, {
        error: 'not_a_range',
        path: ['to'],
      }),
  ),
  /** A table of all of them, one line a session. Errors: `file_not_granted`, `disk_full`, `disk_read_only`. */
  'timesheets.exportCsv': method<{ sessions: number }>()(
    'unlocked',
    z
      .strictObject({ from: month, to: month, file: z.string().min(1).max(100) })
      .refine(({ from, to }) => from <= to && monthsBetween(from, to) < 24, {
        error: 'not_a_range',
        path: ['to'],
      }),
  ),
};

function monthsBetween(from: string, to: string): number {
  const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
  return index(to) - index(from);
}
