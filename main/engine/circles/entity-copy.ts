/** One document's copy of an entity, read when it is asked for. */
import * as Y from 'yjs';
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
  const map = doc.getMap<Y.Map<unknown>>(type).get(id);
  if (!(map instanceof Y.Map)) return null;
  return { simple: () => readSimple(map, known), versions: () => versionsOf(map) };
}
