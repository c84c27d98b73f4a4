/** The secret halves of a device: in the vault, never elsewhere. */
import type { DeviceKeys } from '#shared/domain/team/model.ts';
import type { Redacted } from '../vault/redacted.ts';

export interface Identity {
  readonly device: string;
  /** Public halves, with those of the relay. */
  readonly keys: DeviceKeys;
  /** Ed25519, 64 bytes (`crypto_sign_SECRETKEYBYTES`). */
  readonly signSecret: Redacted;
  /** X25519, 32 bytes. */
  readonly boxSecret: Redacted;
}
