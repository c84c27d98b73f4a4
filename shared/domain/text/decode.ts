/**
 * Turns the bytes of a file someone chose into text, whatever program wrote it: French spreadsheets still save
 * in windows-1252, and some exports are UTF-16.
 */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'named';

export interface DecodedText {
  /** Without any byte order mark. */
  text: string;
  encoding: TextEncodingName;
  /** Lines, from 1, of a UTF-8 text with bytes that are not UTF-8; at most `DAMAGED_MAX`. */
  damaged?: number[];
}

const DAMAGED_MAX = 1000;
/** Bytes among which a name is looked for. */
const NAMED_WITHIN = 100_000;
const LF = 0x0a;
const CR = 0x0d;
/** What ends a line; some files have two carriage returns before their line feed. */
export const LINE_END = /\r*\n|\r/g;

/**
 * A byte order mark decides, or the zeros that UTF-16 has between letters; else the bytes are UTF-8, or windows-1252,
 * which accepts anything, unless the file names another. A few bytes that are not UTF-8 do not make another encoding of a text that has more
 * characters of it: each is read by itself. Never throws.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return asUtf8(bytes.subarray(3), true);
  if (startsWith(bytes, [0xff, 0xfe])) return decoded(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decoded(bytes.subarray(2), 'utf-16be');
  const zeros = [...bytes.subarray(0, 8)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  if (zeros === 'x0x0x0x0') return decoded(bytes, 'utf-16le');
  if (zeros === '0x0x0x0x') return decoded(bytes, 'utf-16be');
  return asUtf8(bytes, false);
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

const decoded = (bytes: Uint8Array, encoding: TextEncodingName): DecodedText => ({
  text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes),
  encoding,
});

function asUtf8(written: Uint8Array, isSure: boolean): DecodedText {
  const valid = validUtf8(written);
  if (valid !== undefined) return { text: valid, encoding: 'utf-8' };
  const bytes = withoutCutCharacters(written);
  const { characters, count, strays } = strayBytes(bytes);
  if (!isSure && characters < count) return inNamedCharset(bytes) ?? decoded(bytes, 'windows-1252');
  const pieces: string[] = [];
  const damaged: number[] = [];
  let from = 0;
  let line = 1;
  for (const { at, length } of strays) {
    const piece = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, at));
    line += piece.match(LINE_END)?.length ?? 0;
    if (damaged.at(-1) !== line && damaged.length < DAMAGED_MAX) damaged.push(line);
    from = at + length;
    pieces.push(piece, strayCharacter(bytes.subarray(at, from)));
  }
  pieces.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from)));
  return { text: pieces.join(''), encoding: 'utf-8', damaged };
}

/** Old calendars name the encoding of their lines (vCalendar 1.0, CHARSET): what they name is that of the file. */
function inNamedCharset(bytes: Uint8Array): DecodedText | undefined {
  const { text } = decoded(bytes.subarray(0, NAMED_WITHIN), 'windows-1252');
  const name = /;CHARSET="?([\w-]+)/i.exec(text)?.[1];
  try {
    if (name === undefined || /^utf-?8$/i.test(name)) return undefined;
    return { text: new TextDecoder(name).decode(bytes), encoding: 'named' };
  } catch {
    return undefined;
  }
}

function validUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface Stray {
  at: number;
  length: number;
}

/** Bytes of no character that are read one by one: of what has more, the others are told by the sign for a damaged one. */
const STRAYS_MAX = 20_000;

/** How many characters of several bytes there are, how many bytes belong to none, and where the first of these stand. */
function strayBytes(bytes: Uint8Array): { characters: number; count: number; strays: Stray[] } {
  let [characters, count] = [0, 0];
  const strays: Stray[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = lengthFrom(bytes[at] ?? 0);
    let tail = 0;
    while (tail < length - 1 && isTail(bytes[at + tail + 1])) tail += 1;
    let past = length;
    if (tail === length - 1 && length > 1 && isInRange(bytes, at)) characters += 1;
    // Two bytes of three are what is left of one character; a byte without a second one is by itself.
    else if ((bytes[at] ?? 0) >= 0x80) {
      past = tail === length - 1 ? 1 : tail + 1;
      count += 1;
      if (strays.length < STRAYS_MAX) strays.push({ at, length: past });
    }
    at += past;
  }
  return { characters, count, strays };
}

/** Bytes of the character that begins so; 1 when none does. */
const lengthFrom = (byte: number): number =>
  byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 1;

/** Whether the second byte is one that the first can have: none is written longer than it must be (RFC 3629, 4). */
function isInRange(bytes: Uint8Array, at: number): boolean {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2);
  const [low, high] = { 224: [0xa0, 0xbf], 237: [0x80, 0x9f], 240: [0x90, 0xbf], 244: [0x80, 0x8f] }[
    first
  ] ?? [0x80, 0xbf];
  return second >= (low ?? 0) && second <= (high ?? 0);
}

/** What bytes alone most likely were: a letter of windows-1252, unless they are what is left of a cut character. */
const strayCharacter = (bytes: Uint8Array): string =>
  bytes.length > 1 || [0xc2, 0xc3, 0xc5].includes(bytes[0] ?? 0)
    ? '\ufffd'
    : new TextDecoder('windows-1252').decode(bytes);

const isTail = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;

/**
 * Calendars are folded at 75 bytes (RFC 5545, 3.1), by some programs in the middle of a character: such a fold (a line
 * end and a blank) is put after the character. No line is added or taken away.
 */
function withoutCutCharacters(bytes: Uint8Array): Uint8Array {
  const mended = new Uint8Array(bytes);
  for (let at = 0; at < bytes.length; at++) {
    const length = lengthFrom(bytes[at] ?? 0);
    if (length === 1) continue;
    const tail: number[] = [];
    const folds: number[] = [];
    let next = at + 1;
    for (let missing = length - 1; missing > 0; missing--) {
      const fold = isTail(bytes[next]) ? 0 : foldAt(bytes, next);
      if (!isTail(bytes[next + fold])) break;
      folds.push(...bytes.subarray(next, next + fold));
      tail.push(bytes[next + fold] ?? 0);
      next += fold + 1;
    }
    if (folds.length > 0 && tail.length === length - 1) mended.set([...tail, ...folds], at + 1);
    at = next - 1;
  }
  return mended;
}

/** Bytes of the fold that begins there; 0 when none does. */
function foldAt(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === CR) at += 1;
  if (bytes[at] === LF) at += 1;
  const isBlank = bytes[at] === 0x20 || bytes[at] === 0x09;
  return at > from && isBlank ? at + 1 - from : 0;
}
