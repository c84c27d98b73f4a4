/** The place as a whole: what the screens read, and its fares, contact and law. */

import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { collections, readKnownUntil, readSettings, SETTINGS_ID, today } from './store.ts';

type Names = 'place.get' | 'place.saveSettings';

export const settingsHandlers: UnlockedHandlers<Names> = {
  'place.get': (_, session) =>
    ok({
      settings: readSettings(session),
      spaces: [...collections.spaces.all(session)],
      equipment: [...collections.equipment.all(session)],
      hosts: [...collections.hosts.all(session)],
      versions: [...collections.versions.all(session)],
      exceptions: [...collections.exceptions.all(session)],
      schoolHolidays: [...collections.schoolHolidays.all(session)],
      knownUntil: readKnownUntil(session),
      setAside: Object.values(collections).reduce((sum, kept) => sum + kept.setAside(session), 0),
      today: today(session),
    }),

  'place.saveSettings': ({ settings }, session) => {
    const { phone, email, ...rest } = settings;
    const before = readSettings(session);
    const next = given({
      ...before,
      ...given(rest),
      phone: phone === null ? undefined : (phone ?? before.phone),
      email: email === null ? undefined : (email ?? before.email),
    });
    return session.team.write((writer) => {
      collections.settings.put(writer, SETTINGS_ID, next);
      return ok({});
    });
  },
};
