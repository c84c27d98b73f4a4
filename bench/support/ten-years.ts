/**
 * The vault that everything is measured on: ten invented years (about 60,000 bookings, 100,000 notes), made once by
 * the app's own generator from a seed, and a copy of its base without encryption.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import type { OpenVault } from '../../main/engine/capability/feature.ts';
import { features } from '../../main/engine/features/index.ts';
import { teamFeature } from '../../main/engine/features/team/index.ts';
import type { Context } from '../../main/engine/ground/context.ts';
import { createFileGrants } from '../../main/engine/ground/file-grants.ts';
import { createJobs } from '../../main/engine/ground/jobs.ts';
import { Redacted } from '../../main/engine/ground/redacted.ts';
import { createEngine, type Engine, systemClock, systemRandom } from '../../main/engine/index.ts';
import { openVault } from '../../main/engine/roof/open-vault.ts';
import { openBase } from '../../main/engine/vault/base.ts';
import { openKeyring, parseKeyring } from '../../main/engine/vault/keyring.ts';

export const migrationsDir = fileURLToPath(new URL('../../migrations/', import.meta.url));

export const openEngine = (dataDir: string): Engine =>
  createEngine({
    dataDir,
    migrationsDir,
    appVersion: 'bench',
    clock: systemClock,
    random: systemRandom,
    network: null,
    log: (line) => console.error(line),
    demo: true,
  });

/** Makes the vault in `dataDir` unless it is there already, whole. */
export async function makeTenYears(dataDir: string, seed: number): Promise<void> {
  const done = join(dataDir, 'complete');
  if (existsSync(done)) return;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const engine = openEngine(dataDir);
  const answer = await engine.call('demo.open', { scale: 'ten-years', seed });
  // A machine that has been there for a while: its long logs were replaced by snapshots, 20 s after the last write at most.
  await new Promise((resume) => setTimeout(resume, 25_000));
  await engine.close();
  if (!answer.ok) throw new Error(`the vault could not be made: ${answer.error.tag}`);
  console.error(`made ${answer.value.bookings} bookings and ${answer.value.notes} notes`);
  mkdirSync(done);
}

const vaultFolder = (dataDir: string): string => {
  const [only] = readdirSync(join(dataDir, 'vaults')).filter((name) => /^[0-9a-f]{32}$/.test(name));
  if (!only) throw new Error('no vault was made');
  return join(dataDir, 'vaults', only);
};

async function vaultKey(folder: string, passphrase = DEMO_PASSPHRASE): Promise<Redacted> {
  const keyring = parseKeyring(readFileSync(join(folder, 'keyring.json')));
  if (!keyring.ok) throw new Error(keyring.error.tag);
  const key = await openKeyring(keyring.value, { passphrase: new Redacted(Buffer.from(passphrase)) });
  if (!key?.ok) throw new Error('the passphrase does not open it');
  return key.value;
}

/** How long the passphrase's derivation takes here, with the cost this vault was made with; milliseconds. */
export async function timeDerivation(
  dataDir: string,
  rounds: number,
  passphrase = DEMO_PASSPHRASE,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    (await vaultKey(vaultFolder(dataDir), passphrase)).wipe();
    times.push(performance.now() - start);
  }
  return times;
}

export interface Twin {
  encrypted: OpenVault;
  plain: OpenVault;
  close(): void;
}

const quietContext = (): Context => ({
  clock: systemClock,
  random: systemRandom,
  files: createFileGrants(systemRandom),
  jobs: createJobs(() => {}),
  emit: () => {},
});

/** Two open vaults on the same data, one encrypted as in use, one in plain SQLite with the same settings. */
export async function openTwin(dataDir: string): Promise<Twin> {
  const folder = vaultFolder(dataDir);
  const key = await vaultKey(folder);
  const plainFile = join(dataDir, 'plain.db');
  if (!existsSync(plainFile)) await writePlainCopy(join(folder, 'vault.db'), plainFile, key);
  const base = openBase(join(folder, 'vault.db'), key);
  if (!base.ok) throw new Error(base.error.tag);
  const plain = new Database(plainFile);
  for (const pragma of [
    'journal_mode = WAL',
    'locking_mode = EXCLUSIVE',
    'synchronous = FULL',
    'temp_store = MEMORY',
    'secure_delete = ON',
  ]) {
    plain.pragma(pragma);
  }
  const opening = (sqlite: Database.Database) => {
    const { vault: opened } = openVault({
      base: { sqlite, db: drizzle(sqlite) },
      context: quietContext(),
      features,
      membership: null,
    });
    // A base looked at outside any team: nothing to share.
    for (const feature of features) if (feature !== teamFeature) feature.opened?.(opened);
    return opened;
  };
  return {
    encrypted: opening(base.value),
    plain: opening(plain),
    close() {
      base.value.close();
      plain.close();
      key.wipe();
    },
  };
}

/** A copy rewritten without a key. Invented data only: the app itself never does this. */
async function writePlainCopy(from: string, to: string, key: Redacted): Promise<void> {
  const half = `${to}.half`;
  copyFileSync(from, half);
  const copy = openBase(half, key);
  if (!copy.ok) throw new Error(copy.error.tag);
  copy.value.pragma('journal_mode = DELETE');
  copy.value.pragma("rekey = ''");
  copy.value.close();
  copyFileSync(half, to);
  rmSync(half);
}
