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
const mostPasses = 16;

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

/**
 * Of a cost whose derivation took so long here, the one that takes about half a second: memory first, up to 256 MiB, then
 * passes, up to 16. Neither ever becomes less.
 */
function fitting({ passes, memoryBytes }: KdfCost, tookMs: number): KdfCost {
  const room = aimedMs / Math.max(1, tookMs);
  const memoryFactor = Math.max(1, Math.floor(Math.min(mostMemory / memoryBytes, room)));
  const most = Math.min(mostPasses, Math.floor((passes * room) / memoryFactor));
  return { memoryBytes: memoryBytes * memoryFactor, passes: Math.max(passes, most) };
}

/**
 * What a cost must become that was measured on a busy machine: its derivation now takes less than half of what it should. Null
 * when it is near enough. A machine that is busy now only puts it off.
 */
export function raised({ passes, memoryBytes }: KdfCost, tookMs: number): KdfCost | null {
  if (tookMs * 2 > aimedMs) return null;
  const cost = fitting({ passes, memoryBytes }, tookMs);
  return cost.passes === passes && cost.memoryBytes === memoryBytes ? null : cost;
}

/** The cost of a passphrase that is chosen here and now. */
export async function calibrate(): Promise<KdfCost> {
  const started = systemClock.elapsed();
  const probe = new Secret(Buffer.from('calibration'));
  (await deriveKey(probe, Buffer.alloc(saltBytes), minimumCost)).wipe();
  return fitting(minimumCost, between(started, systemClock.elapsed()));
}
