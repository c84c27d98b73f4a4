/** A vault on a real folder with decided time, and the least of a runtime around it: what the tests stand on. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Answer, Topic } from '#shared/contract/index.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Random } from '../../ground/clock.ts';
import type { Context } from '../../ground/context.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import { createJobs } from '../../ground/jobs.ts';
import { type TestClock, testClock } from '../../ground/testing-clock.ts';
import type { Founding, Gate, OpenBase } from '../gate.ts';
import { createVault, type VaultOptions } from '../index.ts';

export const migrationsDir = path.resolve(import.meta.dirname, '../../../../migrations');
/** The cheapest that libsodium accepts. */
export const cheapKdf = { passes: 1, memoryBytes: 8192 };
export const goodPassphrase = 'cheval agrafe batterie correct';
export const otherPassphrase = 'violette armoire tempête moulin';

export const random: Random = { bytes: (length) => crypto.randomBytes(length) };

export interface Stand {
  dataDir: string;
  clock: TestClock;
  vault: ReturnType<typeof createVault>;
  gate: Gate & { foundings: Founding[] };
  topics: Topic[];
  /** A token for a path, as the shell would give it. */
  grant(path: string, access: 'read' | 'write' | 'folder'): string;
  context: Context;
  /** What an unlocked handler receives; only what the vault's own handlers use. */
  unlocked(): OpenVault;
  create(passphrase?: string): Promise<Answer<'vault.create'>>;
  unlock(id: string, passphrase?: string): Promise<Answer<'vault.unlock'>>;
}

const testFolders = path.join(os.tmpdir(), 'margelle-vault-tests');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removed by the next test process that starts once this one has ended, however it ended. */
export function newDataDir(): string {
  const own = path.join(testFolders, String(process.pid));
  if (!fs.existsSync(own)) {
    fs.mkdirSync(own, { recursive: true });
    for (const name of fs.readdirSync(testFolders)) {
      if (!isAlive(Number(name))) fs.rmSync(path.join(testFolders, name), { recursive: true, force: true });
    }
  }
  return fs.mkdtempSync(path.join(own, 'data-'));
}

export function stand(
  dataDir: string = newDataDir(),
  overrides: Partial<VaultOptions> & { clock?: TestClock; founded?: (vault: OpenBase) => void } = {},
): Stand {
  const clock = overrides.clock ?? testClock();
  const files = createFileGrants(random);
  const topics: Topic[] = [];
  const context: Context = {
    clock,
    random,
    files,
    jobs: createJobs(() => topics.push('job.progress')),
    emit: (topic) => void topics.push(topic),
  };
  let open: OpenBase | null = null;
  const gate: Stand['gate'] = {
    foundings: [],
    get vault() {
      return open;
    },
    async open(vault, arrival) {
      if (arrival) overrides.founded?.(vault);
      if (arrival && 'founding' in arrival) gate.foundings.push(arrival.founding);
      open = vault;
    },
    close() {
      const closing = open;
      open = null;
      closing?.close();
    },
  };
  const { clock: _, founded: __, ...options } = overrides;
  const vault = createVault({
    dataDir,
    migrationsDir,
    appVersion: '1.0.0',
    context,
    gate,
    kdf: cheapKdf,
    ...options,
  });
  const unlocked = () => context as OpenVault;
  return {
    dataDir,
    clock,
    vault,
    gate,
    topics,
    grant: files.grant,
    context,
    unlocked,
    create: async (passphrase = goodPassphrase) =>
      vault.alwaysHandlers['vault.create'](
        { team: 'La Margelle', profile: 'ressourcerie', name: 'Inès', role: 'coordinator', passphrase },
        context,
      ),
    unlock: async (id, passphrase = goodPassphrase) =>
      vault.alwaysHandlers['vault.unlock']({ id, passphrase }, context),
  };
}

/** The value of an answer that must be right. */
export function value<T>(answer: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** Every file under a folder, by full path. */
export function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

let notes = 0;
/** One note, as the notes' own capability writes it; answers its id. */
export function writeNote(vault: OpenBase, title: string, words: string): string {
  const id = `note-${++notes}-${random.bytes(4).toString('hex')}`;
  vault.sqlite
    .prepare(
      `INSERT INTO notes (id, title, body, words, date, created_at, changed_at)
       VALUES (?, ?, ?, ?, '2027-01-12', 0, 0)`,
    )
    .run(id, title, JSON.stringify({ type: 'doc', content: [{ type: 'text', text: words }] }), words);
  return id;
}

export function writeNotes(vault: OpenBase, count: number, words: string): void {
  vault.sqlite.transaction(() => {
    for (let number = 0; number < count; number++) writeNote(vault, `note ${number}`, words);
  })();
}

export function readNotes(vault: OpenBase): { id: string; title: string; words: string }[] {
  return vault.sqlite
    .prepare<[], { id: string; title: string; words: string }>(
      'SELECT id, title, words FROM notes ORDER BY rowid',
    )
    .all();
}

export function opened(of: Stand): OpenBase {
  if (!of.gate.vault) throw new Error('no vault is open');
  return of.gate.vault;
}
