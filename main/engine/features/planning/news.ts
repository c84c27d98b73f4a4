/** Tells the screens which days changed, once after each write, whether it was made here or elsewhere. */

import type { Session } from '../../capability/feature.ts';
import type { ReadHandle } from '../../ground/handles.ts';

/** Beyond this many days, "anything may have changed" is shorter and as useful. */
const MOST_DATES = 60;

const sessions = new WeakMap<ReadHandle, Session>();
const pending = new WeakMap<ReadHandle, Set<string>>();

export const listen = (session: Session): void => {
  sessions.set(session.sqlite, session);
};

export function tellDates(sqlite: ReadHandle, dates: Iterable<string>): void {
  const session = sessions.get(sqlite);
  if (!session) return;
  const waiting = pending.get(sqlite);
  const told = waiting ?? new Set<string>();
  for (const date of dates) told.add(date);
  if (waiting) return;
  pending.set(sqlite, told);
  // After the transaction: a screen that fetches at once must find the rows.
  queueMicrotask(() => {
    pending.delete(sqlite);
    session.emit('planning.changed', told.size > MOST_DATES ? {} : { dates: [...told].sort() });
  });
}
