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
