/** Half-typed forms, in this vault only. */
import { z } from 'zod';
import { method } from './method.ts';

/** Most characters of one draft, as JSON. */
export const DRAFT_MAX = 2_000_000;

const key = z.string().min(1).max(200);
const value = z
  .json()
  .refine((draft) => draft !== null, { error: 'required', abort: true })
  .refine((draft) => JSON.stringify(draft).length <= DRAFT_MAX, { error: 'too_long' });

export const draftsMethods = {
  /** All of them. */
  'drafts.list': method<{ key: string; value: unknown }[]>()('unlocked', z.strictObject({})),
  'drafts.save': method<null>()('unlocked', z.strictObject({ key, value })),
  'drafts.discard': method<null>()('unlocked', z.strictObject({ key })),
};
