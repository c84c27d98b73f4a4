/**
 * Turns the bytes of a file someone chose into text, whatever program wrote it: French spreadsheets still save
 * in windows-1252, and some exports are UTF-16.
 */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without any byte order mark. */
  text: string;
  encoding: TextEncodingName;
}

/**
 * A byte order mark decides; else the bytes are UTF-8 if they are valid UTF-8; else they are windows-1252, which
 * accepts anything. Never throws: a broken sequence after a byte order mark becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return decoded(bytes.subarray(3), 'utf-8');
  if (startsWith(bytes, [0xff, 0xfe])) return decoded(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decoded(bytes.subarray(2), 'utf-16be');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return decoded(bytes, 'windows-1252');
  }
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

const decoded = (bytes: Uint8Array, encoding: TextEncodingName): DecodedText => ({
  text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes),
  encoding,
});
