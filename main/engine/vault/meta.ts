/** Single facts of the open vault, by key: which device this is, who it belongs to. */
import type { WriteHandle } from '../ground/handles.ts';
import type { StoredIdentity } from '../register/identity.ts';

interface Facts {
  device: string;
  /** Id of the host this vault belongs to. */
  me: string;
  /** Secret halves of the device's keys. */
  identity: StoredIdentity;
  /** The team's signed register, base64: what the relay's copy is checked against and rebuilt from. */
  register: string[];
}

export function createMeta(sqlite: WriteHandle) {
  // Prepared once: this id is read in every gesture.
  const select = sqlite.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const upsert = sqlite.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const store = {
    read<K extends keyof Facts>(key: K): Facts[K] | null {
      const row = select.get(key);
      return row ? (JSON.parse(row.value) as Facts[K]) : null;
    },
    write<K extends keyof Facts>(key: K, value: Facts[K]): void {
      upsert.run(key, JSON.stringify(value));
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
