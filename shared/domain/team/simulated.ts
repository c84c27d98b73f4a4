/** Teams made of statements without signatures, for the tests of the register: devices that know only a part, and liars. */
import type { DeviceId, DeviceKeys, Statement, StatementBody, StatementId, Team } from './model.ts';
import { evaluateRegister } from './register.ts';

/** Same length as a real one; the order of ids has nothing to do with that of creation. */
function idOf(text: string): string {
  let out = '';
  for (let round = 0; out.length < 43; round++) {
    let hash = 0x811c9dc5 ^ round;
    for (let index = 0; index < text.length; index++)
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    out += (hash >>> 0).toString(36).padStart(7, '0');
  }
  return out.slice(0, 43);
}

export const keysOf = (id: DeviceId, variant = ''): DeviceKeys => ({
  id,
  sign: `sign-${id}${variant}`,
  box: `box-${id}${variant}`,
  transport: `transport-${id}${variant}`,
  certificate: `certificate-${id}${variant}`,
});

type Body<K extends StatementBody['kind']> = Extract<StatementBody, { kind: K }>;
export const adding = (id: DeviceId, more: Partial<Body<'device.added'>> = {}): StatementBody => ({
  kind: 'device.added',
  device: keysOf(id),
  type: 'workstation',
  role: 'social',
  person: `person-${id}`,
  admin: false,
  circles: ['team'],
  ...more,
});
export const removing = (device: DeviceId): StatementBody => ({ kind: 'device.removed', device });
export const opening = (
  circle: Body<'epoch.opened'>['circle'],
  epoch: string,
  ...devices: DeviceId[]
): StatementBody => ({
  kind: 'epoch.opened',
  circle,
  epoch,
  sealed: Object.fromEntries(devices.map((device) => [device, `${epoch} for ${device}`])),
});
export const handing = (
  circle: Body<'key.handed'>['circle'],
  device: DeviceId,
  ...epochs: string[]
): StatementBody => ({
  kind: 'key.handed',
  circle,
  device,
  keys: Object.fromEntries(epochs.map((epoch) => [epoch, `${epoch} handed to ${device}`])),
});

export interface Simulated {
  readonly founding: Statement;
  readonly all: Map<StatementId, Statement>;
  /** Said over `parents`; over everything that counts when none are given. */
  say(author: DeviceId, body: StatementBody, parents?: readonly Statement[], key?: string): Statement;
  team(known?: Iterable<Statement>): Team;
}

export function foundTeam(founder: DeviceId = 'founder'): Simulated {
  const all = new Map<StatementId, Statement>();
  const put = (author: DeviceId, body: StatementBody, parents: StatementId[], key: string): Statement => {
    const at = all.size;
    const id = idOf(JSON.stringify([author, body, parents, at]));
    const statement = { id, author, key, parents: [...new Set(parents)].sort(), at, body };
    all.set(id, statement);
    return statement;
  };
  const founded: StatementBody = {
    kind: 'team.founded',
    device: keysOf(founder),
    role: 'coordinator',
    person: 'person-founder',
    circles: ['team', 'welcome'],
  };
  const founding = put(founder, founded, [], keysOf(founder).sign);
  const team = (known: Iterable<Statement> = all.values()) => evaluateRegister([...known], founding.id);
  return {
    founding,
    all,
    team,
    say: (author, body, parents, key = keysOf(author).sign) =>
      put(author, body, parents ? parents.map(({ id }) => id) : [...team().heads], key),
  };
}

/** A team as text: equal texts, equal teams. */
export const shown = (team: Team, { refused = true } = {}): string =>
  JSON.stringify(
    {
      ...team,
      devices: [...team.devices],
      epochs: team.epochs.map((epoch) => ({ ...epoch, sealed: [...epoch.sealed] })),
      refused: refused ? [...team.refused].sort() : [],
    },
    (_, value) => (value instanceof Set ? [...value].sort() : value),
  );
