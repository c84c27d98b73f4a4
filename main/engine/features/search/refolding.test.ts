import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FOLDING } from '#shared/domain/search/folding.ts';
import { fold, foldOutdated, isComplete } from '../../capability/searched.ts';
import { type TestClock, testClock } from '../../ground/testing-clock.ts';
import { type NotesBench, openNotesBase, openNotesBench } from '../notes/fixture.ts';
import { refoldOutdated } from './refolding.ts';

let bench: NotesBench;
let clock: TestClock;
beforeEach(() => {
  bench = openNotesBench();
  clock = testClock();
});
afterEach(() => bench.close());

const open = () => refoldOutdated({ ...bench.vault, clock });
function write(count: number, words = (n: number) => `Élan numéro ${n}`) {
  const insert = bench.sqlite.prepare(
    "INSERT INTO notes (id, title, body, words, date, created_at, changed_at) VALUES (?, '', '{}', ?, '2027-01-12', 0, 0)",
  );
  bench.sqlite.transaction(() => {
    for (let n = 0; n < count; n++) insert.run(`n${n}`, words(n));
  })();
}
const waiting = (sqlite = bench.sqlite) =>
  sqlite.prepare(`SELECT count(*) FROM notes_folded WHERE folding <> ${FOLDING}`).pluck().get() as number;
const search = (text: string) => {
  const answer = bench.call('notes.search', { text, limit: 100 });
  return answer.ok ? answer.value : { hits: [], complete: null };
};

test('notes of before are folded in slices, after the first screen, the latest first; a search says so meanwhile', () => {
  write(500);
  open();
  expect(waiting()).toBe(500);
  clock.advance(1999);
  expect(waiting()).toBe(500);
  expect(search('elan')).toEqual({ hits: [], complete: false });

  const steps: number[] = [];
  for (let before = waiting(); before > 0; before = waiting()) {
    clock.advance(10);
    steps.push(before - waiting());
    expect(search('numero 499').hits).toHaveLength(1);
    expect(search('elan').complete).toBe(waiting() === 0);
    expect(bench.emitted).toEqual(waiting() === 0 ? ['notes.changed'] : []);
  }
  expect(Math.max(...steps)).toBeLessThanOrEqual(25);
  expect(search('numero 0').hits).toHaveLength(1);
});

test('a slice is short: by the length of the notes too', () => {
  write(60, (n) => `note ${n} ${'mot '.repeat(5000)}`);
  open();
  clock.advance(2000);
  expect(60 - waiting()).toBe(1);
});

test('a note written meanwhile is found at once, and is folded once', () => {
  write(200);
  open();
  clock.advance(2000);
  const left = waiting();
  bench.call('notes.create', { title: 'Nouvelle', date: '2027-01-12' });
  expect(waiting()).toBe(left);
  expect(search('nouvelle').hits).toHaveLength(1);
});

test('a lock stops it, and the next opening goes on from there', () => {
  write(300);
  const close = open();
  clock.advance(2000);
  close();
  const left = waiting();
  expect(left).toBeGreaterThan(0);
  clock.advance(60_000);
  expect(waiting()).toBe(left);
  open();
  clock.advance(60_000);
  expect(waiting()).toBe(0);
});

test('what a kill leaves is whole, and goes on', () => {
  write(300);
  for (let slice = 0; slice < 3; slice++) foldOutdated(bench.sqlite);
  // The files as a kill in the middle of a slice leaves them.
  bench.sqlite.exec('BEGIN');
  fold(bench.sqlite, 'notes', 1);
  const file = `${bench.file}.killed`;
  for (const end of ['', '-wal']) copyFileSync(`${bench.file}${end}`, `${file}${end}`);
  bench.sqlite.exec('ROLLBACK');
  const killed = openNotesBase(file);
  expect(killed.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  killed.exec("INSERT INTO notes_text (notes_text) VALUES ('integrity-check')");
  expect(waiting(killed)).toBe(225);
  while (foldOutdated(killed));
  expect(killed.prepare("SELECT count(*) FROM notes_text WHERE notes_text MATCH 'elan'").pluck().get()).toBe(
    300,
  );
  killed.close();
});

test('a folding that changed makes every note again, once; what comes out the same is not written', () => {
  write(120);
  while (foldOutdated(bench.sqlite));
  // But for the record that says how its parts lie.
  const kept = () =>
    bench.sqlite.prepare('SELECT id, block FROM notes_text_data WHERE id > 10 ORDER BY id').raw().all();
  const before = kept();
  for (const other of [FOLDING - 1, FOLDING + 1]) {
    bench.sqlite.prepare('UPDATE notes_folded SET folding = ?').run(other);
    expect(isComplete(bench.sqlite)).toBe(false);
    const close = open();
    clock.advance(60_000);
    expect(waiting()).toBe(0);
    expect(kept()).toEqual(before);
    close();
  }
  bench.emitted.length = 0;
  open();
  clock.advance(60_000);
  expect(bench.emitted).toEqual([]);
});

test('words of another folding give way to those of this one', () => {
  write(3);
  while (foldOutdated(bench.sqlite));
  bench.sqlite.exec("UPDATE notes_text SET words = 'jadis'; UPDATE notes_folded SET folding = 0");
  open();
  clock.advance(60_000);
  expect(search('jadis').hits).toEqual([]);
  expect(search('elan').hits).toHaveLength(3);
  expect(bench.sqlite.serialize().includes('jadis')).toBe(false);
});

test('a full disk ends it without a word, and the search goes on', () => {
  write(200);
  const pages = bench.sqlite.pragma('page_count', { simple: true }) as number;
  bench.sqlite.pragma(`max_page_count = ${pages}`);
  open();
  clock.advance(60_000);
  expect(waiting()).toBeGreaterThan(0);
  expect(search('elan').complete).toBe(false);
  bench.sqlite.pragma('max_page_count = 1000000');
  open();
  clock.advance(60_000);
  expect(search('elan').complete).toBe(true);
});

test('whoever writes a note past the application, it is only found later', () => {
  write(1);
  fold(bench.sqlite, 'notes', 1);
  bench.sqlite.exec("UPDATE notes SET words = 'Autre chose' WHERE id = 'n0'");
  expect(isComplete(bench.sqlite)).toBe(false);
  while (foldOutdated(bench.sqlite));
  expect(search('autre').hits).toHaveLength(1);
  expect(search('elan').hits).toEqual([]);
});
