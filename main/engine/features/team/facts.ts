/** What this capability remembers in the vault, as facts of `meta`. */
import type { ReadHandle, WriteHandle } from '../../ground/handles.ts';

export interface TeamFacts {
  /** By device: when it was first known to hold everything written here, and how much that was. */
  'team.received': Record<string, { total: number; at: number }>;
  /** Up to which line of the feed the person has read: by order of arrival, with the line that stood there. */
  'team.read': { upTo: number; id: string | null; at: number };
}

export function readFact<K extends keyof TeamFacts>(sqlite: ReadHandle, key: K): TeamFacts[K] | null {
  const row = sqlite.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key);
  return row ? (JSON.parse(row.value) as TeamFacts[K]) : null;
}

export function writeFact<K extends keyof TeamFacts>(sqlite: WriteHandle, key: K, value: TeamFacts[K]): void {
  sqlite
    .prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, JSON.stringify(value));
}
