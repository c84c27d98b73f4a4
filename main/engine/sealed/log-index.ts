/**
 * What the log of a circle holds at this moment, by entry: kept in memory so that no change of the log has to be looked
 * for. An entry is `trusted` once it was taken in (or made here): only trusted snapshots cover anything.
 */
import sodium from 'sodium-native';
import type { DeviceId } from '#shared/domain/team/model.ts';
import { readHeader } from '../entry/envelope.ts';
import type { EntryHeader } from '../entry/header.ts';

/** A document's entries are replaced by a snapshot beyond either bound. */
const COMPACT_COUNT = 400;
const COMPACT_BYTES = 2 * 1024 * 1024;
/** Snapshots of one document, made by several devices at the same time, that are left side by side. */
const SNAPSHOTS_LEFT = 3;

export interface Present {
  hash: string;
  bytes: Uint8Array;
  /** Null when the entry is not readable at all. */
  header: EntryHeader | null;
  trusted: boolean;
  /** How many times the log holds it: anybody may repeat an entry, and take one of two away. */
  copies: number;
}

/** The number of a content's first part. */
export const firstOf = ({ seq, part }: Pick<EntryHeader, 'seq' | 'part'>): number => seq - part;

export function hashOf(bytes: Uint8Array): string {
  const out = Buffer.alloc(32);
  sodium.crypto_generichash(out, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return out.toString('base64url');
}

interface Snapshot {
  header: EntryHeader;
  /** Hashes of the trusted parts, by part. */
  parts: Map<number, string>;
}

export type LogIndex = ReturnType<typeof createLogIndex>;

export function createLogIndex() {
  const entries = new Map<string, Present>();
  /** By document, then by author and first number. */
  const snapshots = new Map<string, Map<string, Snapshot>>();
  /** Trusted updates, by document. */
  const updates = new Map<string, { count: number; bytes: number }>();

  const keyOf = (header: EntryHeader) => `${header.device}/${firstOf(header)}/${header.parts}`;

  function count(document: string, entry: number, bytes: number): void {
    const known = updates.get(document) ?? { count: 0, bytes: 0 };
    updates.set(document, { count: known.count + entry, bytes: known.bytes + bytes });
  }

  const complete = (document: string): EntryHeader[] =>
    [...(snapshots.get(document)?.values() ?? [])]
      .filter(({ parts, header }) => parts.size === header.parts)
      .map(({ header }) => header);

  return {
    /** Answers the entry; null when it was there already. What is added and removed at once is to be added first. */
    add(bytes: Uint8Array): Present | null {
      const hash = hashOf(bytes);
      const known = entries.get(hash);
      if (known) {
        known.copies += 1;
        return null;
      }
      const entry: Present = { hash, bytes, header: readHeader(bytes), trusted: false, copies: 1 };
      entries.set(hash, entry);
      return entry;
    },
    remove(bytes: Uint8Array): Present | null {
      const hash = hashOf(bytes);
      const entry = entries.get(hash);
      if (!entry) return null;
      entry.copies -= 1;
      if (entry.copies > 0) return null;
      entries.delete(hash);
      const { header, trusted } = entry;
      if (!header || !trusted) return entry;
      if (header.type === 'update') count(header.document, -1, -bytes.length);
      const its = snapshots.get(header.document);
      const snapshot = its?.get(keyOf(header));
      if (snapshot?.parts.get(header.part) === hash) {
        snapshot.parts.delete(header.part);
        if (snapshot.parts.size === 0) its?.delete(keyOf(header));
      }
      return entry;
    },
    /** `covers`: what a snapshot says to hold counts. */
    trust(hash: string, covers = true): void {
      const entry = entries.get(hash);
      if (!entry?.header || entry.trusted) return;
      entry.trusted = true;
      const { header } = entry;
      if (header.type === 'update') count(header.document, 1, entry.bytes.length);
      if (header.type !== 'snapshot' || !covers) return;
      const its = snapshots.get(header.document) ?? new Map<string, Snapshot>();
      snapshots.set(header.document, its);
      const snapshot = its.get(keyOf(header)) ?? { header, parts: new Map<number, string>() };
      snapshot.parts.set(header.part, hash);
      its.set(keyOf(header), snapshot);
    },
    has: (hash: string): boolean => entries.has(hash),
    get: (hash: string): Present | undefined => entries.get(hash),
    all: (): Present[] => [...entries.values()],
    /** A snapshot of the document, whole in the log and made by a device that `by` accepts, covers this number. */
    covers(
      document: string,
      device: DeviceId,
      seq: number,
      by: (device: DeviceId) => boolean = () => true,
    ): boolean {
      return complete(document).some((header) => (header.covers?.[device] ?? 0) >= seq && by(header.device));
    },
    /** Documents with more in the log than is left there. */
    overgrown(): string[] {
      return [...new Set([...updates.keys(), ...snapshots.keys()])].filter((document) => {
        const its = updates.get(document);
        return (
          (its?.count ?? 0) > COMPACT_COUNT ||
          (its?.bytes ?? 0) > COMPACT_BYTES ||
          (snapshots.get(document)?.size ?? 0) > SNAPSHOTS_LEFT
        );
      });
    },
    /** Contents of a document in the log: trusted updates, and snapshots. */
    contents: (document: string): number =>
      (updates.get(document)?.count ?? 0) + (snapshots.get(document)?.size ?? 0),
    documents: (): string[] => [...new Set([...updates.keys(), ...snapshots.keys()])],
    clear(): void {
      entries.clear();
      snapshots.clear();
      updates.clear();
    },
  };
}
