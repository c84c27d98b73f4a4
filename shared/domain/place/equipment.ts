/** Things that a booking may take along and that can run out: a projector, twelve yoga mats. */
import { z } from 'zod';

export const equipment = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  quantity: z.int().min(1).max(1000),
  /** Where it is kept, when it has a place of its own; it can be used anywhere. */
  space: z.string().min(1).max(64).optional(),
});
export type Equipment = z.infer<typeof equipment>;
