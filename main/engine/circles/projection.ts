/**
 * From shared documents to rows: the generic table `entities`, the feed, and each feature's own projectors.
 * Runs inside the SQL transaction that stores the update, so rows and documents never disagree.
 */
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { FeedLine } from '#shared/contract/planning.ts';
import type { DocumentName, Entity, Facets, Json, Projector } from './circle.ts';
import type { Changes } from './documents.ts';
import { GONE, readEntity } from './facet.ts';

interface EntityRow {
  document: DocumentName;
  facets: string;
  rivals: string | null;
  stamp: string;
}

/** A feed line from another device may be of any shape; one that is not a line is set aside. */
function asFeedLine(value: Json): (FeedLine & { at: number }) | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { id, at, kind, title, author } = value;
  const valid =
    typeof id === 'string' &&
    typeof at === 'number' &&
    Number.isFinite(at) &&
    typeof kind === 'string' &&
    typeof title === 'string' &&
    typeof author === 'string';
  return valid ? (value as unknown as FeedLine) : null;
}

export function createProjection(sqlite: Database, circle: string, projectors: Projector[]) {
  const byType = Map.groupBy(projectors, ({ type }) => type);
  const select = sqlite.prepare<[string, string, string], EntityRow>(
    'SELECT document, facets, rivals, stamp FROM entities WHERE circle = ? AND type = ? AND id = ?',
  );
  const selectType = sqlite.prepare<[string, string], EntityRow & { id: string }>(
    'SELECT id, document, facets, rivals, stamp FROM entities WHERE circle = ? AND type = ? ORDER BY id',
  );
  const upsert = sqlite.prepare(
    `INSERT INTO entities (circle, type, id, document, facets, rivals, stamp) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (circle, type, id) DO UPDATE SET document = excluded.document, facets = excluded.facets,
       rivals = excluded.rivals, stamp = excluded.stamp`,
  );
  const remove = sqlite.prepare('DELETE FROM entities WHERE circle = ? AND type = ? AND id = ?');
  const selectCopies = sqlite.prepare<[string, string, string], EntityRow>(
    'SELECT document, facets, rivals, stamp FROM entity_copies WHERE circle = ? AND type = ? AND id = ?',
  );
  const removeCopies = sqlite.prepare('DELETE FROM entity_copies WHERE circle = ? AND type = ? AND id = ?');
  const insertCopy = sqlite.prepare(
    'INSERT INTO entity_copies (circle, type, id, document, facets, rivals, stamp) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertLine = sqlite.prepare(
    'INSERT OR IGNORE INTO feed (id, at, booking_id, line) VALUES (?, ?, ?, ?)',
  );

  const toEntity = (type: string, id: string, row: EntityRow): Entity => ({
    type,
    id,
    document: row.document,
    facets: JSON.parse(row.facets) as Facets,
    rivals: row.rivals === null ? {} : (JSON.parse(row.rivals) as Record<string, Json[]>),
  });

  /** The entity's copy in one document has changed: the latest of its living copies is what everybody sees. */
  function projectEntity(document: DocumentName, doc: Y.Doc, type: string, id: string): void {
    const map = doc.getMap<Y.Map<unknown>>(type).get(id);
    const read = map instanceof Y.Map ? readEntity(map) : null;
    const current = select.get(circle, type, id);
    const waiting = selectCopies.all(circle, type, id);
    const copies = [...(current ? [current] : []), ...waiting].filter((copy) => copy.document !== document);
    if (read !== null && !read.facets[GONE]) {
      const { [GONE]: _, ...facets } = read.facets;
      const rivals = Object.keys(read.rivals).length > 0 ? JSON.stringify(read.rivals) : null;
      copies.push({ document, facets: JSON.stringify(facets), rivals, stamp: read.latest });
    }
    copies.sort((a, b) =>
      a.stamp === b.stamp ? (a.document < b.document ? 1 : -1) : a.stamp < b.stamp ? 1 : -1,
    );
    const [shown, ...others] = copies;
    if (waiting.length > 0) removeCopies.run(circle, type, id);
    for (const copy of others) {
      insertCopy.run(circle, type, id, copy.document, copy.facets, copy.rivals, copy.stamp);
    }
    if (shown) {
      upsert.run(circle, type, id, shown.document, shown.facets, shown.rivals, shown.stamp);
      const entity = toEntity(type, id, shown);
      for (const projector of byType.get(type) ?? []) projector.project(sqlite, id, entity);
    } else if (current) {
      remove.run(circle, type, id);
      for (const projector of byType.get(type) ?? []) projector.project(sqlite, id, null);
    }
  }

  function projectFeed(lines: Json[]): void {
    for (const value of lines) {
      const line = asFeedLine(value);
      if (line) insertLine.run(line.id, line.at, line.bookingId ?? null, JSON.stringify(line));
    }
  }

  return {
    read(type: string, id: string): Entity | null {
      const row = select.get(circle, type, id);
      return row ? toEntity(type, id, row) : null;
    },
    list(type: string): Entity[] {
      return selectType.all(circle, type).map((row) => toEntity(type, row.id, row));
    },
    /** Projects what a batch of changes touched. */
    apply(batch: { name: DocumentName; doc: Y.Doc; changes: Changes }[]): void {
      const touched = new Map<string, Set<string>>();
      for (const { name, doc, changes } of batch) {
        for (const [type, ids] of changes.entities) {
          const all = touched.get(type) ?? new Set<string>();
          for (const id of ids) {
            projectEntity(name, doc, type, id);
            all.add(id);
          }
          touched.set(type, all);
        }
        projectFeed(changes.feed);
      }
      for (const [type, ids] of touched) {
        for (const projector of byType.get(type) ?? []) projector.settle?.(sqlite, ids);
      }
    },
    clear(): void {
      sqlite.prepare('DELETE FROM entities WHERE circle = ?').run(circle);
      sqlite.prepare('DELETE FROM entity_copies WHERE circle = ?').run(circle);
      sqlite.exec('DELETE FROM feed');
      for (const projector of projectors) projector.clear(sqlite);
    },
  };
}
