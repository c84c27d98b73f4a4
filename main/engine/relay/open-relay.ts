/** Opens the relay of one folder: rooms, register, receipts and presence, and the network when there is one. */

import * as Y from 'yjs';
import { CIRCLES, type CircleName, type Room as RoomName } from '#shared/domain/team/model.ts';
import { isActive, mayEnter } from '#shared/domain/team/register.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { LinkState } from './links/link.ts';
import { type NetworkOptions, type RelayNetwork, startNetwork } from './network.ts';
import type { Relay } from './relay.ts';
import { readBundle, writeBundle } from './rooms/bundle.ts';
import { createChangeQueue } from './rooms/change-queue.ts';
import { type LogRoom, openLogRoom } from './rooms/log-room.ts';
import { openPresence } from './rooms/presence.ts';
import { createReceipts } from './rooms/receipts.ts';
import { openRegisterRoom } from './rooms/register-room.ts';
import type { Room } from './rooms/room.ts';
import { openStore } from './rooms/store.ts';
import type { Transport } from './wire/transport.ts';

interface Options {
  folder: string;
  transport: Transport;
  network: NetworkOptions | null;
  clock: Clock;
  random: Random;
  log: (line: string) => void;
}

export interface OpenRelay extends Relay {
  /** It listens, or found that it cannot. Never rejects. */
  readonly ready: Promise<void>;
}

export function openRelay(options: Options): OpenRelay {
  const opened = new DisposableStack();
  try {
    return openWith(opened, options);
  } catch (error) {
    // What is half opened is closed: its file would look held by another process.
    opened.dispose();
    throw error;
  }
}

function openWith(
  opened: DisposableStack,
  { folder, transport, network: wanted, clock, random, log }: Options,
): OpenRelay {
  opened.defer(() => {
    transport.secret.wipe();
    transport.privateKey.wipe();
  });
  const store = openStore(folder, log);
  opened.defer(() => store.close());
  const register = openRegisterRoom({ transport, store, clock, log });
  opened.defer(() => register.close());
  const logs = new Map<CircleName, LogRoom>(
    CIRCLES.map((circle) => [circle, openLogRoom({ circle, store, clock, log })]),
  );
  for (const each of logs.values()) opened.defer(() => each.close());
  const logRoom = (circle: CircleName) => logs.get(circle) as LogRoom;
  const room = (name: RoomName): Room => (name === 'register' ? register.room : logRoom(name).room);
  const presence = openPresence(room('team'), log);
  opened.defer(() => presence.close());

  const sharing = createChangeQueue<null>(log);
  let told = false;
  const shareChanged = () => {
    if (told) return;
    told = true;
    queueMicrotask(() => {
      told = false;
      sharing.push(null);
      sharing.flush();
    });
  };

  let network: RelayNetwork | null = null;
  const receipts = createReceipts({
    transport,
    register,
    logs,
    store,
    addresses: () => network?.addresses() ?? [],
    clock,
    log,
    heard: () => {
      network?.addressesKnown();
      shareChanged();
    },
  });
  opened.defer(() => receipts.close());
  if (wanted) {
    network = startNetwork({
      ...wanted,
      transport,
      register,
      room,
      presence,
      store,
      clock,
      random,
      log,
      receipts: receipts.all,
      changed: () => {
        receipts.refresh();
        shareChanged();
      },
    });
  }
  const stopFollowing = register.onChange(shareChanged);

  const own = () => register.team?.devices.get(transport.device);
  const held = (name: RoomName) =>
    register.team !== null && (name === 'register' || mayEnter(register.team, transport.device, name));

  return {
    device: transport.device,
    transport: transport.keys,
    rebuilt: store.rebuilt,
    register,
    presence,
    ready: network?.ready ?? Promise.resolve(),
    log: logRoom,
    receipts: receipts.all,
    links: () => network?.links() ?? offline(),
    onSharing: (listen) => sharing.onChange(() => listen()),
    addresses: () => network?.addresses() ?? [],
    discovers: network?.discovers ?? false,
    networkChanged: () => network?.networkChanged(),
    typedAddresses: () => store.typed(),
    addAddress(address) {
      store.addTyped(address, clock.now());
      network?.addressesKnown();
      shareChanged();
    },
    removeAddress(address) {
      store.removeTyped(address);
      network?.addressesKnown();
      shareChanged();
    },
    setPairing: (handler) => network?.setPairing(handler),

    bundle() {
      const { team } = register;
      if (!team) throw new Error('no team yet');
      const names: RoomName[] = ['register', ...CIRCLES];
      const rooms = names.filter(held).map((name) => ({
        room: name,
        update: Y.encodeStateAsUpdate(room(name).doc),
      }));
      return writeBundle({ team: team.id, rooms });
    },

    takeIn(bytes) {
      const bundle = readBundle(bytes);
      if (!bundle || bundle.team !== register.team?.id) return null;
      const me = own();
      if (!me || !isActive(me)) return null;
      const statements = register.statements().length;
      let entries = 0;
      for (const { room: name, update } of bundle.rooms) {
        if (!held(name)) continue;
        let before = new Set<string>();
        if (name !== 'register') before = printsOf(logRoom(name).entries());
        const problem = room(name).receive(update, 'bundle');
        if (problem === 'malformed' || problem === 'too-big') return null;
        if (problem === 'disk') throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
        if (name === 'register') register.settle();
        else entries += [...printsOf(logRoom(name).entries())].filter((print) => !before.has(print)).length;
      }
      return { statements: register.statements().length - statements, entries };
    },

    async close() {
      stopFollowing();
      sharing.close();
      try {
        await network?.close();
      } finally {
        opened.dispose();
      }
    },
  };

  function offline(): LinkState[] {
    return [...(register.team?.devices ?? [])]
      .filter(([id, device]) => id !== transport.device && isActive(device))
      .map(([device]) => ({ device, connected: false, problem: null }));
  }
}

/** What tells entries apart: the end of each is its signature. */
const printsOf = (entries: readonly Uint8Array[]): Set<string> =>
  new Set(entries.map((entry) => Buffer.from(entry.subarray(-64)).toString('base64')));
