/** The network of one relay: the server, the links, and where the other devices are. */
import type { Duplex } from 'node:stream';
import type { DeviceId, Room as RoomName } from '#shared/domain/team/model.ts';
import type { Clock, Random } from '../runtime/clock.ts';
import type { Discovery } from './discovery.ts';
import type { PresenceRoom } from './presence.ts';
import type { RegisterRoom } from './register-room.ts';
import type { Address, LinkState, PairingHandler, Receipt } from './relay.ts';
import type { Room } from './room.ts';
import type { RelayStore } from './store.ts';
import type { Transport } from './transport.ts';

export interface NetworkOptions {
  /** The interface to listen on: "0.0.0.0", "::" for all of them. */
  host: string;
  /** The one used last when absent, or any. */
  port?: number;
  discovery: Discovery | null;
  /** How a machine is reached; TCP when absent. For tests that cut cables. */
  connect?: (address: Address) => Duplex;
}

export interface NetworkParts extends NetworkOptions {
  transport: Transport;
  register: RegisterRoom;
  room: (name: RoomName) => Room;
  presence: PresenceRoom;
  store: RelayStore;
  clock: Clock;
  random: Random;
  log: (line: string) => void;
  receipts: () => ReadonlyMap<DeviceId, Receipt>;
  /** Links or addresses changed. */
  changed: () => void;
}

export interface RelayNetwork {
  readonly ready: Promise<void>;
  readonly discovers: boolean;
  addresses(): Address[];
  links(): LinkState[];
  setPairing(handler: PairingHandler | null): void;
  /** Other addresses of devices are known. */
  addressesKnown(): void;
  networkChanged(): void;
  close(): Promise<void>;
}

export function startNetwork(_parts: NetworkParts): RelayNetwork {
  throw new Error('no network yet');
}
