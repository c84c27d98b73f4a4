/** The register under every order of arrival, with devices that know only a part and others that lie about it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId, Statement, StatementBody, Team } from './model.ts';
import { evaluateRegister, holdersOf, isActive } from './register.ts';
import { adding, foundTeam, handing, keysOf, opening, removing, type Simulated, shown } from './simulated.ts';

interface Step {
  who: number;
  what: number;
  target: number;
  knows: number;
  flag: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(50),
  what: fc.nat(99),
  target: fc.nat(50),
  knows: fc.nat(1_000_000),
  flag: fc.boolean(),
});
const lies = (maxLength: number) => fc.array(step, { maxLength, size: 'max' });
const steps = (maxLength: number) => fc.array(step, { minLength: 5, maxLength, size: 'max' });

/** Devices that each know what they said and what reached them; honest ones do only what they believe they may. */
class World {
  readonly sim: Simulated = foundTeam();
  readonly known = new Map<DeviceId, Map<string, Statement>>();
  /** Who was handed the key of `care` by whom, as its holders meant it. */
  readonly letIn = new Set<DeviceId>();
  #made = 0;

  readonly untouchable: ReadonlySet<DeviceId>;

  constructor(untouchable: ReadonlySet<DeviceId> = new Set()) {
    this.untouchable = untouchable;
    this.known.set('founder', new Map([[this.sim.founding.id, this.sim.founding]]));
  }

  fresh = (prefix: string): DeviceId => `${prefix}${++this.#made}`;
  ids = (): DeviceId[] => [...this.known.keys()];
  pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T;

  teamOf(id: DeviceId): Team {
    return evaluateRegister([...(this.known.get(id)?.values() ?? [])], this.sim.founding.id);
  }

  learn(id: DeviceId, statements: Iterable<Statement>): void {
    const known = this.known.get(id) ?? new Map();
    this.known.set(id, known);
    for (const statement of statements) known.set(statement.id, statement);
  }

  say(id: DeviceId, body: StatementBody, parents?: readonly Statement[]): Statement {
    const known = this.known.get(id);
    const over = parents ?? this.teamOf(id).heads.map((head) => known?.get(head) ?? this.sim.founding);
    const said = this.sim.say(id, body, over);
    this.learn(id, [said]);
    return said;
  }

  /** One gesture of an honest device, or a sync between two. */
  honest({ who, what, target, flag }: Step): void {
    const id = this.pick(this.ids(), who);
    const other = this.pick(this.ids(), target);
    if (what < 30) {
      this.learn(id, this.known.get(other)?.values() ?? []);
      this.learn(other, this.known.get(id)?.values() ?? []);
      return;
    }
    const team = this.teamOf(id);
    const me = team.devices.get(id);
    if (!me || !isActive(me)) return;
    const spared = this.untouchable.has(other);
    if (what < 55 && me.admin) {
      const added = this.fresh('d');
      const circles: ('team' | 'care')[] = flag ? ['team', 'care'] : ['team'];
      this.say(id, adding(added, { admin: what < 40, circles }));
      this.learn(added, this.known.get(id)?.values() ?? []);
    } else if (what < 65 && (me.admin || id === other) && !spared && team.devices.has(other)) {
      this.say(id, removing(other));
    } else if (what < 75 && me.admin && team.devices.has(other) && !spared) {
      this.say(id, { kind: 'role.changed', device: other, role: 'social', admin: flag });
    } else if (what < 80 && !spared && id !== 'founder') {
      const next = this.fresh('s');
      this.say(id, { kind: 'device.succeeded', device: keysOf(next) });
      this.learn(next, this.known.get(id)?.values() ?? []);
      if (this.letIn.has(id)) this.letIn.add(next);
    } else if (what < 88) {
      this.say(id, opening(flag ? 'team' : 'care', this.fresh('e'), id));
    } else {
      const held = team.epochs.filter((epoch) => epoch.by === id || epoch.sealed.has(id));
      const circle = held[0]?.circle;
      const keys = held.filter((epoch) => epoch.circle === circle).map((epoch) => epoch.id);
      if (circle) this.say(id, handing(circle, other, ...keys));
    }
  }

  /** Whatever a liar can sign with the keys of `ids`, over whatever it wants to have known. */
  lie(
    { who, what, target, knows, flag }: Step,
    ids: DeviceId[],
    spared: (id: DeviceId) => boolean,
  ): Statement | null {
    const id = this.pick(ids, who);
    const everything = [...this.sim.all.values()];
    // As early as it can be believed, or anywhere.
    const joining = everything.filter(
      ({ body }) => 'device' in body && typeof body.device !== 'string' && body.device.id === id,
    );
    const early = knows % 3 > 0 && joining.length > 0;
    const parents = [
      early ? this.pick(joining, knows) : this.pick(everything, knows),
      ...(flag ? [this.pick(everything, knows >> 3)] : []),
    ];
    const other = this.pick(this.ids(), target);
    const epochs = everything.flatMap(({ body }) => (body.kind === 'epoch.opened' ? [body.epoch] : []));
    const circle = flag ? 'care' : 'team';
    let body: StatementBody;
    if (what < 30) {
      const added = this.fresh('x');
      body = adding(added, { admin: flag, circles: ['team', 'care'] });
      ids.push(added);
    } else if (what < 55) {
      if (spared(other)) return null;
      body = removing(other);
    } else if (what < 70) body = { kind: 'role.changed', device: other, role: 'social', admin: flag };
    else if (what < 75) {
      const next = this.fresh('x');
      body = {
        kind: 'device.succeeded',
        device: keysOf(next),
      };
      ids.push(next);
    } else if (what < 87) body = opening(circle, this.fresh('e'), id, other);
    else body = handing(circle, other, ...epochs.slice(-4));
    return this.sim.say(id, body, parents);
  }
}

const honestWorld = (done: readonly Step[], untouchable: readonly DeviceId[] = []): World => {
  const world = new World(new Set(untouchable));
  for (const one of done) world.honest(one);
  return world;
};
/** Adds the workstation `id`, as the founder, who then knows everything said so far. */
const joined = (
  world: World,
  id: DeviceId,
  more: { admin?: boolean; circles?: ('team' | 'care')[] } = {},
) => {
  world.learn('founder', world.sim.all.values());
  const said = world.say('founder', adding(id, more));
  world.learn(id, world.sim.all.values());
  return said;
};
const runs = { numRuns: 200 };

describe('the register', () => {
  it('is the same team in every order, and judges any part of it without failing', () => {
    let refusals = 0;
    let removals = 0;
    fc.assert(
      fc.property(steps(40), lies(12), fc.infiniteStream(fc.nat()), (done, lied, chance) => {
        const world = honestWorld(done);
        const liars = [...world.ids()];
        for (const one of lied) world.lie(one, liars, () => false);
        const all = [...world.sim.all.values()];
        const team = world.sim.team();
        refusals += team.refused.size;
        removals += [...team.devices.values()].filter(({ removed }) => removed).length;
        const order = new Map(all.map((one) => [one, chance.next().value]));
        const shuffled = [...all].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
        expect(shown(world.sim.team([...shuffled, ...shuffled.slice(0, 5)]))).toBe(shown(team));
        const part = shuffled.filter((one) => (order.get(one) ?? 0) % 3 > 0);
        expect(() => world.sim.team(part)).not.toThrow();
        const active = [...team.devices.values()].filter(
          (one) => isActive(one) && one.type === 'workstation',
        );
        expect(active.some(({ admin }) => admin)).toBe(active.length > 0);
      }),
      runs,
    );
    expect(refusals).toBeGreaterThan(100);
    expect(removals).toBeGreaterThan(50);
  });

  it('gives nothing to one who is no administrator, whatever it signs', () => {
    fc.assert(
      fc.property(steps(30), lies(15), (done, lied) => {
        const world = honestWorld(done, ['founder']);
        joined(world, 'liar');
        const before = shown(world.sim.team(), { refused: false });
        const liars: DeviceId[] = ['liar'];
        for (const one of lied) {
          if (one.what < 70) world.lie(one, liars, (id) => id === 'liar');
        }
        expect(shown(world.sim.team(), { refused: false })).toBe(before);
      }),
      runs,
    );
  });

  it('is changed by nothing that a removed administrator signs, nor its accomplices, at whatever date', () => {
    let said = 0;
    fc.assert(
      fc.property(steps(30), lies(25), (done, lied) => {
        const world = honestWorld(done, ['founder']);
        joined(world, 'thief', { admin: true, circles: ['team', 'care'] });
        for (const one of done.slice(0, 8)) world.honest(one);
        world.learn('founder', world.sim.all.values());
        world.say('founder', removing('thief'));
        const before = shown(world.sim.team(), { refused: false });
        const liars: DeviceId[] = ['thief'];
        for (const one of lied) {
          if (world.lie(one, liars, (id) => id === 'founder')) said += 1;
        }
        expect(shown(world.sim.team(), { refused: false })).toBe(before);
      }),
      runs,
    );
    expect(said).toBeGreaterThan(1000);
  });

  it('keeps a removal, and lets the removed one take with it no one but who removed it', () => {
    let mutual = 0;
    fc.assert(
      fc.property(steps(30), lies(25), (done, lied) => {
        const world = honestWorld(done, ['founder']);
        joined(world, 'thief', { admin: true });
        world.learn('founder', world.sim.all.values());
        const removal = world.say('founder', removing('thief'));
        const honest = new Set(world.sim.all.keys());
        const liars: DeviceId[] = ['thief'];
        for (const one of lied) world.lie(one, liars, () => false);
        const team = world.sim.team();
        expect(team.refused.has(removal.id)).toBe(false);
        expect(team.devices.get('thief')?.removed ?? null).not.toBeNull();
        for (const { id, body } of world.sim.all.values()) {
          if (honest.has(id) || team.refused.has(id)) continue;
          // It may also leave while it does so: that costs nobody else anything.
          expect([removing('founder'), removing('thief')]).toContainEqual(body);
          if (body.kind === 'device.removed' && body.device === 'founder') mutual += 1;
        }
        for (const liar of liars.slice(1)) expect(team.devices.has(liar)).toBe(false);
      }),
      runs,
    );
    expect(mutual).toBeGreaterThan(10);
  });

  it('puts out both administrators who remove each other, and leaves an administrator', () => {
    fc.assert(
      fc.property(steps(30), fc.array(step, { maxLength: 10 }), fc.boolean(), (done, after, bystander) => {
        const world = honestWorld(done, ['founder']);
        joined(world, 'second', { admin: true });
        if (bystander) joined(world, 'third');
        const heads = world.sim.team().heads.map((id) => world.sim.all.get(id) ?? world.sim.founding);
        world.say('founder', removing('second'), heads);
        world.say('second', removing('founder'), heads);
        const others = after.filter(({ what }) => what < 30 || what > 75);
        for (const one of others) world.honest(one);
        const team = world.sim.team();
        expect(team.devices.get('founder')?.removed?.by).toBe('second');
        expect(team.devices.get('second')?.removed?.by).toBe('founder');
        const active = [...team.devices.values()].filter(
          (one) => isActive(one) && one.type === 'workstation',
        );
        expect(active.some(({ admin }) => admin)).toBe(active.length > 0);
      }),
      runs,
    );
  });

  it('lets no administrator into a circle unless one of its holders does', () => {
    let handed = 0;
    fc.assert(
      fc.property(steps(40), (done) => {
        const world = new World();
        joined(world, 'holder', { circles: ['team', 'care'] });
        const first = world.say('holder', opening('care', 'c1', 'holder'));
        const liars: DeviceId[] = ['founder'];
        const letIn = new Set<DeviceId>(['holder']);
        for (const one of done) {
          world.learn('holder', world.sim.all.values());
          const active = world.teamOf('holder').devices.get('holder');
          if (one.what >= 90 && active && isActive(active)) {
            const other = world.pick([...world.teamOf('holder').devices.keys()], one.target);
            // Liars are handed nothing: what they have, they would hand on.
            if (!liars.includes(other)) {
              world.say('holder', handing('care', other, 'c1'));
              letIn.add(other);
              handed += 1;
            }
          } else if (one.what >= 80 && one.flag && active && isActive(active)) {
            joined(world, world.fresh('d'), { circles: ['care'] });
          } else world.lie(one, liars, () => false);
        }
        const holders = holdersOf(world.sim.team(), 'care', first.id);
        expect(holders.filter((id) => !letIn.has(id))).toEqual([]);
      }),
      runs,
    );
    expect(handed).toBeGreaterThan(20);
  });
});
