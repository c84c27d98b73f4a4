/** The frames of y-websocket, read without trusting a byte of them and written as its client reads them. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { splitUpdate } from './update-split.ts';

/** Bytes of one frame, as the sockets take it. */
export const FRAME_MAX = 64 * 1024 * 1024;
/** A sealed state, base64 characters. */
export const STATE_MAX = 8 * 1024;
/** Devices of which one frame may say that they are there. */
const STATES_MAX = 64;

export type Frame =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'step2' | 'update'; update: Uint8Array }
  | { type: 'awareness'; update: Uint8Array; clients: number[] }
  | { type: 'query' }
  /** Known to the protocol, of no use here. */
  | { type: 'none' };

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY = 3;
const STEPS = ['step1', 'step2', 'update'] as const;

/** Null when the bytes are not one. Never throws. */
export function readFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === AUTH) return { type: 'none' };
    if (type === QUERY) return { type: 'query' };
    if (type === AWARENESS) return readAwareness(decoding.readVarUint8Array(decoder));
    if (type !== SYNC) return null;
    const step = STEPS[decoding.readVarUint(decoder)];
    const content = decoding.readVarUint8Array(decoder);
    if (step === 'step1') {
      Y.decodeStateVector(content);
      return { type: step, stateVector: content };
    }
    return step ? { type: step, update: content } : null;
  } catch {
    return null;
  }
}

function readAwareness(update: Uint8Array): Frame | null {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > STATES_MAX) return null;
  const clients: number[] = [];
  for (let index = 0; index < count; index++) {
    clients.push(decoding.readVarUint(decoder));
    decoding.readVarUint(decoder);
    const text = decoding.readVarString(decoder);
    const state: unknown = text.length > STATE_MAX + 64 ? undefined : JSON.parse(text);
    if (!isSealedState(state)) return null;
  }
  return { type: 'awareness', update, clients };
}

/** Gone, there without a word (as the stock client starts), or sealed: nothing can be told in clear. */
function isSealedState(state: unknown): boolean {
  if (state === null) return true;
  if (typeof state !== 'object' || Array.isArray(state)) return false;
  return Object.entries(state).every(([key, value]) => key === 's' && typeof value === 'string');
}

function sync(step: number, content: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, content);
  return encoding.toUint8Array(encoder);
}

export const step1Frame = (doc: Y.Doc): Uint8Array => sync(0, Y.encodeStateVector(doc));
/** A step 2 or an update that changes nothing: for a client whose document has it already. */
export const emptySync = (type: 'step2' | 'update'): Uint8Array =>
  sync(STEPS.indexOf(type), Uint8Array.of(0, 0));

/** A long update is cut, so that no frame is refused for its length nor holds up the others. */
export function* updateFrames(
  update: Uint8Array,
  last: 'step2' | 'update' = 'update',
): Generator<Uint8Array> {
  let previous: Uint8Array | null = null;
  for (const piece of splitUpdate(update)) {
    if (previous) yield sync(2, previous);
    previous = piece;
  }
  if (previous) yield sync(STEPS.indexOf(last), previous);
}

export function awarenessFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** Says nothing of nobody: the client counts it as a sign of life. */
export const emptyAwareness = awarenessFrame(Uint8Array.of(0));
