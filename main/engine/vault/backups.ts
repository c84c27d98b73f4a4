/** The backups of an open vault: made by hand or when due, read back, counted and thinned out. */
import fs from 'node:fs';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { BackupMade, BackupProblem, VaultSettings } from '#shared/contract/vault.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { hours } from '../ground/clock.ts';
import type { Context } from '../ground/context.ts';
import { storageError } from '../ground/disk-errors.ts';
import { unfinishedSuffix } from '../ground/whole-file.ts';
import { diskError, publish, readHead, type Step, writeBackup } from './backup-file.ts';
import { cloudFolder } from './cloud-folder.ts';
import { fact } from './fact.ts';
import type { Folders } from './folders.ts';
import type { KdfCost } from './key-derivation.ts';
import type { Opened } from './opening.ts';
import { rehearse } from './rehearsal.ts';

export interface BackupPlan {
  folder: string | null;
  everyDays: number;
  keep: number;
}

const planFact = fact<BackupPlan>('vault.backupPlan');
const problemFact = fact<{ what: BackupProblem; at: number } | null>('vault.backupProblem');
const unfinishedFact = fact<string | null>('vault.backupUnfinished');
const dayMs = 24 * 3600 * 1000;
const lookedEvery = hours(1);
const extension = '.margelle';

export interface Backups {
  plan(): BackupPlan;
  savePlan(plan: BackupPlan): void;
  summary(): VaultSettings['backup'];
  list(): BackupMade[];
  /** Whether that folder is there now. */
  reachable(folder: string): boolean;
  /** `destination`: a folder, or a file of that very name. Errors: see `vault.backupNow`. */
  make(
    destination: { folder: string } | { file: string },
    step?: Step,
  ): Promise<Result<BackupMade, AppError>>;
  /** Looks whether one is due, now and every hour; again after the plan changed. */
  start(): void;
  /** Asks a running backup to stop and the clock to be quiet. */
  stop(): void;
}

interface Row {
  id: string;
  at: number;
  path: string;
  bytes: number;
}

const problems: readonly string[] = [
  'backup_folder_missing',
  'disk_full',
  'disk_read_only',
  'backup_invalid',
];
const problemOf = (error: AppError): BackupProblem =>
  problems.includes(error.tag) ? (error.tag as BackupProblem) : 'unexpected';

/** "2027-01-12-100500", as this machine's clock shows it: as its folders do. */
function stamp(at: number): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return text.replace(' ', '-').replaceAll(':', '');
}

/** Several may be made in one second, or in an hour that comes back. */
function freeName(start: string): string {
  for (let count = 1; ; count += 1) {
    const file = `${start}${count === 1 ? '' : `-${count}`}${extension}`;
    if (!fs.existsSync(file)) return file;
  }
}

const yielding: Step = async () => {
  await new Promise((resume) => setImmediate(resume));
  return true;
};

const isFolder = (folder: string) => fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;

export interface BackupsOptions {
  opened: Opened;
  where: Folders;
  context: Context;
  appVersion: string;
  weakest: KdfCost;
  /** Keeps the idle lock from cutting a backup. */
  enter: () => () => void;
}

export function createBackups({
  opened,
  where,
  context,
  appVersion,
  weakest,
  enter,
}: BackupsOptions): Backups {
  const { sqlite } = opened;
  const { clock, random } = context;
  const prefix = `margelle-${opened.id.slice(0, 8)}-`;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let scheduled = false;
  let cancelTimer: (() => void) | null = null;

  const plan = (): BackupPlan => planFact.read(sqlite) ?? { folder: null, everyDays: 1, keep: 14 };
  /** The last one made first, whatever date it bears: the clock may have been wrong on the others. */
  const rows = () =>
    sqlite.prepare<[], Row>('SELECT id, at, path, bytes FROM backups ORDER BY rowid DESC').all();

  function told(row: Row): BackupMade {
    return {
      id: row.id,
      at: row.at,
      bytes: row.bytes,
      name: path.basename(row.path),
      folder: path.basename(path.dirname(row.path)),
      missing: !fs.existsSync(row.path),
    };
  }

  async function write(file: string, step: Step): Promise<Result<BackupMade, AppError>> {
    const at = clock.now();
    try {
      unfinishedFact.write(sqlite, file);
      const source = { sqlite, key: opened.key, keyring: opened.keyring, at, appVersion };
      const written = await writeBackup(source, file, step);
      if (!written.ok) return written;
      const unfinished = `${file}${unfinishedSuffix}`;
      const read = await readBack(unfinished, step);
      if (!read.ok || stopped) {
        fs.rmSync(unfinished, { force: true });
        return read.ok ? err({ tag: 'cancelled_by_user' }) : read;
      }
      publish(file);
      const row = { id: random.bytes(16).toString('base64url'), at, path: file, bytes: written.value };
      sqlite.prepare('DELETE FROM backups WHERE path = ?').run(file);
      sqlite.prepare('INSERT INTO backups (id, at, path, bytes) VALUES (@id, @at, @path, @bytes)').run(row);
      unfinishedFact.write(sqlite, null);
      return ok(told(row));
    } catch (error) {
      fs.rmSync(`${file}${unfinishedSuffix}`, { force: true });
      if (!sqlite.open) return err({ tag: 'cancelled_by_user' });
      return err(diskError(error));
    }
  }

  /** The whole way back: end mark, HMAC, decryption of a copy, every page of it. */
  async function readBack(file: string, step: Step): Promise<Result<null, AppError>> {
    const invalid = err<AppError>({
      tag: 'backup_invalid',
      name: path.basename(file).replace(unfinishedSuffix, ''),
    });
    const head = await readHead(file, weakest);
    if (!head.ok || opened.key.wiped) return invalid;
    const backup = { file, head: head.value, key: opened.key };
    const read = await rehearse(where, random, backup, { migrationsDir: null, now: clock.now(), step }, () =>
      ok(null),
    );
    return read.ok || read.error.tag === 'cancelled_by_user' || read.error.tag === 'disk_full'
      ? read
      : invalid;
  }

  /**
   * Only files that say they are backups of this vault, and never the one just made. Those that it does not remember making
   * (a restored vault finds them) go before those that it does.
   */
  async function thinOut(folder: string, keep: number): Promise<void> {
    const found: { file: string; at: number }[] = [];
    for (const name of fs.readdirSync(folder)) {
      if (!name.startsWith(prefix) || !name.endsWith(extension)) continue;
      const file = path.join(folder, name);
      const head = await readHead(file, weakest);
      if (head.ok && head.value.vaultId === opened.keyring.vaultId) found.push({ file, at: head.value.at });
    }
    const made = rows().map((row) => row.path);
    const age = (file: string) => {
      const at = made.indexOf(file);
      return at === -1 ? made.length : at;
    };
    found.sort((a, b) => age(a.file) - age(b.file) || b.at - a.at);
    for (const { file } of found.slice(keep)) {
      fs.rmSync(file, { force: true });
      if (sqlite.open) sqlite.prepare('DELETE FROM backups WHERE path = ?').run(file);
    }
  }

  function remember(problem: AppError | null): void {
    if (!sqlite.open) return;
    try {
      problemFact.write(sqlite, problem ? { what: problemOf(problem), at: clock.now() } : null);
    } catch (error) {
      diskError(error);
    }
    context.emit('backup.changed', {});
  }

  async function makeNow(destination: { folder: string } | { file: string }, step: Step) {
    if (stopped) return err<AppError>({ tag: 'cancelled_by_user' });
    const folder = 'folder' in destination ? destination.folder : path.dirname(destination.file);
    const leave = enter();
    try {
      const missing = err<AppError>({ tag: 'backup_folder_missing', folder: path.basename(folder) });
      const file =
        'file' in destination
          ? destination.file
          : freeName(path.join(folder, `${prefix}${stamp(clock.now())}`));
      const steps: Step = async (done, total) => !stopped && (await step(done, total)) && !stopped;
      const made = isFolder(folder) ? await write(file, steps) : missing;
      if (made.ok && folder === plan().folder) await thinOut(folder, plan().keep).catch(diskError);
      if (made.ok || made.error.tag !== 'cancelled_by_user') remember(made.ok ? null : made.error);
      return made;
    } finally {
      leave();
    }
  }

  function make(destination: { folder: string } | { file: string }, step: Step = yielding) {
    const made = running.then(() => makeNow(destination, step));
    running = made.catch(() => undefined);
    return made;
  }

  function removeLeftover(): void {
    try {
      const file = unfinishedFact.read(sqlite);
      if (!file) return;
      fs.rmSync(`${file}${unfinishedSuffix}`, { force: true });
      unfinishedFact.write(sqlite, null);
    } catch (error) {
      // Its disk is absent or full: tried again at the next opening.
      if (!storageError(error)) throw error;
    }
  }

  /** Only the backups of the chosen folder count: one made by hand on a key that left does not put it off. */
  function isDue({ folder, everyDays }: BackupPlan): boolean {
    const last = rows().find((row) => path.dirname(row.path) === folder)?.at;
    const age = last === undefined ? Number.POSITIVE_INFINITY : clock.now() - last;
    // A negative age: the clock was wrong then, or is now.
    return age >= everyDays * dayMs || age < 0;
  }

  function look(): void {
    if (stopped) return;
    cancelTimer?.();
    cancelTimer = clock.after(lookedEvery, look);
    const wanted = plan();
    if (scheduled || wanted.folder === null || !isDue(wanted)) return;
    scheduled = true;
    // A bug here is told like any problem of the backup; it must not take the engine down.
    make({ folder: wanted.folder })
      .catch(() => remember({ tag: 'unexpected', reference: '' }))
      .finally(() => {
        scheduled = false;
      });
  }

  return {
    plan,
    savePlan: (chosen) => planFact.write(sqlite, chosen),
    summary() {
      const { folder, everyDays, keep } = plan();
      const problem = problemFact.read(sqlite);
      const cloud = folder === null ? undefined : cloudFolder(folder);
      const last = rows()[0]?.at;
      return {
        folder: folder === null ? null : { name: path.basename(folder), ...(cloud ? { cloud } : {}) },
        everyDays,
        keep,
        ...(last === undefined ? {} : { lastAt: last }),
        ...(problem ? { problem } : {}),
      };
    },
    list: () => rows().map(told),
    reachable: isFolder,
    make,
    start() {
      removeLeftover();
      look();
    },
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}
