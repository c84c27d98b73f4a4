/**
 * Where things are on the disk of this machine, and what an interrupted run may have left there.
 *
 *   vaults/<id>/keyring.json, vault.db, access.json     one folder a vault
 *   vaults/<id>/unfinished                              made but not yet complete: deleted at the next start
 *   locks/<id>                                          held while the vault is open (see vault-lock.ts)
 *   staging/<name>/                                     rehearsals and restores in progress, all encrypted
 *   replaced/<id>-<instant>/                            vaults that a restore took the place of; never deleted
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../ground/clock.ts';
import { putAside, syncFolder, unfinishedSuffix, writeDurably } from '../ground/whole-file.ts';

const vaultName = /^[0-9a-f]{32}$/;
const unfinishedMark = 'unfinished';
/** In a staged folder that is complete: the id of the vault it is about to become. */
const readyMark = 'restore-into';

export interface Folders {
  vaults: string;
  locks: string;
  staging: string;
  replaced: string;
}

export interface VaultFiles {
  folder: string;
  keyring: string;
  base: string;
  access: string;
}

export function folders(dataDir: string): Folders {
  const at = (name: string) => path.join(dataDir, name);
  return { vaults: at('vaults'), locks: at('locks'), staging: at('staging'), replaced: at('replaced') };
}

export function filesIn(folder: string): VaultFiles {
  const at = (name: string) => path.join(folder, name);
  return { folder, keyring: at('keyring.json'), base: at('vault.db'), access: at('access.json') };
}

export const vaultFiles = (where: Folders, id: string): VaultFiles => filesIn(path.join(where.vaults, id));

function entries(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Ids of the complete vaults of this machine. */
export function listVaults(where: Folders): string[] {
  return entries(where.vaults)
    .filter((name) => vaultName.test(name) && !fs.existsSync(path.join(where.vaults, name, unfinishedMark)))
    .sort();
}

/** The folder appears with its mark in it, never without. */
export function beginVault(where: Folders, id: string): VaultFiles {
  const files = vaultFiles(where, id);
  const marked = path.join(where.staging, id);
  fs.mkdirSync(marked, { recursive: true, mode: 0o700 });
  writeDurably(path.join(marked, unfinishedMark), '');
  fs.mkdirSync(where.vaults, { recursive: true, mode: 0o700 });
  fs.renameSync(marked, files.folder);
  syncFolder(where.vaults);
  return files;
}

/** Removes a vault that never came to exist; its mark goes last. */
export function abandonVault(where: Folders, id: string): void {
  const { folder } = vaultFiles(where, id);
  for (const name of entries(folder)) {
    if (name !== unfinishedMark) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.rmSync(path.join(where.staging, id), { recursive: true, force: true });
}

/** From here on the vault exists. */
export function finishVault(files: VaultFiles): void {
  fs.rmSync(path.join(files.folder, unfinishedMark));
  syncFolder(files.folder);
}

/** Where a rehearsal may work; its lock is to be taken before the folder is made. */
export function stagingFolder(where: Folders, random: Random): string {
  return path.join(where.staging, random.bytes(8).toString('hex'));
}

export function dropStaging(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Two renames; interrupted between them, the next start does the second. Answers where the former vault is kept. */
export function putInPlace(where: Folders, staged: string, id: string, now: number): string | null {
  writeDurably(path.join(staged, readyMark), id);
  const target = path.join(where.vaults, id);
  fs.mkdirSync(where.vaults, { recursive: true, mode: 0o700 });
  let aside: string | null = null;
  if (fs.existsSync(target)) {
    fs.mkdirSync(where.replaced, { recursive: true, mode: 0o700 });
    aside = path.join(where.replaced, `${id}-${now}`);
    for (let copy = 2; fs.existsSync(aside); copy++)
      aside = path.join(where.replaced, `${id}-${now}-${copy}`);
    fs.renameSync(target, aside);
    syncFolder(where.replaced);
  }
  try {
    moveStaged(where, staged, target);
  } catch (error) {
    if (aside) fs.renameSync(aside, target);
    throw error;
  }
  return aside;
}

function moveStaged(where: Folders, staged: string, target: string): void {
  fs.renameSync(staged, target);
  syncFolder(where.vaults);
  syncFolder(where.staging);
  fs.rmSync(path.join(target, readyMark), { force: true });
}

/**
 * Finishes or removes what a killed run left. `free(id)` says that no other process has that vault open. Never
 * throws for a disk that refuses: the next start tries again.
 */
export function cleanUp(where: Folders, free: (id: string) => boolean): void {
  const attempt = (task: () => void) => {
    try {
      task();
    } catch {
      // A read-only or failing disk must not keep the app from showing its vaults.
    }
  };
  for (const folder of [where.vaults, where.staging, where.replaced])
    attempt(() => putAside(folder, 'folder'));
  for (const name of entriesOrNone(where.staging)) {
    const staged = path.join(where.staging, name);
    attempt(() => {
      const id = readReady(staged);
      if (id && free(id) && !fs.existsSync(path.join(where.vaults, id)))
        moveStaged(where, staged, path.join(where.vaults, id));
      else if (free(name)) {
        dropStaging(staged);
        fs.rmSync(path.join(where.locks, name), { force: true });
      }
    });
  }
  for (const name of entriesOrNone(where.vaults).filter((entry) => vaultName.test(entry))) {
    const folder = path.join(where.vaults, name);
    attempt(() => {
      if (!free(name)) return;
      if (fs.existsSync(path.join(folder, unfinishedMark)))
        fs.rmSync(folder, { recursive: true, force: true });
      else
        for (const file of entries(folder))
          if (file.endsWith(unfinishedSuffix)) fs.rmSync(path.join(folder, file), { force: true });
    });
  }
}

function entriesOrNone(folder: string): string[] {
  try {
    return entries(folder);
  } catch {
    return [];
  }
}

function readReady(staged: string): string | null {
  try {
    const id = fs.readFileSync(path.join(staged, readyMark), 'utf8');
    return vaultName.test(id) ? id : null;
  } catch {
    return null;
  }
}
