/**
 * What devices that write apart end up with. Over 400 lines: the property and the examples it found share one vocabulary.
 */
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { err, ok } from '#shared/domain/result.ts';
import { unpack } from '../ground/packing.ts';
import type { DocumentName, Projector, Received } from './circle.ts';
import { createHybridClock } from './hybrid-clock.ts';
import { readAhead } from './read-ahead.ts';
import { createTestDevice, give, line, meet, put, type TestDevice } from './testing.ts';
import { readWhole, type WholeReading } from './whole-reading.ts';

const remove = (device: TestDevice, id: string) =>
  device.circle.write((writer) => {
    writer.remove('things', id);
    return ok({});
  });
const read = (device: TestDevice, id = 'x') => device.circle.read('things', id);
const stored = (device: TestDevice) =>
  device.sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM circle_updates').get()?.n ?? 0;

/** Two devices that know the same entity of 2027. */
function pair(): [TestDevice, TestDevice] {
  const [a, b] = [createTestDevice('a'), createTestDevice('b')];
  put(a, 'x', { slot: 1, who: 'Nadia', what: 'yoga' }, '2027');
  b.time.now += 10;
  meet(a, b);
  return [a, b];
}

/** The documents of a device as snapshots bring them. */
const wholesOf = ({ circle }: TestDevice): Received[] =>
  circle.documents().map((document) => {
    const update = circle.whole(document);
    return { document, update, packed: deflateRawSync(update) };
  });

/** Without the thread, which is slow to start. */
const readHere: typeof readAhead = (updates) => {
  const waiting = [...updates];
  return {
    next() {
      const update = unpack({ packed: true, bytes: waiting.shift() ?? new Uint8Array() });
      return update && readWhole(update);
    },
    close: () => {},
  };
};

describe('an entity that moves to another year', () => {
  it.each([0, 50])(
    'keeps what another device changed meanwhile where it was (its clock %i ms ahead)',
    (ahead) => {
      const [a, b] = pair();
      b.time.now += ahead;
      put(b, 'x', { who: 'Odile' });
      put(a, 'x', { slot: 2 }, '2028');
      meet(a, b);
      for (const device of [a, b]) {
        expect(read(device)).toMatchObject({
          document: '2028',
          facets: { slot: 2, who: 'Odile', what: 'yoga' },
          rivals: {},
        });
      }
    },
  );

  it('shows both values when both changed the same thing', () => {
    const [a, b] = pair();
    put(a, 'x', { slot: 2 }, '2028');
    b.time.now += 50;
    put(b, 'x', { slot: 3 });
    meet(a, b);
    expect(read(a)).toMatchObject({ document: '2028', facets: { slot: 3 }, rivals: { slot: [2] } });
    expect(read(b)).toEqual(read(a));
    put(a, 'x', { slot: 2 }, '2028');
    meet(a, b);
    expect(read(b)).toMatchObject({ document: '2028', facets: { slot: 2 }, rivals: {} });
  });

  it('keeps both values when two move it to the same year at once, and what is changed there before they meet', () => {
    const [a, b] = pair();
    put(a, 'x', { slot: 2 }, '2028');
    put(a, 'x', { who: 'Odile' });
    put(b, 'x', { slot: 3 }, '2028');
    put(b, 'x', { what: 'danse' });
    meet(a, b);
    expect(read(a)).toMatchObject({
      document: '2028',
      facets: { slot: 3, who: 'Odile', what: 'danse' },
      rivals: { slot: [2] },
    });
    expect(read(b)).toEqual(read(a));
  });

  it('keeps the rivals that the move does not settle', () => {
    const [a, b] = pair();
    put(a, 'x', { who: 'Odile' });
    put(b, 'x', { who: 'Paola' });
    meet(a, b);
    put(a, 'x', { slot: 2 }, '2028');
    meet(a, b);
    expect(read(b)).toMatchObject({ document: '2028', facets: { who: 'Paola' }, rivals: { who: ['Odile'] } });
  });

  it('goes back whole when the move is taken back, unless somebody changed it since', () => {
    const [a, b] = pair();
    const moved = put(a, 'x', { slot: 2 }, '2028');
    meet(a, b);
    const again = put(b, 'x', { slot: 3 });
    meet(a, b);
    const undo = () => (moved.ok ? a.circle.undo(moved.value.gestureId ?? '', line) : null);
    expect(undo()).toMatchObject({ error: { tag: 'changed_meanwhile' } });
    expect(again.ok && b.circle.undo(again.value.gestureId ?? '', line).ok).toBe(true);
    meet(a, b);
    expect(undo()).toMatchObject({ ok: true });
    meet(a, b);
    expect(read(b)).toMatchObject({ document: '2027', facets: { slot: 1, who: 'Nadia' }, rivals: {} });
    expect(read(a)).toEqual(read(b));
  });

  it('may be opened by a device that has only the document it went to', () => {
    const [a] = pair();
    put(a, 'x', { slot: 2 }, '2028');
    const c = createTestDevice('c');
    const [first, last] = [a.updates().filter(({ document }) => document === '2028'), a.updates()];
    c.circle.receive(first);
    c.circle.receive(last);
    expect(read(c)).toEqual(read(a));
  });
});

/** Bytes sent in an order of chance. */
const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, i) => ({ item, rank: ((i + 1) * 7919 + seed * 104_729) % 1009 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);

describe('devices that write, move and remove the same things apart', () => {
  const step = fc.record({
    who: fc.nat(2),
    id: fc.constantFrom('x', 'y'),
    facet: fc.constantFrom('slot', 'what'),
    value: fc.nat(9),
    year: fc.constantFrom<DocumentName>('2026', '2027', '2028'),
    move: fc.boolean(),
    removes: fc.nat(12).map((n) => n === 0),
    gives: fc.option(fc.record({ to: fc.nat(2), seed: fc.nat(50) })),
  });

  it('show every value that nobody replaced, the same on all, and the same again from scratch', () => {
    let moves = 0;
    let rivals = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 30 }), (steps) => {
        // Some teams have heard of a machine that reads only one map for all, and some of a team hear of it later.
        const readsShared = () => steps.length % 2 > 0;
        const devices = ['a', 'b', 'c'].map((name, i) =>
          createTestDevice(name, [], i > 0 ? { readsShared } : {}),
        );
        for (const id of ['x', 'y']) put(devices[0] as TestDevice, id, { slot: -1, what: -1 }, '2027');
        meet(...devices);
        /** Every value written, with those its writer knew of. */
        const writes: { key: string; value: number; replaced: Set<number> }[] = [];
        const seen = devices.map(() => new Set<number>());
        for (const key of ['x/slot', 'x/what', 'y/slot', 'y/what']) {
          for (const known of seen) known.add(writes.length);
          writes.push({ key, value: -1, replaced: new Set() });
        }
        for (const { who, id, facet, value, year, move, removes, gives } of steps) {
          const actor = devices[who] as TestDevice;
          const known = seen[who] as Set<number>;
          const entity = read(actor, id);
          if (removes && entity) remove(actor, id);
          else if (entity) {
            const key = `${id}/${facet}`;
            const writing = entity.facets[facet] !== value || entity.rivals[facet] !== undefined;
            if (move && entity.document !== year) moves += 1;
            put(actor, id, { [facet]: value }, move ? year : undefined);
            if (writing) {
              const replaced = new Set([...known].filter((write) => writes[write]?.key === key));
              known.add(writes.length);
              writes.push({ key, value, replaced });
            }
          }
          if (gives && gives.to !== who) {
            (devices[gives.to] as TestDevice).circle.receive(shuffled(actor.updates(), gives.seed));
            for (const write of known) seen[gives.to]?.add(write);
          }
        }
        meet(...devices);
        const [first, ...others] = devices as [TestDevice, TestDevice, TestDevice];
        for (const id of ['x', 'y']) {
          const entity = read(first, id);
          for (const other of others) expect(read(other, id)).toEqual(entity);
          if (!entity) continue;
          for (const facet of ['slot', 'what']) {
            const its = writes.flatMap((write, i) => (write.key === `${id}/${facet}` ? [i] : []));
            const alive = its.filter((i) => !its.some((other) => writes[other]?.replaced.has(i)));
            const shown = [entity.facets[facet], ...(entity.rivals[facet] ?? [])];
            rivals += shown.length - 1;
            expect(new Set(shown)).toEqual(new Set(alive.map((i) => writes[i]?.value)));
          }
        }
        for (const device of devices) {
          const before = ['x', 'y'].map((id) => read(device, id));
          device.circle.rebuild();
          expect(['x', 'y'].map((id) => read(device, id))).toEqual(before);
        }
        // One who comes last reads whole documents, in any order, and goes on from there like the others. Now and then: a
        // device is slow to make.
        if (steps.length % 3 > 0) return;
        const last = createTestDevice('d', [], { readAhead: readHere });
        last.circle.receive(shuffled(wholesOf(first), steps.length));
        for (const id of ['x', 'y']) {
          expect(read(last, id)).toEqual(read(first, id));
          if (read(last, id)) put(last, id, { slot: 99 });
        }
        give(last, first);
        for (const id of ['x', 'y']) expect(read(first, id)).toEqual(read(last, id));
      }),
      { numRuns: 150 },
    );
    expect(moves).toBeGreaterThan(50);
    expect(rivals).toBeGreaterThan(10);
  });
});

describe('a first copy', () => {
  /** Three years, of which one holds what another device changed too, and a removed thing. */
  function years(): TestDevice {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    for (const year of ['2026', '2027', '2028'] as const) {
      // Long enough for the thread to be worth it.
      put(a, `${year}-one`, { slot: 1, what: 'yoga', who: randomBytes(90_000).toString('base64') }, year);
      put(a, `${year}-two`, { slot: 2 }, year);
    }
    meet(a, b);
    put(a, '2027-one', { slot: 3 });
    put(b, '2027-one', { slot: 4 });
    remove(b, '2026-two');
    meet(a, b);
    return a;
  }
  const state = (device: TestDevice) =>
    device.sqlite.prepare('SELECT type, id, document, rivals, stamp FROM entities ORDER BY type, id').all();

  it('is read by another thread as it is here', () => {
    const a = years();
    const given: (WholeReading | null)[] = [];
    const watched: typeof readAhead = (updates) => {
      const thread = readAhead(updates, 120_000);
      const next = () => {
        const reading = thread.next();
        given.push(reading);
        return reading;
      };
      return { next, close: thread.close };
    };
    const [by, here] = [createTestDevice('c', [], { readAhead: watched }), createTestDevice('c')];
    by.circle.receive(wholesOf(a));
    // The first is read here.
    expect(given.map((reading) => reading?.entities.length)).toEqual([1, 1]);
    here.circle.receive(wholesOf(a).map(({ document, update }) => ({ document, update })));
    expect(state(by)).toEqual(state(here));
    expect(by.circle.list('things')).toEqual(a.circle.list('things'));
    expect(by.sqlite.prepare('SELECT count(*) FROM feed').pluck().get()).toBe(
      a.sqlite.prepare('SELECT count(*) FROM feed').pluck().get(),
    );
    put(by, '2028-one', { slot: 7 });
    give(by, a);
    expect(read(a, '2028-one')?.facets).toMatchObject({ slot: 7, what: 'yoga' });
  });

  it('is refused whole when one of its documents is no update', () => {
    const wholes = wholesOf(years());
    const c = createTestDevice('c');
    const wrong = Buffer.from([255, 255, 255, 255, 1]);
    expect(() =>
      c.circle.receive([...wholes, { document: '2029', update: wrong, packed: deflateRawSync(wrong) }]),
    ).toThrow();
    expect(state(c)).toEqual([]);
    expect(c.circle.documents()).toEqual([]);
    c.circle.receive(wholes);
    expect(c.circle.documents()).toHaveLength(3);
  });

  it('is read here when the thread gives nothing', () => {
    const a = years();
    const c = createTestDevice('c', [], { readAhead: () => ({ next: () => null, close: () => {} }) });
    c.circle.receive(wholesOf(a));
    expect(c.circle.list('things')).toEqual(a.circle.list('things'));
  });
});

describe('receiving', () => {
  /** Three updates of one document, each of which needs the one before. */
  function chain(): Uint8Array[] {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getMap('things').set('x', new Y.Map());
    const x = doc.getMap<Y.Map<unknown>>('things').get('x') as Y.Map<unknown>;
    x.set('slot@z', { v: 1, t: '000000001.000.z' });
    x.set('slot@z', { v: 2, t: '000000002.000.z' });
    return updates;
  }

  it('keeps an update whose dependencies are missing: through a restart, a compaction, a whole document', () => {
    const [made, one, two] = chain() as [Uint8Array, Uint8Array, Uint8Array];
    const a = createTestDevice('a');
    a.circle.receive([{ document: '2027', update: two }]);
    expect(read(a)).toBeNull();
    for (let i = 0; i < 405; i += 1) put(a, `own${i % 3}`, { slot: i }, '2027');
    expect(stored(a)).toBeLessThan(100);
    const again = createTestDevice('a', [], { sqlite: a.sqlite });
    const b = createTestDevice('b');
    b.circle.receive([{ document: '2027', update: again.circle.whole('2027') }]);
    for (const device of [again, b]) {
      device.circle.receive([{ document: '2027', update: made }]);
      device.circle.receive([{ document: '2027', update: one }]);
      expect(read(device)?.facets).toEqual({ slot: 2 });
    }
  });

  it('stores nothing for what is there already, and notes with the same transaction what was received', () => {
    const updates = chain().map((update) => ({ document: '2027' as const, update }));
    const a = createTestDevice('a');
    a.sqlite.exec('CREATE TABLE noted (n INTEGER)');
    const note = () => a.sqlite.exec('INSERT INTO noted VALUES (1)');
    a.circle.receive(updates, note);
    const before = stored(a);
    a.circle.receive(updates, note);
    expect(stored(a)).toBe(before);
    expect(a.sqlite.prepare('SELECT count(*) FROM noted').pluck().get()).toBe(2);
    expect(a.circle.documents()).toEqual(['2027']);
  });

  it('throws on what is no update, and writes nothing of the batch', () => {
    const a = createTestDevice('a');
    put(a, 'own', { slot: 1 }, '2027');
    const [made] = chain() as [Uint8Array];
    const batch = [
      { document: '2027' as const, update: made },
      { document: '2028' as const, update: Uint8Array.from([1, 1, 1, 1, 1, 255]) },
    ];
    const before = a.updates();
    expect(() => a.circle.receive(batch)).toThrow();
    expect(a.updates()).toEqual(before);
    expect(() => a.circle.receive(batch.slice(0, 1), () => expect.fail('noted'))).toThrow('noted');
    put(a, 'own', { slot: 2 });
    const b = createTestDevice('b');
    b.circle.receive(a.updates());
    expect(read(b, 'own')?.facets).toEqual({ slot: 2 });
    expect(read(b)).toBeNull();
  });

  it('sets aside values that JSON cannot hold, and shows the others', () => {
    const doc = new Y.Doc();
    const x = new Y.Map<unknown>();
    doc.getMap('things').set('x', x);
    let deep: unknown = 1;
    for (let i = 0; i < 60; i += 1) deep = [deep];
    x.set('slot@z', { v: 1, t: '000000001.000.z' });
    x.set('what@z', { v: 10n, t: '000000001.000.z' });
    x.set('who@z', { v: { deep, more: 1n }, t: '000000001.000.z', o: null });
    doc.getArray('feed').push([{ ...line, id: 'f', at: 1, author: 'z', bookingId: {} }]);
    const a = createTestDevice('a');
    a.circle.receive([{ document: '2027', update: Y.encodeStateAsUpdate(doc) }]);
    expect(read(a)?.facets).toEqual({ slot: 1 });
    expect(a.sqlite.prepare('SELECT count(*) FROM feed').pluck().get()).toBe(0);
  });

  it('keeps an entity that a projector chokes on, without its rows, and projects the others', () => {
    const rows = new Set<string>();
    const projector: Projector = {
      type: 'things',
      project(_, id, entity) {
        rows.delete(id);
        if (entity) rows.add(id);
        if (entity?.facets.slot === 'odd') throw new Error('choked');
      },
      clear: () => rows.clear(),
    };
    const a = createTestDevice('a');
    put(a, 'odd', { slot: 'odd' }, '2027');
    put(a, 'x', { slot: 1 }, '2027');
    const b = createTestDevice('b', [projector]);
    give(a, b);
    expect([...rows]).toEqual(['x']);
    b.circle.rebuild();
    expect([...rows]).toEqual(['x']);
    expect(read(b, 'odd')?.facets).toEqual({ slot: 'odd' });
    expect(() => put(b, 'own', { slot: 'odd' }, '2027')).toThrow('choked');
    expect(read(b, 'own')).toBeNull();
  });

  it('shows what can be indexed of a message deeper than SQLite reads', () => {
    const doc = new Y.Doc();
    const x = new Y.Map<unknown>();
    doc.getMap('messages').set('x', x);
    let deep: unknown = 1;
    for (let i = 0; i < 1100; i += 1) deep = [deep];
    x.set('what@z', { v: { kind: 'task', deep }, t: '000000001.000.z' });
    x.set('done@z', { v: { done: true }, t: '000000001.000.z' });
    const a = createTestDevice('a', [], { name: 'care' });
    a.circle.receive([{ document: '2027', update: Y.encodeStateAsUpdate(doc) }]);
    expect(a.circle.read('messages', 'x')?.facets).toEqual({ done: { done: true } });
    expect(a.circle.documents()).toEqual(['2027']);
  });

  it('reads a large batch as it reads the same changes one by one', () => {
    const [a, b, c] = [createTestDevice('a'), createTestDevice('b'), createTestDevice('c')];
    const ids = Array.from({ length: 300 }, (_, i) => `x${i}`);
    const known = ids.slice(0, 40);
    for (const id of known) put(a, id, { slot: 0 }, '2027');
    give(a, b);
    give(a, c);
    // What b has of them before the batch: moved, removed after a move, changed.
    known.forEach((id, i) => {
      if (i % 4 < 2) put(b, id, { slot: 1 }, '2028');
      if (i % 4 === 1) remove(b, id);
      if (i % 4 === 2) put(b, id, { slot: 2 });
    });
    give(b, c);
    for (const id of ids) put(a, id, { slot: 3, what: id }, '2027');
    for (const id of ids.slice(200, 210)) remove(a, id);
    for (const id of [...ids.slice(20, 30), ...ids.slice(250, 260)]) put(a, id, { who: 'Nadia' }, '2026');
    give(a, b);
    for (const update of a.updates()) c.circle.receive([update]);
    const all = (device: TestDevice) => ids.map((id) => read(device, id));
    const copies = ({ sqlite }: TestDevice) =>
      sqlite.prepare('SELECT id, document FROM entity_copies ORDER BY id, document').all();
    expect(copies(b)).toEqual(copies(c));
    expect(all(b)).toEqual(all(c));
    const before = all(b);
    b.circle.rebuild();
    expect(all(b)).toEqual(before);
    expect(before.filter((entity) => entity === null).length).toBeGreaterThan(10);
    expect(before.filter((entity) => entity?.rivals.slot).length).toBeGreaterThan(10);
  });

  it('keeps the feed to the circle of the planning', () => {
    const a = createTestDevice('a', [], { name: 'care' });
    put(a, 'x', { slot: 1 }, '2027');
    const b = createTestDevice('b', [], { name: 'care' });
    give(a, b);
    b.circle.rebuild();
    for (const device of [a, b]) {
      expect(read(device)).not.toBeNull();
      expect(device.sqlite.prepare('SELECT count(*) FROM feed').pluck().get()).toBe(0);
    }
  });
});

describe('an outlet', () => {
  it('is given each update in the transaction that stores it, and told afterwards', () => {
    const events: string[] = [];
    const a = createTestDevice('a', [], {
      outlet: {
        refusal: () => null,
        written: (document, update) => {
          expect(a.sqlite.inTransaction).toBe(true);
          expect(update.length).toBeGreaterThan(10);
          events.push(document);
        },
        committed: () => {
          expect(a.sqlite.inTransaction).toBe(false);
          events.push('committed');
        },
        erased: () => undefined,
      },
    });
    const made = put(a, 'x', { slot: 1 }, '2028');
    expect(events).toEqual(['2028', 'committed']);
    events.length = 0;
    put(a, 'z', { slot: 1 }, '2028');
    events.length = 0;
    put(a, 'z', { slot: 2 }, '2027');
    expect(events).toEqual(['2028', '2027', 'committed']);
    events.length = 0;
    put(a, 'y', { slot: 1 }, 'undated');
    expect(events).toEqual(['undated', '2027', 'committed']);
    events.length = 0;
    a.circle.receive(createTestDeviceWith('y').updates());
    expect(events).toEqual([]);
    expect(made.ok && a.circle.undo(made.value.gestureId ?? '', line).ok).toBe(true);
    expect(events).toContain('committed');
  });

  it('that refuses keeps the gesture and its undoing from being made', () => {
    let refused = false;
    const a = createTestDevice('a', [], {
      outlet: {
        refusal: () => (refused ? { tag: 'read_only_device' } : null),
        written: () => {},
        committed: () => {},
        erased: () => undefined,
      },
    });
    const made = put(a, 'x', { slot: 1 }, '2027');
    refused = true;
    const error = err({ tag: 'read_only_device' });
    expect(put(a, 'x', { slot: 2 })).toEqual(error);
    expect(made.ok && a.circle.undo(made.value.gestureId ?? '', line)).toEqual(error);
    expect(read(a)?.facets).toEqual({ slot: 1 });
  });
});

function createTestDeviceWith(id: string): TestDevice {
  const device = createTestDevice('z');
  put(device, id, { slot: 1 }, '2027');
  return device;
}

it('a clock set to another year drags no other along', () => {
  const now = Date.UTC(2027, 0, 12);
  const clock = createHybridClock(() => now, 'a');
  const before = clock.tick();
  const ahead = (ms: number) => createHybridClock(() => now + ms, 'b').tick();
  clock.observe(ahead(25 * 3_600_000));
  expect(clock.tick().slice(0, 9)).toBe(before.slice(0, 9));
  clock.observe(ahead(23 * 3_600_000));
  expect(clock.tick() > ahead(22 * 3_600_000)).toBe(true);
  // Its own past counts, whatever the machine says today.
  const own = ahead(400 * 24 * 3_600_000);
  expect(createHybridClock(() => now, 'a', own).tick() > own).toBe(true);
});
