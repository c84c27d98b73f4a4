/**
 * The inner Y.Docs of a circle: loaded from the stored updates when something touches them, kept while they are
 * current, and forgotten when a write could not be stored (memory never holds what the base does not).
 */
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { arrayChange } from '../ground/array-change.ts';
import type { ReadHandle, WriteHandle } from '../ground/handles.ts';
import { pack } from '../ground/packing.ts';
import type { DocumentName, Json, Received } from './circle.ts';
import { canTake, TooMuch } from './content-bounds.ts';
import { idOf } from './entity-maps.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { count, createLoading, type StoredUpdate, unpacked } from './loading.ts';

/** Stored updates are merged into one when a document passes either bound. */
const COMPACT_COUNT = 400;
const COMPACT_BYTES = 2 * 1024 * 1024;
/** Documents kept open: undated, this year and the next, and one more that was touched last. */
const KEPT_OPEN = 4;

/** What one or more Yjs transactions changed in a document. */
export interface Changes {
  /** Entity ids by type. */
  entities: Map<string, Set<string>>;
  feed: Json[];
}

export interface OpenDocument {
  name: DocumentName;
  doc: Y.Doc;
  /**
   * Runs `work` as one Yjs transaction; the update it made is stored, and given back with what changed. With `merges`
   * false, the stored updates are left for a later change to merge: that takes as long as the document is.
   */
  change(work: (doc: Y.Doc) => void, merges?: boolean): Changes & { update: Uint8Array | null };
  /**
   * Applies updates made elsewhere as one Yjs transaction. They are stored as they came: one whose dependencies are
   * missing changes nothing yet, and must survive a restart. Throws when one of them is no update, or more
   * than the document can take.
   */
  receive(updates: readonly Pick<Received, 'update' | 'packed'>[]): Changes;
}

export const FEED = 'feed';

/** `clock`: its last stamp is kept beside the last update. */
export function createDocuments(sqlite: WriteHandle, circle: string, clock: Pick<HybridClock, 'last'>) {
  const open = new Map<DocumentName, OpenDocument>();
  const selectUpdates = sqlite.prepare<[string, string], StoredUpdate>(
    'SELECT "update", packed FROM circle_updates WHERE circle = ? AND document = ? ORDER BY id',
  );
  const insertUpdate = sqlite.prepare(
    'INSERT INTO circle_updates (circle, document, "update", packed, clock) VALUES (?, ?, ?, ?, ?)',
  );
  const selectAny = sqlite.prepare<[string, string], unknown>(
    'SELECT 1 FROM circle_updates WHERE circle = ? AND document = ? LIMIT 1',
  );
  const updateClock = sqlite.prepare(
    'UPDATE circle_updates SET clock = ? WHERE id = (SELECT max(id) FROM circle_updates)',
  );
  const deleteUpdates = sqlite.prepare('DELETE FROM circle_updates WHERE circle = ? AND document = ?');

  const loading = createLoading((name) => selectUpdates.all(circle, name));

  function insert(name: DocumentName, update: Uint8Array, asItCame: Uint8Array | null = null): void {
    const { packed, bytes } = asItCame ? { packed: true, bytes: asItCame } : pack(update);
    insertUpdate.run(circle, name, bytes, Number(packed), clock.last);
  }

  function load(name: DocumentName): OpenDocument {
    const { doc, stored } = loading.whole(name);

    function store(updates: readonly Pick<Received, 'update' | 'packed'>[], merges = true): void {
      for (const { update, packed } of updates) {
        insert(name, update, packed);
        count(stored, update.length);
      }
      if (!merges || (stored.count <= COMPACT_COUNT && stored.bytes <= COMPACT_BYTES)) return;
      // With what waits for its dependencies.
      const whole = Y.encodeStateAsUpdate(doc);
      deleteUpdates.run(circle, name);
      insert(name, whole);
      Object.assign(stored, { count: 1, bytes: 0, largest: whole.length });
    }

    return {
      name,
      doc,
      change(work, merges) {
        const updates: Uint8Array[] = [];
        const onUpdate = (update: Uint8Array) => updates.push(update);
        doc.on('update', onUpdate);
        try {
          const changes = watch(doc, () => work(doc)).changes;
          store(
            updates.map((update) => ({ update })),
            merges,
          );
          return { ...changes, update: updates[0] ?? null };
        } finally {
          doc.off('update', onUpdate);
        }
      },
      receive(updates) {
        const waiting = waitingIn(doc);
        const { changes, grew } = watch(doc, () => {
          let bytes = stored.bytes + stored.largest;
          for (const { update } of updates) {
            if (!canTake(doc, bytes, update)) throw new TooMuch('the document cannot take it');
            Y.applyUpdate(doc, update);
            bytes += update.length;
          }
        });
        if (grew || !isDeepStrictEqual(waiting, waitingIn(doc))) store(updates);
        return changes;
      },
    };
  }

  return {
    open(name: DocumentName): OpenDocument {
      const found = open.get(name);
      const document = found ?? load(name);
      // Re-inserted so that the map's order is the order of use.
      open.delete(name);
      open.set(name, document);
      for (const [other, { doc }] of open) {
        if (open.size <= KEPT_OPEN) break;
        if (other === name || other === 'undated') continue;
        doc.destroy();
        open.delete(other);
      }
      return document;
    },
    /** Reads some of a document that is not open; false once there is nothing left to read. */
    readOn: (name: DocumentName): boolean => !open.has(name) && loading.readOn(name),
    /** Drops documents from memory; they are read again from the base when needed. */
    forget(names: Iterable<DocumentName> = [...open.keys()]): void {
      for (const name of names) {
        open.get(name)?.doc.destroy();
        open.delete(name);
        loading.forget(name);
      }
    },
    /** A whole document as one update, what waits for its dependencies included. */
    whole(name: DocumentName): Uint8Array {
      const found = open.get(name);
      if (found) return Y.encodeStateAsUpdate(found.doc);
      const [only, ...others] = selectUpdates.all(circle, name);
      return only && others.length === 0 ? unpacked(only) : Y.encodeStateAsUpdate(this.open(name).doc);
    },
    /** Stores it as one update: what was deleted from it is in no other. */
    compact(name: DocumentName): void {
      const whole = Y.encodeStateAsUpdate(this.open(name).doc);
      deleteUpdates.run(circle, name);
      insert(name, whole);
      this.forget([name]);
    },
    /** Nothing of it is here yet. */
    isNew: (name: DocumentName): boolean => !open.has(name) && selectAny.get(circle, name) === undefined,
    /** Stores a whole document that `isNew`, without opening it. */
    adopt(name: DocumentName, { update, packed }: Pick<Received, 'update' | 'packed'>): void {
      insert(name, update, packed);
    },
    /** Keeps what the clock saw of updates after they were stored, inside the same transaction. */
    saveClock(): void {
      updateClock.run(clock.last);
    },
    names(): DocumentName[] {
      return sqlite
        .prepare<[string], { document: DocumentName }>(
          'SELECT DISTINCT document FROM circle_updates WHERE circle = ?',
        )
        .all(circle)
        .map((row) => row.document);
    },
  };
}

/** The stamp last kept by any circle of this base; empty before anything was written. */
export const lastClock = (sqlite: ReadHandle): string =>
  sqlite
    .prepare<[], string | null>('SELECT clock FROM circle_updates ORDER BY id DESC LIMIT 1')
    .pluck()
    .get() ?? '';

/** Lists a whole document as if all of it had just changed. */
export function everythingIn(doc: Y.Doc): Changes {
  const changes: Changes = { entities: new Map(), feed: [] };
  for (const root of [...doc.share.keys()]) {
    // The newest line is the first in the array.
    if (root === FEED) changes.feed = doc.getArray<Json>(FEED).toArray().reverse();
    else changes.entities.set(root, new Set([...doc.getMap(root).keys()].map(idOf)));
  }
  return changes;
}

/** Runs `work` as one Yjs transaction. `grew`: it added or deleted something. */
function watch(doc: Y.Doc, work: () => void): { changes: Changes; grew: boolean } {
  const changes: Changes = { entities: new Map(), feed: [] };
  let grew = false;
  const onTransaction = (transaction: Y.Transaction) => {
    collect(transaction, changes);
    const { beforeState, afterState, deleteSet } = transaction;
    grew ||=
      deleteSet.clients.size > 0 || [...afterState].some(([id, clock]) => beforeState.get(id) !== clock);
  };
  doc.on('afterTransaction', onTransaction);
  try {
    doc.transact(work);
  } finally {
    doc.off('afterTransaction', onTransaction);
  }
  return { changes, grew };
}

/** What the document holds back until its dependencies come. */
export const waitingIn = ({ store }: Y.Doc) => [store.pendingStructs?.update, store.pendingDs];

/** Notes which entities a Yjs transaction touched: a root map's keys, or an entity's own keys. */
function collect(transaction: Y.Transaction, changes: Changes): void {
  for (const [type, keys] of transaction.changed) {
    if (type._item === null) {
      const root = Y.findRootTypeKey(type);
      if (root === FEED) changes.feed = changes.feed.concat(arrayChange(type, transaction).added as Json[]);
      else for (const key of keys) if (key !== null) touch(changes, root, idOf(key));
      continue;
    }
    const parent = type._item.parent;
    if (parent instanceof Y.AbstractType && parent._item === null && type._item.parentSub !== null) {
      touch(changes, Y.findRootTypeKey(parent), idOf(type._item.parentSub));
    }
  }
}

function touch(changes: Changes, type: string, id: string): void {
  const ids = changes.entities.get(type) ?? new Set<string>();
  ids.add(id);
  changes.entities.set(type, ids);
}
