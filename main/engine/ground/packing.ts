/**
 * Long bytes as they are kept and sealed: compressed. A document of Yjs is full of the same words: a year of bookings is
 * eleven times shorter so, and everything that stores, encrypts, hashes or sends it costs that much less.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Bytes below which it is not worth it: nearly every gesture. */
const SHORT = 4096;
/** Of what is unpacked: seven times the largest document meant for. What claims more is no content of ours. */
export const UNPACKED_MAX = 32 * 1024 * 1024;
/** Half the time of the usual level, for a tenth more bytes. */
const LEVEL = 3;

export interface Packed {
  packed: boolean;
  bytes: Uint8Array;
}

/** Throws when there is more than can be unpacked again. */
export function pack(bytes: Uint8Array): Packed {
  if (bytes.length < SHORT) return { packed: false, bytes };
  if (bytes.length > UNPACKED_MAX) throw new Error('a content is too large to be packed');
  const shorter = deflateRawSync(bytes, { level: LEVEL });
  return shorter.length < bytes.length ? { packed: true, bytes: shorter } : { packed: false, bytes };
}

/** Null when the bytes are not what `pack` makes. */
export function unpack({ packed, bytes }: Packed): Uint8Array | null {
  if (!packed) return bytes;
  try {
    return inflateRawSync(bytes, { maxOutputLength: UNPACKED_MAX });
  } catch {
    return null;
  }
}
