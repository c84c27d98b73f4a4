/** An image a person chose for a logo: told by its bytes, not by its name, and bounded before it is shown. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { LOGO_FILE_MAX_BYTES } from '#shared/contract/programme.ts';
import { imageKindOf, isDrawable } from '#shared/domain/programme/image.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Context } from '../../ground/context.ts';

export async function readImage(
  { files }: Pick<Context, 'files'>,
  token: string,
): Promise<Result<{ dataUrl: string; name: string }, AppError>> {
  const granted = files.path(token, 'read');
  if (!granted.ok) return granted;
  const name = path.basename(granted.value);
  const read = await readBounded(granted.value);
  if (read === 'unreadable') return err({ tag: 'file_unreadable', name });
  if (read === 'too-large') return err({ tag: 'file_too_large', name, maxBytes: LOGO_FILE_MAX_BYTES });
  const image = imageKindOf(read);
  // A few bytes can announce an image that no memory holds: the window would have to draw it.
  if (!image || !isDrawable(image)) return err({ tag: 'not_an_image', name });
  return ok({ dataUrl: `data:${image.type};base64,${read.toString('base64')}`, name });
}

/** Its size is looked at before anything is read, and never more than allowed is, whatever that size said. */
async function readBounded(file: string): Promise<Buffer | 'unreadable' | 'too-large'> {
  try {
    const handle = await open(file, 'r');
    try {
      const found = await handle.stat();
      if (!found.isFile()) return 'unreadable';
      if (found.size > LOGO_FILE_MAX_BYTES) return 'too-large';
      const bytes = Buffer.alloc(found.size);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return 'unreadable';
  }
}
