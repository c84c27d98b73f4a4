/**
 * A statement of the register as bytes, and back. Reading is exact: one statement has one encoding, so that its id (the
 * hash of its bytes) cannot be changed by whoever carries it.
 *
 *   version varuint = 1 · author string · number of parents varuint · parents 32 bytes each, ascending by their base64url
 *   · at varuint (ms) · body string (JSON) · signature 64 bytes
 *
 * Varuints and strings (UTF-8, prefixed with their length) are those of lib0. The signature is Ed25519 over the
 * BLAKE2b-256 of `margelle/statement/1` followed by everything before it. The id is the BLAKE2b-256 of all the bytes.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import sodium from 'sodium-native';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { deviceId, type Statement, type StatementBody, statementBody } from '#shared/domain/team/model.ts';
import type { Identity } from './identity.ts';

const version = 1;
const domain = Buffer.from('margelle/statement/1');
const hashBytes = 32;
const signatureBytes = sodium.crypto_sign_BYTES;

/** A statement longer than this is refused, bytes. */
export const maxStatementBytes = 64 * 1024;
export const maxParents = 64;

/** Why bytes are not a statement that counts. `unknown-version`: a newer app's, to be carried along untouched. */
export type StatementFlaw =
  | 'oversize'
  | 'malformed'
  | 'not-canonical'
  | 'unknown-version'
  | 'unknown-author'
  | 'bad-signature'
  | 'other-team';

/** Read, but nobody checked who signed it. */
export interface UnverifiedStatement extends Omit<Statement, 'key'> {
  bytes: Uint8Array;
  /** BLAKE2b-256, what `signature` must sign. */
  digest: Buffer;
  signature: Buffer;
}

export interface SignedStatement {
  id: string;
  bytes: Uint8Array;
  statement: Statement;
}

/** Throws when the body is not one of the model, or is too large: the caller made it. At most 64 parents. */
export function signStatement(
  identity: Identity,
  { parents, at, body }: { parents: readonly string[]; at: number; body: StatementBody },
): SignedStatement {
  const content = {
    author: identity.device,
    parents: ascending(parents),
    at,
    body: statementBody.parse(body),
  };
  if (content.parents.length > maxParents) throw new Error('too many parents');
  const signed = encodeSigned(content);
  const signature = Buffer.alloc(signatureBytes);
  sodium.crypto_sign_detached(signature, digestOf(signed), identity.signSecret.unwrap());
  const bytes = Buffer.concat([signed, signature]);
  if (bytes.length > maxStatementBytes) throw new Error('statement too large');
  const id = idOf(bytes);
  return { id, bytes: new Uint8Array(bytes), statement: { id, key: identity.keys.sign, ...content } };
}

/** Never throws, whatever the bytes. */
export function parseStatement(bytes: Uint8Array): Result<UnverifiedStatement, StatementFlaw> {
  if (bytes.length > maxStatementBytes) return err('oversize');
  try {
    return read(bytes);
  } catch {
    // lib0 and JSON throw on bytes that end too early or are not what they claim.
    return err('malformed');
  }
}

function read(bytes: Uint8Array): Result<UnverifiedStatement, StatementFlaw> {
  const decoder = decoding.createDecoder(bytes);
  const written = decoding.readVarUint(decoder);
  if (written !== version) return err(written > version ? 'unknown-version' : 'malformed');
  const author = decoding.readVarString(decoder);
  const count = decoding.readVarUint(decoder);
  if (count > maxParents || !deviceId.safeParse(author).success) return err('malformed');
  const parents: string[] = [];
  for (let index = 0; index < count; index++) {
    parents.push(Buffer.from(decoding.readUint8Array(decoder, hashBytes)).toString('base64url'));
  }
  const at = decoding.readVarUint(decoder);
  const json: unknown = JSON.parse(decoding.readVarString(decoder));
  const body = statementBody.safeParse(json);
  if (!body.success) return err('malformed');
  const signedLength = decoder.pos;
  if (bytes.length !== signedLength + signatureBytes) return err('malformed');

  const signed = Buffer.from(bytes.subarray(0, signedLength));
  const content = { author, parents, at, body: body.data };
  const again = encodeSigned({ ...content, parents: ascending(parents), body: json as StatementBody });
  if (!again.equals(signed)) return err('not-canonical');
  return ok({
    id: idOf(Buffer.from(bytes)),
    ...content,
    bytes,
    digest: digestOf(signed),
    signature: Buffer.from(bytes.subarray(signedLength)),
  });
}

/** True when the key (base64url) signed it. */
export function signedUnder(statement: UnverifiedStatement, key: string): boolean {
  const signer = Buffer.from(key, 'base64url');
  if (signer.length !== sodium.crypto_sign_PUBLICKEYBYTES) return false;
  return sodium.crypto_sign_verify_detached(statement.signature, statement.digest, signer);
}

function encodeSigned({ author, parents, at, body }: Omit<Statement, 'id' | 'key'>): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, version);
  encoding.writeVarString(encoder, author);
  encoding.writeVarUint(encoder, parents.length);
  for (const parent of parents) encoding.writeUint8Array(encoder, Buffer.from(parent, 'base64url'));
  encoding.writeVarUint(encoder, at);
  encoding.writeVarString(encoder, JSON.stringify(body));
  return Buffer.from(encoding.toUint8Array(encoder));
}

const ascending = (parents: readonly string[]): string[] => [...new Set(parents)].sort();

function digestOf(signed: Buffer): Buffer {
  const digest = Buffer.alloc(hashBytes);
  sodium.crypto_generichash_batch(digest, [domain, signed]);
  return digest;
}

function idOf(bytes: Buffer): string {
  const hash = Buffer.alloc(hashBytes);
  sodium.crypto_generichash(hash, bytes);
  return hash.toString('base64url');
}
