/** Who is there, and what she looks at. */
import type { PresentPerson } from '#shared/contract/team.ts';
import { given } from '#shared/domain/given.ts';
import { ok } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { readHosts } from '../place/index.ts';
import { teamOf } from './open-team.ts';

export const presenceHandlers: UnlockedHandlers<'team.look' | 'team.present'> = {
  'team.look': (looked, session) => {
    const team = teamOf(session);
    team.looks = looked;
    session.membership.presence.set(looked);
    return ok(null);
  },

  'team.present': (_, session) => {
    const { membership } = session;
    const { devices } = membership.team();
    const names = new Map(readHosts(session).map(({ id, name }) => [id, name]));
    const people = new Map<string, PresentPerson>();
    for (const { device, state } of membership.presence.all()) {
      const memberId = devices.get(device)?.person;
      const name = memberId ? names.get(memberId) : undefined;
      // Her other machine is not a colleague.
      if (!memberId || name === undefined || memberId === session.me.memberId) continue;
      people.set(memberId, { memberId, name, ...given(state) });
    }
    return ok([...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr')));
  },
};
