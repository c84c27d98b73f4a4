/**
 * A receipt as bytes: what a device says it holds and where it listens, signed with its transport key.
 *
 *     version    varuint  1
 *     device     string   8 characters
 *     number     varuint  greater than that of every receipt before: an older one that is shown again is not believed
 *     at         varuint  epoch milliseconds by the device's clock
 *     content    string   JSON { held, addresses }
 *     signature  64 bytes Ed25519 over BLAKE2b-256("margelle receipt v1" ‖ everything before)
 *
 * Varuints and strings are those of lib0. 64 KiB at most. Reading never throws.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import sodium from 'sodium-native';
import { z } from 'zod';
import type { Address } from '#shared/domain/team/address.ts';
import { type CircleName, circleName, type DeviceId, deviceId } from '#shared/domain/team/model.ts';
import type { Held } from '../../entry/header.ts';

/** What a device says of itself, signed with its transport key; travels in the room `register`, latest one only. */
export interface Receipt {
  device: DeviceId;
  /** Epoch milliseconds by its own clock. */
  at: number;
  held: Partial<Record<CircleName, Held>>;
  /** Where it listens. */
  addresses: Address[];
  /** When this machine heard of it (own clock). */
  heardAt: number;
}

const VERSION = 1;
const DOMAIN = Buffer.from('margelle receipt v1');
const RECEIPT_MAX = 64 * 1024;
/** Of one machine. */
export const ADDRESSES_MAX = 16;

const content = z.strictObject({
  held: z.partialRecord(circleName, z.record(deviceId, z.int().min(1))),
  addresses: z
    .array(z.strictObject({ host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) }))
    .max(ADDRESSES_MAX),
});

export type ReceiptContent = z.infer<typeof content>;

export interface SignedReceipt extends Omit<Receipt, 'heardAt'> {
  number: number;
}

/** `secret`: Ed25519, 64 bytes. */
export function signReceipt(
  { device, number, at, held, addresses }: SignedReceipt,
  secret: Buffer,
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarString(encoder, device);
  encoding.writeVarUint(encoder, number);
  encoding.writeVarUint(encoder, at);
  encoding.writeVarString(encoder, JSON.stringify({ held, addresses }));
  const signed = Buffer.from(encoding.toUint8Array(encoder));
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES);
  sodium.crypto_sign_detached(signature, digest(signed), secret);
  return new Uint8Array(Buffer.concat([signed, signature]));
}

/** Null when it is not one, or is not signed by the key that `keyOf` gives (base64url, null when there is none). */
export function readReceipt(
  bytes: Uint8Array,
  keyOf: (device: DeviceId) => string | null,
): SignedReceipt | null {
  if (bytes.length > RECEIPT_MAX) return null;
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== VERSION) return null;
    const device = decoding.readVarString(decoder);
    const number = decoding.readVarUint(decoder);
    const at = decoding.readVarUint(decoder);
    const said = content.safeParse(JSON.parse(decoding.readVarString(decoder)));
    const end = decoder.pos;
    const key = Buffer.from(keyOf(device) ?? '', 'base64url');
    const right =
      said.success &&
      bytes.length === end + sodium.crypto_sign_BYTES &&
      key.length === sodium.crypto_sign_PUBLICKEYBYTES &&
      sodium.crypto_sign_verify_detached(
        Buffer.from(bytes.subarray(end)),
        digest(Buffer.from(bytes.subarray(0, end))),
        key,
      );
    return right ? { device, number, at, ...said.data } : null;
  } catch {
    return null;
  }
}

function digest(signed: Buffer): Buffer {
  const hash = Buffer.alloc(32);
  sodium.crypto_generichash_batch(hash, [DOMAIN, signed]);
  return hash;
}
