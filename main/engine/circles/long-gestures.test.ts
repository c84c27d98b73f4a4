import { describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import type { DocumentName, GestureLine, Json } from './circle.ts';
import { createTestDevice, type TestDevice } from './testing.ts';

const line: GestureLine = { kind: 'imported', title: 'Agenda', count: 3 };

/** One part: an entity for each id, in the document given. */
const part = (
  { circle }: TestDevice,
  gesture: string,
  ids: string[],
  value: Json,
  { isLast = false, document = '2027' as DocumentName } = {},
) =>
  circle.write(
    (writer) => {
      for (const id of ids) writer.put('things', id, { slot: value }, document);
      return ok({});
    },
    () => line,
    { gesture, isLast },
  );

const state = ({ sqlite }: TestDevice) =>
  sqlite.prepare('SELECT id, document, facets FROM entities ORDER BY id').all();
const feed = ({ sqlite }: TestDevice) =>
  sqlite
    .prepare<[], string>('SELECT line FROM feed ORDER BY at, id')
    .pluck()
    .all()
    .map((it) => JSON.parse(it));

/** Takes back all parts that are left; answers the last step. */
function takeBack({ circle }: TestDevice, gesture: string) {
  for (;;) {
    const taken = circle.long.takeBack(gesture);
    if (!taken.ok || taken.value.left === 0) return taken;
  }
}

describe('a long gesture', () => {
  it('is told once, by its last part, under its own id, and taken back part by part, latest first', () => {
    const a = createTestDevice('a');
    part(a, 'other', ['x'], 0, { isLast: true });
    const before = state(a);
    part(a, 'g', ['x', 'y'], 1);
    expect(feed(a)).toHaveLength(1);
    part(a, 'g', ['x', 'z'], 2, { isLast: true });
    expect(feed(a).map(({ id }) => id)).toEqual(['g', 'other']);
    expect(a.circle.long.isLong('g')).toBe(true);
    expect(a.circle.long.parts('g')).toEqual([2, 1]);
    expect(() => a.circle.undo('g', line)).toThrow('part after part');
    a.circle.long.leave('g', { ...line, kind: 'undone' });
    expect(a.circle.long.leaving()).toEqual(['g']);
    expect(a.circle.long.takeBack('g')).toEqual({ ok: true, value: { left: 1, kept: 0, standing: 0 } });
    expect(a.circle.read('things', 'x')?.facets).toEqual({ slot: 1 });
    expect(takeBack(a, 'g')).toMatchObject({
      value: { left: 0, kept: 0, line: { kind: 'undone', count: 3 } },
    });
    expect(state(a)).toEqual(before);
    expect(a.circle.long.leaving()).toEqual([]);
    expect(a.circle.long.takeBack('g')).toMatchObject({ error: { tag: 'nothing_to_undo' } });
  });

  it('keeps what was changed since, an entity that moved to another year as a whole', () => {
    const a = createTestDevice('a');
    part(a, 'before', ['x', 'y'], 0, { isLast: true });
    part(a, 'g', ['x', 'y'], 1, { document: '2028', isLast: true });
    expect(a.circle.long.changed('g', 1)).toEqual([]);
    part(a, 'after', ['x'], 2, { document: '2028', isLast: true });
    expect(a.circle.long.changed('g', 1)).toEqual(['x']);
    a.circle.long.leave('g', { ...line, kind: 'undone' });
    expect(takeBack(a, 'g')).toMatchObject({ value: { kept: 1, line: { count: 2 } } });
    expect(a.circle.read('things', 'x')).toMatchObject({ document: '2028', facets: { slot: 2 } });
    expect(a.circle.read('things', 'y')).toMatchObject({ document: '2027', facets: { slot: 0 } });
  });

  it('is what was kept of it from then on, with what tells of it, and is taken back again once nothing stands against it', () => {
    const a = createTestDevice('a');
    const before = state(a);
    part(a, 'g', ['x', 'y'], 1);
    part(a, 'g', ['z'], 1);
    part(a, 'g', ['g', 'room'], 1, { document: 'undated', isLast: true });
    const made = state(a);
    part(a, 'after', ['x', 'z'], 2, { isLast: true });
    const leave = () => a.circle.long.leave('g', { ...line, kind: 'undone' });
    leave();
    expect(takeBack(a, 'g')).toMatchObject({ value: { kept: 2, line: { count: 1 } } });
    expect(state(a)).toHaveLength(made.length - 1);
    leave();
    expect(takeBack(a, 'g')).toMatchObject({ value: { kept: 2 } });
    a.circle.long.leave('after', { ...line, kind: 'undone' });
    expect(takeBack(a, 'after')).toMatchObject({ value: { kept: 0 } });
    // Something noted in what tells of it is no reason to keep it; a room that somebody changed is.
    part(a, 'note', ['g', 'room'], 3, { document: 'undated', isLast: true });
    expect(a.circle.long.parts('g').flatMap((it) => a.circle.long.changed('g', it))).toEqual([]);
    leave();
    expect(takeBack(a, 'g')).toMatchObject({ value: { left: 0, kept: 0 } });
    expect(state(a)).toMatchObject([...before, { id: 'room' }]);
    expect(a.circle.long.takeBack('g')).toMatchObject({ error: { tag: 'nothing_to_undo' } });
  });

  it('that was written at once is one part', () => {
    const a = createTestDevice('a');
    const made = a.circle.write(
      (writer) => {
        writer.put('things', 'x', { slot: 1 }, '2027');
        return ok({});
      },
      () => line,
    );
    const id = (made.ok && made.value.gestureId) || '';
    expect(a.circle.long.isLong(id)).toBe(false);
    expect(a.circle.long.parts(id)).toEqual([0]);
    expect(a.circle.long.changed(id, 0)).toEqual([]);
    a.circle.long.leave(id, { ...line, kind: 'undone' });
    expect(takeBack(a, id).ok).toBe(true);
    expect(state(a)).toEqual([]);
  });
});

it('is not begun to be taken back by a device that may write no more', () => {
  let removed = false;
  const outlet = {
    refusal: () => (removed ? ({ tag: 'removed_from_team' } as const) : null),
    written() {},
    committed() {},
    erased: () => undefined,
  };
  const a = createTestDevice('a', [], { outlet });
  part(a, 'g', ['x'], 1, { isLast: true });
  removed = true;
  expect(a.circle.long.leave('g', { ...line, kind: 'undone' })).toMatchObject({
    error: { tag: 'removed_from_team' },
  });
  expect(a.circle.long.leaving()).toEqual([]);
});

describe('a document read step by step', () => {
  it('is what it would be read at once, whatever is asked or written in the middle', () => {
    const a = createTestDevice('a');
    const long = 'é'.repeat(40_000);
    for (let n = 0; n < 20; n += 1) part(a, `g${n}`, [`x${n % 7}`], `${long}${n}`);
    const whole = state(a);
    for (const stop of [1, 2, 100]) {
      const again = createTestDevice('a', [], { sqlite: a.sqlite });
      let steps = 0;
      while (steps < stop && again.circle.long.readOn('2027')) steps += 1;
      expect(steps).toBeGreaterThan(0);
      again.time.now += stop;
      part(again, `h${stop}`, ['y'], stop);
      expect(again.circle.long.readOn('2027')).toBe(false);
      again.circle.rebuild();
      expect(state(again).filter((row) => (row as { id: string }).id !== 'y')).toEqual(whole);
      expect(again.circle.read('things', 'y')?.facets).toEqual({ slot: stop });
    }
  });
});
