/** How this person likes her screen: one JSON value in `meta`. */
import { eq } from 'drizzle-orm';
import type { Preferences, preferencesMethods } from '#shared/contract/preferences.ts';
import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { Feature } from '../../capability/feature.ts';
import type { ReadTables } from '../../ground/handles.ts';
import { meta } from '../../schema/index.ts';

const KEY = 'preferences';
const defaults: Preferences = { colourScheme: 'auto', navigation: null };

function read(db: ReadTables): Preferences {
  const row = db.select({ value: meta.value }).from(meta).where(eq(meta.key, KEY)).get();
  return { ...defaults, ...(row?.value as Partial<Preferences> | undefined) };
}

export const preferencesFeature: Feature<keyof typeof preferencesMethods> = {
  handlers: {
    'preferences.get': (_params, { db }) => ok(read(db)),
    'preferences.save'(changes, { own: { db } }) {
      const value = { ...read(db), ...given(changes) };
      db.insert(meta)
        .values({ key: KEY, value })
        .onConflictDoUpdate({ target: meta.key, set: { value } })
        .run();
      return ok(value);
    },
  },
};
