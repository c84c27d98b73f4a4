/** What the person does about her own open vault: keys, settings, backups. */
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import {
  formatRecoveryCode,
  normaliseRecoveryCode,
  parseRecoveryCode,
  recoveryCodeBytes,
} from '#shared/domain/vault/recovery-code.ts';
import type { ContextHandlers } from '../ground/context.ts';
import { Redacted } from '../ground/redacted.ts';
import type { Step } from './backup-file.ts';
import { cloudFolder } from './cloud-folder.ts';
import { type Current, defaultAutoLockMinutes, type Keeper, refuseWeak } from './keeper.ts';
import { openKeyring, withFacts, withPassphrase, withRecoveryCode } from './keyring.ts';
import { facts } from './opening.ts';
import { watched } from './watched.ts';
import { guarded } from './ways-in.ts';

type Household = ContextHandlers<
  | 'vault.confirmRecoveryCode'
  | 'vault.renewRecoveryCode'
  | 'vault.changePassphrase'
  | 'vault.rename'
  | 'vault.settings'
  | 'vault.saveSettings'
  | 'vault.chooseBackupFolder'
  | 'vault.backupNow'
  | 'vault.backups'
>;

const locked: AppError = { tag: 'vault_locked' };

export function createHousehold(keeper: Keeper): Household {
  const { context } = keeper.options;
  const { random } = context;

  /** In turn, on the vault that is open then. */
  const onCurrent = <T>(
    work: (current: Current) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> =>
    guarded(() => keeper.inTurn(async () => (keeper.current ? work(keeper.current) : err(locked))));

  async function provePassphrase(current: Current, words: string): Promise<Result<null, AppError>> {
    const passphrase = Redacted.text(words);
    try {
      const tried = keeper.attemptsOf(current.id);
      const proved = await keeper.prove(current.keyring, { passphrase }, tried);
      if (!proved.ok) return proved;
      tried.opened();
      proved.value.wipe();
      return ok(null);
    } finally {
      passphrase.wipe();
    }
  }

  async function isCode(current: Current, typed: string): Promise<boolean> {
    const bytes = parseRecoveryCode(typed);
    if (!bytes) return false;
    const code = new Redacted(Buffer.from(bytes));
    const opened = await openKeyring(current.keyring, { code });
    code.wipe();
    if (!opened?.ok) return false;
    opened.value.wipe();
    return true;
  }

  function areGroups(current: Current, groups: { index: number; value: string }[]): boolean {
    if (!current.shownCode) return false;
    const shown = current.shownCode.unwrap().toString('utf8').split('-');
    return groups.every(({ index, value }) => shown[index - 1] === normaliseRecoveryCode(value));
  }

  return {
    'vault.confirmRecoveryCode': (params) =>
      onCurrent(async (current) => {
        const right =
          'code' in params ? await isCode(current, params.code) : areGroups(current, params.groups);
        if (right) facts.recoveryConfirmed.write(current.sqlite, true);
        return ok(right);
      }),

    'vault.renewRecoveryCode': ({ passphrase }) =>
      onCurrent(async (current) => {
        const proved = await provePassphrase(current, passphrase);
        if (!proved.ok) return proved;
        const code = new Redacted(random.bytes(recoveryCodeBytes));
        try {
          keeper.saveKeyring(current, withRecoveryCode(current.keyring, current.key, code, random));
          facts.recoveryConfirmed.write(current.sqlite, false);
          const recoveryCode = formatRecoveryCode(code.unwrap());
          current.shownCode?.wipe();
          current.shownCode = Redacted.text(recoveryCode);
          return ok({ recoveryCode });
        } finally {
          code.wipe();
        }
      }),

    'vault.changePassphrase': ({ current: former, next }) =>
      onCurrent(async (current) => {
        const strong = await refuseWeak(next, [current.keyring.label]);
        if (!strong.ok) return strong;
        const proved = await provePassphrase(current, former);
        if (!proved.ok) return proved;
        const passphrase = Redacted.text(next);
        try {
          const cost = await keeper.cost();
          keeper.saveKeyring(
            current,
            await withPassphrase(current.keyring, current.key, passphrase, cost, random),
          );
          return ok(null);
        } finally {
          passphrase.wipe();
        }
      }),

    'vault.rename': ({ label }) =>
      onCurrent(async (current) => {
        keeper.saveKeyring(current, withFacts(current.keyring, current.key, { label }));
        context.emit('vault.changed', {});
        return ok(null);
      }),

    async 'vault.settings'() {
      const { current } = keeper;
      if (!current) return err(locked);
      return ok({
        autoLockMinutes: facts.autoLockMinutes.read(current.sqlite) ?? defaultAutoLockMinutes,
        backup: current.backups.summary(),
        recoveryConfirmed: facts.recoveryConfirmed.read(current.sqlite) ?? false,
        failedAttempts: facts.failedAttempts.read(current.sqlite) ?? [],
      });
    },

    'vault.saveSettings': ({ autoLockMinutes, backup }) =>
      onCurrent(async (current) => {
        current.sqlite.transaction(() => {
          if (autoLockMinutes !== undefined) facts.autoLockMinutes.write(current.sqlite, autoLockMinutes);
          if (!backup) return;
          const plan = current.backups.plan();
          current.backups.savePlan({
            folder: backup.forgetFolder ? null : plan.folder,
            everyDays: backup.everyDays ?? plan.everyDays,
            keep: backup.keep ?? plan.keep,
          });
        })();
        if (autoLockMinutes !== undefined) keeper.idle.start(autoLockMinutes);
        if (backup) current.backups.start();
        context.emit('backup.changed', {});
        return ok(null);
      }),

    'vault.chooseBackupFolder': ({ folder: token }) =>
      onCurrent(async (current) => {
        const folder = context.files.path(token, 'folder');
        if (!folder.ok) return folder;
        const name = path.basename(folder.value);
        if (!current.backups.reachable(folder.value))
          return err({ tag: 'backup_folder_missing', folder: name });
        current.backups.savePlan({ ...current.backups.plan(), folder: folder.value });
        current.backups.start();
        context.emit('backup.changed', {});
        const cloud = cloudFolder(folder.value);
        return ok({ name, ...(cloud ? { cloud } : {}) });
      }),

    async 'vault.backupNow'({ job, folder: folderToken, file: fileToken }) {
      const { current } = keeper;
      if (!current) return err(locked);
      const given = fileToken
        ? context.files.path(fileToken, 'write')
        : folderToken
          ? context.files.path(folderToken, 'folder')
          : null;
      if (given && !given.ok) return given;
      const folder = given?.value ?? current.backups.plan().folder;
      if (folder === null) return err({ tag: 'backup_folder_missing', folder: '' });
      const destination = fileToken ? { file: folder } : { folder };
      return watched(context.jobs, job, (step: Step) => current.backups.make(destination, step));
    },

    async 'vault.backups'() {
      return keeper.current ? ok(keeper.current.backups.list()) : err(locked);
    },
  };
}
