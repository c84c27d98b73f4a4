/**
 * One circle between its documents and its sealed log: what this device writes is sealed into entries, what comes is
 * checked, opened and applied; long logs are replaced by snapshots, and what vanished without reason is put back.
 */
import type { CircleName, Epoch } from '#shared/domain/team/model.ts';
import type { SetAsideReason } from '#shared/contract/team.ts';
import type { Circle, Outlet } from '../circles/circle.ts';
import type { Held } from '../relay/relay.ts';

export interface SealedCircle {
  readonly name: CircleName;
  readonly outlet: Outlet;
  /** The key in force and the circle are known: takes in what the log holds and follows it from now on. */
  start(circle: Circle): void;
  stop(): void;
  /** Numbers of the entries applied, by author, without a gap; own ones included. */
  held(): Held;
  /** The number of the last entry written here; 0 when none. */
  readonly lastSeq: number;
  setAside(): { reason: SetAsideReason; device: string; count: number }[];
  /** The register changed: what waited for it is tried again, and a new key is used from now on. */
  teamChanged(): void;
  /** Writes every document as a snapshot under the epoch in force. */
  snapshotAll(): void;
  /** States to go back to, newest first; `state` is a whole document. */
  restorePoints(): { id: number; document: string; at: number }[];
  restorePoint(id: number): { document: string; state: Uint8Array } | null;
  onChange(listen: () => void): () => void;
}

/** The keys of one circle as this device holds them. */
export interface CircleKeys {
  /** Null when this device has no key of that epoch. The bytes are the holder's: never kept, never wiped by callers. */
  key(epoch: string): Buffer | null;
  /**
   * The epoch to write under: the newest one that no removed device ever held. Null when there is none: a holder must
   * open one first.
   */
  inForce(): Epoch | null;
}
