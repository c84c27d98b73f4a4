/** What Margelle makes in its own folder is read by nobody else of the machine, even where the system would let everybody read. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testPassphrase } from '../testing/engine.ts';
import { newDataDir } from '../vault/testing/stand.ts';
import { filesBeside, open } from './testing-damage.ts';

let umask = 0;
beforeAll(() => {
  umask = process.umask(0);
});
afterAll(() => {
  process.umask(umask);
});

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

/** Every file and folder, and the folder itself, with what it lets whom do. */
function modesIn(folder: string): Map<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(['', ...names].map((name) => [name, modeOf(path.join(folder, name))]));
}

function expectPrivate(folder: string): string[] {
  const modes = modesIn(folder);
  for (const [name, mode] of modes) {
    const wanted = fs.statSync(path.join(folder, name)).isDirectory() ? '700' : '600';
    expect([name, mode]).toEqual([name, wanted]);
  }
  return [...modes.keys()];
}

// Windows keeps files apart by their owner's folder, not by a mode.
it.skipIf(process.platform === 'win32')('are for their owner alone, and exports as usual', async () => {
  const around = newDataDir();
  const dataDir = path.join(around, 'made', 'by the engine');
  const elsewhere = path.join(around, 'elsewhere');
  fs.mkdirSync(elsewhere);
  const engine = open(dataDir, []);
  const done = async (asked: Promise<{ ok: boolean }>) => expect(await asked).toMatchObject({ ok: true });
  const created = await engine.call('vault.create', {
    team: 'La Ressourcerie',
    profile: 'ressourcerie',
    name: 'Claire',
    role: 'coordinator',
    passphrase: testPassphrase,
  });
  if (!created.ok) throw new Error(created.error.tag);
  const id = created.value.vaultId;
  await done(engine.call('notes.create', { title: 'Clés de la remise', date: '2027-01-12' }));

  const backup = path.join(elsewhere, 'x.margelle');
  await done(engine.call('vault.backupNow', { file: engine.grantFile(backup, 'write') }));
  const calendar = path.join(elsewhere, 'programme.ics');
  const from = '2027-01-01';
  await done(
    engine.call('programme.exportIcs', { file: engine.grantFile(calendar, 'write'), from, to: '2027-01-31' }),
  );
  expect(modeOf(calendar)).toBe('666');

  const whileOpen = expectPrivate(dataDir);
  expect(whileOpen).toEqual(
    expect.arrayContaining([
      path.join('vaults', id, 'vault.db'),
      path.join('vaults', id, 'vault.db-wal'),
      ...Object.values(filesBeside).map((fileOf) => fileOf(id)),
    ]),
  );
  await done(engine.call('vault.lock', {}));
  expect(await engine.call('vault.unlock', { id, passphrase: 'not this one at all' })).toMatchObject({
    ok: false,
  });
  await done(
    engine.call('vault.restore', {
      file: engine.grantFile(backup, 'read'),
      secret: { kind: 'passphrase', passphrase: testPassphrase },
      mode: 'replace',
    }),
  );
  await done(engine.call('vault.unlock', { id, passphrase: testPassphrase }));
  expectPrivate(dataDir);
  await engine.close();
  expectPrivate(dataDir);
});
