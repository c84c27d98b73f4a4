/** What a device may do in a team, and which epoch of a circle's key is to be written under. Pure. */
import type { CircleName, Device, DeviceId, Epoch, Room, StatementId, Team } from './model.ts';

/** False for what is not a workstation, and for a volunteer's that is no administrator: its entries are refused. */
export const mayWrite = ({ type, role, admin }: Pick<Device, 'type' | 'role' | 'admin'>): boolean =>
  type === 'workstation' && (role !== 'volunteer-host' || admin);

/** Neither removed nor continued by another. */
export const isActive = ({ removed, succeededBy }: Pick<Device, 'removed' | 'succeededBy'>): boolean =>
  removed === null && succeededBy === null;

/** The register for every active device; a circle for those admitted to it, and for relays. */
export function mayEnter(team: Team, device: DeviceId, room: Room): boolean {
  const known = team.devices.get(device);
  if (!known || !isActive(known)) return false;
  return room === 'register' || known.type === 'relay' || known.admitted.has(room);
}

/** True when the device opened the epoch or was given a sealed copy of its key. */
export const holdsEpoch = (epoch: Epoch, device: DeviceId): boolean =>
  epoch.by === device || epoch.sealed.has(device);

/** The epochs of a line; of the line that comes first when none is said, which is only right where there is one. */
function epochsOfLine(team: Team, circle: CircleName, line?: StatementId): Epoch[] {
  const epochs = team.epochs.filter((epoch) => epoch.circle === circle);
  const chosen = line ?? epochs[0]?.lines[0];
  return epochs.filter(({ lines }) => chosen !== undefined && lines.includes(chosen));
}

/**
 * The newest epoch of the circle whose key no removed device ever had; null when a holder must open one. A device the
 * team does not know had it: the one who gave it was removed.
 */
export function epochInForce(team: Team, circle: CircleName, line?: StatementId): Epoch | null {
  const safe = (device: DeviceId) => team.devices.get(device)?.removed === null;
  return (
    epochsOfLine(team, circle, line).findLast(
      ({ by, sealed }) => safe(by) && [...sealed.keys()].every(safe),
    ) ?? null
  );
}

/** Active devices that have some key of the circle, by rank. */
export function holdersOf(team: Team, circle: CircleName, line?: StatementId): DeviceId[] {
  const epochs = epochsOfLine(team, circle, line);
  return [...team.devices]
    .filter(([id, device]) => isActive(device) && epochs.some((epoch) => holdsEpoch(epoch, id)))
    .map(([id]) => id);
}

/** Active devices that have some key of the circle but not the one in force: any holder hands it to them by itself. */
export function lacking(team: Team, circle: CircleName, line?: StatementId): DeviceId[] {
  const inForce = epochInForce(team, circle, line);
  if (!inForce) return [];
  return holdersOf(team, circle, line).filter((device) => !holdsEpoch(inForce, device));
}
