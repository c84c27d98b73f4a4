/**
 * What both ends of a pairing compute alike: the transcript, its MAC and signature, the binding that follows from it,
 * and the bytes of the four words. Every hash is BLAKE2b-256 under a name of its own; every part of a transcript has a
 * fixed length or carries it, so that no two transcripts have the same bytes.
 *
 * The inviter commits to its nonce and its id in the invitation, before it sees anything of the joiner; the joiner's
 * keys and nonce are bound before it sees the inviter's: neither side, nor anyone between them, can try values until
 * the words look right.
 */
import sodium from 'sodium-native';
import { fourWords } from '#shared/domain/team/words.ts';

const named = (name: string) => Buffer.from(`margelle pairing v1 ${name}\0`);
const NAMES = {
  ask: named('ask'),
  askMac: named('ask mac'),
  commitment: named('commitment'),
  binding: named('session'),
  poll: named('poll'),
  pollMac: named('poll mac'),
  words: named('words'),
};

/** What the invitation names, and every transcript binds. */
export interface InvitedTo {
  /** The team's id, 32 bytes. */
  team: Uint8Array;
  /** SHA-256 of the inviter's certificate. */
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

/** In the invitation; opened by the inviter's answer. */
export const commitmentTo = (nonce: Uint8Array, device: Uint8Array): Buffer =>
  hash('commitment', [nonce, device]);

/** `head`: the request up to its signature. */
export const transcriptOf = ({ team, certificate }: InvitedTo, head: Uint8Array): Buffer =>
  hash('ask', [team, certificate, head]);

/** What both hold once the inviter has answered. */
export const bindingOf = (transcript: Uint8Array, nonce: Uint8Array, device: Uint8Array): Buffer =>
  hash('binding', [transcript, nonce, device]);

export const pollTranscript = (binding: Uint8Array, head: Uint8Array): Buffer =>
  hash('poll', [binding, head]);

export const macOf = (
  name: 'askMac' | 'pollMac',
  secret: Uint8Array,
  transcript: Uint8Array,
  signature: Uint8Array,
): Buffer => hash(name, [transcript, signature], secret);

export const wordsOf = (binding: Uint8Array): string[] => [...fourWords(hash('words', [binding]))];

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
