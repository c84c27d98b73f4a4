/**
 * The secret halves of a device: in the vault, never elsewhere. Owns how they are made, put in the encrypted base and
 * taken out, and what is sealed to their box key. Never gives a secret outside of `Redacted`.
 */
import sodium from 'sodium-native';
import type { DeviceId, DeviceKeys } from '#shared/domain/team/model.ts';
import type { Random } from '../ground/clock.ts';
import { Redacted } from '../ground/redacted.ts';

export interface Identity {
  readonly device: string;
  /** Public halves, with those of the relay. */
  readonly keys: DeviceKeys;
  /** Ed25519, 64 bytes (`crypto_sign_SECRETKEYBYTES`). */
  readonly signSecret: Redacted;
  /** X25519, 32 bytes. */
  readonly boxSecret: Redacted;
}

/** What the encrypted base keeps of an identity: plain JSON, the secrets in base64. For that base only. */
export interface StoredIdentity {
  keys: DeviceKeys;
  sign: string;
  box: string;
}

/** New keys for `device`, which presents itself on the network with `transport`. */
export function createIdentity(
  random: Random,
  device: DeviceId,
  transport: Pick<DeviceKeys, 'transport' | 'certificate'>,
): Identity {
  const signPublic = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  const signSecret = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  fromSeed(random, sodium.crypto_sign_SEEDBYTES, (seed) =>
    sodium.crypto_sign_seed_keypair(signPublic, signSecret, seed),
  );
  const boxPublic = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
  const boxSecret = Buffer.alloc(sodium.crypto_box_SECRETKEYBYTES);
  fromSeed(random, sodium.crypto_box_SEEDBYTES, (seed) =>
    sodium.crypto_box_seed_keypair(boxPublic, boxSecret, seed),
  );
  return {
    device,
    keys: {
      id: device,
      sign: signPublic.toString('base64url'),
      box: boxPublic.toString('base64url'),
      transport: transport.transport,
      certificate: transport.certificate,
    },
    signSecret: new Redacted(signSecret),
    boxSecret: new Redacted(boxSecret),
  };
}

function fromSeed(random: Random, length: number, make: (seed: Buffer) => void): void {
  const seed = random.bytes(length);
  make(seed);
  sodium.sodium_memzero(seed);
}

export const storeIdentity = (identity: Identity): StoredIdentity => ({
  keys: identity.keys,
  sign: identity.signSecret.unwrap().toString('base64'),
  box: identity.boxSecret.unwrap().toString('base64'),
});

/** Throws when the record is not one that `storeIdentity` made: the base is ours, so that is a bug. */
export function loadIdentity(stored: StoredIdentity): Identity {
  return {
    device: stored.keys.id,
    keys: stored.keys,
    signSecret: secret(stored.sign, sodium.crypto_sign_SECRETKEYBYTES),
    boxSecret: secret(stored.box, sodium.crypto_box_SECRETKEYBYTES),
  };
}

function secret(text: string, length: number): Redacted {
  const pooled = Buffer.from(text, 'base64');
  if (pooled.length !== length) throw new Error('a stored secret has not its length');
  // Its own memory: a pooled buffer would share a page with whatever else is decoded.
  const own = Buffer.alloc(length);
  pooled.copy(own);
  sodium.sodium_memzero(pooled);
  return new Redacted(own);
}

/** The secrets are zeros from now on. */
export function wipeIdentity(identity: Identity): void {
  identity.signSecret.wipe();
  identity.boxSecret.wipe();
}

/**
 * Seals `secret` to a device's box key (base64url of 32 bytes); only that device opens it. Base64url of
 * `secret.length + 48` bytes. Null when the key is not one.
 */
export function sealTo(boxPublic: string, secret: Buffer): string | null {
  const key = Buffer.from(boxPublic, 'base64url');
  if (key.length !== sodium.crypto_box_PUBLICKEYBYTES) return null;
  const sealed = Buffer.alloc(secret.length + sodium.crypto_box_SEALBYTES);
  try {
    sodium.crypto_box_seal(sealed, secret, key);
  } catch {
    // A point of low order: whoever registered it can be sealed nothing.
    return null;
  }
  return sealed.toString('base64url');
}

/** What was sealed to this device; null when it was not, or was altered. The caller wipes it. */
export function openSealed(identity: Identity, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < sodium.crypto_box_SEALBYTES) return null;
  const opened = Buffer.alloc(bytes.length - sodium.crypto_box_SEALBYTES);
  const boxPublic = Buffer.from(identity.keys.box, 'base64url');
  try {
    return sodium.crypto_box_seal_open(opened, bytes, boxPublic, identity.boxSecret.unwrap()) ? opened : null;
  } catch {
    return null;
  }
}
