/** A kept state of a whole document, read as entities: what there was to go back to. */
import * as Y from 'yjs';
import type { Facets } from '../circles/circle.ts';
import { everythingIn } from '../circles/documents.ts';
import { mapsOf } from '../circles/entity-maps.ts';
import { isGone, readEntity, versionsOf } from '../circles/facet.ts';

export interface PastEntity {
  type: string;
  id: string;
  facets: Facets;
}

/** The entities that lived in the document then. Throws when the bytes are no update: they were kept by this device. */
export function entitiesIn(state: Uint8Array): PastEntity[] {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const found: PastEntity[] = [];
    for (const [type, ids] of [...everythingIn(doc).entities].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const id of ids) {
        const maps = mapsOf(doc, type, id);
        if (maps.length === 0) continue;
        const versions = versionsOf(maps);
        const { facets } = readEntity(versions);
        if (!isGone(versions) && Object.keys(facets).length > 0) found.push({ type, id, facets });
      }
    }
    return found;
  } finally {
    doc.destroy();
  }
}
