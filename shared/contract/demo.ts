/** An invented place to look around in. Answers only in a run that was started as a demonstration. */
import { z } from 'zod';
import { method } from './method.ts';

export const demoMethods = {
  /**
   * Makes a throw-away vault, fills it and leaves it open. `demo`: a year back and a quarter ahead; `ten-years`: the
   * scale that Margelle is designed for. The same seed gives the same place.
   */
  'demo.open': method<{ bookings: number; notes: number; activities: number }>()(
    'always',
    z.strictObject({
      scale: z.enum(['demo', 'ten-years']).default('demo'),
      seed: z.int().min(0).default(1),
    }),
  ),
};
