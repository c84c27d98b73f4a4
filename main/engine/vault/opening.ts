/** From files on a disk to an open vault, and back: nothing stays open when one step is refused. */

import type { AppError } from '#shared/contract/errors/tags.ts';
import type { VaultState } from '#shared/contract/vault.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { storageError } from '../ground/disk-errors.ts';
import type { WriteHandle } from '../ground/handles.ts';
import type { Redacted } from '../ground/redacted.ts';
import { createBase, enableWrites, openBase, typed } from './base.ts';
import { fact } from './fact.ts';
import type { VaultFiles } from './folders.ts';
import type { OpenBase } from './gate.ts';
import type { Keyring } from './keyring.ts';
import { dropOldCopy, lastOpenedBy, migrate } from './migrate.ts';
import type { VaultLock } from './vault-lock.ts';

export type Owner = Pick<NonNullable<VaultState['open']>, 'name' | 'role'>;

export const facts = {
  id: fact<string>('vault.id'),
  owner: fact<Owner>('vault.member'),
  autoLockMinutes: fact<number>('vault.autoLockMinutes'),
  recoveryConfirmed: fact<boolean>('vault.recoveryConfirmed'),
  failedAttempts: fact<number[]>('vault.failedAttempts'),
};

export interface Opened {
  id: string;
  files: VaultFiles;
  key: Redacted;
  keyring: Keyring;
  sqlite: WriteHandle;
  vault: OpenBase;
}

export interface OpeningOptions {
  migrationsDir: string;
  appVersion: string;
  now: number;
}

/** Takes over `key` and `lock`: both are given back when it answers an error or throws. */
export function openWithKey(
  files: VaultFiles,
  keyring: Keyring,
  key: Redacted,
  lock: VaultLock,
  options: OpeningOptions,
  before: (opened: Opened) => void,
): Result<Opened, AppError> {
  let sqlite: WriteHandle | null = null;
  try {
    const base = openBase(files.base, key);
    if (!base.ok) return refuse(base.error);
    sqlite = base.value;
    const migrated = migrate(sqlite, options.migrationsDir, options.now);
    if (!migrated.ok) return refuse(migrated.error);
    const id = facts.id.read(sqlite);
    if (id !== keyring.vaultId) return refuse({ tag: 'vault_mismatch' });
    enableWrites(sqlite);
    rememberVersion(sqlite, options.appVersion);
    dropOldCopy(files.base, options.now);
    return ok(assemble(files, keyring, key, sqlite, lock, before));
  } catch (error) {
    const known = storageError(error);
    refuse(known ?? { tag: 'unexpected', reference: '' });
    if (!known) throw error;
    return err(known);
  }

  function refuse(error: AppError): Result<never, AppError> {
    sqlite?.close();
    key.wipe();
    lock.release();
    return err(error);
  }
}

/** On a full disk the vault still opens: the version is only a hint for another application. */
function rememberVersion(sqlite: WriteHandle, appVersion: string): void {
  try {
    if (lastOpenedBy.read(sqlite) !== appVersion) lastOpenedBy.write(sqlite, appVersion);
  } catch (error) {
    if (storageError(error)?.tag !== 'disk_full') throw error;
  }
}

/** An empty base with all its tables, closed again; throws what the disk answers. */
export function foundBase(
  files: VaultFiles,
  key: Redacted,
  vaultId: string,
  owner: Owner,
  options: OpeningOptions,
): Result<null, AppError> {
  const sqlite = createBase(files.base, key);
  try {
    const migrated = migrate(sqlite, options.migrationsDir, options.now);
    if (!migrated.ok) return migrated;
    facts.id.write(sqlite, vaultId);
    facts.owner.write(sqlite, owner);
    lastOpenedBy.write(sqlite, options.appVersion);
    return ok(null);
  } finally {
    sqlite.close();
  }
}

function assemble(
  files: VaultFiles,
  keyring: Keyring,
  key: Redacted,
  sqlite: WriteHandle,
  lock: VaultLock,
  before: (opened: Opened) => void,
): Opened {
  let closed = false;
  const opened: Opened = {
    id: keyring.vaultId,
    files,
    key,
    keyring,
    sqlite,
    vault: {
      id: keyring.vaultId,
      sqlite,
      db: typed(sqlite),
      close() {
        if (closed) return;
        closed = true;
        before(opened);
        sqlite.close();
        key.wipe();
        lock.release();
      },
    },
  };
  return opened;
}
