/** How this person likes her screen: one JSON value in `meta`. */
import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Preferences, preferencesMethods } from '#shared/contract/preferences.ts';
import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { Feature } from '../../capability/feature.ts';
import { meta } from '../../schema/index.ts';

const KEY = 'preferences';
const defaults: Preferences = { colourScheme: 'auto', navigation: null };

function read(db: BetterSQLite3Database): Preferences {
  const row = db.select({ value: meta.value }).from(meta).where(eq(meta.key, KEY)).get();
  return { ...defaults, ...(row?.value as Partial<Preferences> | undefined) };
}

export const preferencesFeature: Feature<keyof typeof preferencesMethods> = {
  handlers: {
    'preferences.get': (_params, { db }) => ok(read(db)),
    'preferences.save'(changes, { db }) {
      const value = { ...read(db), ...given(changes) };
      db.insert(meta)
        .values({ key: KEY, value })
        .onConflictDoUpdate({ target: meta.key, set: { value } })
        .run();
      return ok(value);
    },
  },
};
