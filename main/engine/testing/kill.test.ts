/**
 * `kill -9` at random moments of a working engine: the vault opens every time, every acknowledged write is there,
 * and a gesture of many bookings is there whole or not at all.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openTestEngine, testPassphrase as passphrase } from './engine.ts';

/** `npm test` kills a few dozen times; MARGELLE_KILLS=200 for the long run. */
const kills = Number(process.env.MARGELLE_KILLS ?? 25);
const target = fileURLToPath(new URL('kill-target.ts', import.meta.url));

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

it(
  `loses no acknowledged write in ${kills} kills`,
  async () => {
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
        expect(said.find((line) => line.refused)).toBeUndefined();
        // The moment is random in the work itself: a number of acknowledged writes, then a little more or less.
        const moment = said.length + randomInt(0, 25);
        await until(() => said.length >= moment);
        for (let spin = randomInt(0, 40); spin > 0; spin -= 1)
          await new Promise((resume) => setImmediate(resume));
        child.kill('SIGKILL');
        await ended;
        if (kill + 1 < kills) next = startTarget(dataDir, vaultId);

        const after = openTestEngine(dataDir);
        const unlocked = await after.call('vault.unlock', { id: vaultId, passphrase });
        expect(unlocked.ok).toBe(true);
        const titles = new Map<string, string>();
        for (const { note, title } of said) if (note && title) titles.set(note, title);
        for (const [id, title] of titles) {
          const note = await after.call('notes.get', { id });
          const number = title.split(' ')[1];
          // A later version may have been stored without having been acknowledged.
          expect(note.ok && [title, `relue ${number}`]).toContain(note.ok && note.value.title);
          acknowledged += 1;
        }
        const year = await after.call('planning.range', { from: '2027-01-01', to: '2027-03-31' });
        if (!year.ok) throw new Error(year.error.tag);
        const present = new Set(year.value.bookings.map((booking) => booking.id));
        for (const { series } of said) {
          if (!series) continue;
          expect(series.every((id) => present.has(id))).toBe(true);
          acknowledged += 1;
        }
        // Whole or not at all, the one that was under way included.
        expect(present.size % 10).toBe(0);
        await after.close();
      }
    } finally {
      next.child.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    }
    expect(acknowledged).toBeGreaterThan(kills);
  },
  10 * 60_000,
);
