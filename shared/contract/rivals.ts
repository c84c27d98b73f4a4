/** Parts of shared things that two devices wrote at the same time: every value is kept until somebody chooses. */
import { z } from 'zod';
import { circleName } from '../domain/team/model.ts';
import { method } from './method.ts';

const id = z.string().min(1).max(64);

/** What identifies one such part. */
export const rivalKey = z.strictObject({
  circle: circleName,
  /** Root map of the shared document: `bookings`, `spaces`, `hosts`, `activities`, … */
  type: z.string().min(1).max(40),
  id,
  facet: z.string().min(1).max(40),
});

export interface RivalValue {
  value: unknown;
  /** Who wrote it and when (epoch milliseconds, by that device's clock); absent when the shared document no longer tells. */
  device?: string;
  at?: number;
}

export interface RivalPart {
  key: z.infer<typeof rivalKey>;
  /** What it is about, in words: a title, a name. Never empty. */
  title: string;
  /** For what has a day. */
  date?: string;
  /**
   * At least two; the value in force first, the others latest first; each as stored (see shared/domain for its
   * schema), null where the part was taken away.
   */
  values: RivalValue[];
}

export const rivalsMethods = {
  /** Of the circles held, in an order that every device agrees on: by type, id, facet. */
  'rivals.list': method<RivalPart[]>()('unlocked', z.strictObject({})),
  /**
   * `value` is the one to keep, as it was shown. Told in the feed when it belongs to the team. Errors: `not_found`,
   * `changed_meanwhile` (it is no longer one of the values), `not_in_circle`, `read_only_device`, and those of
   * `planning.change` for a booking: its rules hold (`slot_taken`), except that opening hours are not asked about again.
   */
  'rivals.choose': method<null>()('unlocked', z.strictObject({ key: rivalKey, value: z.unknown() })),
};
