/**
 * Which form of the shared documents each machine of a team reads. One that has not said it has a version of before, which
 * reads entities of one shared map only (circles/entity-maps.ts): as long as there is one, all write these.
 */
import { ok } from '#shared/domain/result.ts';
import type { Device, DeviceId, Team } from '#shared/domain/team/model.ts';
import { isActive, mayWrite } from '#shared/domain/team/register.ts';
import type { Circle } from '../circles/circle.ts';

/** Of the circle `team`, under the id of the device. */
const FORMATS = 'formats';
/** What this version reads: a map for each device that writes of an entity. */
const READS = 3;

type Reading = Pick<Circle, 'read'>;

/** Says what this machine reads, once. Throws what writing throws; refused where it may not write. */
export function tellFormat(team: Reading & Pick<Circle, 'write'>, device: DeviceId): void {
  if (isTold(team, device)) return;
  team.write((writer) => {
    writer.put(FORMATS, device, { reads: READS }, 'undated');
    return ok({});
  });
}

function isTold(team: Reading, device: DeviceId): boolean {
  const reads = team.read(FORMATS, device)?.facets.reads;
  return typeof reads === 'number' && reads >= READS;
}

/**
 * Whether the team waits for a machine to be updated. A relay keeps no documents; one that may not write cannot say it, and
 * loses nothing of anybody's.
 */
export const isOlder = (team: Reading, device: Device): boolean =>
  device.type === 'workstation' && isActive(device) && mayWrite(device) && !isTold(team, device.keys.id);

/** Whether any other machine is. */
export function hasOlder(team: Reading, { devices }: Pick<Team, 'devices'>, me: DeviceId): boolean {
  for (const [id, device] of devices) if (id !== me && isOlder(team, device)) return true;
  return false;
}
