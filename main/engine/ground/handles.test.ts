import { expect, test } from 'vitest';
import { meta } from '../schema/index.ts';
import { emptyBase } from '../schema/testing.ts';
import type { ReadHandle, ReadTables, WriteHandle } from './handles.ts';

/** Never run: the compiler checks that each line is refused. */
function refused(read: ReadHandle, tables: ReadTables, write: (sqlite: WriteHandle) => void): void {
  // @ts-expect-error a query does not run
  read.prepare('DELETE FROM meta').run();
  // @ts-expect-error nor does a script
  read.exec('DELETE FROM meta');
  // @ts-expect-error nor a setting of the base
  read.pragma('user_version = 1');
  // @ts-expect-error who only reads needs no transaction
  read.transaction(() => undefined);
  // @ts-expect-error nor closes what another opened
  read.close();
  // @ts-expect-error who writes is not served by a handle that reads
  write(read);
  // @ts-expect-error the tables neither
  tables.insert(meta);
  // @ts-expect-error whichever way
  tables.delete(meta);
}

test('a query that writes does not compile', () => {
  expect(refused).toBeTypeOf('function');
});

test('who may write may read, by the same connection, and a query keeps the types of its rows', () => {
  const base: WriteHandle = emptyBase();
  const read: ReadHandle = base;
  base.prepare("INSERT INTO meta (key, value) VALUES ('a', '1')").run();
  const rows = read.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  expect(rows.get('a')?.value).toBe('1');
  expect(rows.pluck().all('b')).toEqual([]);
});

test('a statement that answers no row is refused by what a query has', () => {
  const read: ReadHandle = emptyBase();
  const query = read.prepare('DELETE FROM meta');
  expect(() => query.get()).toThrow('does not return data');
  expect(() => query.all()).toThrow('does not return data');
});
