/**
 * What both ends of a pairing compute alike: the transcript, its MAC and signature, the session that follows from it,
 * and the bytes of the four words. Every hash is BLAKE2b-256 under a name of its own; every part of a transcript has a
 * fixed length or carries it, so that no two transcripts have the same bytes.
 *
 * The host commits to her nonce and her id in the invitation, before she sees anything of the joiner; the joiner's
 * keys and nonce are bound before she sees the host's: neither side, nor anyone between them, can try values until
 * the words look right.
 */
import sodium from 'sodium-native';
import { fourWords } from '#shared/domain/team/words.ts';

const named = (name: string) => Buffer.from(`margelle pairing v1 ${name}\0`);
const NAMES = {
  ask: named('ask'),
  askMac: named('ask mac'),
  commitment: named('commitment'),
  session: named('session'),
  poll: named('poll'),
  pollMac: named('poll mac'),
  words: named('words'),
};

/** What the invitation names, and every transcript binds. */
export interface Place {
  /** The team's id, 32 bytes. */
  team: Uint8Array;
  /** SHA-256 of the host's certificate. */
  certificate: Uint8Array;
}

const buffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function hash(name: keyof typeof NAMES, parts: Uint8Array[], key?: Uint8Array): Buffer {
  const out = Buffer.alloc(32);
  const batch = [NAMES[name], ...parts.map(buffer)];
  if (key) sodium.crypto_generichash_batch(out, batch, buffer(key));
  else sodium.crypto_generichash_batch(out, batch);
  return out;
}

/** In the invitation; opened by the host's answer. */
export const commitmentTo = (nonce: Uint8Array, device: Uint8Array): Buffer =>
  hash('commitment', [nonce, device]);

/** `head`: the request up to its signature. */
export const transcriptOf = ({ team, certificate }: Place, head: Uint8Array): Buffer =>
  hash('ask', [team, certificate, head]);

/** What both hold once the host has answered. */
export const sessionOf = (transcript: Uint8Array, nonce: Uint8Array, device: Uint8Array): Buffer =>
  hash('session', [transcript, nonce, device]);

export const pollTranscript = (session: Uint8Array, head: Uint8Array): Buffer =>
  hash('poll', [session, head]);

export const macOf = (
  name: 'askMac' | 'pollMac',
  secret: Uint8Array,
  transcript: Uint8Array,
  signature: Uint8Array,
): Buffer => hash(name, [transcript, signature], secret);

export const wordsOf = (session: Uint8Array): string[] => [...fourWords(hash('words', [session]))];

export function signed(transcript: Buffer, signSecret: Buffer): Buffer {
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES);
  sodium.crypto_sign_detached(signature, transcript, signSecret);
  return signature;
}

export const isSigned = (signature: Uint8Array, transcript: Uint8Array, signPublic: Uint8Array): boolean =>
  sodium.crypto_sign_verify_detached(buffer(signature), buffer(transcript), buffer(signPublic));

/** In constant time. */
export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && sodium.sodium_memcmp(buffer(a), buffer(b));
