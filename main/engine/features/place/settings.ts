/** The place as a whole: what the screens read, and its fares, contact and law. */

import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { collections, readKnownUntil, readSettings, SETTINGS_ID, today } from './store.ts';

type Names = 'place.get' | 'place.saveSettings';

export const settingsHandlers: UnlockedHandlers<Names> = {
  'place.get': (_, vault) =>
    ok({
      settings: readSettings(vault),
      spaces: [...collections.spaces.all(vault)],
      equipment: [...collections.equipment.all(vault)],
      hosts: [...collections.hosts.all(vault)],
      versions: [...collections.versions.all(vault)],
      exceptions: [...collections.exceptions.all(vault)],
      schoolHolidays: [...collections.schoolHolidays.all(vault)],
      knownUntil: readKnownUntil(vault),
      setAside: Object.values(collections).reduce((sum, kept) => sum + kept.setAside(vault), 0),
      today: today(vault),
    }),

  'place.saveSettings': ({ settings }, vault) => {
    const { phone, email, schoolZone, ...rest } = settings;
    const before = readSettings(vault);
    const next = given({
      ...before,
      ...given(rest),
      phone: phone === null ? undefined : (phone ?? before.phone),
      email: email === null ? undefined : (email ?? before.email),
      schoolZone: schoolZone === null ? undefined : (schoolZone ?? before.schoolZone),
    });
    return vault.team.write((writer) => {
      collections.settings.put(writer, SETTINGS_ID, next);
      return ok({});
    });
  },
};
