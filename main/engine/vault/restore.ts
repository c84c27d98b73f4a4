/** Reading a backup, and making a vault of it: beside the others, or in the place of one that is kept aside. */
import fs from 'node:fs';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { parseRecoveryCode } from '#shared/domain/vault/recovery-code.ts';
import type { ContextHandlers } from '../ground/context.ts';
import { Redacted } from '../ground/redacted.ts';
import { syncFile, writeDurably } from '../ground/whole-file.ts';
import { createGuesses } from './access.ts';
import { type BackupHead, readHead, type Step } from './backup-file.ts';
import { enableWrites } from './base.ts';
import { deviceFacts } from './device-facts.ts';
import { listVaults, putInPlace } from './folders.ts';
import type { Keeper, Secret } from './keeper.ts';
import { serialiseKeyring, withFacts } from './keyring.ts';
import { facts } from './opening.ts';
import { type Rehearsed, rehearse } from './rehearsal.ts';
import { acquireLock } from './vault-lock.ts';
import { watched } from './watched.ts';
import { guarded } from './ways-in.ts';

type Restores = ContextHandlers<'vault.inspectBackup' | 'vault.restore'>;
type Typed = Parameters<Restores['vault.restore']>[0]['secret'];

interface Proved {
  file: string;
  head: BackupHead;
  key: Redacted;
}

export function createRestores(keeper: Keeper): Restores {
  const { where, options, weakest } = keeper;
  const { context, migrationsDir } = options;
  const { clock, random } = context;
  const guesses = createGuesses(clock);

  /** The key of the backup, given to `work` and wiped after it. */
  async function withKey<T>(
    token: string,
    typed: Typed,
    work: (proved: Proved) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    const file = context.files.path(token, 'read');
    if (!file.ok) return file;
    const head = await readHead(file.value, weakest);
    if (!head.ok) return head;
    const secret = secretOf(typed);
    if (!secret) return err({ tag: 'wrong_recovery_code', retryInMs: 0 });
    const tried = guesses.on(head.value.keyring.keyId);
    const key = await keeper.prove(head.value.keyring, secret, tried).finally(() => wipe(secret));
    if (!key.ok)
      return key.error.tag === 'vault_damaged'
        ? err({ tag: 'backup_invalid', name: path.basename(file.value) })
        : key;
    tried.opened();
    try {
      return await work({ file: file.value, head: head.value, key: key.value });
    } finally {
      key.value.wipe();
    }
  }

  const rehearsed = <T>(proved: Proved, step: Step, use: (copy: Rehearsed) => Result<T, AppError>) =>
    rehearse(where, random, proved, { migrationsDir, now: clock.now(), step }, use);

  function freshId(): string {
    return random.bytes(16).toString('hex');
  }

  async function restore(proved: Proved, mode: 'new' | 'replace', chosen: string | undefined, step: Step) {
    const here = listVaults(where);
    const own = proved.head.vaultId;
    const replaced = chosen ?? own;
    if (mode === 'replace' && !here.includes(replaced)) return err<AppError>({ tag: 'vault_unknown' });
    const id = mode === 'replace' ? replaced : here.includes(own) ? freshId() : own;
    if (keeper.current?.id === id) return err<AppError>({ tag: 'backup_is_of_open_vault' });
    const lock = acquireLock(where.locks, id);
    if (!lock.ok) return lock;
    try {
      const staged = await rehearsed(proved, step, (copy) => {
        settle(copy, proved, id);
        copy.sqlite.close();
        syncFile(copy.files.base);
        return ok(putInPlace(where, copy.files.folder, id, clock.now()));
      });
      if (!staged.ok) return staged;
      context.emit('vault.changed', {});
      return ok({ vaultId: id, ...(staged.value ? { keptAside: path.basename(staged.value) } : {}) });
    } finally {
      lock.value.release();
    }
  }

  /** The copy becomes a vault of its own: its id, its keyring, and no longer the device it was copied from. */
  function settle({ sqlite, files }: Rehearsed, { head, key }: Proved, id: string): void {
    enableWrites(sqlite);
    facts.id.write(sqlite, id);
    // A device that goes back in time would reuse the numbers of what it already told the others.
    deviceFacts.device.forget(sqlite);
    const keyring =
      id === head.keyring.vaultId ? head.keyring : withFacts(head.keyring, key, { vaultId: id });
    writeDurably(files.keyring, serialiseKeyring(keyring));
    guesses.at(files.access).begin();
  }

  return {
    'vault.inspectBackup': ({ file, secret, job }) =>
      guarded(() =>
        withKey(file, secret, (proved) =>
          watched(context.jobs, job, (step) =>
            rehearsed(proved, step, ({ contents }) =>
              ok({
                vaultId: proved.head.vaultId,
                label: proved.head.keyring.label,
                at: proved.head.at,
                appVersion: proved.head.appVersion,
                ...contents,
                alreadyHere: fs.existsSync(path.join(where.vaults, proved.head.vaultId)),
              }),
            ),
          ),
        ),
      ),

    'vault.restore': ({ file, secret, mode, vaultId, job }) =>
      guarded(() =>
        withKey(file, secret, (proved) =>
          watched(context.jobs, job, (step) => keeper.inTurn(() => restore(proved, mode, vaultId, step))),
        ),
      ),
  };
}

function secretOf(typed: Typed): Secret | null {
  if (typed.kind === 'passphrase') return { passphrase: Redacted.text(typed.passphrase) };
  const bytes = parseRecoveryCode(typed.code);
  return bytes ? { code: new Redacted(Buffer.from(bytes)) } : null;
}

function wipe(secret: Secret): void {
  if ('passphrase' in secret) secret.passphrase.wipe();
  else secret.code.wipe();
}
