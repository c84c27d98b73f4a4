import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CHECKPOINT_PAGES } from './base.ts';
import { newerMigrations } from './testing/crash-rounds.ts';
import {
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

const day = 24 * 3600 * 1000;
const passphrase = { kind: 'passphrase', passphrase: goodPassphrase } as const;

async function vaultWithNotes(notes = 50) {
  const here = stand();
  const { vaultId, recoveryCode } = value(await here.create());
  writeNotes(opened(here), notes, 'un mot '.repeat(80));
  const folder = newDataDir();
  return {
    here,
    vaultId,
    recoveryCode,
    folder,
    own: here.vault.unlockedHandlers,
    always: here.vault.alwaysHandlers,
  };
}

const backupNow = async (here: Stand, folder: string, job?: string) =>
  here.vault.unlockedHandlers['vault.backupNow'](
    { folder: here.grant(folder, 'folder'), ...(job ? { job } : {}) },
    here.unlocked(),
  );
const inspect = async (
  here: Stand,
  file: string,
  secret: Parameters<Stand['vault']['alwaysHandlers']['vault.inspectBackup']>[0]['secret'] = passphrase,
) =>
  here.vault.alwaysHandlers['vault.inspectBackup']({ file: here.grant(file, 'read'), secret }, here.context);
const restore = async (here: Stand, file: string, mode: 'new' | 'replace', vaultId?: string) =>
  here.vault.alwaysHandlers['vault.restore'](
    { file: here.grant(file, 'read'), secret: passphrase, mode, ...(vaultId ? { vaultId } : {}) },
    here.context,
  );
const settled = async (here: Stand) => {
  // What is due was put in line; one more backup ends after it.
  value(await backupNow(here, newDataDir()));
};

describe('a backup', () => {
  it('says what it contains, to the passphrase or the code, and is listed', async () => {
    const { here, vaultId, recoveryCode, folder, own } = await vaultWithNotes();
    opened(here).sqlite.exec(`INSERT INTO bookings (id, date, start, kind, status, document, stamp, facets)
      VALUES ('a', '2026-02-01', 600, 'session', 'confirmed', '2026', '', '{}'), ('b', '2027-03-04', 600, 'session', 'confirmed', '2027', '', '{}')`);
    vi.stubEnv('TZ', 'Indian/Reunion');
    onTestFinished(() => void vi.unstubAllEnvs());
    const made = value(await backupNow(here, folder));
    expect(fs.readdirSync(folder)).toEqual([made.name]);
    expect(made.name).toBe(`margelle-${vaultId.slice(0, 8)}-2027-01-12-130000.margelle`);
    expect(made.bytes).toBe(fs.statSync(path.join(folder, made.name)).size);
    expect(value(await own['vault.backups']({}, here.unlocked()))).toEqual([made]);
    await here.vault.lock();
    const contents = value(await inspect(here, path.join(folder, made.name)));
    expect(contents).toEqual({
      vaultId,
      label: 'Inès · La Margelle',
      at: made.at,
      appVersion: '1.0.0',
      counts: { bookings: 2, notes: 50, drafts: 0, activities: 0, facilitators: 0 },
      dates: { from: '2026-02-01', to: '2027-03-04' },
      alreadyHere: true,
    });
    const byCode = await inspect(here, path.join(folder, made.name), {
      kind: 'recovery-code',
      code: recoveryCode,
    });
    expect(value(byCode)).toEqual(contents);
    expect(
      await inspect(here, path.join(folder, made.name), { kind: 'passphrase', passphrase: 'une autre' }),
    ).toMatchObject({
      ok: false,
      error: { tag: 'wrong_passphrase' },
    });
  });

  it('is that of one instant while writing goes on, and blocks nobody', async () => {
    const { here, folder } = await vaultWithNotes(2_000);
    const making = backupNow(here, folder);
    let written = 0;
    let done = false;
    const made = making.finally(() => {
      done = true;
    });
    while (!done) {
      opened(here).sqlite.transaction(() => {
        writeNote(opened(here), 'pendant, une', '');
        writeNote(opened(here), 'pendant, deux', '');
      })();
      written += 2;
      await new Promise((resume) => setImmediate(resume));
    }
    const { name } = value(await made);
    expect(written).toBeGreaterThan(4);
    const { notes } = value(await inspect(here, path.join(folder, name))).counts;
    expect(notes % 2).toBe(0);
    expect(notes).toBeLessThan(2_000 + written);
    expect(opened(here).sqlite.pragma('wal_autocheckpoint', { simple: true })).toBe(CHECKPOINT_PAGES);
    expect(readNotes(opened(here))).toHaveLength(2_000 + written);
    here.vault.close();
  });

  it('can be watched and stopped, by its job or by locking; nothing of it stays', async () => {
    const { here, folder } = await vaultWithNotes(2_000);
    const stopping = backupNow(here, folder, 'job');
    await new Promise((resume) => setImmediate(resume));
    here.context.jobs.cancel('job');
    expect(await stopping).toEqual({ ok: false, error: { tag: 'cancelled_by_user' } });
    expect(fs.readdirSync(folder)).toEqual([]);
    const cut = backupNow(here, folder);
    await new Promise((resume) => setImmediate(resume));
    await here.vault.lock();
    expect(await cut).toEqual({ ok: false, error: { tag: 'cancelled_by_user' } });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(here.topics).toContain('job.progress');
  });

  it('changed or cut anywhere is refused, without a word on the passphrase', async () => {
    const { here, folder } = await vaultWithNotes(20);
    const whole = fs.readFileSync(path.join(folder, value(await backupNow(here, folder)).name));
    await here.vault.lock();
    const file = path.join(folder, 'abîmée.margelle');
    const refused = { ok: false, error: { tag: 'backup_invalid', name: 'abîmée.margelle' } };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (place, change, cut) => {
          const damaged = Buffer.from(cut ? whole.subarray(0, place) : whole);
          if (!cut) damaged[place] = (damaged[place] ?? 0) ^ change;
          fs.writeFileSync(file, damaged);
          expect(await inspect(here, file)).toEqual(refused);
          expect(await restore(here, file, 'new')).toEqual(refused);
        },
      ),
      { numRuns: 40 },
    );
    expect(fs.readdirSync(path.join(here.dataDir, 'staging'))).toEqual([]);
    expect(fs.readdirSync(path.join(here.dataDir, 'vaults'))).toHaveLength(1);
    expect(await inspect(here, path.join(folder, 'absente.margelle'))).toMatchObject({
      error: { tag: 'file_unreadable' },
    });
    expect(await inspect(here, folder)).toMatchObject({ ok: false, error: { tag: 'file_unreadable' } });
  });

  it('of a newer version is told so', async () => {
    const newer = stand(undefined, { migrationsDir: newerMigrations(), appVersion: '9.9.9' });
    value(await newer.create());
    const folder = newDataDir();
    const made = value(await backupNow(newer, folder));
    newer.vault.close();
    const here = stand();
    expect(await inspect(here, path.join(folder, made.name))).toEqual({
      ok: false,
      error: { tag: 'vault_newer', appVersion: '9.9.9' },
    });
  });
});

describe('the schedule', () => {
  it('saves when due, keeps the last ones, and says which service copies the folder', async () => {
    const { here, own } = await vaultWithNotes();
    const folder = path.join(newDataDir(), 'Dropbox', 'sauvegardes');
    fs.mkdirSync(folder, { recursive: true });
    const stranger = path.join(folder, 'margelle-00000000-2020-01-01-000000.margelle');
    fs.writeFileSync(stranger, 'un autre fichier');
    value(
      await own['vault.saveSettings'](
        { autoLockMinutes: 60, backup: { everyDays: 1, keep: 3, forgetFolder: false } },
        here.unlocked(),
      ),
    );
    const chosen = value(
      await own['vault.chooseBackupFolder']({ folder: here.grant(folder, 'folder') }, here.unlocked()),
    );
    expect(chosen).toEqual({ name: 'sauvegardes', cloud: 'Dropbox' });
    const saved = () =>
      fs
        .readdirSync(folder)
        .filter((name) => name !== path.basename(stranger))
        .sort();
    const all = new Set<string>();
    for (let past = 1; past <= 5; past++) {
      await settled(here);
      for (const name of saved()) all.add(name);
      expect(all.size).toBe(past);
      expect(saved()).toEqual([...all].sort().slice(-3));
      for (let halves = 0; halves < 50; halves++) {
        here.clock.advance(day / 48);
        await here.vault.alwaysHandlers['vault.keepAwake']({}, here.context);
      }
    }
    await settled(here);
    expect(fs.existsSync(stranger)).toBe(true);
    const { backup } = value(await own['vault.settings']({}, here.unlocked()));
    expect(backup).toMatchObject({
      folder: { name: 'sauvegardes', cloud: 'Dropbox' },
      everyDays: 1,
      keep: 3,
    });
    expect(backup.problem).toBeUndefined();
    here.vault.close();
  });

  /** A vault that saves in a folder of its own and keeps two; the first is made at once. */
  async function vaultThatKeepsTwo() {
    const { here, own } = await vaultWithNotes();
    const folder = newDataDir();
    value(
      await own['vault.saveSettings'](
        { autoLockMinutes: 60, backup: { everyDays: 1, keep: 2, forgetFolder: false } },
        here.unlocked(),
      ),
    );
    value(await own['vault.chooseBackupFolder']({ folder: here.grant(folder, 'folder') }, here.unlocked()));
    await settled(here);
    const made = async () => value(await backupNow(here, folder)).name;
    const kept = () => fs.readdirSync(folder).sort();
    return { here, own, folder, made, kept };
  }

  it('keeps the one just made, though others bear a later date', async () => {
    const { here, own, made, kept } = await vaultThatKeepsTwo();
    here.clock.put(40 * day);
    const ahead = [await made(), await made()];
    expect(kept()).toEqual([...ahead].sort());
    here.clock.put(0);
    const right = await made();
    expect(kept()).toEqual([ahead[1], right].sort());
    const { backup } = value(await own['vault.settings']({}, here.unlocked()));
    expect(backup.lastAt).toBe(here.clock.now());
    // The clock was wrong then and is right now: nothing more is due today.
    for (let halves = 0; halves < 4; halves++) {
      here.clock.advance(day / 48);
      await here.vault.alwaysHandlers['vault.keepAwake']({}, here.context);
    }
    await settled(here);
    expect(kept()).toEqual([ahead[1], right].sort());
    here.vault.close();
  });

  it('made three in one second are three files', async () => {
    const { here, own, made, kept } = await vaultThatKeepsTwo();
    value(
      await own['vault.saveSettings'](
        { autoLockMinutes: 60, backup: { everyDays: 1, keep: 9, forgetFolder: false } },
        here.unlocked(),
      ),
    );
    const names = [await made(), await made(), await made()];
    expect(new Set(names).size).toBe(3);
    expect(kept()).toEqual(expect.arrayContaining(names));
    expect(kept()).toHaveLength(4);
    here.vault.close();
  });

  it('tells an absent folder, blocks nothing, and saves when it is back', async () => {
    const { here, vaultId, own } = await vaultWithNotes();
    const folder = path.join(newDataDir(), 'clé USB');
    fs.mkdirSync(folder);
    value(await own['vault.chooseBackupFolder']({ folder: here.grant(folder, 'folder') }, here.unlocked()));
    await settled(here);
    expect(fs.readdirSync(folder)).toHaveLength(1);
    await here.vault.lock();
    fs.renameSync(folder, `${folder} débranchée`);
    here.clock.advance(2 * day);
    here.topics.length = 0;
    value(await here.unlock(vaultId));
    expect(await own['vault.backupNow']({}, here.unlocked())).toEqual({
      ok: false,
      error: { tag: 'backup_folder_missing', folder: 'clé USB' },
    });
    expect(here.topics).toContain('backup.changed');
    const { backup } = value(await own['vault.settings']({}, here.unlocked()));
    expect(backup.problem).toEqual({ what: 'backup_folder_missing', at: here.clock.now() });
    expect(value(await own['vault.backups']({}, here.unlocked())).some((made) => made.missing)).toBe(true);
    fs.renameSync(`${folder} débranchée`, folder);
    value(await own['vault.backupNow']({}, here.unlocked()));
    expect(value(await own['vault.settings']({}, here.unlocked())).backup.problem).toBeUndefined();
    expect(fs.readdirSync(folder)).toHaveLength(2);
    here.vault.close();
  });
});

describe('a restore', () => {
  it('in the place of a vault keeps that one aside, whole', async () => {
    const { here, vaultId, folder } = await vaultWithNotes();
    const file = path.join(folder, value(await backupNow(here, folder)).name);
    writeNote(opened(here), 'écrite après', '');
    expect(await restore(here, file, 'replace')).toEqual({
      ok: false,
      error: { tag: 'backup_is_of_open_vault' },
    });
    await here.vault.lock();
    const { keptAside, vaultId: restored } = value(await restore(here, file, 'replace'));
    expect(restored).toBe(vaultId);
    value(await here.unlock(vaultId));
    expect(readNotes(opened(here))).toHaveLength(50);
    await here.vault.lock();

    const aside = path.join(here.dataDir, 'replaced', keptAside ?? 'none');
    const elsewhere = newDataDir();
    fs.mkdirSync(path.join(elsewhere, 'vaults'));
    fs.cpSync(aside, path.join(elsewhere, 'vaults', vaultId), { recursive: true });
    const former = stand(elsewhere, { clock: here.clock });
    value(await former.unlock(vaultId));
    expect(readNotes(opened(former)).at(-1)?.title).toBe('écrite après');
    former.vault.close();
  });

  it('beside the others gives a vault of its own, with the same passphrase and code', async () => {
    const { here, vaultId, recoveryCode, folder } = await vaultWithNotes();
    const file = path.join(folder, value(await backupNow(here, folder)).name);
    const copy = value(await restore(here, file, 'new'));
    expect(copy.vaultId).not.toBe(vaultId);
    writeNote(opened(here), 'dans le premier', '');
    value(await here.unlock(copy.vaultId));
    expect(readNotes(opened(here))).toHaveLength(50);
    await here.vault.lock();
    const withCode = { id: copy.vaultId, code: recoveryCode, newPassphrase: otherPassphrase };
    value(await here.vault.alwaysHandlers['vault.unlockWithRecoveryCode'](withCode, here.context));
    value(await here.unlock(vaultId));
    expect(readNotes(opened(here))).toHaveLength(51);
    here.vault.close();

    const otherMachine = stand();
    expect(value(await restore(otherMachine, file, 'new')).vaultId).toBe(vaultId);
    value(await otherMachine.unlock(vaultId));
    expect(readNotes(opened(otherMachine))).toHaveLength(50);
    otherMachine.vault.close();
  });

  it('needs the vault to replace, and the file granted', async () => {
    const { here, folder } = await vaultWithNotes(1);
    const file = path.join(folder, value(await backupNow(here, folder)).name);
    await here.vault.lock();
    expect(await restore(here, file, 'replace', '0'.repeat(32))).toEqual({
      ok: false,
      error: { tag: 'vault_unknown' },
    });
    const asked = { file: 'jeton inventé', secret: passphrase, mode: 'new' } as const;
    expect(await here.vault.alwaysHandlers['vault.restore'](asked, here.context)).toEqual({
      ok: false,
      error: { tag: 'file_not_granted' },
    });
  });

  it('interrupted between its two renames is finished at the next start', async () => {
    const { here, vaultId } = await vaultWithNotes(3);
    here.vault.close();
    const staged = path.join(here.dataDir, 'staging', 'abandonnée');
    fs.mkdirSync(path.dirname(staged), { recursive: true });
    fs.renameSync(path.join(here.dataDir, 'vaults', vaultId), staged);
    fs.writeFileSync(path.join(staged, 'restore-into'), vaultId);
    const next = stand(here.dataDir);
    value(await next.unlock(vaultId));
    expect(readNotes(opened(next))).toHaveLength(3);
    next.vault.close();
  });
});
