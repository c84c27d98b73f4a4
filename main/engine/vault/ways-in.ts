/** What can be asked while no vault is open: list, create, unlock, lock. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { parseRecoveryCode } from '#shared/domain/vault/recovery-code.ts';
import type { ContextHandlers } from '../ground/context.ts';
import { storageError } from '../ground/disk-errors.ts';
import { Redacted } from '../ground/redacted.ts';
import { createVaultFor } from './creation.ts';
import { type Keeper, refuseWeak } from './keeper.ts';
import { withPassphrase } from './keyring.ts';
import { facts } from './opening.ts';

type WaysIn = ContextHandlers<
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

export function createWaysIn(keeper: Keeper): WaysIn {
  const { closed, options } = keeper;
  const { random } = options.context;

  return {
    async 'vault.state'() {
      const { current } = keeper;
      const owner = current ? facts.owner.read(current.sqlite) : undefined;
      return ok({
        vaults: closed.list(),
        open: current && owner ? { id: current.id, label: current.keyring.label, ...owner } : null,
        demo: options.demo ?? false,
      });
    },

    async 'vault.create'({ passphrase: words, ...founding }) {
      const strong = await refuseWeak(words, [founding.name, founding.team]);
      if (!strong.ok) return strong;
      const passphrase = Redacted.text(words);
      const about = {
        vaultId: random.bytes(16).toString('hex'),
        team: founding.team,
        name: founding.name,
        role: founding.role,
      };
      const made = () => createVaultFor(keeper, about, passphrase, { founding });
      return guarded(() => keeper.inTurn(made)).finally(() => passphrase.wipe());
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
          const strong = await refuseWeak(newPassphrase, [opened.keyring.label]);
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
}
