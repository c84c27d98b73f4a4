/** Documents read from what is stored of them: at once, or step by step for who must not wait for all of it. */
import * as Y from 'yjs';
import { unpack } from '../ground/packing.ts';
import type { DocumentName } from './circle.ts';

export interface StoredUpdate {
  update: Buffer;
  packed: 0 | 1;
}

/** What the base holds of a document. `bytes` leaves out the largest row: it is what merging would rewrite for. */
interface Stored {
  count: number;
  bytes: number;
  largest: number;
}

interface Reading {
  doc: Y.Doc;
  stored: Stored;
  /** Latest first. */
  rest: StoredUpdate[];
}

/** Bytes read in one step: a hundredth of a second. */
const STEP = 256 * 1024;

/** It was an update when this device stored it. */
export const unpacked = ({ update, packed }: StoredUpdate): Uint8Array =>
  unpack({ packed: packed === 1, bytes: update }) as Uint8Array;

export function count(stored: Stored, bytes: number): void {
  stored.count += 1;
  stored.bytes += Math.min(bytes, stored.largest);
  stored.largest = Math.max(bytes, stored.largest);
}

/** Nothing may be stored of a document between the first step and the last. */
export function createLoading(storedOf: (name: DocumentName) => StoredUpdate[]) {
  const begun = new Map<DocumentName, Reading>();

  function readingOf(name: DocumentName): Reading {
    const stored = { count: 0, bytes: 0, largest: 0 };
    return begun.get(name) ?? { doc: new Y.Doc(), stored, rest: storedOf(name).reverse() };
  }

  function read({ doc, stored, rest }: Reading, most: number): void {
    doc.transact(() => {
      for (let bytes = 0; bytes < most; ) {
        const next = rest.pop();
        if (!next) return;
        const update = unpacked(next);
        Y.applyUpdate(doc, update);
        count(stored, update.length);
        bytes += update.length;
      }
    });
  }

  return {
    /** Reads what is left. */
    whole(name: DocumentName): Pick<Reading, 'doc' | 'stored'> {
      const reading = readingOf(name);
      begun.delete(name);
      read(reading, Number.POSITIVE_INFINITY);
      return reading;
    },
    /** Reads some more; false once there is nothing left to read. */
    readOn(name: DocumentName): boolean {
      const reading = readingOf(name);
      begun.set(name, reading);
      read(reading, STEP);
      return reading.rest.length > 0;
    },
    forget(name: DocumentName): void {
      begun.delete(name);
    },
  };
}
