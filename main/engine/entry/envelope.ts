/**
 * A sealed entry as bytes. Owns the format, the cipher and the signature; knows nothing of who may write.
 *
 *     version     varuint   1 the content as it is · 2 the whole content, its parts joined, is DEFLATE (RFC 1951)
 *     type        varuint   0 update · 1 snapshot · 2 presence
 *     circle      varuint   0 team · 1 welcome · 2 care
 *     document    varuint   0 undated · else the year (1000–9999)
 *     epoch       16 bytes
 *     device       6 bytes  the author
 *     seq         varuint   1, 2, 3… for each author and circle
 *     part        varuint   0-based
 *     parts       varuint   1–1024; the parts of one content have consecutive numbers
 *     covers                snapshots only: varuint count (≤ 1024), then for each author, in ascending order of its
 *                           bytes: device 6 bytes · number varuint (everything up to it is covered)
 *     nonce       24 bytes  random
 *     ciphertext  what is left: XChaCha20-Poly1305-IETF, all of the above but the nonce as associated data
 *     signature   64 bytes  Ed25519 over BLAKE2b-256("margelle entry v1" ‖ everything before)
 *
 * Clear text: content length varuint · content · zeros up to the PADMÉ length. Varuints are those of lib0 (7 bits a
 * byte, low bits first), in their shortest form only: an entry has one spelling. An entry is 1 MiB at most.
 * Reading is total: whatever the bytes, it answers and does not throw.
 */
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding';
import sodium from 'sodium-native';
import type { SetAsideReason } from '#shared/contract/team.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { CIRCLES } from '#shared/domain/team/model.ts';
import type { Random } from '../ground/clock.ts';
import type { EntryHeader, Held } from './header.ts';
import { padmeLength } from './padme.ts';

/** Bytes. */
export const ENTRY_MAX = 1024 * 1024;
const PLAIN = 1;
const PACKED = 2;
const TYPES = ['update', 'snapshot', 'presence'] as const;
const PARTS_MAX = 1024;
const COVERS_MAX = 1024;
const EPOCH_BYTES = 16;
const DEVICE_BYTES = 6;
const NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
const TAG_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES;
const SIGNATURE_BYTES = sodium.crypto_sign_BYTES;
const DOMAIN = Buffer.from('margelle entry v1');
/** Largest content of one part: with its length it fills a PADMÉ class, and leaves 32 KiB for the header. */
const PART_CONTENT = 62 * 16 * 1024 - 3;

/** Reads canonical varuints and raw bytes; `failed` once anything was not as it must be. */
class Reader {
  readonly bytes: Uint8Array;
  at = 0;
  failed = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  varuint(): number {
    let value = 0;
    let factor = 1;
    for (let length = 1; length <= 8; length += 1) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 0x80) {
        if ((byte === 0 && length > 1) || value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
    }
    this.failed = true;
    return 0;
  }

  text(length: number): string {
    const end = this.at + length;
    if (end > this.bytes.length) this.failed = true;
    const text = Buffer.from(this.bytes.subarray(this.at, end)).toString('base64url');
    this.at = end;
    return text;
  }
}

function readCovers(reader: Reader): Held {
  const covers: Held = {};
  const count = reader.varuint();
  if (count > COVERS_MAX) reader.failed = true;
  let last: Buffer | null = null;
  for (let i = 0; i < count && !reader.failed; i += 1) {
    const device = reader.text(DEVICE_BYTES);
    const raw = Buffer.from(device, 'base64url');
    if (last && Buffer.compare(last, raw) >= 0) reader.failed = true;
    last = raw;
    covers[device] = reader.varuint();
    if (covers[device] === 0) reader.failed = true;
  }
  return covers;
}

/** The header and where it ends; null when the bytes are no entry of these versions. */
function parse(bytes: Uint8Array): { header: EntryHeader; end: number } | null {
  if (bytes.length > ENTRY_MAX) return null;
  const reader = new Reader(bytes);
  const version = reader.varuint();
  if (version !== PLAIN && version !== PACKED) return null;
  const type = TYPES[reader.varuint()];
  const circle = CIRCLES[reader.varuint()];
  const year = reader.varuint();
  const epoch = reader.text(EPOCH_BYTES);
  const device = reader.text(DEVICE_BYTES);
  const seq = reader.varuint();
  const part = reader.varuint();
  const parts = reader.varuint();
  const covers = type === 'snapshot' ? readCovers(reader) : null;
  const packed = version === PACKED;
  const valid =
    !reader.failed &&
    (year === 0 || (year >= 1000 && year <= 9999)) &&
    seq > part &&
    part < parts &&
    parts <= PARTS_MAX &&
    !(packed && type === 'presence') &&
    bytes.length > reader.at + NONCE_BYTES + TAG_BYTES + SIGNATURE_BYTES;
  if (!valid || !type || !circle) return null;
  const document = year === 0 ? 'undated' : String(year);
  return {
    header: { type, circle, document, epoch, device, seq, part, parts, packed, covers },
    end: reader.at,
  };
}

/** What an entry says of itself, before anything is checked; null when it is not one, is too large, or not canonical. */
export const readHeader = (bytes: Uint8Array): EntryHeader | null => parse(bytes)?.header ?? null;

/** Why `readHeader` answered null. */
export function whyNoHeader(bytes: Uint8Array): SetAsideReason {
  if (bytes.length > ENTRY_MAX) return 'too-large';
  const reader = new Reader(bytes);
  const version = reader.varuint();
  return !reader.failed && version > PACKED ? 'unknown-version' : 'malformed';
}

function writeHeader(header: EntryHeader): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, header.packed ? PACKED : PLAIN);
  writeVarUint(encoder, TYPES.indexOf(header.type));
  writeVarUint(encoder, CIRCLES.indexOf(header.circle));
  writeVarUint(encoder, header.document === 'undated' ? 0 : Number(header.document));
  writeUint8Array(encoder, Buffer.from(header.epoch, 'base64url'));
  writeUint8Array(encoder, Buffer.from(header.device, 'base64url'));
  writeVarUint(encoder, header.seq);
  writeVarUint(encoder, header.part);
  writeVarUint(encoder, header.parts);
  if (header.type === 'snapshot') {
    const covers = Object.entries(header.covers ?? {})
      .map(([device, upto]) => ({ raw: Buffer.from(device, 'base64url'), upto }))
      .sort((a, b) => Buffer.compare(a.raw, b.raw));
    writeVarUint(encoder, covers.length);
    for (const { raw, upto } of covers) {
      writeUint8Array(encoder, raw);
      writeVarUint(encoder, upto);
    }
  }
  return toUint8Array(encoder);
}

function digest(signed: Uint8Array): Buffer {
  const out = Buffer.alloc(32);
  sodium.crypto_generichash_batch(out, [
    DOMAIN,
    Buffer.from(signed.buffer, signed.byteOffset, signed.length),
  ]);
  return out;
}

function pad(content: Uint8Array): Buffer {
  const encoder = createEncoder();
  writeVarUint(encoder, content.length);
  writeUint8Array(encoder, content);
  const plain = toUint8Array(encoder);
  const padded = Buffer.alloc(padmeLength(plain.length));
  padded.set(plain);
  return padded;
}

function unpad(padded: Buffer): Buffer | null {
  const reader = new Reader(padded);
  const length = reader.varuint();
  const end = reader.at + length;
  if (reader.failed || end > padded.length || padded.length !== padmeLength(end)) return null;
  return padded.subarray(end).every((byte) => byte === 0) ? padded.subarray(reader.at, end) : null;
}

export interface SealOptions {
  /** `seq`: the number of the first part. */
  header: Omit<EntryHeader, 'part' | 'parts' | 'packed'>;
  /** The content was packed before (ground/packing.ts). */
  packed?: boolean;

  content: Uint8Array;
  /** Of the epoch, 32 bytes. */
  key: Buffer;
  /** Ed25519, 64 bytes. */
  signSecret: Buffer;
  random: Random;
}

/** The entries of one content, in order of their numbers: one, or several parts when it is long. */
export function seal({
  header,
  packed = false,
  content,
  key,
  signSecret,
  random,
}: SealOptions): Uint8Array[] {
  const parts = Math.max(1, Math.ceil(content.length / PART_CONTENT));
  if (parts > PARTS_MAX) throw new Error('a content is too large to be sealed');
  return Array.from({ length: parts }, (_, part) => {
    const head = writeHeader({ ...header, seq: header.seq + part, part, parts, packed });
    const padded = pad(content.subarray(part * PART_CONTENT, (part + 1) * PART_CONTENT));
    const nonceEnd = head.length + NONCE_BYTES;
    const cipherEnd = nonceEnd + padded.length + TAG_BYTES;
    const entry = Buffer.alloc(cipherEnd + SIGNATURE_BYTES);
    entry.set(head);
    entry.set(random.bytes(NONCE_BYTES), head.length);
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      entry.subarray(nonceEnd, cipherEnd),
      padded,
      entry.subarray(0, head.length),
      null,
      entry.subarray(head.length, nonceEnd),
      key,
    );
    sodium.sodium_memzero(padded);
    sodium.crypto_sign_detached(entry.subarray(cipherEnd), digest(entry.subarray(0, cipherEnd)), signSecret);
    return entry;
  });
}

export interface Opened {
  header: EntryHeader;
  content: Uint8Array;
}

/**
 * Checks the author's signature, then opens. Errors: as `whyNoHeader`, `bad-signature`, `no-key` (`key` is null),
 * `undecryptable`, `unreadable-content` (rightly sealed, but not as this module pads).
 */
export function open(
  bytes: Uint8Array,
  { key, signPublic }: { key: Buffer | null; signPublic: Buffer },
): Result<Opened, SetAsideReason> {
  const parsed = parse(bytes);
  if (!parsed) return err(whyNoHeader(bytes));
  const entry = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const cipherEnd = entry.length - SIGNATURE_BYTES;
  const nonceEnd = parsed.end + NONCE_BYTES;
  const signed = digest(entry.subarray(0, cipherEnd));
  if (!sodium.crypto_sign_verify_detached(entry.subarray(cipherEnd), signed, signPublic)) {
    return err('bad-signature');
  }
  if (!key) return err('no-key');
  const padded = Buffer.alloc(cipherEnd - nonceEnd - TAG_BYTES);
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      padded,
      null,
      entry.subarray(nonceEnd, cipherEnd),
      entry.subarray(0, parsed.end),
      entry.subarray(parsed.end, nonceEnd),
      key,
    );
  } catch {
    return err('undecryptable');
  }
  const content = unpad(padded);
  return content ? ok({ header: parsed.header, content }) : err('unreadable-content');
}
