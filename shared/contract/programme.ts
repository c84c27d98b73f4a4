/** Making the programme known: what the public may see of the planning, and the files made of it. */
import { z } from 'zod';
import { PROGRAMME_MAX_DAYS } from '../domain/programme/limits.ts';
import { look } from '../domain/programme/look.ts';
import type { Programme } from '../domain/programme/model.ts';
import { localDate } from '../domain/time/schemas.ts';
import { addDays } from '../domain/time/wall.ts';
import { method } from './method.ts';

const token = z.string().min(1).max(100);
/** Largest image file looked at for a logo, in bytes. */
export const LOGO_FILE_MAX_BYTES = 8 * 1024 * 1024;
const range = { from: localDate, to: localDate };
const isRange = ({ from, to }: { from: string; to: string }) =>
  from <= to && to < addDays(from, PROGRAMME_MAX_DAYS);
const notARange = { error: 'not_a_range', path: ['to'] };

export const programmeMethods = {
  /** Days from `from` to `to`, both included. Nothing confidential or internal is in it. */
  'programme.get': method<Programme>()('unlocked', z.strictObject(range).refine(isRange, notARange)),
  /**
   * A calendar of the public sessions; the same bytes while they do not change.
   * Errors: `file_not_granted`, `disk_full`, `disk_read_only`.
   */
  'programme.exportIcs': method<{ sessions: number }>()(
    'unlocked',
    z.strictObject({ file: token, ...range }).refine(isRange, notARange),
  ),
  /** One accessible page in one file. Errors: as above. */
  'programme.exportPage': method<{ sessions: number; bytes: number }>()(
    'unlocked',
    z.strictObject({ file: token, ...range }).refine(isRange, notARange),
  ),
  /** Text for the newsletter or for social networks. Errors: as above. */
  'programme.exportText': method<{ sessions: number }>()(
    'unlocked',
    z
      .strictObject({ file: token, ...range, kind: z.enum(['newsletter', 'social']) })
      .refine(isRange, notARange),
  ),
  /**
   * An image the person chose, as a data URL, for the window to make a small logo of.
   * Errors: `file_not_granted`, `file_unreadable`, `file_too_large`, `not_an_image`.
   */
  'programme.readImage': method<{ dataUrl: string; name: string }>()(
    'unlocked',
    z.strictObject({ file: token }),
  ),
  /** The logo and the colour of what is printed; null takes the logo away. */
  'programme.saveLook': method<{ gestureId?: string }>()('unlocked', z.strictObject(look.shape)),
};
