/**
 * A whole document read once, without being kept: what a first copy needs of years that nobody opens. Made of texts and
 * arrays only, so that another thread may have read it (read-ahead.ts).
 */
import * as Y from 'yjs';
import type { Facets, Json } from './circle.ts';
import { type Changes, everythingIn, waitingIn } from './documents.ts';
import { type CopyOf, copyIn } from './entity-copy.ts';
import { parseVersions, storedVersions, type Versions } from './facet.ts';
import { createKnownValues } from './known-values.ts';

export interface WholeReading {
  /** By type. Versions are those of an entity that is not simple, as text. */
  entities: [type: string, copies: [id: string, latest: string, text: string, versions: string | null][]][];
  feed: Json[];
}

/** Null for what is no update, or does not stand by itself. */
export function readWhole(update: Uint8Array): WholeReading | null {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, update);
    if (waitingIn(doc).some((waits) => waits)) return null;
    const known = createKnownValues();
    const { entities, feed } = everythingIn(doc);
    return {
      entities: [...entities].map(([type, ids]) => [
        type,
        [...ids].map((id) => {
          const copy = copyIn(doc, type, id, known);
          const simple = copy?.simple();
          // One that says no more than being there belongs to a copy in another document.
          if (simple && simple.text !== '{}') return [id, simple.latest, simple.text, null];
          return [id, '', '', storedVersions(copy?.versions() ?? new Map())];
        }),
      ]),
      feed,
    };
  } catch {
    return null;
  } finally {
    doc.destroy();
  }
}

/** The reading as changes, and its copies. `versions` opens the document: for a simple copy that is not alone. */
export function copiesIn(
  reading: WholeReading,
  versions: (type: string, id: string) => Versions,
): { changes: Changes; copyOf: CopyOf } {
  const byType = new Map(
    reading.entities.map(([type, copies]) => [type, new Map(copies.map((copy) => [copy[0], copy]))]),
  );
  return {
    changes: {
      entities: new Map([...byType].map(([type, copies]) => [type, new Set(copies.keys())])),
      feed: reading.feed,
    },
    copyOf(type, id) {
      const copy = byType.get(type)?.get(id);
      if (!copy) return null;
      const [, latest, text, stored] = copy;
      return {
        simple: () => (stored === null ? { facets: JSON.parse(text) as Facets, text, latest } : null),
        versions: () => (stored === null ? versions(type, id) : parseVersions(stored)),
      };
    },
  };
}
