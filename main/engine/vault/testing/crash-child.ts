/**
 * A process to be killed in the middle of something. It prints `ready`, then one line for each thing done and
 * acknowledged: what is printed must still be there after the kill.
 *
 * crash-child.ts <work> <data folder> <vault id> [folder of backups, or of migrations]
 */
import fs from 'node:fs';
import path from 'node:path';
import { goodPassphrase, opened, otherPassphrase, stand, value } from './stand.ts';

const [work = '', dataDir = '', vaultId = '', folder = ''] = process.argv.slice(2);

/** Synchronous: a line printed has left the process. */
const say = (line: string) => fs.writeSync(1, `${line}\n`);
const tick = () => new Promise((resume) => setImmediate(resume));

const here = stand(dataDir, work === 'migrate' ? { migrationsDir: folder } : {});
const { unlockedHandlers: own, alwaysHandlers: always } = here.vault;

/** One gesture writes several rows; either all are there or none. */
async function write(): Promise<never> {
  const { sqlite } = opened(here);
  const insert = sqlite.prepare(
    `INSERT INTO notes (id, title, body, words, date, created_at, changed_at) VALUES (?, ?, '{}', ?, '2027-01-12', 0, 0)`,
  );
  const start = Number(sqlite.prepare('SELECT count(*) FROM notes').pluck().get());
  const gesture = sqlite.transaction((name: string, rows: number) => {
    for (let row = 0; row < rows; row++)
      insert.run(`${name}-${row}`, `${name} ${rows}`, `mots ${name} `.repeat(50));
  });
  for (let count = start; ; count++) {
    const name = `gesture${count}x${process.pid}`;
    gesture(name, 1 + (count % 7));
    say(`written ${name}`);
    if (count % 50 === 0) await tick();
  }
}

async function backup(): Promise<never> {
  for (;;) {
    here.clock.advance(1_000);
    say(
      `saved ${value(await own['vault.backupNow']({ folder: here.grant(folder, 'folder') }, here.unlocked())).name}`,
    );
  }
}

async function changePassphrase(): Promise<never> {
  for (let current = goodPassphrase; ; ) {
    const next = current === goodPassphrase ? otherPassphrase : goodPassphrase;
    value(await own['vault.changePassphrase']({ current, next }, here.unlocked()));
    current = next;
    say(`changed ${current}`);
  }
}

async function create(): Promise<never> {
  for (;;) say(`created ${value(await here.create()).vaultId}`);
}

async function restore(): Promise<never> {
  const file = path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.margelle')) ?? '');
  const secret = { kind: 'passphrase', passphrase: goodPassphrase } as const;
  for (;;) {
    here.clock.advance(1_000);
    const restored = await always['vault.restore'](
      { file: here.grant(file, 'read'), secret, mode: 'replace' },
      here.context,
    );
    say(`restored ${value(restored).vaultId}`);
  }
}

async function hold(): Promise<never> {
  for (;;) await new Promise((resume) => setTimeout(resume, 60_000));
}

async function migrate(): Promise<void> {
  say('ready');
  value(await here.unlock(vaultId));
  say('migrated');
}

const works: Record<string, () => Promise<void>> = { write, backup, changePassphrase, create, restore, hold };
if (work === 'migrate') {
  await migrate();
} else {
  if (work !== 'restore' && work !== 'create') value(await here.unlock(vaultId));
  say('ready');
  await works[work]?.();
}
