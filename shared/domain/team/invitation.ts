/**
 * An invitation as it is copied, drawn as a QR code or carried on a USB key: `MARGELLE:` and Crockford base32 (no I, L,
 * O, U), all of it in the alphabet that a QR code packs tightly; about 240 characters with three addresses.
 * Reading forgives case, spaces, line breaks, dashes, quoting marks, O for 0 and I or L for 1.
 *
 *   version (1) = 1 · team id (32) · host's certificate hash (32) · invitation id (8) · secret (16)
 *   · commitment to the host's nonce (32) · expiry (4, big-endian epoch seconds) · count (1) · addresses · CRC-32 (4)
 *
 * The checksum tells a copying mistake at once; what a malicious hand alters is met by the pairing (main/engine/team/pairing/inviter.ts).
 */
import { err, ok, type Result } from '../result.ts';
import { type Address, packAddress, unpackAddress } from './address.ts';

export interface InvitationContents {
  /** 32 bytes. */
  team: Uint8Array;
  /** SHA-256 of the DER certificate of the machine that invites. */
  certificate: Uint8Array;
  /** 8 bytes. */
  id: Uint8Array;
  /** 16 bytes, for one use. */
  secret: Uint8Array;
  /** 32 bytes: BLAKE2b of the nonce with which the host will answer. */
  commitment: Uint8Array;
  /** Epoch seconds by the host's clock, who alone judges it. */
  expires: number;
  /** 1 to 8. */
  addresses: Address[];
}

export const MOST_ADDRESSES = 8;
const VERSION = 1;
const FIXED = { team: 32, certificate: 32, id: 8, secret: 16, commitment: 32 } as const;
const PREFIX = 'MARGELLE:';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECKSUM_BYTES = 4;

/** Throws a RangeError when a part has not its length: a bug, since all of it is made here. */
export function encodeInvitation(contents: InvitationContents): string {
  const addresses = contents.addresses.map((address) => {
    const packed = packAddress(address);
    if (!packed) throw new RangeError('an address that nobody could type');
    return packed;
  });
  if (addresses.length < 1 || addresses.length > MOST_ADDRESSES)
    throw new RangeError(`an invitation has 1 to ${MOST_ADDRESSES} addresses`);
  const bytes: number[] = [VERSION];
  for (const [part, length] of Object.entries(FIXED)) {
    const value = contents[part as keyof typeof FIXED];
    if (value.length !== length) throw new RangeError(`${part} has ${length} bytes`);
    bytes.push(...value);
  }
  bytes.push(...bigEndian(contents.expires), addresses.length);
  for (const packed of addresses) bytes.push(...packed);
  bytes.push(...bigEndian(crc32(bytes)));
  return PREFIX + toBase32(bytes);
}

/** Error: `invitation_invalid` for anything but a whole, unaltered invitation of a version known here. */
export function decodeInvitation(text: string): Result<InvitationContents, { tag: 'invitation_invalid' }> {
  const invalid = err({ tag: 'invitation_invalid' as const });
  const bare = text.toUpperCase().replace(/[\s\-‐-―>|"'«»\u200B\u2060\uFEFF]/g, '');
  if (!bare.startsWith(PREFIX)) return invalid;
  const bytes = fromBase32(bare.slice(PREFIX.length).replaceAll('O', '0').replace(/[IL]/g, '1'));
  if (!bytes || bytes.length < CHECKSUM_BYTES) return invalid;
  const checked = bytes.subarray(0, -CHECKSUM_BYTES);
  if (readBigEndian(bytes, checked.length) !== crc32(checked) || checked[0] !== VERSION) return invalid;
  let at = 1;
  const take = (length: number) => {
    at += length;
    return checked.slice(at - length, at);
  };
  const parts = {
    team: take(FIXED.team),
    certificate: take(FIXED.certificate),
    id: take(FIXED.id),
    secret: take(FIXED.secret),
    commitment: take(FIXED.commitment),
  };
  const expires = readBigEndian(checked, at);
  const count = checked[at + 4] ?? 0;
  at += 5;
  if (count < 1 || count > MOST_ADDRESSES) return invalid;
  const addresses: Address[] = [];
  for (let i = 0; i < count; i++) {
    const read = unpackAddress(checked, at);
    if (!read) return invalid;
    addresses.push(read.address);
    at = read.next;
  }
  return at === checked.length ? ok({ ...parts, expires, addresses }) : invalid;
}

const bigEndian = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

const readBigEndian = (bytes: Uint8Array, at: number) =>
  [0, 1, 2, 3].reduce((total, i) => total * 256 + (bytes[at + i] ?? 0), 0);

function crc32(bytes: Iterable<number>): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function toBase32(bytes: readonly number[]): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((held >> bits) & 31);
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((held << (5 - bits)) & 31) : text;
}

/** Null for a character that is not of the alphabet, or a length or last bits that no bytes give. */
function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let length = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 255;
  }
  return bits < 5 && (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
