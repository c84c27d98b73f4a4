import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { storageError } from '../ground/disk-errors.ts';
import { newerMigrations } from './testing/crash-rounds.ts';
import { canMount, type SmallDisk, smallDisk } from './testing/small-disk.ts';
import {
  filesUnder,
  goodPassphrase,
  newDataDir,
  opened,
  otherPassphrase,
  readNotes,
  type Stand,
  stand,
  value,
  writeNote,
  writeNotes,
} from './testing/stand.ts';

const fileOf = (here: Stand, id: string, name: string) => path.join(here.dataDir, 'vaults', id, name);
const refusal = (tag: string) => ({ ok: false, error: { tag } });
const contents = (...files: string[]) => files.map((file) => fs.readFileSync(file).toString('base64'));

async function lockedVault(notes = 300, overrides: Parameters<typeof stand>[1] = {}) {
  const here = stand(undefined, overrides);
  const { vaultId } = value(await here.create());
  writeNotes(opened(here), notes, 'un mot '.repeat(100));
  await here.vault.lock();
  return {
    here,
    vaultId,
    base: fileOf(here, vaultId, 'vault.db'),
    keyring: fileOf(here, vaultId, 'keyring.json'),
  };
}

describe('a damaged vault', () => {
  it('whose keyring lost or changed a byte is told so, and left alone', async () => {
    const { here, vaultId, base, keyring } = await lockedVault(1);
    const whole = fs.readFileSync(keyring);
    for (const damaged of [
      Buffer.alloc(0),
      whole.subarray(0, 100),
      Buffer.from(whole).fill(0, 200, 201),
      Buffer.from('{}'),
    ]) {
      fs.writeFileSync(keyring, damaged);
      const before = contents(base, keyring);
      expect(await here.unlock(vaultId)).toEqual({
        ok: false,
        error: { tag: 'vault_damaged', part: 'keyring' },
      });
      expect(contents(base, keyring)).toEqual(before);
      const [listed] = value(await here.vault.alwaysHandlers['vault.state']({}, here.context)).vaults;
      expect(listed).toMatchObject({ id: vaultId, problem: 'keyring-damaged' });
    }
    fs.rmSync(keyring);
    expect(await here.unlock(vaultId)).toMatchObject(refusal('vault_damaged'));
    fs.writeFileSync(keyring, whole);
    value(await here.unlock(vaultId));
    here.vault.close();
  });

  it('whose keyring cannot be read hides no other vault', async () => {
    const { here, vaultId, keyring } = await lockedVault(1);
    const { vaultId: healthy } = value(await here.create());
    await here.vault.lock();
    fs.rmSync(keyring);
    fs.mkdirSync(keyring);
    const strayFile = 'f'.repeat(32);
    fs.writeFileSync(path.join(here.dataDir, 'vaults', strayFile), 'not a folder');
    const { vaults } = value(await here.vault.alwaysHandlers['vault.state']({}, here.context));
    expect(new Map(vaults.map(({ id, problem }) => [id, problem]))).toEqual(
      new Map([
        [vaultId, 'keyring-damaged'],
        [strayFile, 'keyring-damaged'],
        [healthy, undefined],
      ]),
    );
    for (const id of [vaultId, strayFile])
      expect(await here.unlock(id)).toMatchObject(refusal('vault_damaged'));
    value(await here.unlock(healthy));
    here.vault.close();
  });

  it('whose base is absent, empty, cut or foreign is told so, and left alone', async () => {
    const { here, vaultId, base } = await lockedVault();
    const whole = fs.readFileSync(base);
    const cuts = [
      0,
      1,
      100,
      4096,
      4097,
      8192,
      Math.floor(whole.length / 2),
      whole.length - 4096,
      whole.length - 1,
    ];
    for (const damaged of [
      ...cuts.map((length) => whole.subarray(0, length)),
      Buffer.alloc(whole.length),
      Buffer.from('rien'),
    ]) {
      fs.writeFileSync(base, damaged);
      expect(await here.unlock(vaultId)).toEqual({
        ok: false,
        error: { tag: 'vault_damaged', part: 'base' },
      });
      expect(fs.readFileSync(base).equals(damaged)).toBe(true);
      expect(here.gate.vault).toBeNull();
    }
    fs.rmSync(base);
    expect(await here.unlock(vaultId)).toMatchObject(refusal('vault_damaged'));
    expect(fs.existsSync(base)).toBe(false);
    fs.writeFileSync(base, whole);
    value(await here.unlock(vaultId));
    here.vault.close();
  });

  it('with any byte of the base changed either opens or says so; what is read is never wrong', async () => {
    const { here, vaultId, base } = await lockedVault();
    const whole = fs.readFileSync(base);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const damaged = Buffer.from(whole);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        fs.writeFileSync(base, damaged);
        const answer = await here.unlock(vaultId);
        if (!answer.ok) {
          expect(answer.error).toEqual({ tag: 'vault_damaged', part: 'base' });
          expect(fs.readFileSync(base).equals(damaged)).toBe(true);
          return;
        }
        try {
          expect(readNotes(opened(here)).map((note) => note.title)).toEqual(
            Array.from({ length: 300 }, (_, n) => `note ${n}`),
          );
        } catch (error) {
          expect(storageError(error)).toEqual({ tag: 'vault_damaged', part: 'base' });
        }
        await here.vault.lock();
      }),
      { numRuns: 40 },
    );
  });

  it('with the keyring of another vault says so, whichever passphrase is typed', async () => {
    const { here, vaultId, keyring } = await lockedVault(1);
    const other = value(await here.create(otherPassphrase));
    await here.vault.lock();
    fs.copyFileSync(fileOf(here, other.vaultId, 'keyring.json'), keyring);
    expect(await here.unlock(vaultId, otherPassphrase)).toEqual(refusal('vault_mismatch'));
    expect(await here.unlock(vaultId, goodPassphrase)).toEqual(refusal('vault_mismatch'));
    const { vaults } = value(await here.vault.alwaysHandlers['vault.state']({}, here.context));
    expect(vaults.find((vault) => vault.id === vaultId)?.problem).toBe('keyring-of-another-vault');
    value(await here.unlock(other.vaultId, otherPassphrase));
    here.vault.close();
  });

  it('that does not exist is told so', async () => {
    const here = stand();
    expect(await here.unlock('0'.repeat(32))).toEqual(refusal('vault_unknown'));
  });
});

describe('a vault of a newer version', () => {
  it('is not touched, and opens again with that version', async () => {
    const migrationsDir = newerMigrations();
    const dataDir = newDataDir();
    const newer = stand(dataDir, { migrationsDir, appVersion: '9.3.0' });
    const { vaultId } = value(await newer.create());
    writeNote(opened(newer), 'écrite plus tard', '');
    newer.vault.close();
    const files = [fileOf(newer, vaultId, 'vault.db'), fileOf(newer, vaultId, 'keyring.json')];
    const before = contents(...files);
    const here = stand(dataDir);
    expect(await here.unlock(vaultId)).toEqual({
      ok: false,
      error: { tag: 'vault_newer', appVersion: '9.3.0' },
    });
    expect(contents(...files)).toEqual(before);
    expect(fs.readdirSync(path.dirname(files[0] ?? '')).sort()).toEqual([
      'access.json',
      'keyring.json',
      'vault.db',
    ]);
    value(await newer.unlock(vaultId));
    expect(readNotes(opened(newer))).toHaveLength(1);
    newer.vault.close();
  });
});

describe('two processes on one vault', () => {
  it('the second is told it is in use; a killed process holds nothing', async () => {
    const { here, vaultId } = await lockedVault(1);
    const script = path.join(import.meta.dirname, 'testing', 'crash-child.ts');
    const child = spawn(process.execPath, [script, 'hold', here.dataDir, vaultId], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(await here.unlock(vaultId)).toEqual(refusal('vault_in_use'));
    expect(await here.unlock(vaultId, 'pas la bonne du tout')).toEqual(refusal('vault_in_use'));
    const restarted = stand(here.dataDir);
    expect(await restarted.unlock(vaultId)).toEqual(refusal('vault_in_use'));
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
    value(await here.unlock(vaultId));
    expect(readNotes(opened(here))).toHaveLength(1);
    expect(await restarted.unlock(vaultId)).toEqual(refusal('vault_in_use'));
    here.vault.close();
  });
});

const mountable = canMount();
describe.skipIf(!mountable)(
  `a disk that refuses${mountable ? '' : ' (skipped: mounting a small disk needs root on Linux)'}`,
  () => {
    let disk: SmallDisk | null = null;
    let here: Stand | null = null;
    afterEach(() => {
      here?.vault.close();
      disk?.remove();
      disk = null;
      here = null;
    });

    async function onSmallDisk(megabytes = 6) {
      disk = smallDisk(megabytes);
      here = stand(path.join(disk.folder, 'data'));
      const { vaultId } = value(await here.create());
      writeNote(opened(here), 'avant', 'écrite avant');
      return { disk, here, vaultId, own: here.vault.unlockedHandlers };
    }

    it('when read-only: nothing opens, nothing changes, and it opens when writable again', async () => {
      const { disk, here, vaultId } = await onSmallDisk();
      await here.vault.lock();
      disk.readOnly(true);
      const before = contents(...filesUnder(disk.folder));
      expect(await here.unlock(vaultId)).toEqual(refusal('disk_read_only'));
      expect(await here.create()).toEqual(refusal('disk_read_only'));
      expect(value(await here.vault.alwaysHandlers['vault.state']({}, here.context)).vaults).toHaveLength(1);
      const restarted = stand(here.dataDir);
      expect(await restarted.unlock(vaultId)).toEqual(refusal('disk_read_only'));
      expect(contents(...filesUnder(disk.folder))).toEqual(before);
      disk.readOnly(false);
      value(await here.unlock(vaultId));
      expect(readNotes(opened(here))).toHaveLength(1);
    });

    it('when full: a write is refused whole, the former content stays, and writing works once there is room', async () => {
      const { disk, here, vaultId, own } = await onSmallDisk();
      disk.fill();
      const gesture = () =>
        opened(here).sqlite.transaction(() => {
          for (let count = 0; count < 200; count++) writeNote(opened(here), 'de trop', 'mot '.repeat(500));
        })();
      let refused: unknown = null;
      try {
        gesture();
      } catch (error) {
        refused = error;
      }
      expect(storageError(refused)).toEqual({ tag: 'disk_full' });
      expect(readNotes(opened(here)).map((note) => note.title)).toEqual(['avant']);
      const keyring = contents(fileOf(here, vaultId, 'keyring.json'));
      const change = { current: goodPassphrase, next: otherPassphrase };
      expect(await own['vault.changePassphrase'](change, here.unlocked())).toEqual(refusal('disk_full'));
      expect(await own['vault.rename']({ label: 'Autre nom' }, here.unlocked())).toEqual(
        refusal('disk_full'),
      );
      expect(contents(fileOf(here, vaultId, 'keyring.json'))).toEqual(keyring);
      expect(await here.create()).toEqual(refusal('disk_full'));
      await here.vault.lock();

      expect(value(await here.unlock(vaultId))).toBeNull();
      expect(readNotes(opened(here)).map((note) => note.title)).toEqual(['avant']);
      disk.free();
      gesture();
      writeNote(opened(here), 'après', '');
      await here.vault.lock();
      value(await here.unlock(vaultId));
      expect(readNotes(opened(here))).toHaveLength(202);
      expect(fs.readdirSync(path.join(here.dataDir, 'vaults'))).toEqual([vaultId]);
    });

    it('when full: wrong passphrases are counted again whole after a restart all the same', async () => {
      const { disk, here, vaultId } = await onSmallDisk();
      await here.vault.lock();
      disk.fill();
      for (let count = 0; count < 3; count++)
        expect(await here.unlock(vaultId, otherPassphrase)).toMatchObject({
          error: { tag: 'wrong_passphrase' },
        });
      const again = stand(here.dataDir);
      expect(await again.unlock(vaultId)).toEqual({
        ok: false,
        error: { tag: 'too_many_attempts', retryInMs: 5_000 },
      });
      again.clock.advance(5_000);
      value(await again.unlock(vaultId));
      again.vault.close();
    });

    it('when full during a backup: no file of that name, the former backup stays, the problem is told', async () => {
      const { disk, here, own } = await onSmallDisk(8);
      const folder = path.join(disk.folder, 'backups');
      fs.mkdirSync(folder);
      writeNotes(opened(here), 200, 'mot '.repeat(500));
      const token = { folder: here.grant(folder, 'folder') };
      const first = value(await own['vault.backupNow'](token, here.unlocked()));
      disk.fill();
      here.clock.advance(1_000);
      expect(await own['vault.backupNow'](token, here.unlocked())).toEqual(refusal('disk_full'));
      expect(fs.readdirSync(folder)).toEqual([first.name]);
      disk.free();
      here.clock.advance(1_000);
      value(await own['vault.backupNow'](token, here.unlocked()));
      expect(fs.readdirSync(folder)).toHaveLength(2);
    });

    it('when full before a migration: the base is as before, and migrates once there is room', async () => {
      const { disk, here, vaultId } = await onSmallDisk(8);
      writeNotes(opened(here), 200, 'mot '.repeat(500));
      await here.vault.lock();
      const base = fileOf(here, vaultId, 'vault.db');
      const before = contents(base);
      const newer = stand(here.dataDir, { migrationsDir: newerMigrations() });
      disk.fill();
      expect(await newer.unlock(vaultId)).toEqual(refusal('disk_full'));
      expect(contents(base)).toEqual(before);
      value(await here.unlock(vaultId));
      await here.vault.lock();
      disk.free();
      value(await newer.unlock(vaultId));
      expect(readNotes(opened(newer)).every((note) => note.words.endsWith(' relu'))).toBe(true);
      newer.vault.close();
    });
  },
);
