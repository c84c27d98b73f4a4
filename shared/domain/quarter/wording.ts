/** What a quarter is called where the engine speaks: the feed. The screens have their own words. */
import { partsOf, type QuarterKey } from './calendar.ts';

/** `2027-1` → "1er trimestre 2027". */
export function quarterName(key: QuarterKey): string {
  const { year, q } = partsOf(key);
  return `${q}${q === 1 ? 'er' : 'e'} trimestre ${year}`;
}

/** Reason of a session that was published and is no longer in the quarter. */
export const WITHDRAWN_REASON = 'Retirée du trimestre';
