/** A cost that was too low is raised at an opening by passphrase; whatever happens then, the same passphrase opens. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { KdfCost } from './key-derivation.ts';
import { newDataDir, otherPassphrase, type Stand, stand, value } from './testing/stand.ts';

const { low, high, rule } = vi.hoisted(() => ({
  low: { passes: 1, memoryBytes: 8192 },
  high: { passes: 2, memoryBytes: 16_384 },
  /** What the rule answers, and what it was asked. */
  rule: { answer: null as KdfCost | null, asked: [] as { cost: KdfCost; tookMs: number }[] },
}));
vi.mock('./key-derivation.ts', async (real) => ({
  ...(await real<object>()),
  minimumCost: low,
  calibrate: async () => low,
  raised: ({ passes, memoryBytes }: KdfCost, tookMs: number) => {
    rule.asked.push({ cost: { passes, memoryBytes }, tookMs });
    return rule.answer;
  },
}));

/** As in use: no cost is given for tests. */
const inUse = (dataDir: string): Stand => stand(dataDir, { kdf: undefined } as object);
const keyringOf = (dataDir: string, id: string) => path.join(dataDir, 'vaults', id, 'keyring.json');
const costOf = (dataDir: string, id: string): KdfCost => {
  const { passphrase } = JSON.parse(fs.readFileSync(keyringOf(dataDir, id), 'utf8'));
  return { passes: passphrase.passes, memoryBytes: passphrase.memoryBytes };
};

let dataDir = '';
let id = '';
let code = '';
beforeEach(async () => {
  Object.assign(rule, { answer: null, asked: [] });
  dataDir = newDataDir();
  const founding = inUse(dataDir);
  ({ vaultId: id, recoveryCode: code } = value(await founding.create()));
  await founding.vault.lock();
});
afterEach(() => vi.restoreAllMocks());

/** Opens by the passphrase and by nothing else, and by the code. */
async function opensAsBefore(folder: string) {
  rule.answer = null;
  const here = inUse(folder);
  expect(await here.unlock(id, otherPassphrase)).toMatchObject({ error: { tag: 'wrong_passphrase' } });
  value(await here.unlock(id));
  await here.vault.lock();
  const recovered = { id, code, newPassphrase: otherPassphrase };
  value(await here.vault.alwaysHandlers['vault.unlockWithRecoveryCode'](recovered, here.context));
  await here.vault.lock();
}

it('is raised once the vault is open, for the next opening', async () => {
  rule.answer = high;
  const here = inUse(dataDir);
  value(await here.unlock(id));
  expect(rule.asked).toEqual([{ cost: low, tookMs: expect.any(Number) }]);
  await here.vault.lock();
  expect(costOf(dataDir, id)).toEqual(high);
  await opensAsBefore(dataDir);
});

it('stays when the rule finds it near enough, and after a wrong passphrase', async () => {
  const before = fs.readFileSync(keyringOf(dataDir, id));
  const here = inUse(dataDir);
  value(await here.unlock(id));
  await here.vault.lock();
  rule.answer = high;
  await here.unlock(id, otherPassphrase);
  await here.vault.lock();
  expect(fs.readFileSync(keyringOf(dataDir, id))).toEqual(before);
  expect(rule.asked).toHaveLength(1);
});

it('killed before or after any step of the writing, the vault opens by the same passphrase', async () => {
  rule.answer = high;
  const here = inUse(dataDir);
  const killed: string[] = [];
  const asKilledNow = (): string => {
    const folder = newDataDir();
    fs.cpSync(dataDir, folder, { recursive: true });
    killed.push(folder);
    return folder;
  };
  value(await here.unlock(id));
  const files = new Map<unknown, string>();
  for (const step of ['openSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'closeSync'] as const) {
    const real = fs[step] as (...args: unknown[]) => unknown;
    vi.spyOn(fs, step).mockImplementation(((...args: unknown[]) => {
      const folder = asKilledNow();
      if (step === 'writeFileSync') {
        const written = path.relative(dataDir, files.get(args[0]) ?? String(args[0]));
        const content = String(args[1]);
        real(path.join(folder, written), content.slice(0, content.length / 2));
      }
      const answer = real(...args);
      if (step === 'openSync') files.set(answer, String(args[0]));
      asKilledNow();
      return answer;
    }) as never);
  }
  await here.vault.lock();
  vi.restoreAllMocks();
  const costs = killed.map((folder) => costOf(folder, id));
  expect(costs).toContainEqual(low);
  expect(costs).toContainEqual(high);
  for (const folder of killed) await opensAsBefore(folder);
});

it('stays when the disk takes nothing more, and the vault is open all the same', async () => {
  rule.answer = high;
  const here = inUse(dataDir);
  const real = fs.renameSync;
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(to).endsWith('keyring.json')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    real(from, to);
  });
  value(await here.unlock(id));
  await here.vault.lock();
  vi.restoreAllMocks();
  expect(costOf(dataDir, id)).toEqual(low);
  await opensAsBefore(dataDir);
});

it('stays when the process ends meanwhile', async () => {
  rule.answer = high;
  const here = inUse(dataDir);
  value(await here.unlock(id));
  here.vault.close();
  await here.vault.lock();
  expect(costOf(dataDir, id)).toEqual(low);
  await opensAsBefore(dataDir);
});
