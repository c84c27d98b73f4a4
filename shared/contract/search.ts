/** One question over everything this vault may read: Ctrl+K. */
import { z } from 'zod';
import { method } from './method.ts';

export interface Hit {
  kind: 'booking' | 'activity' | 'note' | 'facilitator' | 'host' | 'space';
  id: string;
  title: string;
  /** A second line: when and where, a few words around the match, a role. */
  detail: string;
  /** `2027-01-12`, of bookings and notes. */
  date?: string;
}

export const searchMethods = {
  /**
   * At most 20 hits, those of today and after first. Words may be unfinished and are folded
   * (shared/domain/search/folding.ts). `complete` as in `notes.search`.
   */
  'search.everything': method<{ hits: Hit[]; complete: boolean }>()(
    'unlocked',
    z.strictObject({ text: z.string().max(200) }),
  ),
};
