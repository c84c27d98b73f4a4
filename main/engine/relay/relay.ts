/**
 * The relay of one device of one team: sealed logs and the register on this disk, and the links to the other devices.
 * It holds ciphertext only, needs no key of the vault, and goes on while the vault is locked.
 */
import type { Address } from '#shared/domain/team/address.ts';
import type { CircleName, DeviceId, DeviceKeys } from '#shared/domain/team/model.ts';
import type { LinkState } from './links/link.ts';
import type { PairingHandler } from './listener/listening.ts';
import type { SealedLog } from './rooms/log-room.ts';
import type { Presence } from './rooms/presence.ts';
import type { Register } from './rooms/register-room.ts';
import type { Receipt } from './wire/receipt.ts';

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
