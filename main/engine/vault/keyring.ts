/**
 * `keyring.json`: the key of a vault, wrapped by the passphrase and by the recovery code.
 *
 * One line of JSON with its keys in the order below, nothing else in the file:
 * - `format` "margelle-keyring", `version` 1, `vaultId`, `keyId` (stays when the vault is copied), `label` (in clear),
 *   `createdAt`, `appVersion`;
 * - `passphrase`: Argon2id `salt`, `passes`, `memoryBytes`; `nonce` and `box`: XChaCha20-Poly1305 of the 32-byte key;
 * - `recovery`: `salt`; `nonce` and `box`, by the keyed BLAKE2b-256 of the salt under the code's 20 bytes;
 * - `mac`: keyed BLAKE2b-256, by a key derived from the vault's, of all that precedes (no field can be forged);
 * - `checksum`: BLAKE2b-256 of all that precedes (damage is told from a wrong passphrase, without any secret).
 * The associated data of each box names the format, version, key, slot and derivation it belongs to.
 */
import sodium from 'sodium-native';
import { z } from 'zod';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Random } from '../ground/clock.ts';
import { Redacted } from '../ground/redacted.ts';
import { deriveKey, type KdfCost, maximumCost, minimumCost, saltBytes } from './key-derivation.ts';

const base64 = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, { error: `${length} bytes` });
const nonceBytes = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
const wrapped = {
  nonce: base64(nonceBytes),
  box: base64(32 + sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES),
};

const keyring = z.strictObject({
  format: z.literal('margelle-keyring'),
  version: z.literal(1),
  vaultId: z.string().regex(/^[0-9a-f]{32}$/),
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  label: z.string().min(1).max(200),
  createdAt: z.int(),
  appVersion: z.string().max(40),
  passphrase: z.strictObject({
    salt: base64(saltBytes),
    passes: z.int().min(1).max(maximumCost.passes),
    memoryBytes: z.int().min(8192).max(maximumCost.memoryBytes),
    ...wrapped,
  }),
  recovery: z.strictObject({ salt: base64(32), ...wrapped }),
  mac: base64(32),
  checksum: base64(32),
});
export type Keyring = z.infer<typeof keyring>;
type Body = Omit<Keyring, 'mac' | 'checksum'>;
type Slot = 'passphrase' | 'recovery';

const damaged: AppError = { tag: 'vault_damaged', part: 'keyring' };

function hash(content: string, key?: Buffer): string {
  const out = Buffer.alloc(32);
  if (key) sodium.crypto_generichash(out, Buffer.from(content), key);
  else sodium.crypto_generichash(out, Buffer.from(content));
  return out.toString('base64');
}

/** A key for one purpose, from the key of the vault. */
export function subkey(vaultKey: Redacted, purpose: string): Redacted {
  const out = Buffer.alloc(32);
  sodium.crypto_generichash(out, Buffer.from(`margelle ${purpose} v1`), vaultKey.unwrap());
  return new Redacted(out);
}

function sealed(body: Body, vaultKey: Redacted): Keyring {
  const macKey = subkey(vaultKey, 'keyring mac');
  const withMac = { ...body, mac: hash(JSON.stringify(body), macKey.unwrap()) };
  macKey.wipe();
  return { ...withMac, checksum: hash(JSON.stringify(withMac)) };
}

export const serialiseKeyring = (value: Keyring): string => JSON.stringify(value);

/** Error: `vault_damaged` as soon as one byte is not the one written, or when the derivation is weaker than allowed. */
export function parseKeyring(bytes: Buffer, weakest: KdfCost = minimumCost): Result<Keyring, AppError> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return err(damaged);
  }
  const parsed = keyring.safeParse(value);
  if (!parsed.success) return err(damaged);
  const { checksum, ...rest } = parsed.data;
  if (!Buffer.from(serialiseKeyring(parsed.data)).equals(bytes) || hash(JSON.stringify(rest)) !== checksum)
    return err(damaged);
  const { passes, memoryBytes } = parsed.data.passphrase;
  return passes < weakest.passes || memoryBytes < weakest.memoryBytes ? err(damaged) : ok(parsed.data);
}

function associated(body: Pick<Body, 'keyId'>, slot: Slot, derivation: object): Buffer {
  return Buffer.from(JSON.stringify(['margelle-keyring', 1, body.keyId, slot, derivation]));
}

function wrap(key: Redacted, by: Redacted, aad: Buffer, random: Random): { nonce: string; box: string } {
  const nonce = random.bytes(nonceBytes);
  const box = Buffer.alloc(32 + sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES);
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(box, key.unwrap(), aad, null, nonce, by.unwrap());
  return { nonce: nonce.toString('base64'), box: box.toString('base64') };
}

function unwrap(slot: { nonce: string; box: string }, by: Redacted, aad: Buffer): Redacted | null {
  const key = Buffer.alloc(32);
  try {
    const box = Buffer.from(slot.box, 'base64');
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      key,
      null,
      box,
      aad,
      Buffer.from(slot.nonce, 'base64'),
      by.unwrap(),
    );
    return new Redacted(key);
  } catch {
    return null;
  }
}

async function passphraseSlot(
  key: Redacted,
  keyId: string,
  passphrase: Redacted,
  cost: KdfCost,
  random: Random,
) {
  const salt = random.bytes(saltBytes);
  const derivation = { salt: salt.toString('base64'), passes: cost.passes, memoryBytes: cost.memoryBytes };
  const by = await deriveKey(passphrase, salt, cost);
  try {
    return { ...derivation, ...wrap(key, by, associated({ keyId }, 'passphrase', derivation), random) };
  } finally {
    by.wipe();
  }
}

function recoveryKey(code: Redacted, salt: Buffer): Redacted {
  const out = Buffer.alloc(32);
  sodium.crypto_generichash(out, Buffer.concat([Buffer.from('margelle recovery v1'), salt]), code.unwrap());
  return new Redacted(out);
}

function recoverySlot(key: Redacted, keyId: string, code: Redacted, random: Random) {
  const salt = random.bytes(32);
  const derivation = { salt: salt.toString('base64') };
  const by = recoveryKey(code, salt);
  try {
    return { ...derivation, ...wrap(key, by, associated({ keyId }, 'recovery', derivation), random) };
  } finally {
    by.wipe();
  }
}

export interface NewKeyring {
  vaultId: string;
  label: string;
  createdAt: number;
  appVersion: string;
}

/** `code` is the 20 bytes of the recovery code. */
export async function createKeyring(
  about: NewKeyring,
  key: Redacted,
  passphrase: Redacted,
  code: Redacted,
  cost: KdfCost,
  random: Random,
): Promise<Keyring> {
  const keyId = random.bytes(16).toString('hex');
  const body: Body = {
    format: 'margelle-keyring',
    version: 1,
    vaultId: about.vaultId,
    keyId,
    label: about.label,
    createdAt: about.createdAt,
    appVersion: about.appVersion,
    passphrase: await passphraseSlot(key, keyId, passphrase, cost, random),
    recovery: recoverySlot(key, keyId, code, random),
  };
  return sealed(body, key);
}

/** The key, when `secret` opens that slot; null when it is wrong; `vault_damaged` when the rest was tampered with. */
export async function openKeyring(
  value: Keyring,
  secret: { passphrase: Redacted } | { code: Redacted },
): Promise<Result<Redacted, AppError> | null> {
  const { passes, memoryBytes, salt } = value.passphrase;
  let key: Redacted | null;
  if ('passphrase' in secret) {
    const by = await deriveKey(secret.passphrase, Buffer.from(salt, 'base64'), { passes, memoryBytes });
    key = unwrap(value.passphrase, by, associated(value, 'passphrase', { salt, passes, memoryBytes }));
    by.wipe();
  } else {
    const by = recoveryKey(secret.code, Buffer.from(value.recovery.salt, 'base64'));
    key = unwrap(value.recovery, by, associated(value, 'recovery', { salt: value.recovery.salt }));
    by.wipe();
  }
  if (!key) return null;
  const { mac, checksum: _, ...body } = value;
  const macKey = subkey(key, 'keyring mac');
  const authentic = hash(JSON.stringify(body), macKey.unwrap()) === mac;
  macKey.wipe();
  if (authentic) return ok(key);
  key.wipe();
  return err(damaged);
}

function body(value: Keyring): Body {
  const { mac: _, checksum: __, ...rest } = value;
  return rest;
}

/** Throws when the key is wiped meanwhile (the vault was locked during the derivation): nothing is rewrapped then. */
export async function withPassphrase(
  value: Keyring,
  key: Redacted,
  passphrase: Redacted,
  cost: KdfCost,
  random: Random,
): Promise<Keyring> {
  return sealed(
    { ...body(value), passphrase: await passphraseSlot(key, value.keyId, passphrase, cost, random) },
    key,
  );
}

export function withRecoveryCode(value: Keyring, key: Redacted, code: Redacted, random: Random): Keyring {
  return sealed({ ...body(value), recovery: recoverySlot(key, value.keyId, code, random) }, key);
}

export function withFacts(
  value: Keyring,
  key: Redacted,
  facts: { vaultId?: string; label?: string },
): Keyring {
  return sealed({ ...body(value), ...facts }, key);
}
