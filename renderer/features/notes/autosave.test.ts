import { beforeEach, expect, test } from 'vitest';
import type { Answer, ParamsOf } from '#shared/contract/index.ts';
import { err, ok } from '#shared/domain/result.ts';
import { AFTER_MS, createAutosave, type NotePatch, type SaveState } from './autosave.ts';

type Saving = { params: ParamsOf<'notes.save'>; answer(value: Answer<'notes.save'>): void };

let sent: Saving[];
let timers: { ms: number; task: () => void }[];
let states: SaveState[];
let conflicts: NotePatch[];
let refusals: string[];

const autosave = () =>
  createAutosave({
    id: 'n',
    seen: 1,
    save: (params) => new Promise((answer) => sent.push({ params, answer })),
    changed: (state) => {
      states.push(state);
    },
    conflict: (patch) => {
      conflicts.push(patch);
    },
    refused: (error) => {
      refusals.push(error.tag);
    },
    after(ms, task) {
      const timer = { ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
const tick = () => {
  const [timer] = timers.splice(0, 1);
  timer?.task();
};
const saved = (changedAt: number) => ok({ changedAt, tags: [] });

beforeEach(() => {
  sent = [];
  timers = [];
  states = [];
  conflicts = [];
  refusals = [];
});

test('typing without a pause is saved at most one delay after its beginning', () => {
  const note = autosave();
  for (const title of ['a', 'ab', 'abc']) note.change({ title });
  expect(timers.map((timer) => timer.ms)).toEqual([AFTER_MS]);
  tick();
  expect(sent.map((saving) => saving.params)).toEqual([{ id: 'n', seen: 1, title: 'abc' }]);
});

test('one call at a time, each from the version before', async () => {
  const note = autosave();
  note.change({ title: 'a' });
  const flushed = note.flush();
  note.change({ title: 'b', pinned: true });
  void note.flush();
  expect(sent).toHaveLength(1);
  sent[0]?.answer(saved(5));
  await expect.poll(() => sent.length).toBe(2);
  expect(sent[1]?.params).toEqual({ id: 'n', seen: 5, title: 'b', pinned: true });
  sent[1]?.answer(saved(6));
  await flushed;
  expect(note.idle).toBe(true);
  expect(states.at(-1)).toEqual({ kind: 'saved', at: 6 });
  expect(timers).toEqual([]);
});

test('a refused save is kept, shown, and tried again with what was typed since', async () => {
  const note = autosave();
  note.change({ title: 'a', pinned: true });
  const flushed = note.flush();
  note.change({ title: 'b' });
  sent[0]?.answer(err({ tag: 'disk_full' }));
  await flushed;
  expect(states.at(-1)).toEqual({ kind: 'failed' });
  expect(refusals).toEqual(['disk_full']);
  expect(note.idle).toBe(false);
  tick();
  expect(sent[1]?.params).toEqual({ id: 'n', seen: 1, title: 'b', pinned: true });
});

test('another window saved first: nothing more is written over it', async () => {
  const note = autosave();
  note.change({ title: 'mine' });
  const flushed = note.flush();
  sent[0]?.answer(err({ tag: 'changed_meanwhile', what: 'note' }));
  await flushed;
  expect(conflicts).toEqual([{ title: 'mine' }]);
  note.change({ title: 'more' });
  await note.flush();
  expect(sent).toHaveLength(1);
});
