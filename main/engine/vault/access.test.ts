import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { delayAfter, retryInMs } from './access.ts';
import { decidedClock, goodPassphrase, newDataDir, opened, stand, value } from './testing/stand.ts';

describe('wrong passphrases', () => {
  it('wait longer each time, up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 10, 100, 10_000].map(delayAfter)).toEqual([
      0, 0, 0, 5_000, 10_000, 20_000, 40_000, 640_000, 900_000, 900_000,
    ]);
  });

  it('wait neither less nor for ever when the clock is set back', () => {
    const access = { failures: [1_000_000, 1_000_000, 1_000_000] };
    expect(retryInMs(access, 1_002_000)).toBe(3_000);
    expect(retryInMs(access, 500_000)).toBe(5_000);
    expect(retryInMs(access, 2_000_000)).toBe(0);
  });

  it('are delayed across restarts, told at the next opening, then forgotten', async () => {
    const dataDir = newDataDir();
    const clock = decidedClock();
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
    here = stand(dataDir, { clock });
    clock.advance(1_000);
    expect(await here.unlock(vaultId, goodPassphrase)).toEqual({
      ok: false,
      error: { tag: 'too_many_attempts', retryInMs: 4_000 },
    });
    const [listed] = value(await here.vault.alwaysHandlers['vault.state']({}, here.context)).vaults;
    expect(listed?.retryInMs).toBe(4_000);
    clock.advance(4_000);
    value(await here.unlock(vaultId, goodPassphrase));
    const settings = value(await here.vault.unlockedHandlers['vault.settings']({}, here.session()));
    expect(settings.failedAttempts).toHaveLength(3);
    await here.vault.lock();
    value(await here.unlock(vaultId, goodPassphrase));
    expect(
      value(await here.vault.unlockedHandlers['vault.settings']({}, here.session())).failedAttempts,
    ).toEqual([]);
    here.vault.close();
  });

  it('are still delayed when their file is damaged', async () => {
    const here = stand();
    const { vaultId } = value(await here.create());
    here.vault.close();
    fs.writeFileSync(path.join(here.dataDir, 'vaults', vaultId, 'access.json'), 'rien');
    expect(await here.unlock(vaultId)).toMatchObject({ ok: false, error: { tag: 'too_many_attempts' } });
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
