/**
 * The requests and answers of a pairing as bytes (POST /pairing, at most 4 KiB a request). Owns the format; what is
 * true of them is judged by inviter.ts and client.ts. Varuints and texts are those of lib0, in their one spelling.
 *
 *   ask      version · 1 · invitation (8) · device (6) · sign (32) · box (32) · transport (32) · certificate (32)
 *            · type (0 workstation, 1 relay) · name text · label text · nonce (32) · signature (64) · mac (32)
 *   poll     version · 2 waits, 3 gives up · invitation (8) · device (6) · counter varuint · from varuint
 *            · signature (64) · mac (32)
 *
 *   taken    version · 0 · inviter's device (6) · inviter's nonce (32) · milliseconds left varuint
 *   waiting  version · 1 · milliseconds left varuint
 *   accepted version · 2 · total varuint · from varuint · count varuint · statements, and when it is the last part:
 *            team's name text · person's name text · count varuint · addresses
 *   refused 3 · gone 4 · used 5 · invalid 6
 *
 * Reading is total: bytes of any other form answer null, and never throw.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type Address, packAddress, unpackAddress } from '#shared/domain/team/address.ts';
import type { DeviceKeys, DeviceType } from '#shared/domain/team/model.ts';

export const REQUEST_MAX = 4096;
export const ANSWER_MAX = 512 * 1024;
/** A part of the statements stops growing there: few requests, since they are counted where they come in. */
export const PART_BYTES = 256 * 1024;
const VERSION = 1;
const SIGNATURE = 64;
const MAC = 32;
const MOST_ADDRESSES = 64;
const KEYS = [
  ['id', 6],
  ['sign', 32],
  ['box', 32],
  ['transport', 32],
  ['certificate', 32],
] as const;
const TYPES: readonly DeviceType[] = ['workstation', 'relay'];
/** What would show another name than the one that is signed: control characters, and marks that turn the line round. */
const TREACHEROUS = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

export interface Ask {
  kind: 'ask';
  invitation: Uint8Array;
  keys: DeviceKeys;
  type: DeviceType;
  name: string;
  label: string;
  nonce: Uint8Array;
}

export interface Poll {
  kind: 'wait' | 'give-up';
  invitation: Uint8Array;
  device: string;
  /** Greater each time. */
  counter: number;
  /** Index of the first statement wanted. */
  from: number;
}

/** A request whose form is right; `head` is what its signature covers. */
export interface Signed<T> {
  request: T;
  head: Uint8Array;
  signature: Uint8Array;
  mac: Uint8Array;
}

/** Without what would mislead whoever reads it; null when nothing is left or it is too long. */
export function shown(text: string, longest: number): string | null {
  const clean = text.replace(TREACHEROUS, '').trim();
  return clean === '' || clean.length > longest ? null : clean;
}

export const NAME_MAX = 80;
export const LABEL_MAX = 60;

export function headOf(request: Ask | Poll): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeUint8(encoder, request.kind === 'ask' ? 1 : request.kind === 'wait' ? 2 : 3);
  encoding.writeUint8Array(encoder, request.invitation);
  if (request.kind === 'ask') {
    for (const [key] of KEYS) encoding.writeUint8Array(encoder, Buffer.from(request.keys[key], 'base64url'));
    encoding.writeUint8(encoder, TYPES.indexOf(request.type));
    encoding.writeVarString(encoder, request.name);
    encoding.writeVarString(encoder, request.label);
    encoding.writeUint8Array(encoder, request.nonce);
  } else {
    encoding.writeUint8Array(encoder, Buffer.from(request.device, 'base64url'));
    encoding.writeVarUint(encoder, request.counter);
    encoding.writeVarUint(encoder, request.from);
  }
  return encoding.toUint8Array(encoder);
}

export const requestBytes = (head: Uint8Array, signature: Uint8Array, mac: Uint8Array): Uint8Array =>
  Buffer.concat([head, signature, mac]);

export function readRequest(bytes: Uint8Array): Signed<Ask> | Signed<Poll> | null {
  if (bytes.length > REQUEST_MAX || bytes.length < SIGNATURE + MAC) return null;
  const end = bytes.length - SIGNATURE - MAC;
  const head = bytes.subarray(0, end);
  const request = total(() => readHead(decoding.createDecoder(head)));
  // One spelling only: what would be written again differently was not written by this format.
  if (!request || Buffer.compare(headOf(request), head) !== 0) return null;
  return {
    request,
    head,
    signature: bytes.subarray(end, end + SIGNATURE),
    mac: bytes.subarray(end + SIGNATURE),
  } as Signed<Ask> | Signed<Poll>;
}

function readHead(decoder: decoding.Decoder): Ask | Poll | null {
  if (decoding.readUint8(decoder) !== VERSION) return null;
  const kind = decoding.readUint8(decoder);
  const invitation = take(decoder, 8);
  const text = (length: number) => Buffer.from(take(decoder, length)).toString('base64url');
  if (kind === 2 || kind === 3) {
    const device = text(6);
    const [counter, from] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
    return { kind: kind === 2 ? 'wait' : 'give-up', invitation, device, counter, from };
  }
  if (kind !== 1) return null;
  const keys = Object.fromEntries(KEYS.map(([key, length]) => [key, text(length)])) as DeviceKeys;
  const type = TYPES[decoding.readUint8(decoder)];
  const [name, label] = [decoding.readVarString(decoder), decoding.readVarString(decoder)];
  if (!type || shown(name, NAME_MAX) !== name || shown(label, LABEL_MAX) !== label) return null;
  return { kind: 'ask', invitation, keys, type, name, label, nonce: take(decoder, 32) };
}

export type Answer =
  | { status: 'taken'; device: string; nonce: Uint8Array; leftMs: number }
  | { status: 'waiting'; leftMs: number }
  | {
      status: 'accepted';
      total: number;
      from: number;
      statements: Uint8Array[];
      /** With the last part only. */
      welcome: Welcome | null;
    }
  | { status: 'refused' | 'gone' | 'used' | 'invalid' };

export interface Welcome {
  teamName: string;
  /** As the team writes the joiner's name; empty for a relay. */
  personName: string;
  /** Where the other devices listen. */
  addresses: Address[];
}

const STATUSES = ['taken', 'waiting', 'accepted', 'refused', 'gone', 'used', 'invalid'] as const;

export function answerBytes(answer: Answer): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeUint8(encoder, STATUSES.indexOf(answer.status));
  if (answer.status === 'taken') {
    encoding.writeUint8Array(encoder, Buffer.from(answer.device, 'base64url'));
    encoding.writeUint8Array(encoder, answer.nonce);
  }
  if (answer.status === 'taken' || answer.status === 'waiting')
    encoding.writeVarUint(encoder, Math.max(0, Math.round(answer.leftMs)));
  if (answer.status === 'accepted') {
    encoding.writeVarUint(encoder, answer.total);
    encoding.writeVarUint(encoder, answer.from);
    encoding.writeVarUint(encoder, answer.statements.length);
    for (const statement of answer.statements) encoding.writeVarUint8Array(encoder, statement);
    if (answer.welcome) {
      encoding.writeVarString(encoder, answer.welcome.teamName);
      encoding.writeVarString(encoder, answer.welcome.personName);
      const addresses = answer.welcome.addresses.map(packAddress).filter((packed) => packed !== null);
      encoding.writeVarUint(encoder, Math.min(addresses.length, MOST_ADDRESSES));
      for (const packed of addresses.slice(0, MOST_ADDRESSES)) encoding.writeVarUint8Array(encoder, packed);
    }
  }
  return encoding.toUint8Array(encoder);
}

export function readAnswer(bytes: Uint8Array): Answer | null {
  if (bytes.length > ANSWER_MAX) return null;
  return total(() => {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readUint8(decoder) !== VERSION) return null;
    const answer = readStatus(decoder);
    return answer && !decoding.hasContent(decoder) ? answer : null;
  });
}

function readStatus(decoder: decoding.Decoder): Answer | null {
  const status = STATUSES[decoding.readUint8(decoder)];
  switch (status) {
    case undefined:
      return null;
    case 'taken': {
      const device = Buffer.from(take(decoder, 6)).toString('base64url');
      return { status, device, nonce: take(decoder, 32), leftMs: decoding.readVarUint(decoder) };
    }
    case 'waiting':
      return { status, leftMs: decoding.readVarUint(decoder) };
    case 'accepted': {
      const [all, from] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
      const count = decoding.readVarUint(decoder);
      if (count > all - from) return null;
      const statements = Array.from({ length: count }, () => decoding.readVarUint8Array(decoder).slice());
      const welcome = from + count === all ? readWelcome(decoder) : null;
      return { status, total: all, from, statements, welcome };
    }
    default:
      return { status };
  }
}

function readWelcome(decoder: decoding.Decoder): Welcome {
  const [teamName, personName] = [decoding.readVarString(decoder), decoding.readVarString(decoder)];
  const count = decoding.readVarUint(decoder);
  const addresses: Address[] = [];
  for (let i = 0; i < count; i++) {
    const packed = decoding.readVarUint8Array(decoder);
    const read = unpackAddress(packed, 0);
    if (read?.next === packed.length && addresses.length < MOST_ADDRESSES) addresses.push(read.address);
  }
  return { teamName, personName, addresses };
}

/** lib0 throws at the end of the bytes, and can be asked for more than there are. */
function take(decoder: decoding.Decoder, length: number): Uint8Array {
  if (decoder.pos + length > decoder.arr.length) throw new RangeError('cut short');
  return decoding.readUint8Array(decoder, length).slice();
}

function total<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
