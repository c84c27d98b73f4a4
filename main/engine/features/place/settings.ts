/** The place as a whole: what the screens read, and its fares, contact and law. */

import { given } from '#shared/domain/given.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { ok } from '#shared/domain/result.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { collections, readKnownUntil, readPlace, readSettings, SETTINGS_ID, today } from './store.ts';

type Names = 'place.get' | 'place.saveSettings' | 'place.days';

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

  'place.days': ({ from, to }, session) => {
    const place = readPlace(session);
    return ok(datesBetween(from, to).map((date) => dayFacts(date, place)));
  },
};
