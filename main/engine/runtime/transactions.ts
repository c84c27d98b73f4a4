import type { Database } from 'better-sqlite3';

/**
 * Runs work as one transaction of the base, or within the one that goes on. `Database.transaction` makes four functions
 * for each work it is given: here it is given one, once.
 */
export function transactions(sqlite: Database): <T>(work: () => T) => T {
  const run = sqlite.transaction((work: () => unknown) => work());
  return (work) => run(work) as ReturnType<typeof work>;
}
