/**
 * Single facts about this vault and this device, by key: the one way into the table `meta`. A fact is declared once, by
 * whom it belongs to; its values are JSON.
 */
import type { ReadHandle, WriteHandle } from '../ground/handles.ts';

export interface Fact<V> {
  /** Undefined when nobody wrote it. */
  read(sqlite: ReadHandle): V | undefined;
  write(sqlite: WriteHandle, value: V): void;
  forget(sqlite: WriteHandle): void;
}

export const fact = <V>(key: string): Fact<V> => ({
  read(sqlite) {
    const row = sqlite.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key);
    return row && (JSON.parse(row.value) as V);
  },
  write(sqlite, value) {
    sqlite
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, JSON.stringify(value));
  },
  forget(sqlite) {
    sqlite.prepare('DELETE FROM meta WHERE key = ?').run(key);
  },
});
