/** Single facts of the open vault, by key: which device this is, who it belongs to, where its clock stands. */

import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { meta } from '../schema/index.ts';
import type { StoredIdentity } from '../team/identity.ts';

interface Facts {
  device: string;
  /** Id of the member (host) this vault belongs to. */
  me: string;
  /** Last stamp of the hybrid clock. */
  clock: string;
  /** Secret halves of the device's keys. */
  identity: StoredIdentity;
  /** The team's signed register, base64: what the relay's copy is checked against and rebuilt from. */
  register: string[];
}

export function createMeta(db: BetterSQLite3Database) {
  const store = {
    read<K extends keyof Facts>(key: K): Facts[K] | null {
      const row = db.select({ value: meta.value }).from(meta).where(eq(meta.key, key)).get();
      return row ? (row.value as Facts[K]) : null;
    },
    write<K extends keyof Facts>(key: K, value: Facts[K]): void {
      db.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
    },
    /** The id of this device, made once. */
    deviceId(make: () => string): string {
      const known = store.read('device');
      if (known) return known;
      const made = make();
      store.write('device', made);
      return made;
    },
  };
  return store;
}
