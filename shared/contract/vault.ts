/** Opening, locking, keys, backups and restores: everything that happens around a vault rather than inside it. */
import { z } from 'zod';
import { method } from './method.ts';

export const memberRoles = [
  'coordinator',
  'communication',
  'social',
  'psychologist',
  'volunteer-host',
] as const;

/** Why a vault of the list cannot be opened as it stands. */
export type VaultProblem = 'keyring-damaged' | 'base-missing' | 'keyring-of-another-vault';

export interface VaultListed {
  id: string;
  /** First name and team, in clear on disk: what the unlock screen shows. */
  label: string;
  /** Epoch milliseconds. */
  lastOpenedAt?: number;
  problem?: VaultProblem;
  /** Milliseconds before another passphrase may be tried; 0 when it may be now. */
  retryInMs: number;
  /** Nobody tried: the file that counts the attempts is missing or damaged. */
  lost?: true;
}

export interface VaultState {
  vaults: VaultListed[];
  open: { id: string; label: string; name: string; role: (typeof memberRoles)[number] } | null;
  /** This run shows invented data. */
  demo: boolean;
}

export type CloudFolder = 'OneDrive' | 'Google Drive' | 'Dropbox' | 'iCloud';

export type BackupProblem =
  | 'backup_folder_missing'
  | 'disk_full'
  | 'disk_read_only'
  | 'backup_invalid'
  | 'unexpected';

export interface VaultSettings {
  autoLockMinutes: number;
  backup: {
    folder: { name: string; cloud?: CloudFolder } | null;
    everyDays: number;
    keep: number;
    /** Last backup that was reopened and read. */
    lastAt?: number;
    problem?: { what: BackupProblem; at: number };
  };
  /** The person showed that she has written the recovery code down. */
  recoveryConfirmed: boolean;
  /** When wrong secrets were tried since the opening before this one, oldest first. */
  failedAttempts: number[];
}

export interface BackupMade {
  id: string;
  at: number;
  /** File name, without its folder. */
  name: string;
  folder: string;
  bytes: number;
  problem?: BackupProblem;
  /** The file is no longer where it was written, or its disk is absent. */
  missing: boolean;
}

/** What a backup holds, read from a rehearsal copy. */
export interface BackupContents {
  vaultId: string;
  label: string;
  at: number;
  appVersion: string;
  counts: { bookings: number; notes: number; drafts: number; activities: number; facilitators: number };
  /** First and last day of the bookings. */
  dates: { from: string; to: string } | null;
  /** A vault of the same id is already on this machine: restoring replaces it or adds a second one. */
  alreadyHere: boolean;
}

const vaultId = z.string().regex(/^[0-9a-f]{32}$/);
const passphrase = z.string().min(1).max(1000);
const recoveryCode = z.string().min(1).max(200);
const fileToken = z.string().min(1).max(100);
const jobId = z.string().min(1).max(100);
const label = z.string().trim().min(1).max(120);
const secret = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), passphrase }),
  z.strictObject({ kind: z.literal('recovery-code'), code: recoveryCode }),
]);

/**
 * Any method that reads or writes the disk may answer `disk_full`, `disk_read_only`, `vault_damaged` or
 * `vault_in_use`; they are not repeated below.
 */
export const vaultMethods = {
  'vault.state': method<VaultState>()('always', z.strictObject({})),
  /** Makes a vault and opens it; the recovery code is shown this once. Errors: `weak_passphrase`. */
  'vault.create': method<{ vaultId: string; recoveryCode: string }>()(
    'always',
    z.strictObject({
      team: z.string().trim().min(1).max(80),
      profile: z.enum(['ressourcerie', 'empty']),
      name: z.string().trim().min(1).max(80),
      role: z.enum(memberRoles),
      passphrase,
    }),
  ),
  /** Whether the code typed (whole, or the groups asked, counted from 1) is that of the vault; remembered when right. */
  'vault.confirmRecoveryCode': method<boolean>()(
    'unlocked',
    z.union([
      z.strictObject({ code: recoveryCode }),
      z.strictObject({
        groups: z
          .array(z.strictObject({ index: z.int().min(1).max(9), value: z.string().max(10) }))
          .min(2)
          .max(9),
      }),
    ]),
  ),
  /**
   * Opens a vault; the one open before is locked. Errors: `vault_unknown`, `wrong_passphrase`, `too_many_attempts`,
   * `vault_mismatch`, `vault_newer`, `migration_failed`.
   */
  'vault.unlock': method<null>()('always', z.strictObject({ id: vaultId, passphrase })),
  /** The code stays valid. Errors: as unlock with `wrong_recovery_code`, and `weak_passphrase`. */
  'vault.unlockWithRecoveryCode': method<null>()(
    'always',
    z.strictObject({ id: vaultId, code: recoveryCode, newPassphrase: passphrase }),
  ),
  /** A new code, shown this once; the former no longer opens anything. Errors: `wrong_passphrase`, `too_many_attempts`. */
  'vault.renewRecoveryCode': method<{ recoveryCode: string }>()('unlocked', z.strictObject({ passphrase })),
  'vault.lock': method<null>()('always', z.strictObject({})),
  /** Somebody is there: the idle time starts again. */
  'vault.keepAwake': method<null>()('always', z.strictObject({})),
  /** Errors: `wrong_passphrase`, `too_many_attempts`, `weak_passphrase`. */
  'vault.changePassphrase': method<null>()(
    'unlocked',
    z.strictObject({ current: passphrase, next: passphrase }),
  ),
  'vault.rename': method<null>()('unlocked', z.strictObject({ label })),
  'vault.settings': method<VaultSettings>()('unlocked', z.strictObject({})),
  /** Only what is given is changed; `forgetFolder` stops the schedule. */
  'vault.saveSettings': method<null>()(
    'unlocked',
    z.strictObject({
      autoLockMinutes: z.int().min(1).max(60).optional(),
      backup: z
        .strictObject({
          everyDays: z.int().min(1).max(31).optional(),
          keep: z.int().min(1).max(100).optional(),
          forgetFolder: z.boolean().default(false),
        })
        .optional(),
    }),
  ),
  /** Backups are written there from now on, and when they are due. Errors: `file_not_granted`, `backup_folder_missing`. */
  'vault.chooseBackupFolder': method<{ name: string; cloud?: CloudFolder }>()(
    'unlocked',
    z.strictObject({ folder: fileToken }),
  ),
  /**
   * Writes one backup and reopens it, into the folder or file given, else into the chosen folder. Errors:
   * `file_not_granted`, `backup_folder_missing`, `backup_invalid` (it could not be read back), `cancelled_by_user`.
   */
  'vault.backupNow': method<BackupMade>()(
    'unlocked',
    z.strictObject({ job: jobId.optional(), folder: fileToken.optional(), file: fileToken.optional() }),
  ),
  /** Newest first. */
  'vault.backups': method<BackupMade[]>()('unlocked', z.strictObject({})),
  /**
   * Reads a backup on a copy, migrations rehearsed. Errors: `file_not_granted`, `file_unreadable`, `backup_invalid`,
   * `wrong_passphrase`, `wrong_recovery_code`, `too_many_attempts`, `vault_newer`, `migration_failed`.
   */
  'vault.inspectBackup': method<BackupContents>()(
    'always',
    z.strictObject({ file: fileToken, secret, job: jobId.optional() }),
  ),
  /**
   * `new` adds a vault beside the others; `replace` puts it in the place of `vaultId` (by default the one it was
   * made from), which is kept aside on the disk. The vault restored stays locked.
   * Errors: as inspect, `vault_unknown`, `backup_is_of_open_vault`.
   */
  'vault.restore': method<{ vaultId: string; keptAside?: string }>()(
    'always',
    z.strictObject({
      file: fileToken,
      secret,
      mode: z.enum(['new', 'replace']),
      vaultId: vaultId.optional(),
      job: jobId.optional(),
    }),
  ),
};
