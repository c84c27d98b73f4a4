/**
 * `kill -9` at random moments of a working engine: the vault opens every time, every acknowledged write is there,
 * and a gesture of many bookings is there whole or not at all.
 * From a terminal: node main/engine/testing/kill-rounds.ts 200
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openTestEngine, testPassphrase as passphrase } from './engine.ts';

const target = fileURLToPath(new URL('kill-target.ts', import.meta.url));
/** A base that only grows makes every look at it longer: now and then a new one is taken. */
const KILLS_ON_ONE_BASE = 30;

type Said = { note?: string; title?: string; series?: string[]; open?: true; ready?: true; refused?: string };

function startTarget(dataDir: string, vaultId: string) {
  const child: ChildProcess = spawn(process.execPath, [target, dataDir, vaultId, passphrase], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: Said[] = [];
  const listeners: (() => void)[] = [];
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    said.push(JSON.parse(line) as Said);
    for (const listener of listeners) listener();
  });
  const ended = new Promise<void>((resolve) => lines.once('close', resolve));
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => condition() && resolve();
      listeners.push(look);
      void ended.then(() => (condition() ? resolve() : reject(new Error('the engine ended by itself'))));
      look();
    });
  return { child, said, ended, until };
}

/** Throws at the first write lost or half done; answers how many acknowledged ones were found again. */
export async function killRounds(kills: number): Promise<number> {
  let acknowledged = 0;
  for (let done = 0; done < kills; done += KILLS_ON_ONE_BASE)
    acknowledged += await killsOnOneBase(Math.min(KILLS_ON_ONE_BASE, kills - done));
  return acknowledged;
}

async function killsOnOneBase(kills: number): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'margelle-kill-'));
  const engine = openTestEngine(dataDir);
  const created = await engine.call('vault.create', {
    team: 'Place',
    profile: 'empty',
    name: 'Odile',
    role: 'coordinator',
    passphrase,
  });
  await engine.close();
  if (!created.ok) throw new Error(created.error.tag);
  const { vaultId } = created.value;
  let acknowledged = 0;
  let next = startTarget(dataDir, vaultId);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, said, ended, until } = next;
      await until(() => said.some((line) => line.ready));
      child.stdin?.write('go\n');
      await until(() => said.some((line) => line.open || line.refused));
      assert.equal(
        said.find((line) => line.refused),
        undefined,
      );
      // The moment is random in the work itself: a number of acknowledged writes, then a little more or less.
      const moment = said.length + randomInt(0, 25);
      await until(() => said.length >= moment);
      for (let spin = randomInt(0, 40); spin > 0; spin -= 1)
        await new Promise((resume) => setImmediate(resume));
      child.kill('SIGKILL');
      await ended;
      if (kill + 1 < kills) next = startTarget(dataDir, vaultId);
      acknowledged += await foundAgain(dataDir, vaultId, said);
    }
  } finally {
    next.child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
  return acknowledged;
}

/** Opens what a kill left and looks for all that was said before. */
async function foundAgain(dataDir: string, vaultId: string, said: readonly Said[]): Promise<number> {
  const after = openTestEngine(dataDir);
  let found = 0;
  const unlocked = await after.call('vault.unlock', { id: vaultId, passphrase });
  assert(unlocked.ok, 'the vault does not open');
  const titles = new Map<string, string>();
  for (const { note, title } of said) if (note && title) titles.set(note, title);
  for (const [id, title] of titles) {
    const note = await after.call('notes.get', { id });
    assert(note.ok, `${title}: lost`);
    // A later version may have been stored without having been acknowledged.
    assert([title, `relue ${title.split(' ')[1]}`].includes(note.value.title ?? ''), `${title}: not as said`);
    found += 1;
  }
  const year = await after.call('planning.range', { from: '2027-01-01', to: '2027-03-31' });
  if (!year.ok) throw new Error(year.error.tag);
  const present = new Set(year.value.bookings.map((booking) => booking.id));
  for (const { series } of said) {
    if (!series) continue;
    assert(
      series.every((id) => present.has(id)),
      'a session of an acknowledged series is lost',
    );
    found += 1;
  }
  // Whole or not at all, the one that was under way included.
  assert.equal(present.size % 10, 0);
  await after.close();
  return found;
}

if (process.argv[1] === import.meta.filename) {
  const kills = Number(process.argv[2] ?? 200);
  process.stdout.write(`${await killRounds(kills)} acknowledged writes found again after ${kills} kills\n`);
}
