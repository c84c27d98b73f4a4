/** What SQLite and the operating system refuse, as the tags of the contract. The only place that knows their codes. */
import type { AppError } from '#shared/contract/errors/tags.ts';

const full = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']);
const readOnly = new Set(['EROFS', 'EACCES', 'EPERM', 'SQLITE_CANTOPEN', 'SQLITE_PERM']);
const damaged = new Set(['SQLITE_NOTADB', 'SQLITE_FORMAT']);
/** Reading fails when a page is missing or its disk is failing; the other input/output errors are refused writes. */
const unreadable = new Set([
  'SQLITE_IOERR_READ',
  'SQLITE_IOERR_SHORT_READ',
  'SQLITE_IOERR_CORRUPTFS',
  'SQLITE_IOERR_DATA',
]);
const busy = new Set(['EBUSY']);

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function fromCode(code: string): AppError | null {
  if (full.has(code)) return { tag: 'disk_full' };
  if (damaged.has(code) || unreadable.has(code) || code.startsWith('SQLITE_CORRUPT'))
    return { tag: 'vault_damaged', part: 'base' };
  if (readOnly.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return { tag: 'disk_read_only' };
  }
  if (busy.has(code) || code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { tag: 'vault_in_use' };
  return code.startsWith('SQLITE_IOERR') && code !== 'SQLITE_IOERR_NOMEM' ? { tag: 'disk_read_only' } : null;
}

/**
 * The tagged refusal behind an exception, looked for along its causes and, of several that were thrown while things were
 * closed, in each; null when it is a bug.
 */
export function storageError(error: unknown): AppError | null {
  if (error instanceof SuppressedError) return storageError(error.suppressed) ?? storageError(error.error);
  for (let cause = error, depth = 0; cause !== undefined && cause !== null && depth < 5; depth++) {
    const code = codeOf(cause);
    const known = code === null ? null : fromCode(code);
    if (known) return known;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return null;
}

/** True for whatever the operating system refuses, of which `storageError` names only some: each call has its own words for it. */
export const isOfTheSystem = (error: unknown): boolean =>
  storageError(error) !== null || (error instanceof Error && 'syscall' in error);

/** True for what SQLite says of its file or its memory, false for what it says of the values it was given. */
export function isOfTheDisk(error: unknown): boolean {
  if (isOfTheValue(error)) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') && !/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
}

/** True for a value that JSON cannot hold, or that is nested deeper than an index can read. */
export const isOfTheValue = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  (error instanceof Error && error.message === 'malformed JSON');
