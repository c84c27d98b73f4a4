/** What a sealed entry says of itself before anything is checked, and how far a device holds those of each author. */
import type { CircleName, DeviceId, EpochId } from '#shared/domain/team/model.ts';

/** How far a device's numbered entries of a circle are held without a gap, by author. */
export type Held = Record<DeviceId, number>;

/** The header of a sealed entry, readable without any key; see envelope.ts for the bytes. */
export interface EntryHeader {
  type: 'update' | 'snapshot' | 'presence';
  circle: CircleName;
  /** `undated` or a year. */
  document: string;
  epoch: EpochId;
  device: DeviceId;
  /** 1, 2, 3… for each device and circle. Every part has its own. */
  seq: number;
  /** A long content is cut: `part` of `parts`, 0-based; the parts have consecutive numbers. */
  part: number;
  parts: number;
  /** The parts joined are compressed (ground/packing.ts). */
  packed: boolean;
  /** Snapshots only: what it covers. */
  covers: Held | null;
}
