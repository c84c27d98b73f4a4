/**
 * Brings a base to the tables this application knows. The files and the table of applied migrations are Drizzle's;
 * its own migrator is not used because BEGIN makes the generated `PRAGMA foreign_keys=OFF` a no-op (a rebuilt table
 * then deletes its children) and because it skips entries that come out of order. Here all pending migrations, the
 * check of foreign keys and the count are ONE transaction, after a copy of the base was put aside.
 */
import fs from 'node:fs';
import path from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { storageError } from '../ground/disk-errors.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { syncFile, syncFolder, unfinishedSuffix } from '../ground/whole-file.ts';
import { hasTable } from './base.ts';
import { fact } from './fact.ts';

const applied = '__drizzle_migrations';
/** Encrypted like the base: it is its exact copy. */
export const copyBeforeMigration = 'vault.before-migration.db';

/** The version that last opened it. Read by other versions to say which one is needed: never rename. */
export const lastOpenedBy = fact<string>('appVersion');

type Migration = ReturnType<typeof readMigrationFiles>[number];

/** Migrations in the order of the journal. */
export const knownMigrations = (migrationsDir: string): Migration[] =>
  readMigrationFiles({ migrationsFolder: migrationsDir });

function appliedInstants(sqlite: WriteHandle): number[] {
  if (!hasTable(sqlite, applied)) return [];
  return sqlite
    .prepare<[], { created_at: number }>(`SELECT created_at FROM ${applied}`)
    .all()
    .map((row) => Number(row.created_at));
}

/** Error: `vault_newer` when the base has had a migration that this application does not know. Reads only. */
export function pendingMigrations(sqlite: WriteHandle, migrationsDir: string): Result<Migration[], AppError> {
  const known = knownMigrations(migrationsDir);
  const done = new Set(appliedInstants(sqlite));
  const instants = new Set(known.map((migration) => migration.folderMillis));
  if ([...done].some((instant) => !instants.has(instant))) {
    return err({
      tag: 'vault_newer',
      appVersion: (hasTable(sqlite, 'meta') && lastOpenedBy.read(sqlite)) || '?',
    });
  }
  return ok(known.filter((migration) => !done.has(migration.folderMillis)));
}

/** The base as it is now, beside it; replaces the copy of an earlier migration only once complete. */
function copyAside(sqlite: WriteHandle, now: number): void {
  const copy = path.join(path.dirname(sqlite.name), copyBeforeMigration);
  const unfinished = `${copy}${unfinishedSuffix}`;
  try {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    fs.copyFileSync(sqlite.name, unfinished);
    fs.utimesSync(unfinished, now / 1000, now / 1000);
    syncFile(unfinished);
    fs.renameSync(unfinished, copy);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
  syncFolder(path.dirname(copy));
}

function apply(sqlite: WriteHandle, pending: Migration[], expected: number): boolean {
  sqlite.pragma('foreign_keys = OFF');
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    sqlite.exec(
      `CREATE TABLE IF NOT EXISTS ${applied} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
    );
    const remember = sqlite.prepare(`INSERT INTO ${applied} (hash, created_at) VALUES (?, ?)`);
    for (const migration of pending) {
      for (const statement of migration.sql) sqlite.exec(statement);
      remember.run(migration.hash, migration.folderMillis);
    }
    const orphans = sqlite.pragma('foreign_key_check') as unknown[];
    const sound = orphans.length === 0 && appliedInstants(sqlite).length === expected;
    sqlite.exec(sound ? 'COMMIT' : 'ROLLBACK');
    return sound;
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    throw error;
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
}

/**
 * Answers how many migrations were applied. Errors: `vault_newer`; `disk_full`, `disk_read_only`, `vault_damaged`;
 * `migration_failed` with the day of the copy put aside. In all of them the base is as it was.
 */
export function migrate(sqlite: WriteHandle, migrationsDir: string, now: number): Result<number, AppError> {
  const pending = pendingMigrations(sqlite, migrationsDir);
  if (!pending.ok) return pending;
  if (pending.value.length === 0) return ok(0);
  const before = appliedInstants(sqlite).length;
  try {
    if (before > 0) copyAside(sqlite, now);
  } catch (error) {
    return err(storageError(error) ?? { tag: 'migration_failed' });
  }
  const failed: AppError = {
    tag: 'migration_failed',
    ...(before > 0 ? { backupAt: new Date(now).toISOString().slice(0, 10) } : {}),
  };
  try {
    return apply(sqlite, pending.value, before + pending.value.length)
      ? ok(pending.value.length)
      : err(failed);
  } catch (error) {
    const known = storageError(error);
    return err(known?.tag === 'disk_full' || known?.tag === 'disk_read_only' ? known : failed);
  }
}

/** The copy is of use while a faulty migration can still be noticed; after that it only keeps what was erased since. */
const copyKeptMs = 7 * 24 * 3600 * 1000;

export function dropOldCopy(base: string, now: number): void {
  const copy = path.join(path.dirname(base), copyBeforeMigration);
  const madeAt = fs.statSync(copy, { throwIfNoEntry: false })?.mtimeMs;
  if (madeAt !== undefined && now - madeAt > copyKeptMs) fs.rmSync(copy, { force: true });
}
