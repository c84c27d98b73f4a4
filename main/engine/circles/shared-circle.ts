/**
 * A circle over its documents, its projection and the gestures of this device (see circle.ts for the promises).
 */
import * as Y from 'yjs';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { FeedLine } from '#shared/contract/planning.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { regainable, transactions } from '../ground/transactions.ts';
import type {
  Circle,
  DocumentName,
  Facets,
  GestureLine,
  Outlet,
  Part,
  Projector,
  Received,
  Writer,
} from './circle.ts';
import { birthOf } from './copies.ts';
import { type Changes, createDocuments, everythingIn, FEED } from './documents.ts';
import { dropEntity, dropFacets, dropValues, mapsOf, setFacet } from './entity-maps.ts';
import {
  GONE,
  isGone,
  replacing,
  unionOf,
  type Versions,
  versionsOf,
  versionsOfFacet,
  writtenIn,
} from './facet.ts';
import { createGestures, type Inverse } from './gestures.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { Overlay, type Step } from './overlay.ts';
import { createProjection } from './projection.ts';
import { readAhead } from './read-ahead.ts';
import { createTakingBack } from './taking-back.ts';
import { copiesIn, readWhole, type WholeReading } from './whole-reading.ts';

interface Options {
  name: Circle['name'];
  sqlite: WriteHandle;
  device: string;
  clock: HybridClock;
  now: () => number;
  newId: () => string;
  /** Who signs the feed lines of this device. */
  author: () => string;
  projectors: Projector[];
  /** A machine of the team reads only entities of which all devices share one map (entity-maps.ts). None does when not given. */
  readsShared?: () => boolean;
  /** Types of which no value stays once they are gone, whoever wrote it. None when not given. */
  erases?: readonly string[];
  /** Where what is written here goes; none for a circle that is shared with nobody. */
  outlet?: Outlet;
  /** Another thread when it is not given. */
  readAhead?: typeof readAhead;
}

/** A step where it is written, and what other documents hold of its entity. */
type Placed = Step & { elsewhere: Versions };

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
  const { name, sqlite, device, clock, now, newId, author, projectors, erases = [], outlet } = options;
  const documents = createDocuments(sqlite, name, clock);
  const projection = createProjection({
    sqlite,
    circle: name,
    projectors,
    open: (document) => documents.open(document).doc,
  });
  const gestures = createGestures(sqlite, name);

  const inTransaction = transactions(sqlite);

  /** Everything or nothing: a refusal or a failure rolls SQL back and drops what memory had gone ahead with. */
  function atomically<T>(
    work: (touch: (document: DocumentName) => void) => Result<T, AppError>,
  ): Result<T, AppError> {
    const touched = new Set<DocumentName>();
    try {
      return inTransaction(() => work((document) => touched.add(document)));
    } catch (error) {
      documents.forget(touched);
      if (error instanceof Refused) return err(error.refusal);
      throw error;
    }
  }

  function apply(
    steps: Step[],
    lines: FeedLine[],
    touch: (document: DocumentName) => void,
    isPart: boolean,
  ): void {
    const stamp = clock.tick();
    const readsShared = options.readsShared?.() ?? false;
    const known = steps.flatMap(placed);
    const byDocument = Map.groupBy(known, (step) => step.document);
    // Beside what it tells of: one document, one update, one sealed entry for most gestures.
    const home = [...byDocument.keys()].findLast((name) => name !== 'undated');
    const told = Map.groupBy(lines, ({ at }) => home ?? yearDocument(at));
    const batch = projection.batch('here');
    for (const documentName of new Set([...byDocument.keys(), ...told.keys()])) {
      touch(documentName);
      const document = documents.open(documentName);
      const changes = document.change((doc) => {
        for (const step of byDocument.get(documentName) ?? []) writeStep(doc, step, stamp, readsShared);
        const its = told.get(documentName);
        // At the beginning: the end of a year's feed is looked for line by line, and the order says nothing.
        if (its) doc.getArray<FeedLine>(FEED).unshift(its);
      }, !isPart);
      if (changes.update) outlet?.written(documentName, changes.update);
      batch.project(documentName, projection.copiesOf(document.doc), changes);
      eraseGone(documentName, changes, batch);
    }
  }

  /**
   * What is gone keeps no value in this device's copy of the document, nor in what it is stored as. Each device does it when it
   * learns of the removal: it is no update, and is sent to nobody.
   */
  function eraseGone(
    documentName: DocumentName,
    { entities }: Pick<Changes, 'entities'>,
    batch: ReturnType<typeof projection.batch>,
  ): void {
    const { doc, change } = documents.open(documentName);
    const gone = erases.flatMap((type) =>
      [...(entities.get(type) ?? [])].flatMap((id) => {
        const versions = versionsOf(mapsOf(doc, type, id));
        return isGone(versions) ? [{ type, id, hasValues: versions.size > 1 }] : [];
      }),
    );
    if (gone.length === 0) return;
    // They may have left with what came: what this device stored of them before is still there.
    if (gone.some(({ hasValues }) => hasValues)) {
      const changes = change(() => {
        for (const { type, id } of gone) dropValues(doc, type, id, GONE);
      });
      batch.project(documentName, projection.copiesOf(doc), changes);
    }
    for (const { id } of gone) gestures.forget(id);
    documents.compact(documentName);
    outlet?.erased(documentName);
  }

  function writeStep(doc: Y.Doc, step: Placed, stamp: string, readsShared: boolean): void {
    const { type, id, facets, home, unmade, elsewhere } = step;
    const place = { type, id, device };
    if (unmade) {
      dropFacets(doc, place, Object.keys(facets));
      return;
    }
    const maps = mapsOf(doc, type, id);
    // Nobody makes a shared map beside other ones: two devices might, and Yjs would keep one of them.
    const isShared = readsShared && (maps.length === 0 || maps.some((one) => one.device === null));
    for (const [facet, value] of Object.entries(facets)) {
      const here = versionsOfFacet(maps, facet);
      // What is born with facets is there. Saying so would bring back what somebody removed apart.
      const isSaid = home === null && here.size === 0 && Object.keys(facets).length > 1;
      if (facet === GONE && value === false && isSaid && !isShared) continue;
      const known = facet === GONE ? [here] : [here, elsewhere.get(facet)];
      setFacet(doc, place, facet, replacing(value ?? null, device, stamp, known), isShared);
    }
  }

  /**
   * Where a step is written, with what the gesture knows of the entity's other copies. The facets stay with the copy
   * that the entity was born with; another document only says that the entity is there, or gone.
   */
  function placed(step: Step): Placed[] {
    // Almost always: new, or where its only copy is.
    const alone = step.home === null || step.home === step.document;
    if (alone && !projection.hasLeft(step.type, step.id))
      return Object.keys(step.facets).length > 0 ? [{ ...step, elsewhere: new Map() }] : [];
    const copies = projection.copies(step.type, step.id);
    const born = birthOf(copies)?.document ?? step.document;
    const written = ({ document, facets }: Pick<Step, 'document' | 'facets'>) => {
      const others = copies.filter((copy) => copy.document !== document);
      const elsewhere = unionOf(others.map(({ versions }) => versions));
      return Object.keys(facets).length > 0 ? [{ ...step, document, facets, elsewhere }] : [];
    };
    if (born === step.document) return written(step);
    const { [GONE]: gone, ...facets } = step.facets;
    return [
      ...written({ document: born, facets }),
      ...written({ document: step.document, facets: gone === undefined ? {} : { [GONE]: gone } }),
    ];
  }

  function inverseOf(steps: Step[], overlay: Overlay): Inverse {
    return steps.map(({ document, type, id, facets }) => {
      const entity = overlay.before(type, id);
      const isBirth = entity === null && !projection.hasLeft(type, id);
      const previous: Facets = {};
      for (const [facet, value] of Object.entries(facets)) {
        previous[facet] = facet === GONE ? !value : (entity?.facets[facet] ?? null);
      }
      return { document, type, id, previous, written: facets, ...(isBirth ? { isBirth } : {}) };
    });
  }

  /**
   * Has new documents that came packed, whole and alone read by another thread, when there are several; the first is read
   * here, while the thread starts.
   */
  function readAheadOf(byDocument: [DocumentName, Received[]][]) {
    const packed = byDocument.filter(
      ([name, its]) => its.length === 1 && its.every((it) => it.packed) && documents.isNew(name),
    );
    if (packed.length < 2 || erases.length > 0) return null;
    const [first, ...later] = packed.map(([name, [it]]) => ({ name, it: it as Received }));
    const thread = (options.readAhead ?? readAhead)(later.map(({ it }) => it.packed as Uint8Array));
    return {
      /** Asked in the order of the documents. */
      of(name: DocumentName): WholeReading | null {
        if (name === first?.name) return readWhole(first.it.update);
        if (name !== later[0]?.name) return null;
        later.shift();
        return thread.next();
      },
      close: () => thread.close(),
    };
  }

  function adopt(
    batch: ReturnType<typeof projection.batch>,
    name: DocumentName,
    its: readonly Received[],
    reading: WholeReading,
  ): void {
    for (const it of its) documents.adopt(name, it);
    const { changes, copyOf } = copiesIn(reading, (type, id) => projection.versionsIn(name, type, id));
    batch.project(name, copyOf, changes, clock.observe);
  }

  const lineOf = (description: GestureLine, id = newId(), at = now()): FeedLine => ({
    ...description,
    id,
    at,
    author: author(),
  });

  return {
    name,
    ...createTakingBack({ device, gestures, projection, documents, outlet, atomically, apply, lineOf }),
    read: projection.read,
    list: projection.list,
    listUnder: projection.listUnder,
    versions: (type, id) => writtenIn(unionOf(projection.copies(type, id).map(({ versions }) => versions))),

    write<T extends object>(
      work: (writer: Writer) => Result<T, AppError>,
      tell?: (value: T) => GestureLine | null,
      part?: Part,
    ): Result<T & { gestureId?: string }, AppError> {
      const refusal = outlet?.refusal();
      if (refusal) return err(refusal);
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
      const done = atomically((touch) => {
        const result = work(writer);
        if (!result.ok) throw new Refused(result.error);
        const steps = overlay.steps();
        // The last part tells of those before it, whatever is left to write.
        if (steps.length === 0 && !part?.isLast) return ok({ ...result.value });
        const description = (part?.isLast === false ? null : tell?.(result.value)) ?? null;
        const inverse = description || part ? inverseOf(steps, overlay) : [];
        const gestureId = part?.gesture ?? newId();
        const lines = description ? [lineOf(description, gestureId, at)] : [];
        apply(steps, lines, touch, part !== undefined);
        if (part) gestures.rememberPart(part.gesture, inverse);
        for (const line of lines) gestures.remember(line, part ? [] : inverse);
        return ok(description ? { ...result.value, gestureId } : { ...result.value });
      });
      if (done.ok) outlet?.committed();
      return done;
    },

    rebuild(): void {
      atomically(() => {
        projection.clear();
        const batch = projection.batch('elsewhere');
        for (const documentName of documents.names()) {
          const { doc } = documents.open(documentName);
          batch.project(documentName, projection.copiesOf(doc), everythingIn(doc));
        }
        return ok(null);
      });
    },

    receive(received: readonly Received[], also?: () => void): void {
      const byDocument = [...Map.groupBy(received, ({ document }) => document)];
      const ahead = readAheadOf(byDocument);
      try {
        regainable(sqlite, () =>
          atomically((touch) => {
            const batch = projection.batch('elsewhere');
            for (const [documentName, its] of byDocument) {
              touch(documentName);
              const reading = ahead?.of(documentName);
              if (reading) adopt(batch, documentName, its, reading);
              else {
                const { receive, doc } = documents.open(documentName);
                const changes = receive(its);
                batch.project(documentName, projection.copiesOf(doc), changes, clock.observe);
                eraseGone(documentName, changes, batch);
              }
            }
            also?.();
            documents.saveClock();
            return ok(null);
          }),
        );
      } finally {
        ahead?.close();
      }
    },

    withoutErased(document, state) {
      if (erases.length === 0) return state;
      const { doc } = documents.open(document);
      const then = new Y.Doc();
      try {
        Y.applyUpdate(then, state);
        const gone = [...everythingIn(then).entities].flatMap(([type, ids]) =>
          erases.includes(type)
            ? [...ids].flatMap((id) => {
                const [now, before] = [doc, then].map((one) => versionsOf(mapsOf(one, type, id)));
                return now && isGone(now) && before && [...before.keys()].some((facet) => facet !== GONE)
                  ? [{ type, id }]
                  : [];
              })
            : [],
        );
        if (gone.length === 0) return state;
        then.transact(() => {
          for (const { type, id } of gone) dropEntity(then, type, id);
        });
        return Y.encodeStateAsUpdate(then);
      } finally {
        then.destroy();
      }
    },

    eraseLeft(): void {
      const left = erases.flatMap((type) =>
        projection.withGoneValues(type).map(({ document, id }) => ({ type, document, id })),
      );
      if (left.length === 0) return;
      atomically((touch) => {
        for (const [document, its] of Map.groupBy(left, (one) => one.document)) {
          touch(document);
          const byType = Map.groupBy(its, ({ type }) => type);
          const entities = new Map(
            [...byType].map(([type, all]) => [type, new Set(all.map(({ id }) => id))]),
          );
          eraseGone(document, { entities }, projection.batch('here'));
        }
        return ok(null);
      });
    },

    whole: (document) => documents.whole(document),
    documents: () => documents.names(),
  };
}
