/** A file written for a person: beside its place first, then in it, so that it is never half there. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Leaves what was there until the new file is whole and on the disk. Throws what the disk throws. */
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
