import { describe, expect, it } from 'vitest';
import type { Device, Epoch, Team } from '#shared/domain/team/model.ts';
import { createTestDevice } from '../circles/testing.ts';
import { createIdentity, type Identity } from '../register/identity.ts';
import { createCircleKeys, type OwnKeys } from './keys.ts';
import { createTestTeam, seededRandom, type TestTeam } from './testing.ts';

interface Holder {
  identity: Identity;
  keys: OwnKeys;
  sqlite: ReturnType<typeof createTestDevice>['sqlite'];
  device: Device;
}

function holder(team: TestTeam, seed: number): Holder {
  const random = seededRandom(seed);
  const transport = { transport: 'A'.repeat(43), certificate: 'A'.repeat(43) };
  const identity = createIdentity(random, random.bytes(6).toString('base64url'), transport);
  const { sqlite } = createTestDevice(identity.device);
  team.add(identity);
  const device = team.team.devices.get(identity.device) as Device;
  return { identity, sqlite, device, keys: createCircleKeys({ sqlite, identity, circle: 'team' }) };
}

const learn = (team: Team, ...holders: Holder[]) => {
  for (const { keys } of holders) keys.learn(team);
};

describe('the keys of a circle', () => {
  it('go to whoever they were sealed to, are kept, and go to no one else', () => {
    const made = createTestTeam();
    const [a, b, c] = [holder(made, 1), holder(made, 2), holder(made, 3)];
    made.declare(a.identity.device, a.keys.openEpoch(made.team, seededRandom(4), [b.device]));
    learn(made.team, a, b, c);
    const epoch = b.keys.inForce()?.id ?? '';
    expect(b.keys.key(epoch)).toEqual(a.keys.key(epoch));
    expect(c.keys.any()).toBe(false);
    expect(c.keys.inForce()).toBeNull();
    made.declare(b.identity.device, b.keys.handBody(c.device));
    learn(made.team, c);
    expect(c.keys.key(epoch)).toEqual(a.keys.key(epoch));
    const again = createCircleKeys({ sqlite: c.sqlite, identity: c.identity, circle: 'team' });
    expect(again.key(epoch)).toEqual(a.keys.key(epoch));
    expect(createCircleKeys({ sqlite: c.sqlite, identity: c.identity, circle: 'care' }).any()).toBe(false);
  });

  it('in force are never those that a removed device had', () => {
    const made = createTestTeam();
    const [a, b] = [holder(made, 1), holder(made, 2)];
    made.declare(a.identity.device, a.keys.openEpoch(made.team, seededRandom(4)));
    learn(made.team, a);
    const first = a.keys.inForce()?.id;
    made.declare(a.identity.device, a.keys.handBody(b.device));
    made.change(b.identity.device, { removed: { by: 'a', at: 0, statement: 's' } });
    learn(made.team, a, b);
    expect(a.keys.inForce()).toBeNull();
    const next = a.keys.openEpoch(made.team, seededRandom(5));
    expect(Object.keys(next.sealed)).toEqual([a.identity.device]);
    made.declare(a.identity.device, next);
    learn(made.team, a, b);
    expect(a.keys.inForce()?.id).toBe(next.epoch);
    expect(b.keys.key(next.epoch)).toBeNull();
    expect(b.keys.key(first ?? '')).not.toBeNull();
  });

  it('of two first epochs are joined by whoever holds both', () => {
    const made = createTestTeam();
    const [a, b] = [holder(made, 1), holder(made, 2)];
    const lined = (holder: Holder, line: string) => {
      made.declare(holder.identity.device, holder.keys.openEpoch(made.team, seededRandom(line.length)));
      const last = made.team.epochs.at(-1) as Epoch;
      last.lines = [line];
    };
    lined(a, 'one');
    lined(b, 'three');
    learn(made.team, a, b);
    expect(a.keys.split()).toBe(false);
    made.declare(b.identity.device, b.keys.handBody(a.device));
    learn(made.team, a);
    expect(a.keys.split()).toBe(true);
    const joined = a.keys.openEpoch(made.team, seededRandom(9));
    expect(Object.keys(joined.sealed).sort()).toEqual([a.identity.device, b.identity.device].sort());
    made.declare(a.identity.device, joined);
    (made.team.epochs.at(-1) as Epoch).lines = ['one', 'three'];
    learn(made.team, a, b);
    expect(a.keys.split()).toBe(false);
    expect(b.keys.inForce()?.id).toBe(joined.epoch);
  });

  it('lacking the one in force are those given an older one only', () => {
    const made = createTestTeam();
    const [a, b] = [holder(made, 1), holder(made, 2)];
    made.declare(a.identity.device, a.keys.openEpoch(made.team, seededRandom(4)));
    learn(made.team, a);
    const old = a.keys.handBody(b.device);
    made.declare(a.identity.device, a.keys.openEpoch(made.team, seededRandom(5)));
    made.declare(a.identity.device, old);
    learn(made.team, a, b);
    expect(a.keys.lacking().map(({ keys }) => keys.id)).toEqual([b.identity.device]);
    // What it holds is safe: it need not wait to write.
    expect(b.keys.inForce()?.id).toBe(made.team.epochs[0]?.id);
    made.declare(a.identity.device, a.keys.handBody(b.device));
    learn(made.team, a, b);
    expect(a.keys.lacking()).toEqual([]);
  });
});
