/**
 * `transport.json`: how this machine shows itself on the network for one team. It stands outside the vault, so that a
 * locked machine goes on relaying: whoever steals the disk can pose as this machine towards the others until it is
 * removed, and receives sealed bytes only.
 *
 * An Ed25519 key signs receipts. The certificate is ECDSA P-256: the TLS of Electron refuses Ed25519 ones.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import sodium from 'sodium-native';
import { z } from 'zod';
import { type DeviceId, deviceId, type StatementId } from '#shared/domain/team/model.ts';
import type { Random } from '../../ground/clock.ts';
import { Redacted } from '../../ground/redacted.ts';
import { readIfPresent, writeDurably } from '../../ground/whole-file.ts';

const fileName = 'transport.json';

const stored = z.strictObject({
  version: z.literal(1),
  teamId: z.string().length(43).nullable(),
  device: deviceId,
  /** Ed25519 secret key, 64 bytes, base64. */
  secret: z.string().length(88),
  certificate: z.string().max(8192),
  key: z.string().max(8192),
  /** Where it listened last: addresses that people typed elsewhere stay right. */
  port: z.int().min(1).max(65_535).nullable(),
});

export interface Transport {
  readonly device: DeviceId;
  /** Fixed by the founding statement. */
  readonly teamId: StatementId | null;
  readonly port: number | null;
  /** Ed25519, 64 bytes. */
  readonly secret: Redacted;
  /** The public halves, base64url: the key, and the SHA-256 of the certificate (DER). */
  readonly keys: { transport: string; certificate: string };
  /** PEM, for TLS. */
  readonly certificate: string;
  readonly privateKey: Redacted;
  /** Durable when it returns; throws what the disk answers. */
  remember(facts: { teamId?: StatementId; port?: number }): void;
}

/** A new one, written to `folder`, which is made. */
export async function createTransport(folder: string, device: DeviceId, random: Random): Promise<Transport> {
  const publicKey = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  const secret = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  const seed = random.bytes(sodium.crypto_sign_SEEDBYTES);
  sodium.crypto_sign_seed_keypair(publicKey, secret, seed);
  sodium.sodium_memzero(seed);
  // Loaded when a relay is made, once in the life of a vault: it takes longer to load than the engine to open.
  const { generate } = await import('selfsigned');
  // Its dates mean nothing: a machine whose clock is years off must still be reached.
  const made = await generate([{ name: 'commonName', value: 'margelle' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date('2020-01-01'),
    notAfterDate: new Date('2120-01-01'),
  });
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const transport = createFrom(folder, {
    version: 1,
    teamId: null,
    device,
    secret: secret.toString('base64'),
    certificate: made.cert,
    key: made.private,
    port: null,
  });
  sodium.sodium_memzero(secret);
  transport.remember({});
  return transport;
}

/** Null when there is none; throws when what is there cannot be used. */
export function loadTransport(folder: string): Transport | null {
  const bytes = readIfPresent(path.join(folder, fileName));
  if (!bytes) return null;
  try {
    const content = stored.parse(JSON.parse(bytes.toString('utf8')));
    if (!areWhole(content)) throw new Error('its keys are not those it had');
    return createFrom(folder, content);
  } catch {
    // Nothing of the content is told: it holds keys.
    throw new Error('transport.json is damaged');
  }
}

/** A byte changed in a key is found here, not by whoever uses it later. Throws for what is no key at all. */
function areWhole({ secret, certificate, key }: z.infer<typeof stored>): boolean {
  const given = Buffer.from(secret, 'base64');
  const made = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  const publicKey = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  sodium.crypto_sign_seed_keypair(publicKey, made, given.subarray(0, sodium.crypto_sign_SEEDBYTES));
  const isSame = given.equals(made);
  sodium.sodium_memzero(given);
  sodium.sodium_memzero(made);
  return isSame && new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
}

export const certificateHash = (certificate: X509Certificate): string =>
  Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');

function createFrom(folder: string, content: z.infer<typeof stored>): Transport {
  let facts = { teamId: content.teamId, port: content.port };
  const secret = Buffer.from(content.secret, 'base64');
  const publicKey = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  sodium.crypto_sign_ed25519_sk_to_pk(publicKey, secret);
  return {
    device: content.device,
    get teamId() {
      return facts.teamId;
    },
    get port() {
      return facts.port;
    },
    secret: new Redacted(secret),
    keys: {
      transport: publicKey.toString('base64url'),
      certificate: certificateHash(new X509Certificate(content.certificate)),
    },
    certificate: content.certificate,
    privateKey: new Redacted(Buffer.from(content.key)),
    remember(more) {
      const next = { ...facts, ...more };
      writeDurably(path.join(folder, fileName), JSON.stringify({ ...content, ...next }));
      facts = next;
    },
  };
}
