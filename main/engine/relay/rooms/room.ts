/**
 * One room: a Yjs document on the disk and in memory, alike. Every change is stored before anybody hears of it; when
 * the disk refuses one, the document in memory is thrown away and read again from the disk, and the room closes to
 * others until the disk takes bytes again.
 */

import * as Y from 'yjs';
import type { Room as RoomName } from '#shared/domain/team/model.ts';
import { type Clock, seconds } from '../../ground/clock.ts';
import { storageError } from '../../ground/disk-errors.ts';
import { CLOSE } from '../wire/close-codes.ts';
import { isRoomUpdate, roomCanTake } from '../wire/update-check.ts';
import type { RelayStore } from './store.ts';

/** Bytes. */
export const ROOM_MAX = 512 * 1024 * 1024;
/** What may wait in a document for updates that never came, bytes. */
const PENDING_MAX = 32 * 1024 * 1024;
/** Between two tries of a full disk. */
const RETRY = seconds(5);

/** Why an update was not taken: not one of this room, no room left for it, or the disk refuses. */
export type RoomProblem = 'malformed' | 'too-big' | 'disk';

/** What the socket that brought it is told. */
export const closeCodeOf: Record<RoomProblem, number> = {
  malformed: CLOSE.malformed,
  'too-big': CLOSE.tooBig,
  disk: CLOSE.disk,
};

export interface Room {
  readonly name: RoomName;
  /** Another one after `onReload`. */
  readonly doc: Y.Doc;
  /** False while the disk takes nothing. */
  readonly writable: boolean;
  /** An update made elsewhere. Never throws. */
  receive(update: Uint8Array, origin: unknown): RoomProblem | null;
  /** A change made here: one transaction. Throws what SQLite throws: nothing is then changed, in memory either. */
  change(work: (doc: Y.Doc) => void): void;
  /** Each update, once stored; inside the transaction that brought it. */
  onUpdate(listen: (update: Uint8Array, origin: unknown) => void): () => void;
  /** The document is another one: whoever held the former lets go of it. */
  onReload(listen: () => void): () => void;
  close(): void;
}

interface Options {
  name: RoomName;
  store: RelayStore;
  clock: Clock;
  log: (line: string) => void;
  /** Called with each new document, before anything is told of it. */
  watch: (doc: Y.Doc) => void;
}

/** The origin of what `change` does. */
export const HERE = Symbol('here');

export function openRoom({ name, store, clock, log, watch }: Options): Room {
  const updates = new Set<(update: Uint8Array, origin: unknown) => void>();
  const reloads = new Set<() => void>();
  let refused: unknown = null;
  let cancelRetry: (() => void) | null = null;
  let doc = load();

  function load(): Y.Doc {
    const fresh = new Y.Doc();
    fresh.transact(() => {
      for (const update of store.load(name)) {
        // One that was taken in before it was counted would be in the way at each start.
        if (isRoomUpdate(name, update)) Y.applyUpdate(fresh, update, HERE);
        else log(`room ${name}: an update of ${update.length} bytes is left out`);
      }
    });
    fresh.on('update', (update: Uint8Array, origin: unknown, _: Y.Doc, { deleteSet }: Y.Transaction) => {
      try {
        store.append(name, update, deleteSet.clients.size > 0);
      } catch (error) {
        refused = error;
        // Those who listen after this one must not hear of what is not kept.
        throw error;
      }
      for (const listen of [...updates]) listen(update, origin);
    });
    watch(fresh);
    return fresh;
  }

  function retryLater(): void {
    cancelRetry?.();
    cancelRetry = clock.after(RETRY, () => {
      try {
        store.probe();
        cancelRetry = null;
        reload();
      } catch {
        retryLater();
      }
    });
  }

  /** Back to what the disk holds. Never throws: a disk that cannot be read either is tried again later. */
  function reload(): void {
    try {
      const former = doc;
      doc = load();
      former.destroy();
    } catch (error) {
      log(`room ${name}: not read (${storageError(error)?.tag ?? String(error)})`);
      retryLater();
    }
    for (const listen of [...reloads]) listen();
  }

  /** What went wrong in `work`, when something did: the document is then that of the disk again. */
  function attempt(work: () => void): unknown {
    refused = null;
    try {
      work();
      // Yjs may go on after a listener threw.
      if (refused === null) return null;
    } catch (error) {
      refused ??= error;
    }
    const error = refused;
    refused = null;
    const known = storageError(error);
    if (known) {
      log(`room ${name}: not stored (${known.tag})`);
      retryLater();
    }
    reload();
    return error;
  }

  const whole = () => Y.encodeStateAsUpdate(doc);
  const fits = (update: Uint8Array) => store.size(name) + update.length <= ROOM_MAX;

  return {
    name,
    get doc() {
      return doc;
    },
    get writable() {
      return cancelRetry === null;
    },
    receive(update, origin) {
      if (cancelRetry) return 'disk';
      if (!isRoomUpdate(name, update) || !roomCanTake(doc, update)) return 'malformed';
      if (!fits(update)) store.tidy(name, whole, true);
      if (!fits(update)) return 'too-big';
      const error = attempt(() => Y.applyUpdate(doc, update, origin));
      if (error !== null) return storageError(error) ? 'disk' : 'malformed';
      const { pendingStructs, pendingDs } = doc.store;
      if ((pendingStructs?.update.length ?? 0) + (pendingDs?.length ?? 0) > PENDING_MAX) {
        reload();
        return 'malformed';
      }
      store.tidy(name, whole);
      return null;
    },
    change(work) {
      const error = attempt(() => doc.transact(() => work(doc), HERE));
      if (error !== null) throw error;
      store.tidy(name, whole);
    },
    onUpdate(listen) {
      updates.add(listen);
      return () => updates.delete(listen);
    },
    onReload(listen) {
      reloads.add(listen);
      return () => reloads.delete(listen);
    },
    close() {
      cancelRetry?.();
      updates.clear();
      reloads.clear();
      doc.destroy();
    },
  };
}
