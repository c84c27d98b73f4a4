import { beforeEach, describe, expect, it } from 'vitest';
import type { Device, DeviceId, Epoch, Team } from '#shared/domain/team/model.ts';
import { seal } from '../entry/envelope.ts';
import { testClock } from '../ground/testing-clock.ts';
import type { Identity } from '../register/identity.ts';
import type { Presence } from '../relay/rooms/presence.ts';
import type { CircleKeys } from '../sealed/keys.ts';
import { seeded, testIdentity } from './pairing/testing.ts';
import { createTeamPresence, type TeamPresence } from './presence.ts';

const claire = testIdentity('claire');
const nadia = testIdentity('nadia');
const looking = { screen: 'planning', week: '2027-01-11' };

let devices: Map<DeviceId, Device>;
/** What the relays carry. */
let carried: Map<DeviceId, Uint8Array>;
let clock = testClock();
const epoch: Epoch = {
  id: Buffer.alloc(16, 1).toString('base64url'),
  circle: 'team',
  by: '',
  at: 0,
  lines: [],
  sealed: new Map(),
};
const epochKey = Buffer.alloc(32, 7);

const deviceOf = ({ keys }: Identity): Device => ({
  keys,
  type: 'workstation',
  role: 'social',
  person: keys.id,
  admin: false,
  admitted: new Set(['team']),
  addedBy: keys.id,
  addedAt: 0,
  rank: 0,
  removed: null,
  succeededBy: null,
});

function machine(identity: Identity, key: Buffer | null = epochKey): TeamPresence {
  const presence: Presence = {
    set(sealed) {
      if (sealed) carried.set(identity.device, sealed);
      else carried.delete(identity.device);
    },
    all: () => carried,
    onChange: () => () => {},
  };
  const keys: CircleKeys = {
    key: (id) => (id === epoch.id ? key : null),
    inForce: () => (key ? epoch : null),
  };
  const team = () => ({ id: '', devices, epochs: [epoch], heads: [], refused: new Set() }) as unknown as Team;
  return createTeamPresence({ presence, identity, keys, team, clock, random: seeded(identity.device) });
}

beforeEach(() => {
  clock = testClock();
  carried = new Map();
  devices = new Map([claire, nadia].map((identity) => [identity.device, deviceOf(identity)]));
});

it('tells the others what is looked at, not oneself, and stops telling', () => {
  const [here, there] = [machine(claire), machine(nadia)];
  here.set(looking);
  expect(there.all()).toEqual([{ device: claire.device, state: looking }]);
  expect(here.all()).toEqual([]);
  expect(Buffer.from(carried.get(claire.device) ?? []).includes('planning')).toBe(false);
  here.set(null);
  expect(there.all()).toEqual([]);
});

describe('is not believed', () => {
  const heard = () => machine(nadia).all();

  it.each([
    [
      'of a removed device',
      () => devices.set(claire.device, { ...deviceOf(claire), removed: { by: '', at: 0, statement: '' } }),
    ],
    ['of a device nobody knows', () => devices.delete(claire.device)],
    [
      'under the name of another',
      () => {
        const said = carried.get(claire.device);
        carried.clear();
        const third = testIdentity('third');
        devices.set(third.device, deviceOf(third));
        if (said) carried.set(third.device, said);
      },
    ],
    [
      'signed by another key',
      () =>
        devices.set(claire.device, { ...deviceOf(claire), keys: { ...claire.keys, sign: nadia.keys.sign } }),
    ],
    [
      'with any byte changed',
      () => {
        const said = Buffer.from(carried.get(claire.device) ?? []);
        const at = said.length - 70;
        said[at] = (said[at] ?? 0) ^ 1;
        carried.set(claire.device, said);
      },
    ],
    ['that is not one', () => carried.set(claire.device, Buffer.from('{"screen":"planning"}'))],
  ])('%s', (_, spoil) => {
    machine(claire).set(looking);
    expect(heard()).toHaveLength(1);
    spoil();
    expect(heard()).toEqual([]);
  });

  it('without the key', () => {
    machine(claire).set(looking);
    expect(machine(nadia, null).all()).toEqual([]);
    machine(claire, null).set(looking);
    expect(carried.size).toBe(0);
  });

  it('when it is older than what was heard', () => {
    const [here, there] = [machine(claire), machine(nadia)];
    here.set(looking);
    const old = carried.get(claire.device) ?? new Uint8Array();
    here.set({ screen: 'notes' });
    expect(there.all()).toMatchObject([{ state: { screen: 'notes' } }]);
    carried.set(claire.device, old);
    expect(there.all()).toEqual([]);
  });

  it('when it is an entry of the log, or says something else', () => {
    const header = {
      circle: 'team' as const,
      document: 'undated',
      epoch: epoch.id,
      device: claire.device,
      seq: 1,
      covers: null,
    };
    const by = (type: 'update' | 'presence', content: string) =>
      seal({
        header: { type, ...header },
        content: Buffer.from(content),
        key: epochKey,
        signSecret: claire.signSecret.unwrap(),
        random: seeded('x'),
      })[0] ?? new Uint8Array();
    carried.set(claire.device, by('presence', JSON.stringify(looking)));
    expect(heard()).toHaveLength(1);
    for (const said of [
      by('update', JSON.stringify(looking)),
      by('presence', 'not JSON'),
      by('presence', JSON.stringify({ screen: 'x'.repeat(1000) })),
      by('presence', JSON.stringify({ ...looking, more: 1 })),
    ]) {
      carried.set(claire.device, said);
      expect(heard()).toEqual([]);
    }
  });
});
