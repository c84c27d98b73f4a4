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

export interface RivalPart {
  key: z.infer<typeof rivalKey>;
  /** What it is about, in words: a title, a name. Never empty. */
  title: string;
  /** For what has a day. */
  date?: string;
  /** The value in force first; each as stored (see shared/domain for its schema). */
  values: { value: unknown; device: string; at: number }[];
}

export const rivalsMethods = {
  /** In an order that every device agrees on. */
  'rivals.list': method<RivalPart[]>()('unlocked', z.strictObject({})),
  /**
   * `value` is the one to keep, as it was shown. Told in the feed. Errors: `not_found`, `changed_meanwhile` (the values
   * are no longer those), and those of `planning.change` for a booking's slot.
   */
  'rivals.choose': method<null>()('unlocked', z.strictObject({ key: rivalKey, value: z.unknown() })),
};
