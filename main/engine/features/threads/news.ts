/**
 * Follows the messages of a circle: tells the screens after each change, a colleague's as well as one's own, and
 * forgets what was counted.
 */

import type { ThreadCircle } from '#shared/contract/threads.ts';
import { MESSAGES } from '#shared/domain/threads/message.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Projector } from '../../circles/circle.ts';
import type { ReadHandle } from '../../ground/handles.ts';

export interface Counts {
  openTasks: number;
  unread: number;
}

const vaults = new WeakMap<ReadHandle, OpenVault>();
const pending = new WeakMap<ReadHandle, Set<ThreadCircle>>();
const counted = new WeakMap<ReadHandle, Map<ThreadCircle, Counts>>();

export const listen = (vault: OpenVault): void => {
  vaults.set(vault.sqlite, vault);
};

/** The counts of a circle, counted again once something changed. */
export function countsOf(sqlite: ReadHandle, circle: ThreadCircle, count: () => Counts): Counts {
  const known = counted.get(sqlite) ?? new Map<ThreadCircle, Counts>();
  const fresh = known.get(circle) ?? count();
  // What is read inside a transaction may still be rolled back.
  if (!sqlite.inTransaction) counted.set(sqlite, known.set(circle, fresh));
  return fresh;
}

export const forgetCounts = (sqlite: ReadHandle, circle: ThreadCircle): void => {
  counted.get(sqlite)?.delete(circle);
};

/** Once after the write, however many messages it touched. */
export function tell(sqlite: ReadHandle, circle: ThreadCircle): void {
  const vault = vaults.get(sqlite);
  if (!vault) return;
  const waiting = pending.get(sqlite);
  if (waiting) {
    waiting.add(circle);
    return;
  }
  const told = new Set([circle]);
  pending.set(sqlite, told);
  // After the transaction: a screen that fetches at once must find the rows.
  queueMicrotask(() => {
    pending.delete(sqlite);
    for (const one of told) vault.emit('threads.changed', { circle: one });
  });
}

/** Messages have no rows of their own: they are read from `entities`. */
export const messagesProjector = (circle: ThreadCircle): Projector => ({
  type: MESSAGES,
  project: (sqlite) => forgetCounts(sqlite, circle),
  settle: (sqlite) => tell(sqlite, circle),
  clear: (sqlite) => forgetCounts(sqlite, circle),
});
