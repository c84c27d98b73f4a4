/** Opens a backup on an encrypted copy, with nothing of the person's vaults at stake. */
import fs from 'node:fs';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { BackupContents } from '#shared/contract/vault.ts';
import { err, type Result } from '#shared/domain/result.ts';
import type { Random } from '../ground/clock.ts';
import type { WriteHandle } from '../ground/handles.ts';
import type { Redacted } from '../ground/redacted.ts';
import { type BackupHead, extractBase, type Step } from './backup-file.ts';
import { checkBase, hasTable, openBase } from './base.ts';
import { dropStaging, type Folders, filesIn, stagingFolder, type VaultFiles } from './folders.ts';
import { migrate } from './migrate.ts';
import { acquireLock } from './vault-lock.ts';

export interface Rehearsed {
  files: VaultFiles;
  /** Open on the copy; the rehearsal closes it. */
  sqlite: WriteHandle;
  contents: Pick<BackupContents, 'counts' | 'dates'>;
}

/**
 * Extracts, reads every page, applies the pending migrations to the copy, then hands it to `use`; the copy is removed
 * afterwards unless `use` moved it away. Errors: `backup_invalid`, `file_unreadable`, `vault_newer`,
 * `migration_failed`, `cancelled_by_user`, and those of `use`. Throws what the disk answers.
 */
export async function rehearse<T>(
  where: Folders,
  random: Random,
  backup: { file: string; head: BackupHead; key: Redacted },
  options: { migrationsDir: string | null; now: number; step: Step },
  use: (rehearsed: Rehearsed) => Result<T, AppError>,
): Promise<Result<T, AppError>> {
  const folder = stagingFolder(where, random);
  const lock = acquireLock(where.locks, path.basename(folder));
  let sqlite: WriteHandle | null = null;
  try {
    if (!lock.ok) return lock;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const files = filesIn(folder);
    const extracted = await extractBase(backup.file, backup.head, backup.key, files.base, options.step);
    if (!extracted.ok) return extracted;
    const opened = openBase(files.base, backup.key);
    const invalid = err<AppError>({ tag: 'backup_invalid', name: path.basename(backup.file) });
    if (!opened.ok) return opened.error.tag === 'vault_damaged' ? invalid : opened;
    sqlite = opened.value;
    let stopped = false;
    const checked = await checkBase(sqlite, async (done, total) => {
      stopped ||= !(await options.step(done, total));
    });
    if (stopped) return err({ tag: 'cancelled_by_user' });
    if (!checked.ok) return invalid;
    if (options.migrationsDir) {
      const migrated = migrate(sqlite, options.migrationsDir, options.now);
      if (!migrated.ok) return migrated;
    }
    return use({ files, sqlite, contents: contentsOf(sqlite) });
  } finally {
    sqlite?.close();
    dropStaging(folder);
    if (lock.ok) {
      lock.value.release();
      fs.rmSync(path.join(where.locks, path.basename(folder)), { force: true });
    }
  }
}

function contentsOf(sqlite: WriteHandle): Rehearsed['contents'] {
  const count = (table: string) =>
    hasTable(sqlite, table) ? Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) : 0;
  const ofType = (type: string) =>
    hasTable(sqlite, 'entities')
      ? Number(sqlite.prepare('SELECT count(*) FROM entities WHERE type = ?').pluck().get(type))
      : 0;
  const span = hasTable(sqlite, 'bookings')
    ? (sqlite.prepare('SELECT min(date) AS "from", max(date) AS "to" FROM bookings').get() as {
        from: string | null;
        to: string | null;
      })
    : { from: null, to: null };
  return {
    counts: {
      bookings: count('bookings'),
      notes: count('notes'),
      drafts: count('drafts'),
      activities: ofType('activities'),
      facilitators: ofType('facilitators'),
    },
    dates: span.from !== null && span.to !== null ? { from: span.from, to: span.to } : null,
  };
}
