import { expect, it } from 'vitest';
import { storageError } from './disk-errors.ts';

const fault = (code: string) => Object.assign(new Error(code), { code });

it.each([
  ['SQLITE_FULL', 'disk_full'],
  ['ENOSPC', 'disk_full'],
  ['SQLITE_READONLY_DBMOVED', 'disk_read_only'],
  ['EROFS', 'disk_read_only'],
  ['EACCES', 'disk_read_only'],
  ['SQLITE_IOERR_WRITE', 'disk_read_only'],
  ['SQLITE_CORRUPT_VTAB', 'vault_damaged'],
  ['SQLITE_NOTADB', 'vault_damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'vault_damaged'],
  ['SQLITE_BUSY_SNAPSHOT', 'vault_in_use'],
  ['SQLITE_LOCKED', 'vault_in_use'],
])('%s is told as %s, wrapped or not', (code, tag) => {
  expect(storageError(fault(code))?.tag).toBe(tag);
  expect(storageError(new Error('query failed', { cause: fault(code) }))?.tag).toBe(tag);
});

it.each([fault('SQLITE_CONSTRAINT_UNIQUE'), fault('ENOENT'), new TypeError('bug'), 'text', null, undefined])(
  'leaves bugs alone',
  (error) => {
    expect(storageError(error)).toBeNull();
  },
);

it('does not turn for ever on causes that loop', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(storageError(error)).toBeNull();
});

it('of several thrown while things were closed, tells the first that the disk refused', () => {
  const stack = new DisposableStack();
  for (const error of [new TypeError('bug'), fault('ENOENT'), fault('SQLITE_FULL'), new TypeError('bug')])
    stack.defer(() => {
      throw error;
    });
  let thrown: unknown;
  try {
    stack.dispose();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SuppressedError);
  expect(storageError(thrown)).toEqual({ tag: 'disk_full' });
});
