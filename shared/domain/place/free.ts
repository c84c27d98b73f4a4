/** Apart from the schemas, which the screens that ask this do not take with them. */
import type { Prices } from './model.ts';

/** True when it costs nobody anything, and somebody said so. */
export const isFree = ({ full, member = 0, solidarity = 0 }: Prices): boolean =>
  full === 0 && member === 0 && solidarity === 0;
