/**
 * The recovery code as it is printed: 160 bits in Crockford base32 (no I, L, O, U), then four characters of checksum,
 * in nine groups of four. Reading forgives case, spaces, dashes, O for 0 and I or L for 1.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataLength = 32;
/** Largest prime under 2^20: a wrong character or two exchanged neighbours always change the remainder. */
const modulus = 1_048_573;

export const recoveryCodeBytes = 20;

function checksum(digits: number[]): number[] {
  const sum = digits.reduce((total, digit) => (total * 33 + digit + 1) % modulus, 7);
  return [15, 10, 5, 0].map((shift) => (sum >> shift) & 31);
}

/** "K7QF-…": nine groups. `bytes` holds exactly 20. */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== recoveryCodeBytes)
    throw new RangeError(`a recovery code has ${recoveryCodeBytes} bytes`);
  const digits: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits.push((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  const characters = [...digits, ...checksum(digits)].map((digit) => alphabet.charAt(digit)).join('');
  return characters.match(/.{4}/g)?.join('-') ?? '';
}

/** The same characters whatever the way they were typed; what is not a character of the code stays. */
export function normaliseRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\-‐-―_.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** The 20 bytes of a typed code; null when it cannot be one (length, character, checksum). */
export function parseRecoveryCode(typed: string): Uint8Array | null {
  const digits = [...normaliseRecoveryCode(typed)].map((character) => alphabet.indexOf(character));
  if (digits.length !== dataLength + 4 || digits.includes(-1)) return null;
  const data = digits.slice(0, dataLength);
  if (checksum(data).some((digit, index) => digit !== digits[dataLength + index])) return null;
  const bytes = new Uint8Array(recoveryCodeBytes);
  let held = 0;
  let bits = 0;
  let length = 0;
  for (const digit of data) {
    held = (held << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 255;
    held &= (1 << bits) - 1;
  }
  return bytes;
}
