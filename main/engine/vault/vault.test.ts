import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  filesUnder,
  goodPassphrase,
  opened,
  otherPassphrase,
  readNotes,
  stand,
  value,
  writeNote,
  writeNotes,
} from './testing/stand.ts';

describe('a vault', () => {
  it('is created open, locks, and opens with its passphrase and its recovery code', async () => {
    const here = stand();
    const { vaultId, recoveryCode } = value(await here.create());
    expect(here.gate.foundings).toEqual([
      { team: 'La Margelle', profile: 'ressourcerie', name: 'Inès', role: 'coordinator' },
    ]);
    expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
    writeNote(opened(here), 'Premier café', 'une matinée douce');
    await here.vault.lock();
    expect(here.gate.vault).toBeNull();
    expect(value(await here.unlock(vaultId))).toBeNull();
    expect(readNotes(opened(here))).toHaveLength(1);
    writeNote(opened(here), 'Deuxième café', '');
    expect(fs.readdirSync(path.dirname(opened(here).sqlite.name)).sort()).toEqual([
      'access.json',
      'keyring.json',
      'vault.db',
      'vault.db-wal',
    ]);
    await here.vault.lock();

    const sloppy = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const withCode = await here.vault.alwaysHandlers['vault.unlockWithRecoveryCode'](
      { id: vaultId, code: sloppy, newPassphrase: otherPassphrase },
      here.context,
    );
    expect(withCode).toEqual({ ok: true, value: null });
    await here.vault.lock();
    expect(await here.unlock(vaultId, goodPassphrase)).toMatchObject({
      ok: false,
      error: { tag: 'wrong_passphrase' },
    });
    expect(await here.unlock(vaultId, otherPassphrase)).toMatchObject({ ok: true });
    here.vault.close();
  });

  it('tells its state without the passphrase, and who is there once open', async () => {
    const here = stand();
    const { vaultId } = value(await here.create());
    const state = async () => value(await here.vault.alwaysHandlers['vault.state']({}, here.context));
    expect((await state()).open).toEqual({
      id: vaultId,
      label: 'Inès · La Margelle',
      name: 'Inès',
      role: 'coordinator',
    });
    await here.vault.lock();
    expect(await state()).toEqual({
      vaults: [{ id: vaultId, label: 'Inès · La Margelle', retryInMs: 0, lastOpenedAt: here.clock.now() }],
      open: null,
      demo: false,
    });
  });

  it('leaves nothing of a vault whose features refuse to be founded', async () => {
    const here = stand(undefined, {
      founded: () => {
        throw new Error('a feature failed');
      },
    });
    await expect(here.create()).rejects.toThrow('a feature failed');
    expect(here.gate.vault).toBeNull();
    expect(fs.readdirSync(path.join(here.dataDir, 'vaults'))).toEqual([]);
  });

  it('never writes a readable byte: open, locked, backed up, inspected', async () => {
    const here = stand();
    const { vaultId, recoveryCode } = value(await here.create());
    const sentinel = 'confidence-Zéphyrine-7731';
    const backups = path.join(here.dataDir, 'backups');
    fs.mkdirSync(backups);
    const look = () => {
      const found = filesUnder(here.dataDir).filter((file) => {
        const bytes = fs.readFileSync(file);
        return [sentinel, goodPassphrase, recoveryCode, 'SQLite format 3'].some(
          (secret) =>
            bytes.includes(Buffer.from(secret, 'utf8')) || bytes.includes(Buffer.from(secret, 'utf16le')),
        );
      });
      expect(found).toEqual([]);
    };
    writeNotes(opened(here), 200, `${sentinel} ${'mot '.repeat(200)}`);
    writeNote(opened(here), sentinel, 'encore');
    look();
    opened(here).sqlite.prepare('DELETE FROM notes WHERE rowid % 2 = 0').run();
    opened(here).sqlite.exec('CREATE TEMP TABLE sorted AS SELECT * FROM notes ORDER BY words');
    look();
    const made = value(
      await here.vault.unlockedHandlers['vault.backupNow'](
        { folder: here.grant(backups, 'folder') },
        here.unlocked(),
      ),
    );
    look();
    const inspected = await here.vault.alwaysHandlers['vault.inspectBackup'](
      {
        file: here.grant(path.join(backups, made.name), 'read'),
        secret: { kind: 'passphrase', passphrase: goodPassphrase },
      },
      here.context,
    );
    expect(value(inspected).counts.notes).toBe(101);
    look();
    await here.vault.lock();
    look();
    expect(fs.readdirSync(path.join(here.dataDir, 'staging'))).toEqual([]);
    expect(value(await here.unlock(vaultId))).toBeNull();
    here.vault.close();
  });

  it('changes the passphrase, renews the code, and refuses the former ones', async () => {
    const here = stand();
    const { vaultId, recoveryCode } = value(await here.create());
    const { unlockedHandlers: own, alwaysHandlers: always } = here.vault;
    const wrong = await own['vault.changePassphrase'](
      { current: 'pas la bonne', next: otherPassphrase },
      here.unlocked(),
    );
    expect(wrong).toMatchObject({ ok: false, error: { tag: 'wrong_passphrase' } });
    const weak = await own['vault.changePassphrase'](
      { current: goodPassphrase, next: 'azerty123456' },
      here.unlocked(),
    );
    expect(weak).toMatchObject({ ok: false, error: { tag: 'weak_passphrase' } });
    value(
      await own['vault.changePassphrase'](
        { current: goodPassphrase, next: otherPassphrase },
        here.unlocked(),
      ),
    );
    const renewed = value(
      await own['vault.renewRecoveryCode']({ passphrase: otherPassphrase }, here.unlocked()),
    );
    const confirm = (params: { code: string } | { groups: { index: number; value: string }[] }) =>
      own['vault.confirmRecoveryCode'](params, here.unlocked());
    expect(value(await confirm({ code: recoveryCode }))).toBe(false);
    const groups = renewed.recoveryCode.split('-');
    expect(
      value(
        await confirm({
          groups: [
            { index: 2, value: 'ZZZZ' },
            { index: 7, value: groups[6] ?? '' },
          ],
        }),
      ),
    ).toBe(false);
    expect(value(await own['vault.settings']({}, here.unlocked())).recoveryConfirmed).toBe(false);
    expect(
      value(
        await confirm({
          groups: [
            { index: 2, value: groups[1]?.toLowerCase() ?? '' },
            { index: 7, value: groups[6] ?? '' },
          ],
        }),
      ),
    ).toBe(true);
    expect(value(await own['vault.settings']({}, here.unlocked())).recoveryConfirmed).toBe(true);
    await here.vault.lock();
    expect(await here.unlock(vaultId)).toMatchObject({ ok: false, error: { tag: 'wrong_passphrase' } });
    const former = { id: vaultId, code: recoveryCode, newPassphrase: goodPassphrase };
    expect(await always['vault.unlockWithRecoveryCode'](former, here.context)).toMatchObject({
      ok: false,
      error: { tag: 'wrong_recovery_code' },
    });
    const now = { ...former, code: renewed.recoveryCode };
    expect(await always['vault.unlockWithRecoveryCode'](now, here.context)).toEqual({
      ok: true,
      value: null,
    });
    here.vault.close();
  });

  it('keeps several vaults apart and one open at a time', async () => {
    const here = stand();
    const first = value(await here.create());
    writeNote(opened(here), 'du premier', '');
    const second = value(await here.create(otherPassphrase));
    expect(opened(here).id).toBe(second.vaultId);
    expect(readNotes(opened(here))).toEqual([]);
    expect(await here.unlock(first.vaultId, otherPassphrase)).toMatchObject({ ok: false });
    expect(opened(here).id).toBe(second.vaultId);
    value(await here.unlock(first.vaultId));
    expect(readNotes(opened(here)).map((note) => note.title)).toEqual(['du premier']);
    here.vault.close();
  });
});
