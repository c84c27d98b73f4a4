/** The team as "Équipe et postes" shows it. */
import type { DeviceView } from '#shared/contract/team.ts';
import { ok } from '#shared/domain/result.ts';
import { formatAddress } from '#shared/domain/team/address.ts';
import { CIRCLES, type CircleName, type Device } from '#shared/domain/team/model.ts';
import { holdersOf, isActive, mayWrite } from '#shared/domain/team/register.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { isOlder } from '../../team/formats.ts';
import { readHosts, readSettings } from '../place/index.ts';
import { labelOf } from './labels.ts';
import { teamOf } from './open-team.ts';

/** Draws devices; what is the same for all is looked up once. */
function drawer(vault: OpenVault): (device: Device) => DeviceView {
  const { membership, clock } = vault;
  const { relay } = membership;
  const { sharing } = teamOf(vault);
  const team = membership.team();
  const me = membership.me();
  const names = new Map(readHosts(vault).map(({ id, name }) => [id, name]));
  const connected = new Set(relay.links().flatMap((link) => (link.connected ? [link.device] : [])));
  const receipts = relay.receipts();
  const holders = new Map(CIRCLES.map((circle) => [circle, new Set(holdersOf(team, circle))]));
  const mayHand = (circle: CircleName) =>
    !membership.removed && isActive(me) && mayWrite(me) && membership.sealed(circle) !== null;

  return (device) => {
    const { id } = device.keys;
    const mine = id === me.keys.id;
    const state = device.removed ? 'removed' : device.succeededBy !== null ? 'succeeded' : 'active';
    const lastSeenAt = connected.has(id) ? clock.now() : receipts.get(id)?.heardAt;
    const receivedAt = sharing.receivedAt(device);
    return {
      id,
      label: labelOf(vault, team, id, (person) => names.get(person) ?? ''),
      type: device.type,
      person: device.person === null ? null : { hostId: device.person, name: names.get(device.person) ?? '' },
      role: device.role,
      admin: device.admin,
      me: mine,
      circles: CIRCLES.flatMap((name) => {
        const holds = mine ? membership.sealed(name) !== null : holders.get(name)?.has(id) === true;
        const offered = !holds && !mine && state === 'active' && mayHand(name);
        if (device.admitted.has(name)) return { name, key: holds ? 'holds' : 'waits', mayHand: offered };
        return offered && device.type === 'workstation' ? { name, key: 'none', mayHand: true } : [];
      }),
      state,
      addedAt: device.addedAt,
      ...(device.removed ? { removedAt: device.removed.at } : {}),
      older: !mine && isOlder(vault.team, device),
      connected: connected.has(id) && !mine,
      ...(lastSeenAt === undefined || mine ? {} : { lastSeenAt }),
      notYetReceived: sharing.notYetReceived(device),
      ...(receivedAt === undefined ? {} : { receivedAt }),
    };
  };
}

export const overviewHandlers: UnlockedHandlers<'team.overview' | 'team.sharing'> = {
  'team.overview': (_, vault) => {
    const { membership } = vault;
    const { relay } = membership;
    const held = CIRCLES.filter((circle) => membership.sealed(circle) !== null);
    const addresses = relay.addresses();
    const devices = [...membership.team().devices.values()].sort((a, b) => a.rank - b.rank);
    return ok({
      me: membership.identity.device,
      admin: membership.me().admin && !membership.removed,
      teamName: readSettings(vault).name,
      devices: devices.map(drawer(vault)),
      sharing: teamOf(vault).sharing.view(),
      circles: held,
      setAside: held.flatMap((circle) => membership.sealed(circle)?.setAside() ?? []),
      network: {
        listening: addresses.length > 0,
        addresses: addresses.map(formatAddress),
        typed: relay.typedAddresses().map(formatAddress),
        discovery: relay.discovers,
      },
    });
  },

  'team.sharing': (_, vault) => ok(teamOf(vault).sharing.view()),
};
