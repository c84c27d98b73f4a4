/**
 * Who is there: the awareness of the room `team`, with one sealed state for each device. Kept in memory only, forgotten
 * 30 seconds after it was last said. What is in the seal is for those who hold the key to judge.
 */
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import type { DeviceId } from '#shared/domain/team/model.ts';
import { readHeader } from '../../entry/envelope.ts';
import { createChangeQueue } from './change-queue.ts';
import type { Room } from './room.ts';

/** Sealed states of who is there, by device; kept in memory only. */
export interface Presence {
  set(sealed: Uint8Array | null): void;
  all(): ReadonlyMap<DeviceId, Uint8Array>;
  onChange(listen: () => void): () => void;
}

export interface PresenceRoom extends Presence {
  /** Another one when the room has another document. */
  readonly awareness: Awareness;
  close(): void;
}

/** An awareness whose own check does not keep the process up. */
export function createAwareness(room: Pick<Room, 'doc'>): Awareness {
  const awareness = new Awareness(room.doc);
  (awareness._checkInterval as unknown as NodeJS.Timeout).unref();
  awareness.setLocalState(null);
  return awareness;
}

/** Those whom a lost socket told of are there no more; told of again, even in the same words, they are back. */
export function forgetClients(awareness: Awareness, clients: Iterable<number>, origin: unknown): void {
  const others = [...clients].filter((client) => client !== awareness.clientID);
  removeAwarenessStates(awareness, others, origin);
  for (const client of others) awareness.meta.delete(client);
}

export function openPresence(room: Room, log: (line: string) => void): PresenceRoom {
  const queue = createChangeQueue<null>(log);
  let own: Uint8Array | null = null;
  let awareness = start();

  function start(): Awareness {
    const fresh = createAwareness(room);
    fresh.on('change', () => {
      queue.push(null);
      queue.flushSoon();
    });
    return fresh;
  }

  const say = () => awareness.setLocalState(own ? { s: Buffer.from(own).toString('base64') } : null);

  const stop = room.onReload(() => {
    awareness.destroy();
    awareness = start();
    say();
  });

  return {
    get awareness() {
      return awareness;
    },
    set(sealed) {
      own = sealed;
      say();
    },
    all() {
      const latest = new Map<DeviceId, { seq: number; sealed: Uint8Array }>();
      for (const state of awareness.getStates().values()) {
        if (typeof state.s !== 'string') continue;
        const sealed = new Uint8Array(Buffer.from(state.s, 'base64'));
        const header = readHeader(sealed);
        if (header?.type !== 'presence') continue;
        // A device that was started again is there twice for a while.
        if (header.seq > (latest.get(header.device)?.seq ?? 0))
          latest.set(header.device, { seq: header.seq, sealed });
      }
      return new Map([...latest].map(([device, { sealed }]) => [device, sealed]));
    },
    onChange: (listen) => queue.onChange(() => listen()),
    close() {
      stop();
      queue.close();
      awareness.destroy();
    },
  };
}
