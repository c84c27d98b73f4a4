/**
 * Which entities of a large batch were never seen before: told from a list of those that were, read once, instead of
 * being looked for one by one. A batch that is small beside what is there looks each up, as ever.
 */
import type { EntityRows } from './entity-rows.ts';

/** Entities from which the list is worth reading, and how many times longer than the batch it may be. */
const LARGE_BATCH = 200;
const LONGEST = 4;

/** Holds for one batch: rows must not change but by what it is asked about. */
export function createAbsence(rows: EntityRows) {
  const seen = new Map<string, Set<string> | null>();

  function listOf(type: string, most: number): Set<string> | null {
    const ids = rows.ids(type, most + 1);
    return ids.length > most ? null : new Set(ids);
  }

  return {
    /** For `count` entities of a type: a test that is true, once for each id, when it has no row and no copy. */
    of(type: string, count: number): (id: string) => boolean {
      if (!seen.has(type) && count >= LARGE_BATCH) seen.set(type, listOf(type, count * LONGEST));
      const ids = seen.get(type);
      if (!ids) return () => false;
      return (id) => {
        if (ids.has(id)) return false;
        ids.add(id);
        return true;
      };
    },
  };
}
