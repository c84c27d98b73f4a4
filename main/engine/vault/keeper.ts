/**
 * Keeps at most one vault open: takes its lock, proves the secret, opens the base, hands it to the gate, and takes all
 * of it back. Openings, closings and changes of keys follow one another, never overlap.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { between, seconds } from '../ground/clock.ts';
import type { Context } from '../ground/context.ts';
import { Redacted } from '../ground/redacted.ts';
import { systemClock } from '../ground/system.ts';
import { writeDurably } from '../ground/whole-file.ts';
import type { Attempts } from './access.ts';
import { diskError } from './backup-file.ts';
import { type Backups, createBackups } from './backups.ts';
import { type ClosedVaults, createClosedVaults, readKeyring } from './closed-vaults.ts';
import { type Folders, listVaults, vaultFiles } from './folders.ts';
import type { Arrival, Gate } from './gate.ts';
import { createIdleLock, type IdleLock } from './idle-lock.ts';
import { calibrate, type KdfCost, raised } from './key-derivation.ts';
import { type Keyring, openKeyring, serialiseKeyring, withPassphrase } from './keyring.ts';
import { facts, type Opened, openWithKey } from './opening.ts';
import { acquireLock, type VaultLock } from './vault-lock.ts';

export interface VaultOptions {
  dataDir: string;
  migrationsDir: string;
  appVersion: string;
  context: Context;
  gate: Gate;
  /** Cheaper key derivation, for tests only: the floor of keyrings read follows it. */
  kdf?: KdfCost;
  demo?: boolean;
  /** Known already when they were asked for before the rest was loaded. */
  closed?: ClosedVaults;
}

export type Secret = { passphrase: Redacted } | { code: Redacted };

export interface Current extends Opened {
  backups: Backups;
  /** The recovery code as shown, until it is confirmed or the vault is locked. */
  shownCode: Redacted | null;
}

export interface Keeper {
  readonly closed: ClosedVaults;
  readonly where: Folders;
  readonly options: VaultOptions;
  readonly idle: IdleLock;
  readonly weakest: KdfCost;
  readonly current: Current | null;
  cost(): Promise<KdfCost>;
  attemptsOf(id: string): Attempts;
  /** Runs `work` after whatever opens, closes or changes keys now. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Proves a secret against a keyring, counting and delaying attempts. The key is the caller's to wipe. */
  prove(keyring: Keyring, secret: Secret, tried: Attempts): Promise<Result<Redacted, AppError>>;
  /** Inside a turn: proves, locks what is open, opens. `prepare` runs on the open base before the features see it. */
  open(
    id: string,
    secret: Secret,
    prepare?: (opened: Opened) => Promise<Result<null, AppError>>,
  ): Promise<Result<null, AppError>>;
  /** Inside a turn: the features take the vault; it is closed again when they throw. */
  admit(opened: Opened, arrival?: Arrival): Promise<void>;
  /** Inside a turn; does nothing when no vault is open. */
  closeCurrent(): void;
  /** Waits for the handlers that run (not for ever), then locks. */
  lock(): Promise<void>;
  /** Writes a keyring of the open vault; the former one stays when it throws. */
  saveKeyring(opened: Opened, keyring: Keyring): void;
  openingOptions(): { migrationsDir: string; appVersion: string; now: number };
  /** Called by the opening when the base is about to close. */
  beforeClose(opened: Opened): void;
}

/** An explicit lock (suspend, button) does not wait longer than this for a handler. */
const longestWait = seconds(3);
export const defaultAutoLockMinutes = 5;

export async function refuseWeak(passphrase: string, personal: string[]): Promise<Result<null, AppError>> {
  const { passphraseStrength } = await import('#shared/domain/vault/strength.ts');
  const strength = passphraseStrength(passphrase, personal);
  return strength.acceptable ? ok(null) : err({ tag: 'weak_passphrase', hint: strength.hint });
}

export function createKeeper(options: VaultOptions): Keeper {
  const { context, gate } = options;
  const { clock } = context;
  const closed = options.closed ?? createClosedVaults(options.dataDir, clock, options.kdf);
  const { where, weakest, attemptsOf } = closed;
  let current: Current | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let calibrated: Promise<KdfCost> | null = null;

  const idle = createIdleLock(clock, () => {
    // A feature that fails on its way out is a bug of its own; the vault is closed all the same, and nobody waits here.
    lock().catch(() => undefined);
  });

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function lock(): Promise<void> {
    current?.backups.stop();
    let cancel = () => {};
    const enough = new Promise<void>((resolve) => {
      cancel = clock.after(longestWait, resolve);
    });
    await Promise.race([idle.quiet(), enough]);
    cancel();
    await inTurn(async () => closeCurrent());
  }

  function closeCurrent(): void {
    if (!current) return;
    const closing = current;
    try {
      gate.close();
    } finally {
      // Whatever a feature does on its way out, the keys are wiped.
      closing.vault.close();
      context.emit('vault.changed', {});
    }
  }

  function beforeClose(opened: Opened): void {
    if (current?.vault !== opened.vault) return;
    idle.stop();
    current.backups.stop();
    current.shownCode?.wipe();
    current = null;
  }

  async function prove(
    keyring: Keyring,
    secret: Secret,
    tried: Attempts,
  ): Promise<Result<Redacted, AppError>> {
    const wait = tried.wait();
    if (wait > 0)
      return err({ tag: 'too_many_attempts', retryInMs: wait, ...(tried.isLost() ? { lost: true } : {}) });
    tried.count();
    const key = await openKeyring(keyring, secret);
    if (key === null) {
      const tag = 'passphrase' in secret ? 'wrong_passphrase' : 'wrong_recovery_code';
      return err({ tag, retryInMs: tried.wait() });
    }
    tried.forgive();
    return key;
  }

  async function open(
    id: string,
    secret: Secret,
    prepare?: (opened: Opened) => Promise<Result<null, AppError>>,
  ): Promise<Result<null, AppError>> {
    if (!listVaults(where).includes(id)) return err({ tag: 'vault_unknown' });
    const files = vaultFiles(where, id);
    const keyring = readKeyring(files, id, weakest);
    if (!keyring.ok) return keyring;
    let lockHeld: VaultLock | null = null;
    if (current?.id !== id) {
      const lock = acquireLock(where.locks, id);
      if (!lock.ok) return lock;
      lockHeld = lock.value;
    }
    try {
      const tried = keeper.attemptsOf(id);
      const began = systemClock.elapsed();
      const key = await prove(keyring.value, secret, tried);
      // With the count of attempts, which a slow disk makes longer: the cost is raised a little less then.
      const tookMs = between(began, systemClock.elapsed());
      if (!key.ok) return key;
      closeCurrent();
      const lock: Result<VaultLock, AppError> = lockHeld ? ok(lockHeld) : acquireLock(where.locks, id);
      if (!lock.ok) return lock;
      lockHeld = null;
      const opened = openWithKey(
        files,
        keyring.value,
        key.value,
        lock.value,
        keeper.openingOptions(),
        beforeClose,
      );
      if (!opened.ok) return opened;
      const prepared = prepare ? await prepare(opened.value).catch(closing(opened.value)) : ok(null);
      if (!prepared.ok) {
        opened.value.vault.close();
        return prepared;
      }
      rememberFailures(opened.value, tried.opened());
      await admit(opened.value);
      if ('passphrase' in secret) raiseCost(opened.value, secret.passphrase, tookMs);
      return ok(null);
    } finally {
      lockHeld?.release();
    }
  }

  /** After this turn, which nobody waits for. The former keyring opens as well, so whatever fails is left to the next opening. */
  function raiseCost(opened: Opened, passphrase: Redacted, tookMs: number): void {
    const cost = options.kdf ? null : raised(opened.keyring.passphrase, tookMs);
    if (cost === null) return;
    const kept = new Redacted(Buffer.from(passphrase.unwrap()));
    inTurn(async () => {
      if (current?.vault !== opened.vault) return;
      const { keyring, key } = opened;
      keeper.saveKeyring(opened, await withPassphrase(keyring, key, kept, cost, context.random));
    })
      .catch(() => undefined)
      .finally(() => kept.wipe());
  }

  const closing = (opened: Opened) => (error: unknown) => {
    opened.vault.close();
    throw error;
  };

  function rememberFailures(opened: Opened, failures: number[]): void {
    try {
      facts.failedAttempts.write(opened.sqlite, failures);
    } catch (error) {
      diskError(error);
    }
  }

  async function admit(opened: Opened, arrival?: Arrival): Promise<void> {
    const backups = createBackups({
      opened,
      where,
      context,
      appVersion: options.appVersion,
      weakest,
      enter: idle.enter,
    });
    try {
      current = Object.assign(opened, { backups, shownCode: null });
      await gate.open(opened.vault, arrival);
      idle.start(facts.autoLockMinutes.read(opened.sqlite) ?? defaultAutoLockMinutes);
      if (!arrival) backups.start();
    } catch (error) {
      gate.close();
      opened.vault.close();
      throw error;
    }
    context.emit('vault.changed', {});
  }

  const keeper: Keeper = {
    closed,
    where,
    options,
    idle,
    weakest,
    get current() {
      return current;
    },
    cost() {
      calibrated ??= options.kdf ? Promise.resolve(options.kdf) : calibrate();
      return calibrated;
    },
    attemptsOf,
    inTurn,
    prove,
    open,
    admit,
    closeCurrent,
    lock,
    saveKeyring(opened, keyring) {
      writeDurably(opened.files.keyring, serialiseKeyring(keyring));
      opened.keyring = keyring;
    },
    openingOptions: () => ({
      migrationsDir: options.migrationsDir,
      appVersion: options.appVersion,
      now: clock.now(),
    }),
    beforeClose,
  };
  return keeper;
}
