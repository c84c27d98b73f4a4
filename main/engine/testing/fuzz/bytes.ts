/**
 * Bytes that a member's machine may send, as contents of a circle and as frames of a room: whatever they are, they are
 * counted and answered, and what is borne is soon applied and leaves a document that can be given to the next.
 */
import * as Y from 'yjs';
import { seeded } from '#shared/domain/demo/seeded.ts';
import { canTake, isBearable } from '../../circles/content-bounds.ts';
import { readUpdate } from '../../ground/update-bytes.ts';
import { isRoomUpdate, roomCanTake } from '../../relay/wire/update-check.ts';
import { anyUpdate, gesture } from './any-update.ts';

/** Hostile bytes of one seed, half of them for a circle and half for a room. */
const OF_A_SEED = 400;
/** How much longer than an honest document of a year it may take to apply, or to count. */
const SLOWER = 5;

export interface BytesOutcome {
  made: number;
  borne: number;
  /** Borne, and refused by Yjs all the same: set aside as well. */
  thrown: number;
  /** Milliseconds. */
  longest: { counted: number; applied: number; honest: number };
  failures: string[];
}

/** What a year of bookings takes, on this machine and now. */
function timeOfAYear(): number {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let id = 0; id < 7_500; id += 1) {
      const map = new Y.Map();
      doc.getMap('booking').set(`b${id}`, map);
      for (const facet of ['slot', 'title', 'what', 'who', 'status', 'where'])
        map.set(`${facet}@a`, `0mwwwbptw.00b.a\n"${facet.repeat(12)}"`);
    }
  });
  const update = Y.encodeStateAsUpdate(doc);
  const before = performance.now();
  Y.applyUpdate(new Y.Doc(), update);
  return performance.now() - before;
}

const grammars = {
  contents: (doc: Y.Doc, update: Uint8Array) => isBearable(update) && canTake(doc, 0, update),
  frames: (doc: Y.Doc, update: Uint8Array) => isRoomUpdate('team', update) && roomCanTake(doc, update),
};

function timed<T>(work: () => T): { value: T; ms: number } {
  const before = performance.now();
  const value = work();
  return { value, ms: performance.now() - before };
}

function runSeed(seed: number, outcome: BytesOutcome): void {
  const chance = seeded(seed);
  for (const what of ['contents', 'frames'] as const) {
    const honest = new Y.Doc();
    let doc = new Y.Doc();
    let kept = Y.encodeStateAsUpdate(doc);
    const fail = (why: string, bytes: Uint8Array): void => {
      outcome.failures.push(
        `seed ${seed}, ${what}: ${why} (${Buffer.from(bytes).toString('base64').slice(0, 400)})`,
      );
    };
    for (let at = 0; at < OF_A_SEED / 2; at += 1) {
      // A document of a day, not of years: the next ones meet one that is small again.
      if (at % 50 === 0) {
        doc = new Y.Doc();
        kept = Y.encodeStateAsUpdate(doc);
      }
      gesture(honest, chance, what);
      const right = Y.encodeStateAsUpdate(honest);
      if (!grammars[what](new Y.Doc(), right)) fail('an honest update is refused', right);
      const update = anyUpdate(chance, right);
      outcome.made += 1;
      const counted = timed(() => grammars[what](doc, update));
      outcome.longest.counted = Math.max(outcome.longest.counted, counted.ms);
      if (!counted.value) continue;
      outcome.borne += 1;
      if (!readUpdate(update, { struct: () => true, deletion: () => true }))
        fail('borne, and not read', update);
      try {
        const applied = timed(() => Y.applyUpdate(doc, update));
        outcome.longest.applied = Math.max(outcome.longest.applied, applied.ms);
        if (applied.ms > SLOWER * outcome.longest.honest)
          fail(`applied in ${applied.ms.toFixed(0)} ms`, update);
        const whole = Y.encodeStateAsUpdate(doc);
        const next = new Y.Doc();
        Y.applyUpdate(next, whole);
        // Not while something waits: it may bear numbers that something else has (docs/limits.md).
        if (doc.store.pendingStructs !== null) continue;
        const its = Y.decodeStateVector(Y.encodeStateVector(next));
        for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc)))
          if ((its.get(client) ?? 0) < clock) fail('the next one has less', update);
        kept = whole;
      } catch {
        outcome.thrown += 1;
        doc = new Y.Doc();
        Y.applyUpdate(doc, kept);
      }
    }
  }
}

export function runBytes(
  from: number,
  seeds: number,
  progress: (done: number) => void = () => undefined,
): BytesOutcome {
  const honest = timeOfAYear();
  const outcome: BytesOutcome = {
    ...{ made: 0, borne: 0, thrown: 0, failures: [] },
    longest: { counted: 0, applied: 0, honest },
  };
  for (let seed = from; seed < from + seeds; seed += 1) {
    runSeed(seed, outcome);
    progress(seed - from + 1);
  }
  if (outcome.longest.counted > SLOWER * honest)
    outcome.failures.push(
      `counted in ${outcome.longest.counted.toFixed(0)} ms, a year in ${honest.toFixed(0)}`,
    );
  return outcome;
}
