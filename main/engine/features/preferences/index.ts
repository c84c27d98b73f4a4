/** How this person likes her screen. */
import type { Preferences, preferencesMethods } from '#shared/contract/preferences.ts';
import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { Feature } from '../../capability/feature.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { fact } from '../../vault/fact.ts';

const preferences = fact<Partial<Preferences>>('preferences');
const defaults: Preferences = { colourScheme: 'auto', navigation: null };

const read = (sqlite: ReadHandle): Preferences => ({ ...defaults, ...preferences.read(sqlite) });

export const preferencesFeature: Feature<keyof typeof preferencesMethods> = {
  handlers: {
    'preferences.get': (_params, { sqlite }) => ok(read(sqlite)),
    'preferences.save'(changes, { own: { sqlite } }) {
      const value = { ...read(sqlite), ...given(changes) };
      preferences.write(sqlite, value);
      return ok(value);
    },
  },
};
