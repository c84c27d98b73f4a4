/** Tells the screens which days changed, once after each write, whether it was made here or elsewhere. */

import type { OpenVault } from '../../capability/feature.ts';
import type { ReadHandle } from '../../ground/handles.ts';

/** Beyond this many days, "anything may have changed" is shorter and as useful. */
const MOST_DATES = 60;

const vaults = new WeakMap<ReadHandle, OpenVault>();
const pending = new WeakMap<ReadHandle, Set<string>>();

export const listen = (vault: OpenVault): void => {
  vaults.set(vault.sqlite, vault);
};

export function tellDates(sqlite: ReadHandle, dates: Iterable<string>): void {
  const vault = vaults.get(sqlite);
  if (!vault) return;
  const waiting = pending.get(sqlite);
  const told = waiting ?? new Set<string>();
  for (const date of dates) told.add(date);
  if (waiting) return;
  pending.set(sqlite, told);
  // After the transaction: a screen that fetches at once must find the rows.
  queueMicrotask(() => {
    pending.delete(sqlite);
    vault.emit('planning.changed', told.size > MOST_DATES ? {} : { dates: [...told].sort() });
  });
}
