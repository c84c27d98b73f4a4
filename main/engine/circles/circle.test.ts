import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ok } from '#shared/domain/result.ts';
import type { Entity, GestureLine, Projector } from './circle.ts';
import { createHybridClock } from './hybrid-clock.ts';
import { createTestDevice, type TestDevice } from './testing.ts';

const line: GestureLine = { kind: 'changed', title: 'Yoga', count: 1 };
const put = (device: TestDevice, id: string, facets: Entity['facets'], document?: Entity['document']) =>
  device.circle.write(
    (writer) => {
      writer.put('things', id, facets, document);
      return ok({});
    },
    () => line,
  );

/** Both devices receive all that the other has, in order, until nothing changes. */
function meet(...devices: TestDevice[]): void {
  const sent = devices.map((device) => device.updates());
  devices.forEach((device, i) => {
    sent.forEach((updates, j) => {
      if (i !== j) device.circle.receive(updates);
    });
  });
}

const state = (device: TestDevice) =>
  device.sqlite.prepare('SELECT type, id, document, facets, rivals FROM entities ORDER BY type, id').all();

/** Facets and rivals as values: the order of JSON keys is no part of the state. */
const meaning = (device: TestDevice) =>
  (state(device) as { id: string; document: string; facets: string; rivals: string | null }[]).map((row) => ({
    ...row,
    facets: JSON.parse(row.facets),
    rivals: JSON.parse(row.rivals ?? 'null'),
  }));

describe('a circle', () => {
  it('keeps facets that a gesture does not name', () => {
    const a = createTestDevice('a');
    put(a, 'x', { slot: 1, what: 'yoga' }, '2027');
    put(a, 'x', { slot: 2 });
    expect(a.circle.read('things', 'x')?.facets).toEqual({ slot: 2, what: 'yoga' });
  });

  it('moves an entity to another year under the same id, and back by undoing', () => {
    const a = createTestDevice('a');
    put(a, 'x', { slot: 1, what: 'yoga' }, '2027');
    const moved = put(a, 'x', { slot: 2 }, '2028');
    expect(a.circle.read('things', 'x')).toMatchObject({
      document: '2028',
      facets: { slot: 2, what: 'yoga' },
    });
    expect(moved.ok && a.circle.undo(moved.value.gestureId ?? '', line).ok).toBe(true);
    expect(a.circle.read('things', 'x')).toMatchObject({
      document: '2027',
      facets: { slot: 1, what: 'yoga' },
    });
    const again = put(a, 'x', { slot: 3 }, '2028');
    expect(again.ok).toBe(true);
    expect(a.circle.read('things', 'x')).toMatchObject({
      document: '2028',
      facets: { slot: 3, what: 'yoga' },
    });
  });

  it('takes a creation back, and refuses once somebody has changed it since', () => {
    const a = createTestDevice('a');
    const made = put(a, 'x', { slot: 1 }, '2027');
    const changed = put(a, 'x', { slot: 2 });
    expect(made.ok && a.circle.undo(made.value.gestureId ?? '', line)).toMatchObject({
      ok: false,
      error: { tag: 'changed_meanwhile' },
    });
    expect(changed.ok && a.circle.undo(changed.value.gestureId ?? '', line).ok).toBe(true);
    expect(a.circle.read('things', 'x')?.facets).toEqual({ slot: 1 });
    expect(changed.ok && a.circle.undo(changed.value.gestureId ?? '', line)).toMatchObject({
      error: { tag: 'nothing_to_undo' },
    });
  });

  it('takes gestures on the same facet back one after the other, down to the first', () => {
    const a = createTestDevice('a');
    const gestures = [1, 2, 3].map((slot) => put(a, 'x', { slot }, '2027'));
    const left = gestures.reverse().map((gesture) => {
      expect(gesture.ok && a.circle.undo(gesture.value.gestureId ?? '', line).ok).toBe(true);
      return a.circle.read('things', 'x')?.facets.slot;
    });
    expect(left).toEqual([2, 1, undefined]);
  });

  it('keeps both values of a facet written on two devices at once, until one of them chooses', () => {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    put(a, 'x', { slot: 1, what: 'yoga' }, '2027');
    meet(a, b);
    b.time.now += 5;
    put(a, 'x', { slot: 2 });
    put(b, 'x', { slot: 3 });
    put(b, 'x', { what: 'pilates' });
    meet(a, b);
    expect(meaning(a)).toEqual(meaning(b));
    expect(a.circle.read('things', 'x')).toMatchObject({
      facets: { slot: 3, what: 'pilates' },
      rivals: { slot: [2] },
    });
    put(a, 'x', { what: 'danse' });
    expect(a.circle.read('things', 'x')?.rivals).toEqual({ slot: [2] });
    put(a, 'x', { slot: 3 });
    meet(a, b);
    expect(b.circle.read('things', 'x')).toMatchObject({ facets: { slot: 3, what: 'danse' }, rivals: {} });
  });

  it('tells who wrote each value that stands, and when, the one in force first', () => {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    put(a, 'x', { slot: 1, what: 'yoga' }, '2027');
    const born = a.time.now;
    meet(a, b);
    a.time.now += 60_000;
    b.time.now += 120_000;
    put(a, 'x', { slot: 2 }, '2028');
    put(b, 'x', { slot: 3 });
    meet(a, b);
    for (const { circle } of [a, b])
      expect(circle.versions('things', 'x')).toEqual({
        slot: [
          { value: 3, device: 'b', at: b.time.now },
          { value: 2, device: 'a', at: a.time.now },
        ],
        what: [{ value: 'yoga', device: 'a', at: born }],
      });
    put(a, 'x', { slot: 3 });
    expect(a.circle.versions('things', 'x').slot).toMatchObject([{ value: 3, device: 'a' }]);
    expect(a.circle.versions('things', 'nobody')).toEqual({});
  });

  it('writes nothing, in memory either, when the base refuses', () => {
    const a = createTestDevice('a');
    put(a, 'x', { slot: 1 }, '2027');
    a.sqlite.exec(
      "CREATE TRIGGER full BEFORE INSERT ON circle_updates BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect(() => put(a, 'x', { slot: 2 })).toThrow('full');
    a.sqlite.exec('DROP TRIGGER full');
    expect(a.circle.read('things', 'x')?.facets).toEqual({ slot: 1 });
    put(a, 'x', { what: 'yoga' });
    const b = createTestDevice('b');
    meet(a, b);
    expect(b.circle.read('things', 'x')?.facets).toEqual({ slot: 1, what: 'yoga' });
  });

  it('projects from scratch what it projected step by step, on every device, whatever the order of gestures', () => {
    const rows: Projector = {
      type: 'things',
      project: () => {},
      clear: () => {},
    };
    const gesture = fc.record({
      device: fc.nat(2),
      id: fc.constantFrom('x', 'y', 'z'),
      facet: fc.constantFrom('slot', 'what', 'who'),
      value: fc.nat(3),
      year: fc.constantFrom<Entity['document']>('2026', '2027'),
      move: fc.boolean(),
      remove: fc.boolean(),
      meet: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 25 }), (gestures) => {
        const devices = ['a', 'b', 'c'].map((name) => createTestDevice(name, [rows]));
        for (const { device, id, facet, value, year, move, remove, meet: meeting } of gestures) {
          const actor = devices[device] as TestDevice;
          actor.time.now += 1;
          const known = actor.circle.read('things', id);
          // Concurrent births in two years are not possible: an id is made by one device.
          const home = known ? (move ? year : undefined) : '2026';
          if (remove && known) {
            actor.circle.write((writer) => {
              writer.remove('things', id);
              return ok({});
            });
          } else put(actor, id, { [facet]: value }, home);
          if (meeting) meet(...devices);
        }
        meet(...devices);
        meet(...devices);
        for (const device of devices) {
          const before = meaning(device);
          device.circle.rebuild();
          expect(meaning(device)).toEqual(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sets aside what another device wrote in a shape it does not know', () => {
    const doc = new Y.Doc();
    doc.getArray('feed').push([null, 'line', { id: 1 }, { ...line, id: 'f', at: 1, author: 'b' }]);
    doc.getMap('things').set('flat', 'not a map');
    const odd = new Y.Map<unknown>();
    doc.getMap('things').set('odd', odd);
    odd.set('slot', 1);
    odd.set('what@b', { v: 1 });
    odd.set('who@b', { v: 'Nadia', t: '000000001.000.b' });
    const a = createTestDevice('a');
    a.circle.receive([{ document: '2027', update: Y.encodeStateAsUpdate(doc) }]);
    expect(a.sqlite.prepare('SELECT id FROM feed').all()).toEqual([{ id: 'f' }]);
    expect(a.circle.list('things').map(({ id, facets }) => ({ id, facets }))).toEqual([
      { id: 'odd', facets: { who: 'Nadia' } },
    ]);
  });
});

describe('the hybrid clock', () => {
  it('never goes back, whatever the wall clock does and whatever it hears', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2 ** 40), fc.option(fc.nat(2 ** 40)))), (moments) => {
        let wall = 0;
        const clock = createHybridClock(() => wall, 'a');
        const other = createHybridClock(() => wall, 'b');
        let last = '';
        for (const [at, heard] of moments) {
          if (heard !== null) {
            wall = heard;
            clock.observe(other.tick());
          }
          wall = at;
          const stamp = clock.tick();
          expect(stamp > last).toBe(true);
          last = stamp;
        }
      }),
    );
  });

  it('ignores what is not a stamp', () => {
    const clock = createHybridClock(() => 1, 'a');
    clock.observe('zzz');
    clock.observe('');
    expect(clock.tick()).toBe(createHybridClock(() => 1, 'a').tick());
  });
});
