/**
 * What a table holds under a name that comes from elsewhere: typed, read from a file, written by another machine. What every
 * object is born with (`constructor`, `toString`) is in no table.
 */
export const under = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
