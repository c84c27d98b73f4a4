/**
 * Tells the screens that shared things changed, wherever they were changed: projections call it, so that a
 * colleague's change and one's own follow the same path. Told once after the write, however much it touched.
 */
import type { ReadHandle } from '../ground/handles.ts';
import type { OpenVault } from './feature.ts';

type Told = 'place.changed' | 'catalogue.changed' | 'planning.changed' | 'quarter.changed';

export interface News {
  /** Starts telling the screens of this vault. */
  listen(vault: OpenVault): void;
  tell(sqlite: ReadHandle): void;
}

export function createNews(topics: readonly Told[]): News {
  const vaults = new WeakMap<ReadHandle, OpenVault>();
  const pending = new WeakSet<ReadHandle>();
  return {
    listen(vault) {
      vaults.set(vault.sqlite, vault);
    },
    tell(sqlite) {
      const vault = vaults.get(sqlite);
      if (!vault || pending.has(sqlite)) return;
      pending.add(sqlite);
      // After the transaction: a screen that fetches at once must find the rows.
      queueMicrotask(() => {
        pending.delete(sqlite);
        for (const topic of topics) vault.emit(topic, {});
      });
    },
  };
}
