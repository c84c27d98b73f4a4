/** What is decided about a device: its name, its role, its keys, its leaving. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Device } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { putColleague, readHosts } from '../place/index.ts';
import { asAdmin } from './inviting.ts';
import { labels } from './labels.ts';
import { teamOf } from './open-team.ts';

type Names = 'team.rename' | 'team.changeRole' | 'team.remove' | 'team.handKey' | 'team.leave';

const missing: Result<never, AppError> = err({ tag: 'not_found', what: 'device' });

function active({ membership }: OpenVault, id: string): Device | null {
  const device = membership.team().devices.get(id);
  return device && isActive(device) ? device : null;
}

/** The active workstations other than `id`. */
const othersThan = ({ membership }: OpenVault, id: string): Device[] =>
  [...membership.team().devices.values()].filter(
    (device) => device.keys.id !== id && isActive(device) && device.type === 'workstation',
  );

export const devicesHandlers: UnlockedHandlers<Names> = {
  'team.rename': ({ device, label }, vault) => {
    if (!vault.membership.team().devices.has(device)) return missing;
    const own = device === vault.membership.identity.device;
    const allowed = own ? ok(null) : asAdmin(vault);
    if (!allowed.ok) return allowed;
    const named = vault.team.write((writer) => {
      labels.put(writer, device, { id: device, label });
      return ok({});
    });
    return named.ok ? ok(null) : named;
  },

  'team.changeRole': ({ device: id, role, admin }, vault) => {
    const allowed = asAdmin(vault);
    if (!allowed.ok) return allowed;
    const device = active(vault, id);
    if (device?.type !== 'workstation') return missing;
    if (device.admin && !admin && !othersThan(vault, id).some((other) => other.admin))
      return err({ tag: 'last_admin' });
    if (device.role === role && device.admin === admin) return ok(null);
    const host = readHosts(vault).find((one) => one.id === device.person);
    if (host) {
      const told = vault.team.write((writer) => {
        putColleague(vault, writer, { id: host.id, name: host.name, role });
        return ok({});
      });
      if (!told.ok) return told;
    }
    vault.membership.declare({ kind: 'role.changed', device: id, role, admin });
    return ok(null);
  },

  'team.remove': ({ device: id }, vault) => {
    const allowed = asAdmin(vault);
    if (!allowed.ok) return allowed;
    if (id === vault.membership.identity.device) return err({ tag: 'use_leave' });
    if (!active(vault, id)) return missing;
    vault.membership.declare({ kind: 'device.removed', device: id });
    return ok(null);
  },

  'team.handKey': ({ device: id, circle }, vault) => {
    const { membership } = vault;
    if (membership.removed) return err({ tag: 'removed_from_team' });
    // A relay stores what it cannot read.
    if (active(vault, id)?.type !== 'workstation') return missing;
    return membership.handKey(id, circle);
  },

  'team.leave': (_, vault) => {
    const { membership } = vault;
    if (membership.removed) return ok(null);
    const { device } = membership.identity;
    const others = othersThan(vault, device);
    if (membership.me().admin && others.length > 0 && !others.some((other) => other.admin))
      return err({ tag: 'last_admin' });
    teamOf(vault).pairing.cancel();
    membership.declare({ kind: 'device.removed', device });
    return ok(null);
  },
};
