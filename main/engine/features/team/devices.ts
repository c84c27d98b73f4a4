/** What is decided about a device: its name, its role, its keys, its leaving. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Device } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import type { Session, UnlockedHandlers } from '../../capability/feature.ts';
import { putColleague, readHosts } from '../place/index.ts';
import { asAdmin } from './inviting.ts';
import { labels } from './labels.ts';
import { teamOf } from './open-team.ts';

type Names = 'team.rename' | 'team.changeRole' | 'team.remove' | 'team.handKey' | 'team.leave';

const missing: Result<never, AppError> = err({ tag: 'not_found', what: 'device' });

function active({ membership }: Session, id: string): Device | null {
  const device = membership.team().devices.get(id);
  return device && isActive(device) ? device : null;
}

/** The active workstations other than `id`. */
const othersThan = ({ membership }: Session, id: string): Device[] =>
  [...membership.team().devices.values()].filter(
    (device) => device.keys.id !== id && isActive(device) && device.type === 'workstation',
  );

export const devicesHandlers: UnlockedHandlers<Names> = {
  'team.rename': ({ device, label }, session) => {
    if (!session.membership.team().devices.has(device)) return missing;
    const own = device === session.membership.identity.device;
    const allowed = own ? ok(null) : asAdmin(session);
    if (!allowed.ok) return allowed;
    const named = session.team.write((writer) => {
      labels.put(writer, device, { id: device, label });
      return ok({});
    });
    return named.ok ? ok(null) : named;
  },

  'team.changeRole': ({ device: id, role, admin }, session) => {
    const allowed = asAdmin(session);
    if (!allowed.ok) return allowed;
    const device = active(session, id);
    if (device?.type !== 'workstation') return missing;
    if (device.admin && !admin && !othersThan(session, id).some((other) => other.admin))
      return err({ tag: 'last_admin' });
    if (device.role === role && device.admin === admin) return ok(null);
    const host = readHosts(session).find((one) => one.id === device.person);
    if (host) {
      const told = session.team.write((writer) => {
        putColleague(session, writer, { id: host.id, name: host.name, role });
        return ok({});
      });
      if (!told.ok) return told;
    }
    session.membership.declare({ kind: 'role.changed', device: id, role, admin });
    return ok(null);
  },

  'team.remove': ({ device: id }, session) => {
    const allowed = asAdmin(session);
    if (!allowed.ok) return allowed;
    if (id === session.membership.identity.device) return err({ tag: 'use_leave' });
    if (!active(session, id)) return missing;
    session.membership.declare({ kind: 'device.removed', device: id });
    return ok(null);
  },

  'team.handKey': ({ device: id, circle }, session) => {
    const { membership } = session;
    if (membership.removed) return err({ tag: 'removed_from_team' });
    // A relay stores what it cannot read.
    if (active(session, id)?.type !== 'workstation') return missing;
    return membership.handKey(id, circle);
  },

  'team.leave': (_, session) => {
    const { membership } = session;
    if (membership.removed) return ok(null);
    const { device } = membership.identity;
    const others = othersThan(session, device);
    if (membership.me().admin && others.length > 0 && !others.some((other) => other.admin))
      return err({ tag: 'last_admin' });
    teamOf(session).pairing.cancel();
    membership.declare({ kind: 'device.removed', device });
    return ok(null);
  },
};
