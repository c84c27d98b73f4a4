/** Stopping long work. How far it is comes by the topic `job.progress`. */
import { z } from 'zod';
import { method } from './method.ts';

export const jobsMethods = {
  /** Asks the work to stop; it then answers `cancelled_by_user`. `stopped` is false when it had already ended. */
  'jobs.cancel': method<{ stopped: boolean }>()(
    'always',
    z.strictObject({ job: z.string().min(1).max(100) }),
  ),
};
