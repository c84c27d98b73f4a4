/**
 * A backup is one file, `….margelle`, that holds the base and its keyring and is ciphertext from its first byte:
 *
 *   base (SQLCipher 4, exactly `baseBytes` bytes) · header (UTF-8 JSON) · HMAC-SHA-256 of all that precedes, by a key
 *   derived from the vault's (32 bytes) · length of the header (4 bytes, big endian) · "MARGELLE-BACKUP1" (16 bytes)
 *
 * The base comes first so that any SQLCipher 4 opens the file with the raw key, Margelle gone. A file cut anywhere has
 * lost its end mark; a file changed anywhere fails its HMAC. It bears its final name only once it was read back.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { storageError } from '../ground/disk-errors.ts';
import type { WriteHandle } from '../ground/handles.ts';
import type { Redacted } from '../ground/redacted.ts';
import { syncFolder, unfinishedSuffix } from '../ground/whole-file.ts';
import { CHECKPOINT_PAGES } from './base.ts';
import type { KdfCost } from './key-derivation.ts';
import { type Keyring, parseKeyring, serialiseKeyring, subkey } from './keyring.ts';

const endMark = Buffer.from('MARGELLE-BACKUP1');
const macBytes = 32;
const tailBytes = macBytes + 4 + endMark.length;
const longestHeader = 64 * 1024;
const chunkBytes = 1024 * 1024;

const header = z.strictObject({
  format: z.literal('margelle-backup'),
  version: z.literal(1),
  vaultId: z.string().regex(/^[0-9a-f]{32}$/),
  at: z.int(),
  appVersion: z.string().max(40),
  baseBytes: z.int().positive(),
  keyring: z.string().max(16 * 1024),
});
type Header = z.infer<typeof header>;

export interface BackupHead extends Omit<Header, 'keyring'> {
  keyring: Keyring;
  /** The header as it stands in the file: what the HMAC covers. */
  bytes: Buffer;
}

/** Between two pieces: shows progress, lets other calls through; false stops. */
export type Step = (done: number, total: number) => Promise<boolean>;

const cancelled: AppError = { tag: 'cancelled_by_user' };

function hmac(key: Redacted): crypto.Hmac {
  const macKey = subkey(key, 'backup mac');
  const mac = crypto.createHmac('sha256', macKey.unwrap());
  macKey.wipe();
  return mac;
}

export interface BackupSource {
  sqlite: WriteHandle;
  key: Redacted;
  keyring: Keyring;
  at: number;
  appVersion: string;
}

/**
 * Writes `<destination>.unfinished`, complete and on the disk; `publish` gives it its name. While it runs, writes go
 * to the write-ahead log only, so that the base copied is that of one instant; nothing is blocked.
 * Error: `cancelled_by_user`. Throws what the disk answers. In both cases no file stays.
 */
export async function writeBackup(
  source: BackupSource,
  destination: string,
  step: Step,
): Promise<Result<number, AppError>> {
  const unfinished = `${destination}${unfinishedSuffix}`;
  const { sqlite } = source;
  sqlite.pragma('wal_autocheckpoint = 0');
  let complete = false;
  const target = await fs.promises.open(unfinished, 'w', 0o600);
  try {
    const [folded] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (folded?.busy !== 0) throw new Error('the write-ahead log could not be folded before the backup');
    const written = await copyInto(target, source, step);
    if (!written.ok) return written;
    await target.sync();
    complete = true;
    return written;
  } finally {
    await target.close();
    if (!complete) await fs.promises.rm(unfinished, { force: true });
    if (sqlite.open) sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  }
}

async function copyInto(
  target: fs.promises.FileHandle,
  source: BackupSource,
  step: Step,
): Promise<Result<number, AppError>> {
  const mac = hmac(source.key);
  const base = await fs.promises.open(source.sqlite.name, 'r');
  try {
    const { size } = await base.stat();
    const chunk = Buffer.alloc(chunkBytes);
    for (let done = 0; done < size; ) {
      if (!(await step(done, size)) || !source.sqlite.open) return err(cancelled);
      const { bytesRead } = await base.read(chunk, 0, Math.min(chunkBytes, size - done), done);
      if (bytesRead === 0) throw new Error('the base became shorter during its backup');
      mac.update(chunk.subarray(0, bytesRead));
      await writeAll(target, chunk.subarray(0, bytesRead));
      done += bytesRead;
    }
    // The base of a vault locked meanwhile has been written to: what was copied is not of one instant.
    if (!source.sqlite.open) return err(cancelled);
    const head: Header = {
      format: 'margelle-backup',
      version: 1,
      vaultId: source.keyring.vaultId,
      at: source.at,
      appVersion: source.appVersion,
      baseBytes: size,
      keyring: serialiseKeyring(source.keyring),
    };
    const bytes = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    await writeAll(target, Buffer.concat([bytes, mac.update(bytes).digest(), length, endMark]));
    return ok(size + bytes.length + tailBytes);
  } finally {
    await base.close();
  }
}

async function writeAll(target: fs.promises.FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await target.write(bytes, done, bytes.length - done)).bytesWritten;
}

export function publish(destination: string): void {
  fs.renameSync(`${destination}${unfinishedSuffix}`, destination);
  syncFolder(path.dirname(destination));
}

/** What a backup says of itself without any secret. Errors: `backup_invalid`, `file_unreadable`. */
export async function readHead(file: string, weakest?: KdfCost): Promise<Result<BackupHead, AppError>> {
  const name = path.basename(file);
  const invalid = err<AppError>({ tag: 'backup_invalid', name });
  let source: fs.promises.FileHandle;
  try {
    source = await fs.promises.open(file, 'r');
  } catch {
    return err({ tag: 'file_unreadable', name });
  }
  try {
    const { size } = await source.stat();
    const tail = await readAt(source, size - tailBytes, tailBytes);
    if (!tail?.subarray(macBytes + 4).equals(endMark)) return invalid;
    const length = tail.readUInt32BE(macBytes);
    if (length > longestHeader) return invalid;
    const bytes = await readAt(source, size - tailBytes - length, length);
    if (!bytes) return invalid;
    const parsed = header.safeParse(parseJson(bytes));
    if (!parsed.success || parsed.data.baseBytes + length + tailBytes !== size) return invalid;
    const keyring = parseKeyring(Buffer.from(parsed.data.keyring), weakest);
    return keyring.ok ? ok({ ...parsed.data, keyring: keyring.value, bytes }) : invalid;
  } catch {
    return err({ tag: 'file_unreadable', name });
  } finally {
    await source.close();
  }
}

async function readAt(source: fs.promises.FileHandle, from: number, length: number): Promise<Buffer | null> {
  if (from < 0) return null;
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await source.read(bytes, 0, length, from);
  return bytesRead === length ? bytes : null;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * Copies the base of a backup out, still encrypted, verifying the HMAC on the way. Errors: `backup_invalid`,
 * `file_unreadable`, `cancelled_by_user`; throws what the disk written to answers. The copy is of no use on an error.
 */
export async function extractBase(
  file: string,
  head: BackupHead,
  key: Redacted,
  destination: string,
  step: Step,
): Promise<Result<null, AppError>> {
  const name = path.basename(file);
  const mac = hmac(key);
  const source = await fs.promises.open(file, 'r');
  const target = await fs.promises.open(destination, 'wx', 0o600);
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let done = 0; done < head.baseBytes; ) {
      if (!(await step(done, head.baseBytes))) return err(cancelled);
      const bytesRead = await source
        .read(chunk, 0, Math.min(chunkBytes, head.baseBytes - done), done)
        .then((read) => read.bytesRead)
        .catch(() => 0);
      if (bytesRead === 0) return err({ tag: 'file_unreadable', name });
      mac.update(chunk.subarray(0, bytesRead));
      await writeAll(target, chunk.subarray(0, bytesRead));
      done += bytesRead;
    }
    await target.sync();
    const written = await readAt(source, head.baseBytes + head.bytes.length, macBytes);
    const authentic = written !== null && crypto.timingSafeEqual(mac.update(head.bytes).digest(), written);
    return authentic ? ok(null) : err({ tag: 'backup_invalid', name });
  } finally {
    await source.close();
    await target.close();
  }
}

/** What the disk answered, as a tag; anything else is a bug and is thrown again. */
export function diskError(error: unknown): AppError {
  const known = storageError(error);
  if (!known) throw error;
  return known;
}
