/**
 * A whole document read once, without being kept: what a first copy needs of years that nobody opens. Made of texts and
 * arrays only, so that another thread may have read it (read-ahead.ts).
 */
import * as Y from 'yjs';
import type { Facets, Json } from './circle.ts';
import { type Changes, everythingIn, waitingIn } from './documents.ts';
import { type CopyOf, copyIn } from './entity-copy.ts';
import { parseVersions, type SimpleEntity, storedVersions, type Versions } from './facet.ts';
import { createKnownValues } from './known-values.ts';

export interface WholeReading {
  /** Names of facets, and the JSON of their values, each once: bookings say the same things thousands of times. */
  texts: string[];
  /**
   * By type. An entity is the places of its facets' names and values in `texts`, one after the other; one that is not simple
   * is its versions, as text.
   */
  entities: [type: string, copies: [id: string, latest: string, facets: number[] | string][]][];
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
    const places = new Map<string, number>();
    const placeOf = (text: string) => {
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    };
    return {
      entities: [...entities].map(([type, ids]) => [
        type,
        [...ids].map((id) => {
          const copy = copyIn(doc, type, id, known);
          const simple = copy?.simple();
          // One that says no more than being there belongs to a copy in another document.
          if (simple && simple.parts.length > 0) return [id, simple.latest, simple.parts.map(placeOf)];
          return [id, '', storedVersions(copy?.versions() ?? new Map())];
        }),
      ]),
      texts: [...places.keys()],
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
  const values = new Map<number, Json>();
  const valueAt = (place: number): Json => {
    const known = values.get(place);
    if (known !== undefined) return known;
    const value = JSON.parse(reading.texts[place] as string) as Json;
    values.set(place, value);
    return value;
  };
  function simpleAt(places: number[], latest: string): SimpleEntity {
    const facets: Facets = {};
    const parts = places.map((place) => reading.texts[place] as string);
    for (let at = 0; at < parts.length; at += 2)
      facets[parts[at] as string] = valueAt(places[at + 1] as number);
    return { facets, parts, latest };
  }
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
      const [, latest, written] = copy;
      return typeof written === 'string'
        ? { simple: () => null, versions: () => parseVersions(written) }
        : { simple: () => simpleAt(written, latest), versions: () => versions(type, id) };
    },
  };
}
