import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testClock } from '../ground/testing-clock.ts';
import { delayAfter } from './access.ts';
import { goodPassphrase, newDataDir, opened, stand, value } from './testing/stand.ts';

describe('wrong passphrases', () => {
  it('wait longer each time, up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 10, 100, 10_000].map(delayAfter)).toEqual([
      0, 0, 0, 5_000, 10_000, 20_000, 40_000, 640_000, 900_000, 900_000,
    ]);
  });

  it('are delayed across restarts, told at the next opening, then forgotten', async () => {
    const dataDir = newDataDir();
    const clock = testClock();
    let here = stand(dataDir, { clock });
    const { vaultId } = value(await here.create());
    here.vault.close();
    for (let count = 1; count <= 3; count++) {
      const answer = await here.unlock(vaultId, 'pas la bonne du tout');
      expect(answer).toEqual({
        ok: false,
        error: { tag: 'wrong_passphrase', retryInMs: count < 3 ? 0 : 5_000 },
      });
    }
    clock.advance(1_000);
    here = stand(dataDir, { clock });
    const retryInMs = async () =>
      value(await here.vault.alwaysHandlers['vault.state']({}, here.context)).vaults[0]?.retryInMs;
    // Counted again whole.
    expect(await retryInMs()).toBe(5_000);
    clock.advance(1_000);
    expect(await here.unlock(vaultId, goodPassphrase)).toEqual({
      ok: false,
      error: { tag: 'too_many_attempts', retryInMs: 4_000 },
    });
    expect(await retryInMs()).toBe(4_000);
    clock.advance(4_000);
    value(await here.unlock(vaultId, goodPassphrase));
    const settings = value(await here.vault.unlockedHandlers['vault.settings']({}, here.unlocked()));
    expect(settings.failedAttempts).toHaveLength(3);
    await here.vault.lock();
    value(await here.unlock(vaultId, goodPassphrase));
    expect(
      value(await here.vault.unlockedHandlers['vault.settings']({}, here.unlocked())).failedAttempts,
    ).toEqual([]);
    here.vault.close();
  });

  const wrong = 'pas la bonne du tout';
  const day = 24 * 3600 * 1000;

  it.each([
    ['ahead, then right', 2 * day, -2 * day],
    ['behind, then right', -2 * day, 2 * day],
    ['right, then ahead', 0, 2 * day],
    ['right, then behind', 0, -2 * day],
  ])('wait as long with a clock that is %s, also after a restart', async (_, before, after) => {
    for (const restarts of [false, true]) {
      const dataDir = newDataDir();
      const clock = testClock();
      let here = stand(dataDir, { clock });
      const { vaultId } = value(await here.create());
      here.vault.close();
      clock.put(before);
      for (let count = 0; count < 3; count++) await here.unlock(vaultId, wrong);
      clock.put(after);
      if (restarts) here = stand(dataDir, { clock });
      expect(await here.unlock(vaultId)).toEqual({
        ok: false,
        error: { tag: 'too_many_attempts', retryInMs: 5_000 },
      });
      clock.advance(4_999);
      expect(await here.unlock(vaultId)).toMatchObject({ ok: false, error: { retryInMs: 1 } });
      clock.advance(1);
      value(await here.unlock(vaultId));
      here.vault.close();
    }
  });

  it('follow one another, however many engines are started to try them', async () => {
    const dataDir = newDataDir();
    const clock = testClock();
    const first = stand(dataDir, { clock });
    const { vaultId } = value(await first.create());
    first.vault.close();
    const engines = [first, stand(dataDir, { clock }), stand(dataDir, { clock })];
    for (let count = 0; count < 3; count++) await first.unlock(vaultId, wrong);
    const wait = async (of: typeof first) =>
      value(await of.vault.alwaysHandlers['vault.state']({}, of.context)).vaults[0]?.retryInMs;
    expect(await Promise.all(engines.map(wait))).toEqual([5_000, 5_000, 5_000]);
    clock.advance(5_000);
    expect(await engines[1]?.unlock(vaultId, wrong)).toMatchObject({ error: { retryInMs: 10_000 } });
    for (const other of engines) expect(await other.unlock(vaultId)).toMatchObject({ ok: false });
    clock.advance(10_000);
    value(await first.unlock(vaultId));
    first.vault.close();
  });

  it('wait the longest delay, and no longer, when their file is damaged or gone', async () => {
    for (const damage of ['', 'rien', '{}', '{"failures":[1,"2"]}', '{"failures":[1800000000000', null]) {
      const here = stand();
      const { vaultId } = value(await here.create());
      here.vault.close();
      const file = path.join(here.dataDir, 'vaults', vaultId, 'access.json');
      if (damage === null) fs.rmSync(file);
      else fs.writeFileSync(file, damage);
      expect(await here.unlock(vaultId)).toEqual({
        ok: false,
        error: { tag: 'too_many_attempts', retryInMs: 900_000, lost: true },
      });
      here.clock.advance(900_000);
      // A try that fails does not make it known again.
      expect(await here.unlock(vaultId, wrong)).toMatchObject({ error: { retryInMs: 900_000 } });
      here.clock.advance(900_000);
      value(await here.unlock(vaultId));
      await here.vault.lock();
      expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ failures: [] });
      value(await here.unlock(vaultId));
      here.vault.close();
    }
  });

  it('count a typing error of the recovery code for nothing, and a foreign code as an attempt', async () => {
    const here = stand();
    const { vaultId, recoveryCode } = value(await here.create());
    const other = value(await here.create());
    here.vault.close();
    const tryCode = (code: string) =>
      here.vault.alwaysHandlers['vault.unlockWithRecoveryCode'](
        { id: vaultId, code, newPassphrase: goodPassphrase },
        here.context,
      );
    for (let count = 0; count < 5; count++)
      expect(await tryCode(recoveryCode.slice(1))).toMatchObject({ ok: false });
    for (let count = 0; count < 3; count++) {
      expect(await tryCode(other.recoveryCode)).toMatchObject({
        ok: false,
        error: { tag: 'wrong_recovery_code' },
      });
    }
    expect(await tryCode(recoveryCode)).toMatchObject({ ok: false, error: { tag: 'too_many_attempts' } });
    here.clock.advance(5_000);
    expect(await tryCode(recoveryCode)).toEqual({ ok: true, value: null });
    expect(opened(here).id).toBe(vaultId);
    here.vault.close();
  });
});
