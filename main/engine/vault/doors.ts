/** What can be asked while no vault is open: list, create, unlock, lock. */
import fs from 'node:fs';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { VaultListed, VaultProblem } from '#shared/contract/vault.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import {
  formatRecoveryCode,
  parseRecoveryCode,
  recoveryCodeBytes,
} from '#shared/domain/vault/recovery-code.ts';
import type { AlwaysHandlers } from '../runtime/feature.ts';
import { retryInMs } from './access.ts';
import { readFact, writeFact } from './base.ts';
import { syncFolder, writeDurably } from './durable-files.ts';
import { abandonVault, beginVault, finishVault, listVaults, vaultFiles } from './folders.ts';
import { type Keeper, refuseWeak } from './keeper.ts';
import { createKeyring, serialiseKeyring, withPassphrase } from './keyring.ts';
import { facts, foundBase, type Member, openVault, readKeyring } from './opening.ts';
import { Redacted } from './redacted.ts';
import { storageError } from './storage-errors.ts';
import { acquireLock } from './vault-lock.ts';

type Doors = AlwaysHandlers<
  | 'vault.state'
  | 'vault.create'
  | 'vault.unlock'
  | 'vault.unlockWithRecoveryCode'
  | 'vault.lock'
  | 'vault.keepAwake'
>;

/** Exceptions of the disk become refusals; the others are bugs and go on. */
export async function guarded<T>(work: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
  try {
    return await work();
  } catch (error) {
    const known = storageError(error);
    if (!known) throw error;
    return err(known);
  }
}

export function createDoors(keeper: Keeper): Doors {
  const { where, options, weakest } = keeper;
  const { clock, random } = options.context;

  function listed(id: string): VaultListed {
    const files = vaultFiles(where, id);
    let problem: VaultProblem | undefined;
    let label = id.slice(0, 8);
    try {
      const keyring = readKeyring(files, id, weakest);
      if (keyring.ok) label = keyring.value.label;
      else problem = keyring.error.tag === 'vault_mismatch' ? 'keyring-of-another-vault' : 'keyring-damaged';
      if (!problem && !fs.existsSync(files.base)) problem = 'base-missing';
      const access = keeper.attemptsOf(id).read();
      return {
        id,
        label,
        retryInMs: retryInMs(access, clock.now()),
        ...(access.lastOpenedAt === undefined ? {} : { lastOpenedAt: access.lastOpenedAt }),
        ...(problem ? { problem } : {}),
      };
    } catch (error) {
      if (!storageError(error)) throw error;
      return { id, label, retryInMs: 0, problem: problem ?? 'keyring-damaged' };
    }
  }

  return {
    async 'vault.state'() {
      const { current } = keeper;
      const member = current ? readFact<Member>(current.sqlite, facts.member) : undefined;
      return ok({
        vaults: listVaults(where).map(listed),
        open: current && member ? { id: current.id, label: current.keyring.label, ...member } : null,
        demo: options.demo ?? false,
      });
    },

    async 'vault.create'({ passphrase: words, ...founding }) {
      const strong = refuseWeak(words, [founding.name, founding.team]);
      if (!strong.ok) return strong;
      const passphrase = Redacted.text(words);
      return guarded(() => keeper.inTurn(() => create(founding, passphrase))).finally(() =>
        passphrase.wipe(),
      );
    },

    async 'vault.unlock'({ id, passphrase: words }) {
      const passphrase = Redacted.text(words);
      return guarded(() => keeper.inTurn(() => keeper.open(id, { passphrase }))).finally(() =>
        passphrase.wipe(),
      );
    },

    async 'vault.unlockWithRecoveryCode'({ id, code: typed, newPassphrase }) {
      const bytes = parseRecoveryCode(typed);
      if (!bytes) return err({ tag: 'wrong_recovery_code', retryInMs: 0 });
      const code = new Redacted(Buffer.from(bytes));
      bytes.fill(0);
      const next = Redacted.text(newPassphrase);
      const turn = () =>
        keeper.open(id, { code }, async (opened) => {
          const strong = refuseWeak(newPassphrase, [opened.keyring.label]);
          if (!strong.ok) return strong;
          keeper.saveKeyring(
            opened,
            await withPassphrase(opened.keyring, opened.key, next, await keeper.cost(), random),
          );
          return ok(null);
        });
      return guarded(() => keeper.inTurn(turn)).finally(() => {
        code.wipe();
        next.wipe();
      });
    },

    async 'vault.lock'() {
      await keeper.lock();
      return ok(null);
    },

    async 'vault.keepAwake'() {
      keeper.idle.keepAwake();
      return ok(null);
    },
  };

  type Founders = Omit<Parameters<Doors['vault.create']>[0], 'passphrase'>;

  async function create(
    founding: Founders,
    passphrase: Redacted,
  ): Promise<Result<{ vaultId: string; recoveryCode: string }, AppError>> {
    const vaultId = random.bytes(16).toString('hex');
    const lock = acquireLock(where.locks, vaultId);
    if (!lock.ok) return lock;
    const key = new Redacted(random.bytes(32));
    const code = new Redacted(random.bytes(recoveryCodeBytes));
    let handedOver = false;
    let finished = false;
    try {
      const about = {
        vaultId,
        label: `${founding.name} · ${founding.team}`,
        createdAt: clock.now(),
        appVersion: options.appVersion,
      };
      const keyring = await createKeyring(about, key, passphrase, code, await keeper.cost(), random);
      const files = beginVault(where, vaultId);
      writeDurably(files.keyring, serialiseKeyring(keyring));
      const opening = keeper.openingOptions();
      const member: Member = { name: founding.name, role: founding.role };
      const founded = foundBase(files, key, vaultId, member, opening);
      if (!founded.ok) return founded;
      syncFolder(files.folder);
      keeper.closeCurrent();
      handedOver = true;
      const opened = openVault(files, keyring, key, lock.value, opening, keeper.beforeClose);
      if (!opened.ok) return opened;
      try {
        writeFact(opened.value.sqlite, facts.recoveryConfirmed, false);
        keeper.attemptsOf(vaultId).opened();
        keeper.admit(opened.value, founding);
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
}
