/** Inviting a device, and answering who asks. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Address } from '#shared/domain/team/address.ts';
import { CIRCLES, type CircleName, type StatementBody } from '#shared/domain/team/model.ts';
import { holdersOf, isActive, mayWrite } from '#shared/domain/team/register.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { writeDurably } from '../../ground/whole-file.ts';
import { putColleague, readHosts, readSettings } from '../place/index.ts';
import { labels } from './labels.ts';
import { teamOf } from './open-team.ts';

type Names =
  | 'team.invite'
  | 'team.saveInvitation'
  | 'team.cancelInvitation'
  | 'team.requests'
  | 'team.accept'
  | 'team.refuse';

/** Errors: `removed_from_team`, `not_admin`. */
export function asAdmin({ membership }: OpenVault): Result<null, AppError> {
  if (membership.removed) return err({ tag: 'removed_from_team' });
  const me = membership.me();
  return me.admin && isActive(me) ? ok(null) : err({ tag: 'not_admin' });
}

/** Where a newcomer may find the others, this machine first. */
function whereabouts({ membership }: OpenVault): Address[] {
  const { relay } = membership;
  const others = [...relay.receipts().values()].filter(({ device }) => {
    const known = membership.team().devices.get(device);
    return known !== undefined && isActive(known);
  });
  const all = [
    ...relay.addresses(),
    ...others.flatMap(({ addresses }) => addresses),
    ...relay.typedAddresses(),
  ];
  return [...new Map(all.map((address) => [`${address.host} ${address.port}`, address])).values()];
}

export const invitingHandlers: UnlockedHandlers<Names> = {
  'team.invite': (_, vault) => {
    const allowed = asAdmin(vault);
    return allowed.ok ? teamOf(vault).pairing.invite() : allowed;
  },

  'team.saveInvitation': ({ id, file }, vault) => {
    const path = vault.files.path(file, 'write');
    if (!path.ok) return path;
    const text = teamOf(vault).pairing.text(id);
    if (!text.ok) return text;
    writeDurably(path.value, `${text.value}\n`);
    return ok(null);
  },

  'team.cancelInvitation': (_, vault) => {
    teamOf(vault).pairing.cancel();
    return ok(null);
  },

  'team.requests': (_, vault) => ok(teamOf(vault).pairing.requests()),

  'team.accept': ({ request, label, as }, vault) => {
    const { membership } = vault;
    const { pairing } = teamOf(vault);
    const allowed = asAdmin(vault);
    if (!allowed.ok) return allowed;
    const asking = pairing.asking(request);
    if (!asking.ok) return asking;
    const { keys, type, name } = asking.value;
    if (as.type !== type)
      return err({
        tag: 'invalid_params',
        problems: [{ path: 'as.type', message: 'not_what_it_asked_to_be' }],
      });
    if (membership.team().devices.has(keys.id)) return err({ tag: 'invitation_used' });
    const known = as.type === 'workstation' ? as.hostId : undefined;
    const host = readHosts(vault).find(({ id }) => id === known);
    if (known !== undefined && !host) return err({ tag: 'not_found', what: 'host' });
    // A workstation without the planning would be of no use to anybody.
    const chosen =
      as.type === 'workstation' ? CIRCLES.filter((it) => it === 'team' || as.circles.includes(it)) : [];
    const person = as.type === 'workstation' ? (known ?? vault.newId()) : null;

    // First what may be refused (a full disk, a device that only reads): the register forgets nothing.
    const named = vault.team.write((writer) => {
      labels.put(writer, keys.id, { id: keys.id, label });
      if (as.type === 'workstation' && person !== null)
        putColleague(vault, writer, { id: person, name: host?.name ?? name, role: as.role });
      return ok({});
    });
    if (!named.ok) return named;
    const added: Extract<StatementBody, { kind: 'device.added' }> = {
      kind: 'device.added',
      device: keys,
      type,
      role: as.type === 'workstation' ? as.role : null,
      person,
      admin: as.type === 'workstation' && as.admin,
      circles: chosen,
    };
    membership.declare(added);
    const waitsFor: CircleName[] = chosen.filter(
      // A circle that nobody has opened yet is opened by the first who is let in to it and writes.
      (circle) =>
        !membership.handKey(keys.id, circle).ok &&
        (holdersOf(membership.team(), circle).length > 0 || !mayWrite(added)),
    );
    const accepted = pairing.accept(request, membership.relay.register.bytes(), {
      teamName: readSettings(vault).name,
      personName: person === null ? '' : (host?.name ?? name),
      addresses: whereabouts(vault),
    });
    return accepted.ok ? ok({ device: keys.id, waitsFor }) : accepted;
  },

  'team.refuse': ({ request }, vault) => teamOf(vault).pairing.refuse(request),
};
