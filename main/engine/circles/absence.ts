/**
 * Which entities of a large batch were never seen before: told from a list of those that were, read once, instead of
 * being looked for one by one. A batch that is small beside what is there looks each up, as ever.
 */
import type { Database } from 'better-sqlite3';

/** Entities from which the list is worth reading, and how many times longer than the batch it may be. */
const LARGE_BATCH = 200;
const LONGEST = 4;

/** Holds for one batch: rows must not change but by what it is asked about. */
export function createAbsence(sqlite: Database, circle: string) {
  const seen = new Map<string, Set<string> | null>();

  function listOf(type: string, most: number): Set<string> | null {
    const ids = sqlite
      .prepare<unknown[], string>(
        `SELECT id FROM entities WHERE circle = @circle AND type = @type
         UNION ALL SELECT id FROM entity_copies WHERE circle = @circle AND type = @type LIMIT @most`,
      )
      .pluck()
      .all({ circle, type, most: most + 1 });
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
