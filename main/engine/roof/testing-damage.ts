/** Every file beside the base, damaged at random: the vault opens with all it held, or says in its own words why not. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { testClock } from '../ground/testing-clock.ts';
import { createEngine, type Engine, systemRandom } from '../index.ts';
import { testPassphrase } from '../testing/engine.ts';
import { newDataDir } from '../vault/testing/stand.ts';

/** An engine on that folder. */
export const open = (dataDir: string, said: string[], clock = testClock()): Engine =>
  createEngine({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../../migrations'),
    appVersion: 'test',
    clock,
    random: systemRandom,
    log: (line) => void said.push(line),
    network: { host: '127.0.0.1', discovery: null },
    kdf: { passes: 1, memoryBytes: 8192 },
  });

/** A vault with one note, closed. */
export async function made(): Promise<{ dataDir: string; id: string }> {
  const dataDir = newDataDir();
  const engine = open(dataDir, []);
  const created = await engine.call('vault.create', {
    team: 'La Ressourcerie',
    profile: 'ressourcerie',
    name: 'Claire',
    role: 'coordinator',
    passphrase: testPassphrase,
  });
  const noted = await engine.call('notes.create', { title: 'Clés de la remise', date: '2027-01-12' });
  expect(noted).toMatchObject({ ok: true });
  await engine.close();
  return { dataDir, id: created.ok ? created.value.vaultId : '' };
}

/** In place of what a file holds. */
const damage = fc.oneof(
  fc.constantFrom<(bytes: Buffer) => Buffer | null>(
    () => null,
    () => Buffer.alloc(0),
    () => Buffer.from('{}'),
    () => Buffer.from('null'),
    () => Buffer.from('{"version":1}'),
    (bytes) => Buffer.alloc(bytes.length),
  ),
  fc.tuple(fc.nat(), fc.nat(255)).map(([at, value]) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    changed[at % Math.max(1, bytes.length)] = value;
    return changed;
  }),
  fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(0, at % Math.max(1, bytes.length))),
  fc.tuple(fc.nat(), fc.string({ maxLength: 8 })).map(([at, text]) => (bytes: Buffer) => {
    const cut = at % Math.max(1, bytes.length);
    return Buffer.concat([bytes.subarray(0, cut), Buffer.from(text), bytes.subarray(cut)]);
  }),
);

export const filesBeside = {
  transport: (id: string) => path.join('relays', id, 'transport.json'),
  relay: (id: string) => path.join('relays', id, 'relay.db'),
  access: (id: string) => path.join('vaults', id, 'access.json'),
  keyring: (id: string) => path.join('vaults', id, 'keyring.json'),
  lock: (id: string) => path.join('locks', id),
};

export type FileBeside = keyof typeof filesBeside;

export async function survivesDamage(which: FileBeside, times: number): Promise<void> {
  const { dataDir, id } = await made();
  const file = (folder: string) => path.join(folder, filesBeside[which](id));
  await fc.assert(
    fc.asyncProperty(damage, async (changed) => {
      const copy = newDataDir();
      fs.cpSync(dataDir, copy, { recursive: true });
      const after = changed(fs.existsSync(file(copy)) ? fs.readFileSync(file(copy)) : Buffer.from('1'));
      if (after === null) fs.rmSync(file(copy), { force: true });
      else fs.writeFileSync(file(copy), after);
      const said: string[] = [];
      const clock = testClock();
      const engine = open(copy, said, clock);
      try {
        const unlock = () => engine.call('vault.unlock', { id, passphrase: testPassphrase });
        let answer = await unlock();
        if (!answer.ok && answer.error.tag === 'too_many_attempts') {
          // One longest delay, and no more.
          expect(which).toBe('access');
          clock.advance(answer.error.retryInMs);
          answer = await unlock();
        }
        if (!answer.ok) {
          expect(which).toBe('keyring');
          expect(['vault_damaged', 'wrong_passphrase', 'vault_newer']).toContain(answer.error.tag);
          return;
        }
        const notes = await engine.call('notes.search', { text: 'remise' });
        expect(notes.ok && notes.value.hits).toHaveLength(1);
        // It is at work: what is written is shared as before.
        expect(await engine.call('place.get', {})).toMatchObject({ ok: true });
        expect(said.join('\n')).not.toMatch(/unexpected|Error: (?!transport)/);
      } finally {
        await engine.close();
        fs.rmSync(copy, { recursive: true, force: true });
      }
    }),
    { numRuns: times },
  );
}
