/**
 * Kills a process again and again in the middle of its work (kill -9), and looks each time at what is on the disk.
 * From a terminal: node main/engine/vault/testing/crash-rounds.ts <work> <rounds>
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { knownMigrations } from '../migrate.ts';
import {
  filesUnder,
  goodPassphrase,
  migrationsDir,
  newDataDir,
  opened,
  otherPassphrase,
  type Stand,
  stand,
  value,
  writeNote,
} from './stand.ts';

export const works = ['write', 'backup', 'changePassphrase', 'create', 'restore', 'migrate'] as const;
export type Work = (typeof works)[number];

export interface CrashReport {
  rounds: number;
  /** Lines acknowledged over all the rounds. */
  acknowledged: number;
  /** Rounds in which at least one thing was acknowledged before the kill. */
  fruitful: number;
}

/** Runs the child until it is ready, then kills it after `delayMs`; answers what it had acknowledged. */
export function killedAfter(args: string[], delayMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'crash-child.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let errors = '';
    let armed = false;
    child.stderr.on('data', (data) => {
      errors += String(data);
    });
    child.stdout.on('data', (data) => {
      out += String(data);
      if (armed || !out.startsWith('ready')) return;
      armed = true;
      setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.on('close', (code, signal) => {
      const lines = out
        .slice(0, out.lastIndexOf('\n') + 1)
        .split('\n')
        .filter((line) => line !== '');
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`the child failed by itself: ${errors}`));
      else resolve(lines.slice(1));
    });
  });
}

/** The project's migrations and one more that rebuilds a table and takes a while. */
export function newerMigrations(): string {
  const folder = path.join(newDataDir(), 'migrations');
  fs.cpSync(migrationsDir, folder, { recursive: true });
  const journalFile = path.join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(fs.readFileSync(journalFile, 'utf8')) as {
    entries: { idx: number; when: number; tag: string }[];
  };
  const last = journal.entries.at(-1);
  assert(last);
  const tag = '9999_rebuilt';
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1_000, tag });
  fs.writeFileSync(journalFile, JSON.stringify(journal));
  fs.writeFileSync(
    path.join(folder, `${tag}.sql`),
    [
      'PRAGMA foreign_keys=OFF;',
      'CREATE TABLE `drafts_new` (`key` text PRIMARY KEY NOT NULL, `value` text NOT NULL, `saved_at` integer NOT NULL, `kind` text);',
      'INSERT INTO `drafts_new` SELECT `key`, `value`, `saved_at`, NULL FROM `drafts`;',
      'DROP TABLE `drafts`;',
      'ALTER TABLE `drafts_new` RENAME TO `drafts`;',
      "UPDATE `notes` SET `words` = `words` || ' relu';",
    ].join('\n--> statement-breakpoint\n'),
  );
  return folder;
}

interface Ground {
  dataDir: string;
  vaultId: string;
  folder: string;
}

/** A vault of some notes, made once for the works that begin alike: each has a copy of its own. */
const founded = new Map<number, Promise<{ dataDir: string; vaultId: string }>>();
async function found(notes: number): Promise<{ dataDir: string; vaultId: string }> {
  const here = stand();
  const { vaultId } = value(await here.create());
  opened(here).sqlite.transaction(() => {
    for (let count = 0; count < notes; count++)
      writeNote(opened(here), `note ${count}`, `mot${count} `.repeat(60));
    opened(here).sqlite.prepare("INSERT INTO drafts VALUES ('note', '\"à moitié\"', 0)").run();
  })();
  here.vault.close();
  return { dataDir: here.dataDir, vaultId };
}

async function prepare(work: Work): Promise<Ground> {
  const notes = work === 'write' || work === 'create' ? 0 : 2_000;
  const made = founded.get(notes) ?? found(notes);
  founded.set(notes, made);
  const { dataDir: original, vaultId } = await made;
  const dataDir = newDataDir();
  fs.cpSync(original, dataDir, { recursive: true });
  const folder = work === 'migrate' ? newerMigrations() : newDataDir();
  if (work === 'restore') {
    const here = stand(dataDir);
    value(await here.unlock(vaultId));
    value(
      await here.vault.unlockedHandlers['vault.backupNow'](
        { folder: here.grant(folder, 'folder') },
        here.unlocked(),
      ),
    );
    here.vault.close();
  }
  return { dataDir, vaultId, folder };
}

async function reopened(ground: Ground, passphrase = goodPassphrase): Promise<Stand> {
  const here = stand(ground.dataDir);
  here.clock.advance(24 * 3600 * 1000);
  value(await here.unlock(ground.vaultId, passphrase));
  assert.deepEqual(opened(here).sqlite.pragma('integrity_check'), [{ integrity_check: 'ok' }]);
  opened(here).sqlite.prepare("INSERT INTO notes_text(notes_text) VALUES('integrity-check')").run();
  return here;
}

function noLeftovers(...places: string[]): void {
  const left = places
    .flatMap(filesUnder)
    .filter((file) => file.endsWith('.unfinished') || file.includes('/staging/'));
  assert.deepEqual(left, []);
}

type Check = (ground: Ground, lines: string[]) => Promise<void>;

/** What must hold after each kill. */
const checks: Record<Work, () => Check> = {
  write() {
    const all: string[] = [];
    return async (ground, lines) => {
      all.push(...lines.map((line) => line.replace('written ', '')));
      const here = await reopened(ground);
      const found = new Map<string, number>();
      for (const { title } of opened(here)
        .sqlite.prepare<[], { title: string }>('SELECT title FROM notes')
        .all()) {
        found.set(title, (found.get(title) ?? 0) + 1);
      }
      const whole = new Set<string>();
      for (const [title, rows] of found) {
        const [name = '', expected] = title.split(' ');
        assert.equal(rows, Number(expected), `${title} is half there`);
        whole.add(name);
      }
      const lost = all.filter((name) => !whole.has(name));
      assert.deepEqual(lost, []);
      here.vault.close();
    };
  },
  backup() {
    return async (ground, lines) => {
      const here = await reopened(ground);
      const names = fs.readdirSync(ground.folder);
      for (const line of lines.slice(-14))
        assert(names.includes(line.replace('saved ', '')), `${line}: not there`);
      noLeftovers(ground.folder, ground.dataDir);
      for (const name of names) {
        const inspected = await here.vault.alwaysHandlers['vault.inspectBackup'](
          {
            file: here.grant(path.join(ground.folder, name), 'read'),
            secret: { kind: 'passphrase', passphrase: goodPassphrase },
          },
          here.context,
        );
        assert.equal(value(inspected).counts.notes, 2_000);
        fs.rmSync(path.join(ground.folder, name));
      }
      here.vault.close();
    };
  },
  changePassphrase() {
    return async (ground, lines) => {
      const last = lines.at(-1)?.replace('changed ', '') ?? goodPassphrase;
      const other = last === goodPassphrase ? otherPassphrase : goodPassphrase;
      const trying = stand(ground.dataDir);
      const opens = (await trying.unlock(ground.vaultId, last)).ok ? last : other;
      trying.vault.close();
      const here = await reopened(ground, opens);
      if (opens !== goodPassphrase) {
        const back = { current: opens, next: goodPassphrase };
        value(await here.vault.unlockedHandlers['vault.changePassphrase'](back, here.unlocked()));
      }
      noLeftovers(ground.dataDir);
      here.vault.close();
    };
  },
  create() {
    return async (ground, lines) => {
      const here = stand(ground.dataDir);
      const { vaults } = value(await here.vault.alwaysHandlers['vault.state']({}, here.context));
      const ids = vaults.map((vault) => vault.id);
      for (const line of lines) assert(ids.includes(line.replace('created ', '')), `${line}: lost`);
      assert.deepEqual(fs.readdirSync(path.join(ground.dataDir, 'vaults')).sort(), ids);
      for (const vault of vaults) {
        assert.equal(vault.problem, undefined);
        if (vault.id === ground.vaultId) continue;
        value(await here.unlock(vault.id));
        await here.vault.lock();
        fs.rmSync(path.join(ground.dataDir, 'vaults', vault.id), { recursive: true });
      }
      noLeftovers(ground.dataDir);
      here.vault.close();
    };
  },
  restore() {
    return async (ground) => {
      const here = await reopened(ground);
      assert.equal(opened(here).sqlite.prepare('SELECT count(*) FROM notes').pluck().get(), 2_000);
      noLeftovers(ground.dataDir);
      here.vault.close();
      fs.rmSync(path.join(ground.dataDir, 'replaced'), { recursive: true, force: true });
    };
  },
  migrate() {
    const pristine = { base: Buffer.alloc(0) };
    return async (ground, lines) => {
      const file = path.join(ground.dataDir, 'vaults', ground.vaultId, 'vault.db');
      const newer = stand(ground.dataDir, { migrationsDir: ground.folder });
      const older = stand(ground.dataDir);
      const asBefore = await older.unlock(ground.vaultId);
      if (asBefore.ok) {
        assert.deepEqual(lines, [], 'acknowledged as migrated, and is not');
        assert.equal(appliedCount(older), knownMigrations(migrationsDir).length);
        assert.equal(notesRead(older), 0);
        pristine.base = Buffer.alloc(0);
      } else {
        assert.equal(asBefore.error.tag, 'vault_newer');
      }
      older.vault.close();
      if (asBefore.ok) pristine.base = fs.readFileSync(file);
      value(await newer.unlock(ground.vaultId));
      assert.equal(appliedCount(newer), knownMigrations(ground.folder).length);
      assert.equal(notesRead(newer), 2_000);
      assert.equal(opened(newer).sqlite.prepare('SELECT count(*) FROM drafts').pluck().get(), 1);
      newer.vault.close();
      if (pristine.base.length === 0)
        pristine.base = fs.readFileSync(path.join(path.dirname(file), 'vault.before-migration.db'));
      noLeftovers(ground.dataDir);
      fs.rmSync(path.join(path.dirname(file), 'vault.before-migration.db'), { force: true });
      fs.writeFileSync(file, pristine.base);
    };
  },
};

const appliedCount = (of: Stand) =>
  Number(opened(of).sqlite.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get());
const notesRead = (of: Stand) =>
  Number(opened(of).sqlite.prepare("SELECT count(*) FROM notes WHERE words LIKE '% relu'").pluck().get());

/** The span in which the kill falls, after the child is ready. */
const spanMs: Record<Work, number> = {
  write: 300,
  backup: 300,
  changePassphrase: 100,
  create: 200,
  restore: 300,
  migrate: 250,
};

/** A base that only grows makes every look at it longer: now and then a new one is taken. */
const roundsOnOneBase = 20;

/** Throws at the first thing lost, half done or left behind. `random` gives numbers from 0 to 1. */
export async function crashRounds(work: Work, rounds: number, random: () => number): Promise<CrashReport> {
  const report: CrashReport = { rounds, acknowledged: 0, fruitful: 0 };
  for (let first = 0; first < rounds; first += roundsOnOneBase) {
    const ground = await prepare(work);
    const check = checks[work]();
    for (let round = first; round < Math.min(rounds, first + roundsOnOneBase); round++) {
      const args = [work, ground.dataDir, ground.vaultId, ground.folder];
      const lines = await killedAfter(args, random() * spanMs[work]);
      report.acknowledged += lines.length;
      report.fruitful += lines.length > 0 ? 1 : 0;
      await check(ground, lines);
    }
    fs.rmSync(ground.dataDir, { recursive: true });
    fs.rmSync(ground.folder, { recursive: true });
  }
  return report;
}

if (process.argv[1] === import.meta.filename) {
  const [asked = 'all', rounds = '200'] = process.argv.slice(2);
  for (const work of works.filter((name) => asked === 'all' || asked === name)) {
    const report = await crashRounds(work, Number(rounds), Math.random);
    process.stdout.write(`${work}: ${JSON.stringify(report)}\n`);
  }
}
