/** One content line (RFC 5545, 3.1) as name, parameters and value; also as vCalendar 1.0 and careless programs write it. */
import { decodeText } from '../text/decode.ts';

export interface ContentLine {
  line: number;
  /** Unfolded (RFC 5545, 3.1). */
  text: string;
  /** Its end was dropped: it was longer than any line that means something. */
  isCut?: true;
}

export interface Property {
  line: number;
  isCut?: true;
  /** In upper case. */
  name: string;
  /** By name in upper case, without quotes. */
  params: ReadonlyMap<string, string>;
  value: string;
}

/** Values that are dates: their line may hold a colon in a zone that nobody quoted. */
const DATED = new Set(['DTSTART', 'DTEND', 'RECURRENCE-ID', 'RDATE', 'EXDATE']);

/** Undefined when it is not `NAME:value` or `NAME;PARAM=x:value`. */
export function propertyOf({ line, text, isCut }: ContentLine): Property | undefined {
  const name = /^\s*([A-Za-z0-9-]+)\s*(?=[;:])/.exec(text);
  if (!name) return undefined;
  const called = (name[1] ?? '').toUpperCase();
  const rest = text.slice(name[0].length);
  const colon = colonOf(rest, DATED.has(called));
  if (colon === undefined) return undefined;
  const params = new Map<string, string>();
  for (const param of rest.slice(0, colon).match(/(?:"[^"]*"|[^;])+/g) ?? []) {
    const equals = param.indexOf('=');
    const key = (equals === -1 ? param : param.slice(0, equals)).trim();
    const value = equals === -1 ? '' : param.slice(equals + 1);
    if (key !== '') params.set(key.toUpperCase(), value.trim().replace(/^"(.*)"$/s, '$1'));
  }
  return { line, name: called, params, value: rest.slice(colon + 1), ...(isCut ? { isCut } : {}) };
}

/** Where the value begins: after the first colon that no quotes hold, and that a date follows when one must. */
function colonOf(rest: string, isDated: boolean): number | undefined {
  const plain = rest.indexOf(':');
  const isGood = (at: number) => !isDated || /^\s*"?\d{4}-?\d\d/.test(rest.slice(at + 1));
  if (plain === -1 || (!rest.includes('"') && isGood(plain))) return plain === -1 ? undefined : plain;
  const colons = [...rest.matchAll(/"[^"]*"|:/g)]
    .filter(([found]) => found === ':')
    .map(({ index }) => index);
  return colons.find(isGood) ?? colons[0] ?? plain;
}

/** The value of a text property (RFC 5545, 3.3.11), out of its transport encoding. */
export function textOf({ params, value }: Property): string {
  const encoding = (params.get('ENCODING') ?? '').toUpperCase();
  const charset = params.get('CHARSET');
  const written =
    encoding === 'QUOTED-PRINTABLE' || params.has('QUOTED-PRINTABLE')
      ? fromQuotedPrintable(value, charset)
      : encoding === 'BASE64' || encoding === 'B'
        ? fromBytes(bytesOfBase64(value), charset)
        : value;
  return written
    .replace(/\\([\s\S])/g, (both, next: string) =>
      /n/i.test(next) ? '\n' : /[,;:\\"]/.test(next) ? next : both,
    )
    .replaceAll('\0', '')
    .trim();
}

function fromQuotedPrintable(value: string, charset: string | undefined): string {
  // Decoding bytes that are none of their encoding is slow, and a damaged text has the same ones again and again.
  const known = new Map<string, string>();
  return value.replace(/(?:=[0-9A-F]{2})+/gi, (run) => {
    const words = known.get(run) ?? fromBytes(bytesOfHex(run.replaceAll('=', '')), charset);
    known.set(run, words);
    return words;
  });
}

/** Whether a line goes on in the next one by a soft line break rather than by a fold. */
export const endsSoftly = (text: string): boolean =>
  text.endsWith('=') && /^[^:]*[;=]QUOTED-PRINTABLE/i.test(text);

const bytesOfHex = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function bytesOfBase64(written: string): Uint8Array {
  try {
    return Uint8Array.from(atob(written), (character) => character.charCodeAt(0));
  } catch {
    return new TextEncoder().encode(written);
  }
}

function fromBytes(bytes: Uint8Array, charset: string | undefined): string {
  try {
    if (charset !== undefined) return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    // A charset that nobody knows, or that the bytes are not in: they are read as a file of their own.
  }
  return decodeText(bytes).text;
}
