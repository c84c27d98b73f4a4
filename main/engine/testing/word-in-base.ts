/** Where a word stands in a base that is open: tests look for what must be gone. */
import type { ReadHandle } from '../ground/handles.ts';
import { unpack } from '../ground/packing.ts';

export const holds = (bytes: Uint8Array | null, word: string): boolean =>
  bytes !== null && Buffer.from(bytes).includes(word);

/** Names of its tables, what is packed in them unpacked. */
export function tablesWith(sqlite: ReadHandle, word: string): string[] {
  const tables = sqlite.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck();
  return tables.all().filter((table) =>
    sqlite
      .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
      .all()
      .some((row) =>
        Object.values(row).some((value) => {
          if (typeof value === 'string') return value.includes(word);
          if (!Buffer.isBuffer(value)) return false;
          return (
            holds(value, word) || (row.packed === 1 && holds(unpack({ packed: true, bytes: value }), word))
          );
        }),
      ),
  );
}
