/** The network of one relay: the server, the links, and where the other devices are. */
import os from 'node:os';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import type { Address } from '#shared/domain/team/address.ts';
import { type DeviceId, ROOMS, type Room as RoomName } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import { type Clock, type Random, seconds } from '../ground/clock.ts';
import type { Discovery } from './links/discovery.ts';
import { createIntroducer } from './links/introduction.ts';
import type { LinkState } from './links/link.ts';
import { createLink, type Link } from './links/link.ts';
import { localAddresses } from './links/local-addresses.ts';
import type { PairingHandler } from './listener/listening.ts';
import { type RelayServer, startServer } from './listener/server.ts';
import type { PresenceRoom } from './rooms/presence.ts';
import type { RegisterRoom } from './rooms/register-room.ts';
import type { Room } from './rooms/room.ts';
import type { RelayStore } from './rooms/store.ts';
import type { Receipt } from './wire/receipt.ts';
import type { Transport } from './wire/transport.ts';

export interface NetworkOptions {
  /** The interface to listen on: "0.0.0.0", "::" for all of them. */
  host: string;
  /** Nothing else will do. When absent: the one used last, else the preferred one if it is free, else any. */
  port?: number;
  preferredPort?: number;
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

const LOOK = seconds(10);
const LISTEN_AGAIN = seconds(10);
/** Of one device, as the search finds it. */
const FOUND_MAX = 8;

const keyOf = ({ host, port }: Address) => `${host} ${port}`;

export function startNetwork(parts: NetworkParts): RelayNetwork {
  const { transport, register, store, clock, log, discovery } = parts;
  const own = transport.device;
  const links = new Map<DeviceId, Link>();
  const discovered = new Map<DeviceId, Address[]>();
  /** Whose machine answered at an address. */
  const owners = new Map<string, DeviceId>();
  const credentials = createSecureContext({
    cert: transport.certificate,
    key: transport.privateKey.unwrap(),
    minVersion: 'TLSv1.3',
  });
  const introduce = createIntroducer({ register, own, credentials, connect: parts.connect, clock });
  let server: RelayServer | null = null;
  let pairing: PairingHandler | null = null;
  let closed = false;
  let interfaces = '';
  let searching = false;
  const stops = new DisposableStack();
  let cancelLook: (() => void) | null = null;
  let cancelListening: (() => void) | null = null;

  const addresses = () => (server ? localAddresses(parts.host, server.port) : []);

  function candidates(device: DeviceId): Address[] {
    const mine = new Set(addresses().map(keyOf));
    const typed = store.typed().filter((address) => (owners.get(keyOf(address)) ?? device) === device);
    const all = new Map<string, Address>();
    for (const address of [
      ...(discovered.get(device) ?? []),
      ...store.addresses(device),
      ...(parts.receipts().get(device)?.addresses ?? []),
      ...typed,
    ]) {
      if (!mine.has(keyOf(address))) all.set(keyOf(address), address);
    }
    return [...all.values()];
  }

  function linkTo(device: DeviceId): Link {
    return createLink({
      own,
      device,
      team: () => register.team,
      room: parts.room,
      presence: parts.presence,
      candidates: () => candidates(device),
      met: () => parts.receipts().has(device),
      inbound: () => server?.serves(device) ?? false,
      credentials,
      connect: parts.connect,
      clock,
      random: parts.random,
      reached(address) {
        owners.set(keyOf(address), device);
        try {
          store.reachedAt(device, address, clock.now());
        } catch {
          // It will be found again as it was found now.
        }
      },
      otherAt(address, certificate) {
        const devices = [...(register.team?.devices ?? [])];
        const owner = devices.find(([, { keys }]) => keys.certificate === certificate)?.[0];
        if (owner === undefined || owners.get(keyOf(address)) === owner) return;
        owners.set(keyOf(address), owner);
        queueMicrotask(evaluate);
      },
      async refusedAt(address) {
        if ((await introduce(address, device)) && !closed) links.get(device)?.networkChanged();
      },
      changed: parts.changed,
    });
  }

  function evaluate(): void {
    if (closed) return;
    const { team } = register;
    const others = [...(team?.devices ?? [])].filter(([id, device]) => id !== own && isActive(device));
    for (const [id, link] of links) {
      if (others.some(([other]) => other === id)) continue;
      links.delete(id);
      discovered.delete(id);
      link.close();
    }
    const met = others.filter(([id]) => !links.has(id));
    for (const [id] of met) links.set(id, linkTo(id));
    for (const link of links.values()) link.evaluate();
    search();
    // What it said before it was known is forgotten.
    if (met.length > 0) discovery?.ask();
  }

  /** Once it is known which team this is, and on which port it listens. */
  function search(): void {
    const { team } = register;
    if (!discovery || !server || !team || searching) return;
    stops.defer(discovery.publish({ team: team.id, device: own, port: server.port }));
    stops.defer(
      discovery.found(team.id, ({ device, addresses: found }) => {
        // The tag of a team is no secret: a stranger may say it for as many devices as it makes up.
        const link = links.get(device);
        if (!link) return;
        const known = discovered.get(device) ?? [];
        const all = new Map([...found, ...known].map((address) => [keyOf(address), address]));
        discovered.set(device, [...all.values()].slice(0, FOUND_MAX));
        link.evaluate();
      }),
    );
    searching = true;
    discovery.ask();
  }

  async function listen(): Promise<void> {
    const start = (port: number) => startServer({ ...parts, visited: () => queueMicrotask(visited) }, port);
    try {
      const wanted = parts.port ?? transport.port ?? parts.preferredPort ?? 0;
      // Somebody else may have that port; what was asked for is not replaced.
      const started = await start(wanted).catch((error: unknown) => {
        if (parts.port !== undefined || wanted === 0) throw error;
        return start(0);
      });
      if (closed) return await started.close();
      server = started;
      started.setPairing(pairing);
      if (transport.port !== started.port) transport.remember({ port: started.port });
    } catch (error) {
      log(`not listening: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
      if (!closed) cancelListening = clock.after(LISTEN_AGAIN, () => void listen());
    }
    evaluate();
    parts.changed();
  }

  function visited(): void {
    for (const link of links.values()) link.evaluate();
    parts.changed();
  }

  function networkChanged(): void {
    server?.probe();
    for (const link of links.values()) link.networkChanged();
    parts.changed();
  }

  function look(): void {
    const now = JSON.stringify(os.networkInterfaces());
    if (interfaces !== '' && now !== interfaces) networkChanged();
    interfaces = now;
    cancelLook = clock.after(LOOK, look);
  }

  stops.defer(() => {
    for (const link of links.values()) link.close();
  });
  stops.defer(() => cancelLook?.());
  stops.defer(() => cancelListening?.());
  stops.defer(register.onChange(evaluate));
  for (const name of ROOMS) {
    stops.defer(
      parts.room(name).onReload(() => {
        for (const link of links.values()) link.roomReloaded(name);
      }),
    );
  }
  look();
  const ready = listen();

  return {
    ready,
    get discovers() {
      return discovery?.available ?? false;
    },
    addresses,
    links: () => [...links.values()].map((link) => link.state()),
    setPairing(handler) {
      pairing = handler;
      server?.setPairing(handler);
    },
    addressesKnown: () => {
      for (const link of links.values()) link.evaluate();
    },
    networkChanged,
    async close() {
      closed = true;
      stops.dispose();
      await ready;
      await server?.close();
    },
  };
}
