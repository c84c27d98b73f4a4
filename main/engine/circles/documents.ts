/**
 * The inner Y.Docs of a circle: loaded from the stored updates when something touches them, kept while they are
 * current, and forgotten when a write could not be stored (memory never holds what the base does not).
 */
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { DocumentName, Json } from './circle.ts';

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
  /** Runs `work` as one Yjs transaction; the update it made is stored, and what changed is given back. */
  change(work: (doc: Y.Doc) => void): Changes;
}

export const FEED = 'feed';

export function createDocuments(sqlite: Database, circle: string) {
  const open = new Map<DocumentName, OpenDocument & { stored: { count: number; bytes: number } }>();
  const selectUpdates = sqlite.prepare<[string, string], { update: Buffer }>(
    'SELECT "update" FROM circle_updates WHERE circle = ? AND document = ? ORDER BY id',
  );
  const insertUpdate = sqlite.prepare(
    'INSERT INTO circle_updates (circle, document, "update") VALUES (?, ?, ?)',
  );
  const deleteUpdates = sqlite.prepare('DELETE FROM circle_updates WHERE circle = ? AND document = ?');

  function load(name: DocumentName) {
    const doc = new Y.Doc();
    const rows = selectUpdates.all(circle, name);
    doc.transact(() => {
      for (const { update } of rows) Y.applyUpdate(doc, update);
    });
    const stored = { count: rows.length, bytes: rows.reduce((sum, row) => sum + row.update.length, 0) };
    return { name, doc, stored, change: (work: (doc: Y.Doc) => void) => change(name, doc, stored, work) };
  }

  function change(
    name: DocumentName,
    doc: Y.Doc,
    stored: { count: number; bytes: number },
    work: (doc: Y.Doc) => void,
  ): Changes {
    const changes: Changes = { entities: new Map(), feed: [] };
    const updates: Uint8Array[] = [];
    const onUpdate = (update: Uint8Array) => updates.push(update);
    const onTransaction = (transaction: Y.Transaction) => collect(transaction, changes);
    doc.on('update', onUpdate);
    doc.on('afterTransaction', onTransaction);
    try {
      doc.transact(() => work(doc));
    } finally {
      doc.off('update', onUpdate);
      doc.off('afterTransaction', onTransaction);
    }
    for (const update of updates) {
      insertUpdate.run(circle, name, update);
      stored.count += 1;
      stored.bytes += update.length;
    }
    if (stored.count > COMPACT_COUNT || (stored.count > 1 && stored.bytes > COMPACT_BYTES)) {
      const whole = Y.encodeStateAsUpdate(doc);
      deleteUpdates.run(circle, name);
      insertUpdate.run(circle, name, whole);
      stored.count = 1;
      // Counted from here: a document larger than the bound is merged again only after as much again was written.
      stored.bytes = 0;
    }
    return changes;
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
    /** Drops documents from memory; they are read again from the base when needed. */
    forget(names: Iterable<DocumentName> = [...open.keys()]): void {
      for (const name of names) {
        open.get(name)?.doc.destroy();
        open.delete(name);
      }
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

/** Notes which entities a Yjs transaction touched: a root map's keys, or an entity's own keys. */
function collect(transaction: Y.Transaction, changes: Changes): void {
  for (const [type, keys] of transaction.changed) {
    if (type._item === null) {
      const root = Y.findRootTypeKey(type);
      if (root === FEED)
        changes.feed.push(...addedTo(type as Y.AbstractType<Y.YEvent<Y.Array<unknown>>>, transaction));
      else for (const key of keys) if (key !== null) touch(changes, root, key);
      continue;
    }
    const parent = type._item.parent;
    if (parent instanceof Y.AbstractType && parent._item === null && type._item.parentSub !== null) {
      touch(changes, Y.findRootTypeKey(parent), type._item.parentSub);
    }
  }
}

function touch(changes: Changes, type: string, id: string): void {
  const ids = changes.entities.get(type) ?? new Set<string>();
  ids.add(id);
  changes.entities.set(type, ids);
}

function addedTo(array: Y.AbstractType<Y.YEvent<Y.Array<unknown>>>, transaction: Y.Transaction): Json[] {
  const event = new Y.YArrayEvent(array as Y.Array<unknown>, transaction);
  return [...event.changes.added].flatMap((item) => item.content.getContent() as Json[]);
}
