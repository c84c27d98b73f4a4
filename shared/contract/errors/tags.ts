import type { OutsideReason } from '../../domain/place/opening.ts';
import type { Clash, SlotProposal } from '../../domain/planning/model.ts';
import type { CircleName } from '../../domain/team/model.ts';
import type { StrengthHint } from '../../domain/vault/strength.ts';

/** One that changed what an earlier import wrote; `count` bookings are as it wrote them, `at` in epoch milliseconds. */
export interface LaterImport {
  name: string;
  at: number;
  count: number;
}

/**
 * Every refusal that can cross the contract, with the details its sentence needs. A tag belongs to one capability;
 * details never hold a secret, a note's words or a person's name that the caller did not already send.
 */
export interface ErrorDetails {
  // any method
  invalid_params: { problems: { path: string; message: string }[] };
  unknown_method: { method: string };
  vault_locked: Record<never, never>;
  unexpected: { reference: string };
  not_found: { what: string };
  /** `count`, `imports`: of an import to take back, bookings that changed, and the later imports that changed them. */
  changed_meanwhile: { what: string; count?: number; imports?: LaterImport[] };
  nothing_to_undo: Record<never, never>;
  cancelled_by_user: Record<never, never>;
  disk_full: Record<never, never>;
  disk_read_only: Record<never, never>;
  file_unreadable: { name: string };
  file_too_large: { name: string; maxBytes: number };
  file_not_granted: Record<never, never>;
  // vault
  wrong_passphrase: { retryInMs: number };
  wrong_recovery_code: { retryInMs: number };
  /** `lost`: nobody tried; the file that counts the attempts is missing or damaged. */
  too_many_attempts: { retryInMs: number; lost?: true };
  weak_passphrase: { hint: StrengthHint };
  vault_unknown: Record<never, never>;
  vault_damaged: { part: 'keyring' | 'base'; backupsAt?: string };
  vault_mismatch: Record<never, never>;
  vault_newer: { appVersion: string };
  vault_in_use: Record<never, never>;
  migration_failed: { backupAt?: string };
  backup_folder_missing: { folder: string };
  backup_invalid: { name: string };
  backup_is_of_open_vault: Record<never, never>;
  // planning
  slot_taken: { clashes: Clash[]; alternatives: SlotProposal[] };
  outside_opening: { reasons: OutsideReason[] };
  series_empty: Record<never, never>;
  series_too_long: { max: number };
  // quarter
  outside_quarter: { from: string; to: string };
  quarter_exists: { quarter: string };
  quarter_full: { max: number };
  nothing_to_publish: Record<never, never>;
  already_taken_back: Record<never, never>;
  // programme
  not_an_image: { name: string };
  // files
  calendar_unreadable: { name: string };
  calendar_too_large: { name: string; maxBytes: number };
  import_expired: Record<never, never>;
  import_under_way: Record<never, never>;
  import_half_written: { bookings: number; ends: 'finished' | 'taken-back' };
  undo_half_done: Record<never, never>;
  school_holidays_not_found: { name: string };
  // team
  not_admin: Record<never, never>;
  not_holder: { circle: CircleName };
  not_in_circle: { circle: CircleName };
  not_author: Record<never, never>;
  last_admin: Record<never, never>;
  use_leave: Record<never, never>;
  read_only_device: Record<never, never>;
  removed_from_team: Record<never, never>;
  not_listening: Record<never, never>;
  invitation_invalid: Record<never, never>;
  invitation_expired: Record<never, never>;
  invitation_used: Record<never, never>;
  invitation_refused: Record<never, never>;
  inviter_unreachable: Record<never, never>;
  address_invalid: { address: string };
  bundle_invalid: { name: string };
}

export type ErrorTag = keyof ErrorDetails;
export type AppError = { [T in ErrorTag]: { tag: T } & ErrorDetails[T] }[ErrorTag];
