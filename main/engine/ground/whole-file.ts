/** Files that are either the former one or the new one, whole, whatever happens in between. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Suffix of everything unfinished; what carries it may be deleted at the next start. */
export const unfinishedSuffix = '.unfinished';

/** Makes renames and deletions in a folder survive a power cut. Windows has no such call: its renames are logged. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

export function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Replaces `file` in one step. Nothing of the new content stays when it throws. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const unfinished = `${file}${unfinishedSuffix}`;
  putAside(unfinished, 'file');
  try {
    const handle = fs.openSync(unfinished, 'w', 0o600);
    try {
      fs.writeFileSync(handle, content);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}

/**
 * Writes over a file that is there, in the room that it has: for a disk where nothing new fits. What a power cut leaves may be
 * neither the former content nor the new one.
 */
export function writeOver(file: string, content: string): void {
  const handle = fs.openSync(file, 'r+');
  try {
    const bytes = Buffer.from(content);
    fs.writeSync(handle, bytes, 0, bytes.length, 0);
    fs.ftruncateSync(handle, bytes.length);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/**
 * What stands in the place of a file, or of a folder, and is the other of the two, is moved beside it and kept: it is not
 * Margelle's. Throws what the disk throws.
 */
export function putAside(place: string, wanted: 'file' | 'folder'): void {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (!found || (wanted === 'file' ? found.isFile() : found.isDirectory())) return;
  fs.renameSync(place, `${place}.aside-${randomUUID().slice(0, 8)}`);
}

/**
 * An empty file that nobody else of the machine reads, whatever the umask; one that is there stays as it is. For bases: SQLite
 * would let others read them, and gives what it makes beside a base the rights of the base. Never opens a file that is there:
 * closing it would end the locks that this process holds on it. Throws what the disk throws.
 */
export function makePrivate(file: string): void {
  try {
    fs.closeSync(fs.openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Null when there is no such file. */
export function readIfPresent(file: string): Buffer | null {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * A file written for a person, little by little: leaves what was there until the new one is whole and on the disk. Throws what
 * the disk throws.
 */
export async function replacing(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID().slice(0, 8)}`);
  const handle = await open(beside, 'wx');
  try {
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  }
}
