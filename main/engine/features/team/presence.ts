/** Who is there, and what she looks at. */
import type { PresentPerson } from '#shared/contract/team.ts';
import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { readHosts } from '../place/index.ts';
import { teamOf } from './open-team.ts';

export const presenceHandlers: UnlockedHandlers<'team.tellPresence' | 'team.present'> = {
  'team.tellPresence': (looked, vault) => {
    const team = teamOf(vault);
    team.told = looked;
    vault.membership.presence.set(looked);
    return ok(null);
  },

  'team.present': (_, vault) => {
    const { membership } = vault;
    const { devices } = membership.team();
    const names = new Map(readHosts(vault).map(({ id, name }) => [id, name]));
    const people = new Map<string, PresentPerson>();
    for (const { device, state } of membership.presence.all()) {
      const hostId = devices.get(device)?.person;
      const name = hostId ? names.get(hostId) : undefined;
      // Her other machine is not a colleague.
      if (!hostId || name === undefined || hostId === vault.me.hostId) continue;
      people.set(hostId, { hostId, name, ...given(state) });
    }
    return ok([...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr')));
  },
};
