/**
 * The relay of one device of one team: sealed logs and the register on this disk, and the links to the other devices.
 * It holds ciphertext only, needs no key of the vault, and goes on while the vault is locked.
 */
import type { Address } from '#shared/domain/team/address.ts';
import type {
  CircleName,
  DeviceId,
  DeviceKeys,
  EpochId,
  Statement,
  Team,
} from '#shared/domain/team/model.ts';

export type { Address } from '#shared/domain/team/address.ts';

/** How far a device's numbered entries of a circle are held without a gap, by author. */
export type Held = Record<DeviceId, number>;

/** What a device says of itself, signed with its transport key; travels in the room `register`, latest one only. */
export interface Receipt {
  device: DeviceId;
  /** Epoch milliseconds by its own clock. */
  at: number;
  held: Partial<Record<CircleName, Held>>;
  /** Where it listens. */
  addresses: Address[];
  /** When this machine heard of it (own clock). */
  heardAt: number;
}

/** The header of a sealed entry, readable without any key; see entry/envelope.ts for the bytes. */
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

/** The log of a circle: sealed entries, in no order that means anything. */
export interface SealedLog {
  /** Everything present. */
  entries(): Uint8Array[];
  /** One transaction: adds entries, and removes those for which `collected` answers true. Durable when it returns. */
  write(added: readonly Uint8Array[], collected?: (entry: Uint8Array) => boolean): void;
  /** Entries that came (from elsewhere or by `write`) and went. Never throws into the caller. */
  onChange(
    listen: (change: { added: Uint8Array[]; removed: Uint8Array[]; own: boolean }) => void,
  ): () => void;
}

export interface LinkState {
  device: DeviceId;
  /** A socket of at least the register is open, in either direction. */
  connected: boolean;
  /** Why it is not, when it was tried. */
  problem: 'unreachable' | 'refused' | 'wrong-certificate' | 'removed' | null;
}

export interface Register {
  /** Null until a founding statement is known. */
  readonly team: Team | null;
  /** Every statement that is well formed and signed, as bytes. */
  bytes(): Uint8Array[];
  statements(): Statement[];
  /** Adds statements made here or carried here; those that are not well formed are left out. Durable when it returns. */
  add(statements: readonly Uint8Array[]): void;
  onChange(listen: (team: Team) => void): () => void;
}

/** Sealed states of who is there, by device; kept in memory only. */
export interface Presence {
  set(sealed: Uint8Array | null): void;
  all(): ReadonlyMap<DeviceId, Uint8Array>;
  onChange(listen: () => void): () => void;
}

/** Answers one pairing request (at most 4 KiB); null answers "nobody is inviting here". */
export type PairingHandler = (request: Uint8Array, from: string) => Promise<Uint8Array | null>;

export interface Relay {
  readonly device: DeviceId;
  /** The transport half of this device's keys. */
  readonly transport: Pick<DeviceKeys, 'transport' | 'certificate'>;
  readonly register: Register;
  log(circle: CircleName): SealedLog;
  readonly presence: Presence;
  /** Its file was lost or damaged, and started again empty: the vault writes again what it holds. */
  readonly rebuilt: boolean;
  /** Latest receipt of each other device. */
  receipts(): ReadonlyMap<DeviceId, Receipt>;
  links(): LinkState[];
  /** Any change of receipts or links. */
  onSharing(listen: () => void): () => void;
  /** Where this machine listens; empty when it shares nothing. */
  addresses(): Address[];
  /** The other machines are searched automatically here. */
  readonly discovers: boolean;
  /** The machine woke up or has another address: what is open is tried, what is not is dialled at once. */
  networkChanged(): void;
  /** Addresses typed by a person; remembered. */
  typedAddresses(): Address[];
  addAddress(address: Address): void;
  removeAddress(address: Address): void;
  setPairing(handler: PairingHandler | null): void;
  /** What a person carries on a USB key: the register and the logs this device may hold. */
  bundle(): Uint8Array;
  /** Takes in what another device's bundle holds; `null` when it is not a bundle of this team. */
  takeIn(bundle: Uint8Array): { statements: number; entries: number } | null;
  /** Stops the links; the files are closed. */
  close(): Promise<void>;
}
