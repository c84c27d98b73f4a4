/**
 * One process at a time on a vault. The lock is that of an empty SQLite base beside the vaults: the system frees it
 * when its process dies, however it dies, and on every platform.
 */
import fs from 'node:fs';
import path from 'node:path';
import Base from 'better-sqlite3';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { storageError } from '../ground/disk-errors.ts';
import { makePrivate, putAside } from '../ground/whole-file.ts';

export interface VaultLock {
  release(): void;
}

/** Error: `vault_in_use`, `disk_read_only`, `disk_full`. */
export function acquireLock(
  locksFolder: string,
  name: string,
  wasEmptied = false,
): Result<VaultLock, AppError> {
  let base: Base.Database | null = null;
  const file = path.join(locksFolder, name);
  try {
    putAside(locksFolder, 'folder');
    fs.mkdirSync(locksFolder, { recursive: true, mode: 0o700 });
    putAside(file, 'file');
    makePrivate(file);
    base = new Base(file, { timeout: 0 });
    base.pragma('journal_mode = MEMORY');
    base.exec('BEGIN EXCLUSIVE');
    const held = base;
    return ok({ release: () => held.close() });
  } catch (error) {
    base?.close();
    const known = storageError(error);
    if (!known) throw error;
    if (known.tag === 'vault_damaged' && !wasEmptied) {
      // It holds nothing, and SQLite looks whether it is held before it looks into it: nobody holds this one.
      fs.truncateSync(file, 0);
      return acquireLock(locksFolder, name, true);
    }
    return err(known);
  }
}

export function isFree(locksFolder: string, name: string): boolean {
  if (!fs.existsSync(path.join(locksFolder, name))) return true;
  const lock = acquireLock(locksFolder, name);
  if (lock.ok) lock.value.release();
  return lock.ok;
}
