/** One document's copy of an entity, read when it is asked for. */
import type * as Y from 'yjs';
import { mapsOf } from './entity-maps.ts';
import { readSimple, type SimpleEntity, type Versions, versionsOf } from './facet.ts';
import type { KnownValues } from './known-values.ts';

export interface EntityCopy {
  /** Null for a copy that must be read by its versions. */
  simple(): SimpleEntity | null;
  versions(): Versions;
}

/** Null when the document has none. */
export type CopyOf = (type: string, id: string) => EntityCopy | null;

export function copyIn(doc: Y.Doc, type: string, id: string, known: KnownValues): EntityCopy | null {
  const maps = mapsOf(doc, type, id);
  if (maps.length === 0) return null;
  return { simple: () => readSimple(maps, known), versions: () => versionsOf(maps) };
}
