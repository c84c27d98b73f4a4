/**
 * What a content from elsewhere may hold, counted in its bytes before Yjs sees any of it (docs/decisions/0022). Its author may
 * write in the circle, but her machine may be stolen, or faulty: a few thousand bytes of hers must not keep the vaults of
 * all the others from opening.
 *
 * The bounds are six to eight times the largest document of a place with ten years of bookings: 4.7 MB, 53,000 structs and
 * 7,500 entities.
 */
import type * as Y from 'yjs';
import { UNPACKED_MAX } from '../ground/packing.ts';
import { readUpdate, type Struct } from '../ground/update-bytes.ts';
import { contestsOn, createCounted, stepsWithin } from '../ground/update-contests.ts';
import { idOf } from './entity-maps.ts';

export const CONTENT_MAX = {
  /** Bytes, unpacked. */
  bytes: UNPACKED_MAX,
  structs: 400_000,
  /** Entities: each costs as much memory as ten values. */
  entities: 60_000,
  /** Bytes of one value: an import keeps the names of 10,000 events, 500 characters each at most. */
  value: 16 * 1024 * 1024,
  /** Values of one map: a line of a quarter has two for each of its dates, in a map of before times its devices. */
  keys: 8_192,
  /** Devices that have a map of one entity: all that a team ever had, many times over. */
  devices: 1_024,
  /** Values, and values in values. */
  values: 2_000_000,
  /** Kinds of entities, and the feed. */
  roots: 64,
  /** Ranges of numbers that are missing, or deleted. */
  missing: 4_096,
  deletions: 400_000,
  /** Steps from one neighbour to the next, to find the places of what contests the same place as something else. */
  steps: 5_000_000,
} as const;

/**
 * Of a document, with what comes. Beyond 32 MiB it could not be packed, thus not shared, any more: what is left is for the
 * gestures of those who did not fill it.
 */
export const DOCUMENT_MAX = { bytes: 28 * 1024 * 1024, structs: 800_000 } as const;
/** Bytes of a gesture, which a document always has room for. */
const GESTURE = 64 * 1024;

/** Of one content, on a document that has other things in the same places. Machines that were apart make one for each list. */
const CONTESTS_MAX = 256;

/** True for an update that can be given to Yjs. Never throws, and takes a fraction of what Yjs would. */
export function isBearable(update: Uint8Array): boolean {
  if (update.length > CONTENT_MAX.bytes) return false;
  let [structs, entities, values, missing, deletions] = [0, 0, 0, 0, 0];
  const roots = new Set<string>();
  const devices = new Map<string, number>();
  /** Of the entity whose map this is, with it. */
  const devicesOf = ({ root, key }: Struct): number => {
    const id = idOf(key ?? '');
    // A map of before is that of nobody.
    if (id === key) return 0;
    const name = `${root} ${id}`;
    const count = (devices.get(name) ?? 0) + 1;
    devices.set(name, count);
    return count;
  };
  const counted = createCounted();
  const isRead = readUpdate(update, {
    struct(struct) {
      structs += 1;
      if (struct.content === 'missing') missing += 1;
      if (struct.content === 'map') entities += 1;
      if (struct.root !== null) roots.add(struct.root);
      values += struct.values;
      counted.add(struct);
      return (
        structs <= CONTENT_MAX.structs &&
        entities <= CONTENT_MAX.entities &&
        values <= CONTENT_MAX.values &&
        missing <= CONTENT_MAX.missing &&
        roots.size <= CONTENT_MAX.roots &&
        counted.keys <= CONTENT_MAX.keys &&
        (struct.content !== 'map' || devicesOf(struct) <= CONTENT_MAX.devices) &&
        isOfCircle(struct)
      );
    },
    deletion() {
      deletions += 1;
      return deletions <= CONTENT_MAX.deletions;
    },
  });
  return isRead && stepsWithin(update, counted, CONTENT_MAX.steps);
}

/** Maps stand in a root, under their id; values in a map, under their facet, or in the feed. */
const isOfCircle = ({ content, bytes, root, key, parentClient }: Struct): boolean =>
  content !== 'bytes' &&
  bytes <= CONTENT_MAX.value &&
  (content !== 'map' || parentClient === -1) &&
  (parentClient === -1 || key !== null) &&
  (root !== '' || key === null);

/** An update that is bearable by itself, and that this document cannot take as it stands. */
export class TooMuch extends Error {}

/** Whether the document can take an update that is bearable by itself. `stored`: bytes of what it holds. */
export function canTake(doc: Y.Doc, stored: number, update: Uint8Array): boolean {
  if (doc.store.clients.size === 0) return true;
  let structs = 0;
  for (const list of doc.store.clients.values()) structs += list.length;
  const isFull = stored + update.length > DOCUMENT_MAX.bytes || structs > DOCUMENT_MAX.structs;
  return !(isFull && update.length > GESTURE) && contestsOn(doc, update) <= CONTESTS_MAX;
}
