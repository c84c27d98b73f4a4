/**
 * A circle over its documents, its projection and the gestures of this device (see circle.ts for the promises).
 */
import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { FeedLine } from '#shared/contract/planning.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Circle, DocumentName, Entity, Facets, GestureLine, Json, Projector, Writer } from './circle.ts';
import { type Changes, createDocuments, FEED } from './documents.ts';
import { GONE, readEntity, writeFacet } from './facet.ts';
import { createGestures, type Inverse } from './gestures.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { Overlay, type Step } from './overlay.ts';
import { createProjection } from './projection.ts';

interface Options {
  name: Circle['name'];
  sqlite: Database;
  device: string;
  clock: HybridClock;
  now: () => number;
  newId: () => string;
  /** Who signs the feed lines of this device. */
  author: () => string;
  projectors: Projector[];
  /** Keeps the clock's last stamp, inside the transaction of the write. */
  saveClock: (stamp: string) => void;
}

/** Leaves a transaction without a trace, carrying why. */
class Refused extends Error {
  readonly refusal: AppError;
  constructor(refusal: AppError) {
    super(refusal.tag);
    this.refusal = refusal;
  }
}

const yearDocument = (at: number): DocumentName => `${new Date(at).getUTCFullYear()}`;

export function createCircle(options: Options): Circle {
  const { name, sqlite, device, clock, now, newId, author, projectors, saveClock } = options;
  const documents = createDocuments(sqlite, name);
  const projection = createProjection(sqlite, name, projectors);
  const gestures = createGestures(sqlite, name);

  /** Everything or nothing: a refusal or a failure rolls SQL back and drops what memory had gone ahead with. */
  function atomically<T>(
    work: (touch: (document: DocumentName) => void) => Result<T, AppError>,
  ): Result<T, AppError> {
    const touched = new Set<DocumentName>();
    try {
      return sqlite.transaction(() => work((document) => touched.add(document)))();
    } catch (error) {
      documents.forget(touched);
      if (error instanceof Refused) return err(error.refusal);
      throw error;
    }
  }

  function apply(
    steps: Step[],
    lines: FeedLine[],
    stamp: string,
    touch: (document: DocumentName) => void,
  ): void {
    const byDocument = new Map<DocumentName, Step[]>();
    for (const step of steps) byDocument.set(step.document, [...(byDocument.get(step.document) ?? []), step]);
    for (const line of lines)
      byDocument.set(yearDocument(line.at), byDocument.get(yearDocument(line.at)) ?? []);
    const batch: { name: DocumentName; doc: Y.Doc; changes: Changes }[] = [];
    for (const [documentName, documentSteps] of byDocument) {
      touch(documentName);
      const document = documents.open(documentName);
      const changes = document.change((doc) => {
        for (const { type, id, facets } of documentSteps) {
          const root = doc.getMap<Y.Map<unknown>>(type);
          let map = root.get(id);
          if (!(map instanceof Y.Map)) {
            map = new Y.Map<unknown>();
            root.set(id, map);
          }
          for (const [facet, value] of Object.entries(facets))
            writeFacet(map, facet, value ?? null, device, stamp);
        }
        const told = lines.filter((line) => yearDocument(line.at) === documentName);
        if (told.length > 0) doc.getArray<FeedLine>(FEED).push(told);
      });
      batch.push({ name: documentName, doc: document.doc, changes });
    }
    projection.apply(batch);
    saveClock(clock.last);
  }

  function inverseOf(steps: Step[], before: (type: string, id: string) => Entity | null): Inverse {
    return steps.map(({ document, type, id, facets }) => {
      const entity = before(type, id);
      const present = entity?.document === document;
      const previous: Facets = {};
      for (const facet of Object.keys(facets)) {
        // An entity that was not in this document goes out of it again.
        previous[facet] = facet === GONE ? !present : ((present ? entity.facets[facet] : null) ?? null);
      }
      if (!present) previous[GONE] = true;
      return { document, type, id, previous, written: facets };
    });
  }

  return {
    name,
    read: projection.read,
    list: projection.list,

    write<T extends object>(
      work: (writer: Writer) => Result<T, AppError>,
      tell?: (value: T) => GestureLine | null,
    ): Result<T & { gestureId?: string }, AppError> {
      const at = now();
      const overlay = new Overlay(projection.read);
      const writer: Writer = {
        at,
        claim: () => clock.tick(),
        read: (type, id) => overlay.read(type, id),
        put: (type, id, facets, document) => overlay.put(type, id, facets, document),
        remove: (type, id) => overlay.remove(type, id),
      };
      // What the work itself writes to the vault (a private label) belongs to the gesture too.
      return atomically((touch) => {
        const result = work(writer);
        if (!result.ok) throw new Refused(result.error);
        const steps = overlay.steps();
        if (steps.length === 0) return ok({ ...result.value });
        const description = tell?.(result.value) ?? null;
        const inverse = description ? inverseOf(steps, projection.read) : [];
        const gestureId = newId();
        const lines = description ? [{ ...description, id: gestureId, at, author: author() }] : [];
        apply(steps, lines, clock.tick(), touch);
        for (const line of lines) gestures.remember(line, inverse);
        return ok(description ? { ...result.value, gestureId } : { ...result.value });
      });
    },

    undo(gestureId: string, description: GestureLine): Result<FeedLine, AppError> {
      const inverse = gestures.inverse(gestureId);
      if (!inverse) return err({ tag: 'nothing_to_undo' });
      for (const { document, type, id, written } of inverse) {
        const map = documents.open(document).doc.getMap<Y.Map<unknown>>(type).get(id);
        const now =
          map instanceof Y.Map ? readEntity(map) : { facets: {} as Facets, rivals: {} as Entity['rivals'] };
        // By value: what a later gesture changed and then took back is again what this one wrote.
        const untouched = Object.entries(written).every(
          ([facet, value]) =>
            now.rivals[facet] === undefined && isDeepStrictEqual(now.facets[facet] ?? null, value ?? null),
        );
        if (!untouched) return err({ tag: 'changed_meanwhile', what: type });
      }
      const line: FeedLine = { ...description, id: newId(), at: now(), author: author() };
      return atomically((touch) => {
        const steps = inverse.map(({ document, type, id, previous }) => ({
          document,
          type,
          id,
          facets: previous,
        }));
        apply(steps, [line], clock.tick(), touch);
        gestures.markUndone(gestureId);
        return ok(line);
      });
    },

    rebuild(): void {
      atomically(() => {
        projection.clear();
        for (const documentName of documents.names()) {
          const { doc } = documents.open(documentName);
          projection.apply([{ name: documentName, doc, changes: everythingIn(doc) }]);
        }
        return ok(null);
      });
    },

    receive(documentName: DocumentName, update: Uint8Array): void {
      atomically((touch) => {
        touch(documentName);
        const document = documents.open(documentName);
        const changes = document.change((doc) => Y.applyUpdate(doc, update));
        for (const [type, ids] of changes.entities) {
          for (const id of ids) {
            const map = document.doc.getMap<Y.Map<unknown>>(type).get(id);
            if (map instanceof Y.Map) clock.observe(readEntity(map).latest);
          }
        }
        projection.apply([{ name: documentName, doc: document.doc, changes }]);
        saveClock(clock.last);
        return ok(null);
      });
    },
  };
}

/** Lists a whole document as if all of it had just changed. */
function everythingIn(doc: Y.Doc): Changes {
  const changes: Changes = { entities: new Map(), feed: [] };
  for (const root of [...doc.share.keys()]) {
    if (root === FEED) changes.feed = doc.getArray<Json>(FEED).toArray();
    else changes.entities.set(root, new Set(doc.getMap(root).keys()));
  }
  return changes;
}
