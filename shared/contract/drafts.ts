/** Half-typed forms, in this vault only. */
import { z } from 'zod';
import { method } from './method.ts';

/** Most characters of one draft, as JSON. */
export const DRAFT_MAX = 2_000_000;

const key = z.string().min(1).max(200);
const value = z.json().refine((draft) => JSON.stringify(draft).length <= DRAFT_MAX, { error: 'too_long' });

export const draftsMethods = {
  /** Null when there is none. `savedAt` in epoch milliseconds. */
  'drafts.get': method<{ value: unknown; savedAt: number } | null>()('unlocked', z.strictObject({ key })),
  'drafts.save': method<null>()('unlocked', z.strictObject({ key, value })),
  'drafts.discard': method<null>()('unlocked', z.strictObject({ key })),
};
