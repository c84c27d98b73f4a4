/** Which rooms two devices share, and how one is asked for. */
import type { DeviceId, Room as RoomName, Team } from '#shared/domain/team/model.ts';
import { ROOMS } from '#shared/domain/team/model.ts';
import { mayEnter } from '#shared/domain/team/register.ts';

/** Characters of the team's id that stand in the path. */
const TEAM_IN_PATH = 16;

export const pathOf = (team: Team, room: RoomName): string => `/${team.id.slice(0, TEAM_IN_PATH)}/${room}`;

/** The rooms that two devices share; the register also with a device that has just left. */
export function roomsOf(team: Team, own: DeviceId, other: DeviceId): RoomName[] {
  return ROOMS.filter(
    (room) => mayEnter(team, other, room) && (room === 'register' || mayEnter(team, own, room)),
  );
}
