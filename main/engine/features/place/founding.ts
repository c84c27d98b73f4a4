/** The first entities of a new place: those of its profile, and the person who starts it as its first référente. */
import { profile } from '#shared/domain/place/profiles.ts';
import { ok } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Founding } from '../../vault/gate.ts';
import { collections, SETTINGS_ID } from './store.ts';

const NO_USUAL_HOURS = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

export function foundPlace(vault: OpenVault, founding: Founding): void {
  const { settings, spaces, versions, exceptions } = profile(founding.profile);
  const id = vault.me.hostId;
  vault.team.write((writer) => {
    collections.settings.put(writer, SETTINGS_ID, {
      ...settings,
      name: founding.team.trim() || settings.name,
    });
    for (const space of spaces) collections.spaces.put(writer, space.id, space);
    for (const version of versions) collections.versions.put(writer, version.id, version);
    for (const exception of exceptions) collections.exceptions.put(writer, exception.id, exception);
    collections.hosts.put(writer, id, {
      id,
      name: founding.name,
      role: founding.role,
      presence: NO_USUAL_HOURS,
      absences: [],
      archived: false,
    });
    return ok({});
  });
}
