/**
 * Where the copies of an entity are, for the few entities that have several or have left: those that moved from one
 * year to another, and those that were removed (docs/decisions/0003). An entity with one living copy has no row here.
 */
import type { WriteHandle } from '../ground/handles.ts';
import type { DocumentName } from './circle.ts';
import { GONE, isGone, latestOf, parseVersions, storedVersions, type Versions } from './facet.ts';

export interface Copy {
  document: DocumentName;
  versions: Versions;
}

export function createCopies(sqlite: WriteHandle, circle: string) {
  const select = sqlite.prepare<[string, string, string], { document: DocumentName; versions: string }>(
    'SELECT document, versions FROM entity_copies WHERE circle = ? AND type = ? AND id = ?',
  );
  const selectOfType = sqlite.prepare<
    [string, string],
    { document: DocumentName; id: string; versions: string }
  >('SELECT document, id, versions FROM entity_copies WHERE circle = ? AND type = ?');
  const remove = sqlite.prepare('DELETE FROM entity_copies WHERE circle = ? AND type = ? AND id = ?');
  const insert = sqlite.prepare(
    'INSERT INTO entity_copies (circle, type, id, document, versions) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    of: (type: string, id: string): Copy[] =>
      select
        .all(circle, type, id)
        .map(({ document, versions }) => ({ document, versions: parseVersions(versions) })),
    /** Documents in which something of a type is gone that still has values there. */
    withGoneValues: (type: string): { document: DocumentName; id: string }[] =>
      selectOfType.all(circle, type).flatMap(({ document, id, versions }) => {
        const copy = parseVersions(versions);
        return isGone(copy) && copy.size > 1 ? [{ document, id }] : [];
      }),
    replace(type: string, id: string, copies: readonly Copy[]): void {
      remove.run(circle, type, id);
      const [only] = copies;
      if (only && copies.length === 1 && !isGone(only.versions)) return;
      for (const { document, versions } of copies) {
        insert.run(circle, type, id, document, storedVersions(versions));
      }
    },
    clear(): void {
      sqlite.prepare('DELETE FROM entity_copies WHERE circle = ?').run(circle);
    },
  };
}

/** The copy that says where the entity lives: of those it has not left, the one written last. Null when it is gone. */
export function homeOf(copies: readonly Copy[]): (Copy & { stamp: string }) | null {
  let home: (Copy & { stamp: string }) | null = null;
  for (const copy of copies) {
    if (isGone(copy.versions)) continue;
    const stamp = latestOf(copy.versions);
    const wins =
      home === null || stamp > home.stamp || (stamp === home.stamp && copy.document > home.document);
    if (wins) home = { ...copy, stamp };
  }
  return home;
}

/**
 * The copy in which the facets are written, wherever the entity lives: the one it was born with. Of maps that
 * several devices write in (entity-maps.ts), one device made that one; that of a later home may be made by two at the same time,
 * of which Yjs keeps one.
 */
export const birthOf = (copies: readonly Copy[]): Copy | null =>
  copies.find(({ versions }) => [...versions.keys()].some((facet) => facet !== GONE)) ?? null;
