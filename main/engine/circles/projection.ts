/**
 * From shared documents to rows: those of the entities (entity-rows.ts), the feed, and each feature's own projectors.
 * Runs inside the SQL transaction that stores the update, so rows and documents never disagree.
 */

import type * as Y from 'yjs';
import { isOfTheDisk, isOfTheValue } from '../ground/disk-errors.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { createAbsence } from './absence.ts';
import type { Circle, DocumentName, EntityRow, Json, Projector, Shown } from './circle.ts';
import { type Copy, createCopies, homeOf } from './copies.ts';
import type { Changes } from './documents.ts';
import { type CopyOf, copyIn, type EntityCopy } from './entity-copy.ts';
import { createEntityRows, type KeptRow } from './entity-rows.ts';
import {
  isGone,
  latestOf,
  plainOnly,
  type ReadEntity,
  readEntity,
  textOf,
  unionOf,
  type Versions,
} from './facet.ts';
import { asFeedLine } from './feed-line.ts';
import { createKnownValues } from './known-values.ts';

interface Options {
  sqlite: WriteHandle;
  circle: Circle['name'];
  projectors: Projector[];
  /** A document as it is in memory, or loaded. */
  open: (document: DocumentName) => Y.Doc;
}

export function createProjection({ sqlite, circle, projectors, open }: Options) {
  const byType = Map.groupBy(projectors, ({ type }) => type);
  let fromElsewhere = false;
  const copies = createCopies(sqlite, circle);
  const knownValues = createKnownValues();
  const rows = createEntityRows(sqlite, circle, projectors);
  const insertLine = sqlite.prepare(
    'INSERT OR IGNORE INTO feed (id, at, booking_id, line) VALUES (?, ?, ?, ?)',
  );

  /**
   * An entity that a projector chokes on, made by another device or version, has no rows of that projector: the update
   * is kept all the same, or this device would lack what it says it holds. What is written here must not be so.
   */
  function project(projector: Projector, id: string, entity: Shown): boolean {
    try {
      return projector.project(sqlite, id, entity) ?? false;
    } catch (error) {
      if (!fromElsewhere || isOfTheDisk(error)) throw error;
      projector.project(sqlite, id, null);
      return false;
    }
  }

  function show(
    type: string,
    id: string,
    document: DocumentName,
    stamp: string,
    { facets, rivals }: ReadEntity,
    current: KeptRow | undefined,
    text = JSON.stringify(facets),
  ): void {
    const row: EntityRow = {
      document,
      facets: text,
      rivals: Object.keys(rivals).length > 0 ? JSON.stringify(rivals) : null,
      stamp,
    };
    const same =
      current?.facets === row.facets &&
      current.rivals === row.rivals &&
      current.document === document &&
      current.stamp === stamp;
    if (same) return;
    const entity: Shown = { type, id, document, facets, rivals, before: current, row };
    if (!fromElsewhere) rows.keep(row.facets, facets);
    let kept = false;
    for (const projector of byType.get(type) ?? []) kept = project(projector, id, entity) || kept;
    if (!kept) rows.put(type, id, row);
    else if (current?.kept === 0) rows.remove(type, id);
  }

  function hide(type: string, id: string): void {
    rows.remove(type, id);
    for (const projector of byType.get(type) ?? []) projector.project(sqlite, id, null);
  }

  const versionsIn = (document: DocumentName, type: string, id: string): Versions =>
    copyIn(open(document), type, id, knownValues)?.versions() ?? new Map();

  /**
   * The entity's copy in one document has changed. Answers the latest stamp in that copy. Values that JSON cannot hold
   * are rare and costly to look for: they are looked for once something has choked on them.
   */
  function projectEntity(
    document: DocumentName,
    copy: EntityCopy | null,
    type: string,
    id: string,
    isNew: boolean,
  ): string {
    const current = isNew ? undefined : rows.row(type, id);
    const known = isNew ? [] : copies.of(type, id);
    const elsewhere = current !== undefined && current.document !== document;
    try {
      const simple = known.length === 0 && !elsewhere ? copy?.simple() : null;
      if (simple) {
        const { facets, latest } = simple;
        show(type, id, document, latest, { facets, rivals: {} }, current, textOf(simple));
        return latest;
      }
      if (known.length === 0 && elsewhere) {
        const there = plainOnly(versionsIn(current.document, type, id));
        known.push({ document: current.document, versions: there });
      }
      return projectCopies({ document, versions: copy?.versions() ?? new Map() }, known, type, id, current);
    } catch (error) {
      if (!copy || !isOfTheValue(error)) throw error;
      return projectCopies({ document, versions: plainOnly(copy.versions()) }, known, type, id, current);
    }
  }

  function projectCopies(
    changed: Copy,
    known: readonly Copy[],
    type: string,
    id: string,
    current: KeptRow | undefined,
  ): string {
    const latest = latestOf(changed.versions);
    const all = known.filter((copy) => copy.document !== changed.document);
    if (latest !== '') all.push(changed);
    all.sort((a, b) => (a.document < b.document ? -1 : 1));
    const alone = all.length === 1 && !isGone(all[0]?.versions as Versions);
    if (known.length > 0 || !alone) copies.replace(type, id, all);
    const home = homeOf(all);
    if (home) {
      const versions = all.length === 1 ? home.versions : unionOf(all.map((copy) => copy.versions));
      show(type, id, home.document, home.stamp, readEntity(versions), current);
    } else if (current) hide(type, id);
    return latest;
  }

  function projectFeed(lines: Json[]): void {
    // The table is the planning's; the other circles keep no feed of their own.
    if (circle !== 'team') return;
    for (const value of lines) {
      const line = asFeedLine(value);
      if (line) insertLine.run(line.id, line.at, line.bookingId ?? null, JSON.stringify(line));
    }
  }

  return {
    read: rows.read,
    list: rows.list,
    listUnder: rows.under,
    /** It has left a document: it has several copies, or none that is living. */
    hasLeft: (type: string, id: string): boolean => copies.of(type, id).length > 0,
    withGoneValues: copies.withGoneValues,
    /** Every copy of an entity; none when it was never seen. */
    copies(type: string, id: string): Copy[] {
      const known = copies.of(type, id);
      const current = known.length > 0 ? undefined : rows.row(type, id);
      if (!current) return known;
      const versions = plainOnly(versionsIn(current.document, type, id));
      return [{ document: current.document, versions }];
    },
    /** The copies of a document that is open. */
    copiesOf:
      (doc: Y.Doc): CopyOf =>
      (type, id) =>
        copyIn(doc, type, id, knownValues),
    /** Starts a batch of documents. */
    batch(origin: 'here' | 'elsewhere') {
      fromElsewhere = origin === 'elsewhere';
      for (const projector of projectors) projector.begin?.(sqlite);
      const absence = createAbsence(rows);
      return {
        /**
         * Projects what changed in a document, and settles it: what is kept until then would be much for ten years.
         * `seen` is told the latest stamp of each entity.
         */
        project(name: DocumentName, copyOf: CopyOf, changes: Changes, seen?: (stamp: string) => void): void {
          for (const [type, ids] of changes.entities) {
            const isNew = absence.of(type, ids.size);
            // In order of the keys: the pages of the indexes are then visited once each.
            for (const id of [...ids].sort()) {
              const latest = projectEntity(name, copyOf(type, id), type, id, isNew(id));
              seen?.(latest);
            }
          }
          projectFeed(changes.feed);
          for (const [type, ids] of changes.entities) {
            for (const projector of byType.get(type) ?? []) projector.settle?.(sqlite, ids);
          }
        },
      };
    },
    versionsIn,
    clear(): void {
      rows.clear();
      copies.clear();
      if (circle === 'team') sqlite.exec('DELETE FROM feed');
      for (const projector of projectors) projector.clear(sqlite);
    },
  };
}
