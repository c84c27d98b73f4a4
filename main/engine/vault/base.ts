/**
 * `vault.db`: SQLCipher 4 format with a raw 256-bit key. Any SQLCipher 4 opens it with `PRAGMA key = "x'<64 hex>'"`.
 */
import fs from 'node:fs';
import Base from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import sodium from 'sodium-native';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { storageError } from '../ground/disk-errors.ts';
import type { ReadHandle } from '../ground/handles.ts';
import type { Redacted } from '../ground/redacted.ts';
import { makePrivate } from '../ground/whole-file.ts';

/** The build with ciphers takes the key as bytes, so that it never becomes a string. */
type Keyed = Base.Database & { key(text: Buffer): number };

/** That of SQLCipher 4. */
const pageBytes = 4096;
/**
 * Pages in the write-ahead log from which SQLite folds it into the base, within somebody's gesture: four times SQLite's
 * own number, since a gesture writes about fifteen, mostly the same ones again.
 */
export const CHECKPOINT_PAGES = 4000;
const hexDigits = Buffer.from('0123456789abcdef');

/** `x'<hex>'`, the spelling of a raw key; the caller wipes it. */
function rawKey(key: Redacted): Buffer {
  const bytes = key.unwrap();
  const text = Buffer.alloc(bytes.length * 2 + 3);
  text.write("x'", 0);
  for (const [index, byte] of bytes.entries()) {
    text[2 + index * 2] = hexDigits[byte >> 4] ?? 0;
    text[3 + index * 2] = hexDigits[byte & 15] ?? 0;
  }
  text.write("'", text.length - 1);
  return text;
}

function connect(file: string, key: Redacted): Base.Database {
  const sqlite = new Base(file, { timeout: 0 }) as Keyed;
  try {
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma('legacy = 4');
    const text = rawKey(key);
    sqlite.key(text);
    sodium.sodium_memzero(text);
    sqlite.pragma('temp_store = MEMORY');
    // Before anything that reads the schema: the index of the log then stays in memory, and needs no file.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    // 32 MB of decrypted pages: a month drawn from ten years touches a few hundred of them, at random.
    sqlite.pragma('cache_size = -32000');
    sqlite.prepare('SELECT count(*) FROM sqlite_master').get();
    sqlite.pragma('secure_delete = ON');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/**
 * Opens an existing base without writing to it. Error: `vault_damaged` when it is absent, empty, truncated or not
 * readable with this key.
 */
export function openBase(file: string, key: Redacted): Result<Base.Database, AppError> {
  const damaged = err<AppError>({ tag: 'vault_damaged', part: 'base' });
  // SQLite takes what is shorter than a page for a new base, and would fill it.
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size < pageBytes) return damaged;
  // Pages not yet folded into the base are in the log; without one, the base must hold all it says it does.
  const logged = (fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  try {
    const sqlite = connect(file, key);
    const pages = Number(sqlite.pragma('page_count', { simple: true }));
    if (hasTable(sqlite, 'meta') && (logged || found.size >= pages * pageBytes)) return ok(sqlite);
    sqlite.close();
    return damaged;
  } catch (error) {
    const known = storageError(error);
    if (!known) throw error;
    return err(known);
  }
}

/** Makes an empty base; throws what the disk answers. */
export function createBase(file: string, key: Redacted): Base.Database {
  makePrivate(file);
  const sqlite = connect(file, key);
  enableWrites(sqlite);
  return sqlite;
}

/** Write-ahead log; asked once it is known that this application may write to the base. */
export function enableWrites(sqlite: Base.Database): void {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
}

export const typed = (sqlite: Base.Database) => drizzle(sqlite);

export function hasTable(sqlite: ReadHandle, name: string): boolean {
  return (
    sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined
  );
}

/**
 * Reads every page and every index, table by table so that other calls come through. Error: `vault_damaged`.
 */
export async function checkBase(
  sqlite: Base.Database,
  step: (done: number, total: number) => Promise<void>,
): Promise<Result<null, AppError>> {
  try {
    const tables = sqlite
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name",
      )
      .all();
    for (const [index, { name }] of tables.entries()) {
      const report = sqlite.pragma(`integrity_check('${name.replaceAll("'", "''")}')`, { simple: true });
      if (report !== 'ok') return err({ tag: 'vault_damaged', part: 'base' });
      await step(index + 1, tables.length);
    }
    return ok(null);
  } catch (error) {
    const known = storageError(error);
    if (!known) throw error;
    return err(known);
  }
}
