import type { z } from 'zod';

/** Whether a method may run while the vault is closed (`always`) or only once it is open (`unlocked`). */
export type Availability = 'always' | 'unlocked';

export interface Method<Params extends z.ZodType, Value> {
  params: Params;
  availability: Availability;
  /** Never present at run time: carries the type of the answer. */
  value?: Value;
}

/** Declares one method of the contract: `method<Answer>()('unlocked', z.strictObject({ … }))`. */
export const method =
  <Value>() =>
  <Params extends z.ZodType>(availability: Availability, params: Params): Method<Params, Value> => ({
    params,
    availability,
  });
