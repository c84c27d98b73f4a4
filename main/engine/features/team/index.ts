/**
 * The team and its devices: inviting, accepting, naming and removing them, where sharing stands, who is there, what
 * happened meanwhile. Owns the entities `devices` of the team's document and what is told of pairing and sharing.
 */
import type { teamMethods } from '#shared/contract/team.ts';
import type { Feature } from '../../capability/feature.ts';
import { devicesHandlers } from './devices.ts';
import { goingBackHandlers } from './going-back.ts';
import { invitingHandlers } from './inviting.ts';
import { labels } from './labels.ts';
import { meanwhileHandlers } from './meanwhile.ts';
import { networkHandlers } from './network.ts';
import { openTeam } from './open-team.ts';
import { overviewHandlers } from './overview.ts';
import { presenceHandlers } from './presence.ts';

/** Joining needs no open vault: see team/joining.ts. */
type Joining = 'team.join' | 'team.joining' | 'team.cancelJoining';

export const teamFeature: Feature<Exclude<keyof typeof teamMethods, Joining>> = {
  handlers: {
    ...overviewHandlers,
    ...invitingHandlers,
    ...devicesHandlers,
    ...networkHandlers,
    ...presenceHandlers,
    ...meanwhileHandlers,
    ...goingBackHandlers,
  },
  projectors: [labels.projector],
  opened: openTeam,
};
