import type { WriteHandle } from './handles.ts';

/**
 * Runs work as one transaction of the base, or within the one that goes on. `Database.transaction` makes four functions
 * for each work it is given: here it is given one, once.
 */
export function transactions(sqlite: WriteHandle): <T>(work: () => T) => T {
  const run = sqlite.transaction((work: () => unknown) => work());
  return (work) => run(work) as ReturnType<typeof work>;
}

/**
 * Runs work whose transaction may be lost in a power cut, never half of it: for what came from another machine, which had
 * it on its disk before it sent it, and gives it again (docs/decisions/0014). The next gesture made here brings it to the
 * disk too.
 */
export function regainable<T>(sqlite: WriteHandle, work: () => T): T {
  if (sqlite.inTransaction) return work();
  sqlite.exec('PRAGMA synchronous = NORMAL');
  try {
    return work();
  } finally {
    sqlite.exec('PRAGMA synchronous = FULL');
  }
}
