/**
 * One room shared with one device through the stock y-websocket client, dialled from here. Presence heard through it is
 * kept apart from what other links say, so that one cable that breaks hides nobody whom the others still show.
 */
import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type { Address } from '#shared/domain/team/address.ts';
import { milliseconds, type Random, times } from '../../ground/clock.ts';
import { createAwareness, forgetClients, type PresenceRoom } from '../rooms/presence.ts';
import type { Room } from '../rooms/room.ts';
import { CLOSE } from '../wire/close-codes.ts';
import { awarenessFrame } from '../wire/frames.ts';
import { type DialedSocket, type DialOptions, type DialProblem, dialerClass } from './dial.ts';

/** Milliseconds: two machines that lost each other must not come back in step. */
const JITTER = 400;
/** Between two tries, jitter aside. */
const BACKOFF_MAX = 2500;
/** Clients of whom the room may know. */
const CLIENTS_MAX = 1024;
/** After a machine whose disk is full. */
const DISK_PATIENCE = 3000;
/** After a machine that refuses what it is told, or tells what cannot be taken. */
const PATIENCE_MAX = 30_000;

interface Options
  extends Pick<DialOptions, 'address' | 'tries' | 'certificate' | 'credentials' | 'connect' | 'clock'> {
  path: string;
  room: Room;
  /** Of the room that tells presence. */
  presence: PresenceRoom | null;
  random: Random;
  opened: (address: Address) => void;
  failed: (problem: DialProblem, address: Address | null, presented: string | null) => void;
  closed: (code: number, wasOpen: boolean) => void;
}

export interface RoomLink {
  probe(): void;
  close(): void;
}

export function openRoomLink(options: Options): RoomLink {
  const { room, presence, random } = options;
  let socket: DialedSocket | null = null;
  let tries = 0;
  let patience = 0;
  let ended = false;

  const jitter = () => Math.floor((random.bytes(2).readUInt16BE() / 65_536) * JITTER);
  const bridge = presence ? bridgePresence(room, presence) : null;
  const awareness = bridge?.own ?? createAwareness(room);
  // Dials as soon as it is made.
  const provider: WebsocketProvider = new WebsocketProvider(
    'wss://margelle',
    options.path.slice(1),
    room.doc,
    {
      disableBc: true,
      awareness,
      maxBackoffTime: BACKOFF_MAX,
      connect: false,
      WebSocketPolyfill: dialerClass({
        ...options,
        delay: () => times(milliseconds(1), tries++ === 0 ? 0 : jitter() + patience),
        presence: presence !== null,
        receive: (update) => room.receive(update, provider),
        opened(dialed, address) {
          socket = dialed;
          options.opened(address);
        },
        failed(problem, address, presented) {
          if (problem === 'refused') worsen();
          if (!ended) options.failed(problem, address, presented);
        },
        closed(code, wasOpen) {
          socket = null;
          bridge?.forget();
          // Told apart by code: what was lost on the way is tried again at once.
          if (code === CLOSE.disk) patience = DISK_PATIENCE;
          else if (code >= 4500) worsen();
          if (!ended) options.closed(code, wasOpen);
        },
      }),
    },
  );
  // One listener for each client would be too many; there is nothing to say when the process ends.
  process.off('exit', provider._exitHandler);
  provider.on('sync', (synced: boolean) => {
    if (synced) patience = 0;
  });
  provider.on('status', ({ status }) => {
    // The client tells of itself only, and of nobody whom it told of before.
    if (status === 'connected' && presence) sayPresent(presence.awareness);
  });
  provider.connect();

  function sayPresent(shared: Awareness): void {
    const clients = [...shared.getStates().keys()];
    if (clients.length > 0) socket?.send(awarenessFrame(encodeAwarenessUpdate(shared, clients)));
  }

  function worsen(): void {
    patience = Math.min(PATIENCE_MAX, Math.max(1000, patience * 2));
  }

  return {
    probe: () => socket?.probe(),
    close() {
      ended = true;
      provider.destroy();
      bridge?.close();
      awareness.destroy();
    },
  };
}

interface Bridge {
  own: Awareness;
  /** The link is lost: those whom only it told of are there no more. */
  forget(): void;
  close(): void;
}

/** Joins the awareness of one client to that of the room. */
function bridgePresence(room: Room, presence: PresenceRoom): Bridge {
  const shared = presence.awareness;
  const own = createAwareness(room);
  // To the client, what this machine says of itself is told by another: it may take it back.
  own.clientID = 0;
  const fromRoom = Symbol('room');
  const fromLink = Symbol('link');
  /** Told of by this link last. */
  const told = new Set<number>();
  let forgetting = false;
  type Changes = { added: number[]; updated: number[]; removed: number[] };
  const all = ({ added, updated, removed }: Changes) => [...added, ...updated, ...removed];

  const inward = (changes: Changes, origin: unknown) => {
    if (origin === fromRoom || origin === 'timeout' || forgetting) return;
    if (shared.meta.size > CLIENTS_MAX) return;
    for (const client of all(changes)) told.add(client);
    applyAwarenessUpdate(shared, encodeAwarenessUpdate(own, all(changes)), fromLink);
  };
  const outward = (changes: Changes, origin: unknown) => {
    if (origin === fromLink) return;
    for (const client of all(changes)) told.delete(client);
    applyAwarenessUpdate(own, encodeAwarenessUpdate(shared, all(changes)), fromRoom);
  };
  own.on('update', inward);
  shared.on('update', outward);
  applyAwarenessUpdate(own, encodeAwarenessUpdate(shared, [...shared.getStates().keys()]), fromRoom);

  return {
    own,
    forget() {
      forgetting = true;
      forgetClients(shared, told, fromLink);
      told.clear();
      // The client forgets everybody next, on its own account.
      queueMicrotask(() => {
        forgetting = false;
        for (const client of [...own.meta.keys()]) if (client !== room.doc.clientID) own.meta.delete(client);
      });
    },
    close() {
      shared.off('update', outward);
      own.off('update', inward);
    },
  };
}
