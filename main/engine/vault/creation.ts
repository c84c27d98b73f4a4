/** Making a vault: every file is there and readable before the vault is said to exist. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { formatRecoveryCode, recoveryCodeBytes } from '#shared/domain/vault/recovery-code.ts';
import { Redacted } from '../ground/redacted.ts';
import { syncFolder, writeDurably } from '../ground/whole-file.ts';
import { abandonVault, beginVault, finishVault } from './folders.ts';
import type { Arrival } from './gate.ts';
import type { Keeper } from './keeper.ts';
import { createKeyring, serialiseKeyring } from './keyring.ts';
import { facts, foundBase, type Owner, openWithKey } from './opening.ts';
import { acquireLock } from './vault-lock.ts';

/** Whose vault it is; `vaultId` is fresh. */
export interface NewVault extends Owner {
  vaultId: string;
  team: string;
}

/** Inside a turn: makes a vault and opens it; the one open before is locked. Throws what the disk answers. */
export async function createVaultFor(
  keeper: Keeper,
  { vaultId, team, name, role }: NewVault,
  passphrase: Redacted,
  arrival: Arrival,
): Promise<Result<{ vaultId: string; recoveryCode: string }, AppError>> {
  const { where, options } = keeper;
  const { clock, random } = options.context;
  const lock = acquireLock(where.locks, vaultId);
  if (!lock.ok) return lock;
  const key = new Redacted(random.bytes(32));
  const code = new Redacted(random.bytes(recoveryCodeBytes));
  let handedOver = false;
  let finished = false;
  try {
    const about = {
      vaultId,
      label: `${name} · ${team}`,
      createdAt: clock.now(),
      appVersion: options.appVersion,
    };
    const keyring = await createKeyring(about, key, passphrase, code, await keeper.cost(), random);
    const files = beginVault(where, vaultId);
    writeDurably(files.keyring, serialiseKeyring(keyring));
    const opening = keeper.openingOptions();
    const owner: Owner = { name, role };
    const founded = foundBase(files, key, vaultId, owner, opening);
    if (!founded.ok) return founded;
    syncFolder(files.folder);
    keeper.closeCurrent();
    handedOver = true;
    const opened = openWithKey(files, keyring, key, lock.value, opening, keeper.beforeClose);
    if (!opened.ok) return opened;
    try {
      facts.recoveryConfirmed.write(opened.value.sqlite, false);
      keeper.attemptsOf(vaultId).opened();
      await keeper.admit(opened.value, arrival);
      finishVault(files);
    } catch (error) {
      keeper.closeCurrent();
      opened.value.vault.close();
      throw error;
    }
    finished = true;
    const recoveryCode = formatRecoveryCode(code.unwrap());
    if (keeper.current) keeper.current.shownCode = Redacted.text(recoveryCode);
    return ok({ vaultId, recoveryCode });
  } finally {
    code.wipe();
    if (!handedOver) {
      key.wipe();
      lock.value.release();
    }
    if (!finished) abandonVault(where, vaultId);
  }
}
