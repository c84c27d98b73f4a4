/** Argon2id, off the engine's thread, and how hard it must be on this machine. */
import sodium from 'sodium-native';
import { between } from '../ground/clock.ts';
import type { Redacted } from '../ground/redacted.ts';
import { Redacted as Secret } from '../ground/redacted.ts';
import { systemClock } from '../ground/system.ts';

export interface KdfCost {
  /** Passes over the memory. */
  passes: number;
  memoryBytes: number;
}

const MiB = 1024 * 1024;
/** Never weaker, whatever the machine (security design, "At rest"). */
export const minimumCost: KdfCost = { passes: 3, memoryBytes: 64 * MiB };
/** A keyring asking for more is not one of ours: it would only exhaust the machine. */
export const maximumCost: KdfCost = { passes: 64, memoryBytes: 1024 * MiB };
const aimedMs = 500;
const mostMemory = 256 * MiB;

export const saltBytes = sodium.crypto_pwhash_SALTBYTES;

export async function deriveKey(passphrase: Redacted, salt: Buffer, cost: KdfCost): Promise<Redacted> {
  const key = Buffer.alloc(32);
  await new Promise<void>((resolve, reject) => {
    sodium.crypto_pwhash_async(
      key,
      passphrase.unwrap(),
      salt,
      cost.passes,
      cost.memoryBytes,
      sodium.crypto_pwhash_ALG_ARGON2ID13,
      (error) => (error ? reject(error) : resolve()),
    );
  });
  return new Secret(key);
}

/** The cost that takes about half a second here: memory first, up to 256 MiB, then passes. */
export async function calibrate(): Promise<KdfCost> {
  const started = systemClock.elapsed();
  const probe = new Secret(Buffer.from('calibration'));
  (await deriveKey(probe, Buffer.alloc(saltBytes), minimumCost)).wipe();
  const room = aimedMs / Math.max(1, between(started, systemClock.elapsed()));
  const memoryFactor = Math.max(1, Math.min(mostMemory / minimumCost.memoryBytes, Math.floor(room)));
  const passes = Math.floor((minimumCost.passes * room) / memoryFactor);
  return {
    memoryBytes: minimumCost.memoryBytes * memoryFactor,
    passes: Math.min(16, Math.max(minimumCost.passes, passes)),
  };
}
