/** The rules of the register, one example each. Over 400 lines: they are read as one list, against the same small team. */
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../../build/testing/cpu-time.ts';
import type { Device } from './model.ts';
import {
  epochInForce,
  evaluateRegister,
  holdersOf,
  isActive,
  lacking,
  mayEnter,
  mayWrite,
} from './register.ts';
import { adding, foundTeam, handing, keysOf, opening, removing, type Simulated, shown } from './simulated.ts';

const admins = (sim: Simulated) =>
  [...sim.team().devices].filter(([, device]) => device.admin).map(([id]) => id);
const device = (sim: Simulated, id: string): Device => {
  const found = sim.team().devices.get(id);
  if (!found) throw new Error(`no device ${id}`);
  return found;
};
/** A founder and `ids` added one after the other by it; those that start with `A` are administrators. */
function teamOf(...ids: string[]): Simulated {
  const sim = foundTeam();
  for (const id of ids) sim.say('founder', adding(id, { admin: id.startsWith('A') }));
  return sim;
}

describe('who is in the team', () => {
  it('is the founder, and whoever an administrator added', () => {
    const sim = teamOf('A1', 'B');
    const accomplice = sim.say('B', adding('C'));
    expect([...sim.team().devices.keys()]).toEqual(['founder', 'A1', 'B']);
    expect(sim.team().refused).toEqual(new Set([accomplice.id]));
    expect([...sim.team().devices.values()].map(({ rank }) => rank)).toEqual([0, 1, 2]);
    expect(device(sim, 'B')).toMatchObject({ role: 'social', person: 'person-B', addedBy: 'founder' });
    expect(admins(sim)).toEqual(['founder', 'A1']);
  });

  it('is nobody while the founding is not known', () => {
    const sim = teamOf('B');
    const [, added] = [...sim.all.values()];
    expect(evaluateRegister(added ? [added] : [], sim.founding.id)).toMatchObject({
      devices: new Map(),
      heads: [],
    });
    expect(evaluateRegister([sim.founding], 'another').devices.size).toBe(0);
  });

  it('leaves aside what rests on statements that did not come yet', () => {
    const sim = teamOf('A1');
    const before = shown(sim.team());
    const missing = sim.say('founder', adding('B'));
    const after = sim.say('A1', adding('C'), [missing]);
    sim.all.delete(missing.id);
    expect(shown(sim.team())).toBe(before);
    sim.all.set(missing.id, missing);
    expect([...sim.team().devices.keys()]).toEqual(['founder', 'A1', 'B', 'C']);
    expect(sim.team().heads).toEqual([after.id]);
  });

  it('takes nothing from a device that its author does not know was added', () => {
    const sim = teamOf('A1');
    const early = sim.say('A1', adding('B'), [sim.founding]);
    expect(sim.team().refused).toEqual(new Set([early.id]));
  });

  it('keeps an id for the keys that had it first, and does not let the others sign for it', () => {
    const sim = teamOf('A1', 'B');
    const twin = sim.say('A1', adding('founder', { device: keysOf('founder', '-twin'), admin: true }));
    const forged = sim.say('founder', adding('C'), [twin], keysOf('founder', '-twin').sign);
    expect(sim.team().refused).toEqual(new Set([twin.id, forged.id]));
    expect(device(sim, 'founder').keys).toEqual(keysOf('founder'));
  });

  it('counts the first of two records of the same keys', () => {
    const sim = teamOf('A1');
    const base = [...sim.team().heads].map((id) => sim.all.get(id) ?? sim.founding);
    sim.say('founder', adding('B', { role: 'social' }), base);
    sim.say('A1', adding('B', { role: 'psychologist' }), base);
    const first = [...sim.all.values()].slice(-2).sort((one, other) => (one.id < other.id ? -1 : 1))[0];
    expect(first?.body).toMatchObject({ role: device(sim, 'B').role });
    expect(sim.team().refused.size).toBe(0);
  });

  it('refuses a second founding', () => {
    const sim = teamOf('B');
    const again = sim.say('B', { ...sim.founding.body, device: keysOf('B') } as typeof sim.founding.body);
    expect(sim.team().refused).toEqual(new Set([again.id]));
    expect(device(sim, 'B').admin).toBe(false);
  });
});

describe('roles', () => {
  it('are changed by administrators only', () => {
    const sim = teamOf('A1', 'B');
    sim.say('A1', { kind: 'role.changed', device: 'B', role: 'psychologist', admin: true });
    expect(device(sim, 'B')).toMatchObject({ role: 'psychologist', admin: true });
    sim.say('B', { kind: 'role.changed', device: 'A1', role: 'social', admin: false });
    const refused = sim.say('A1', { kind: 'role.changed', device: 'A1', role: 'social', admin: true });
    expect(device(sim, 'A1').admin).toBe(false);
    expect(sim.team().refused).toEqual(new Set([refused.id]));
  });

  it('changed at the same time end alike everywhere', () => {
    const sim = teamOf('A1', 'B');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    const one = sim.say('founder', { kind: 'role.changed', device: 'B', role: 'social', admin: true }, base);
    const two = sim.say(
      'A1',
      { kind: 'role.changed', device: 'B', role: 'psychologist', admin: false },
      base,
    );
    expect(device(sim, 'B').admin).toBe(one.id > two.id);
  });

  it('leave the last administrator its right', () => {
    const sim = teamOf('B');
    sim.say('founder', { kind: 'role.changed', device: 'founder', role: 'social', admin: false });
    expect(device(sim, 'founder')).toMatchObject({ role: 'social', admin: true });
    sim.say('founder', adding('C'));
    expect(sim.team().devices.has('C')).toBe(true);
  });
});

describe('a removal', () => {
  it('keeps what it knew, and voids what it did not', () => {
    const sim = teamOf('A1', 'B');
    const kept = sim.say('A1', adding('C'));
    const late = sim.say('A1', adding('D'));
    sim.say('founder', removing('A1'), [kept]);
    expect([...sim.team().devices.keys()]).toEqual(['founder', 'A1', 'B', 'C']);
    expect(device(sim, 'A1').removed).toMatchObject({ by: 'founder' });
    expect(device(sim, 'A1').admin).toBe(false);
    expect(sim.team().refused).toEqual(new Set([late.id]));
  });

  it('cannot be made by one who is no administrator, but anyone may leave', () => {
    const sim = teamOf('B', 'C');
    const refused = sim.say('B', removing('C'));
    expect(device(sim, 'C').removed).toBeNull();
    sim.say('B', removing('B'));
    expect(device(sim, 'B').removed).toMatchObject({ by: 'B' });
    expect(sim.team().refused).toEqual(new Set([refused.id]));
  });

  it('is not undone by removals that its target dates back, of a third person or by an accomplice', () => {
    const sim = teamOf('A1', 'B');
    sim.say('founder', removing('A1'));
    const a1 = [...sim.all.values()][1] ?? sim.founding;
    const third = sim.say('A1', removing('B'), [a1]);
    const accomplice = sim.say('A1', adding('C', { admin: true }), [a1]);
    const byAccomplice = sim.say('C', removing('B'), [accomplice]);
    expect(sim.team().refused).toEqual(new Set([third.id, accomplice.id, byAccomplice.id]));
    expect(device(sim, 'A1').removed).not.toBeNull();
    expect(device(sim, 'B').removed).toBeNull();
  });

  it('of each other: both are out, and whoever joined first is administrator', () => {
    const sim = teamOf('A1', 'B', 'C');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    sim.say('founder', removing('A1'), base);
    sim.say('A1', removing('founder'), base);
    expect(device(sim, 'A1').removed).not.toBeNull();
    expect(device(sim, 'founder').removed).not.toBeNull();
    expect(admins(sim)).toEqual(['B']);
    sim.say('B', adding('D'));
    expect(sim.team().devices.has('D')).toBe(true);
  });

  it('in a circle of three: all are out', () => {
    const sim = teamOf('A1', 'A2', 'B');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    sim.say('founder', removing('A1'), base);
    sim.say('A1', removing('A2'), base);
    sim.say('A2', removing('founder'), base);
    expect([...sim.team().devices.values()].filter(isActive).map(({ keys }) => keys.id)).toEqual(['B']);
  });

  it('of who removes another at the same time voids that one, and whom it removed stays', () => {
    const sim = teamOf('A1', 'A2', 'B');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    sim.say('founder', removing('A1'), base);
    const second = sim.say('A1', removing('A2'), base);
    sim.say('A2', removing('B'), base);
    expect(sim.team().refused).toEqual(new Set([second.id]));
    expect(device(sim, 'A2').removed).toBeNull();
    expect(device(sim, 'B').removed).toMatchObject({ by: 'A2' });
  });

  it('takes away the right of whom its target added without its knowing', () => {
    const sim = teamOf('A1', 'A2', 'B');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    const added = sim.say('A1', adding('C', { admin: true }), base);
    const byC = sim.say('C', removing('B'), [added]);
    sim.say('A2', removing('A1'), base);
    expect(device(sim, 'B').removed).toBeNull();
    expect(sim.team().refused).toEqual(new Set([added.id, byC.id]));
  });

  it('made by succession counts only when its author knew that no administrator was left', () => {
    const sim = teamOf('B', 'C', 'A1');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    const left = sim.say('founder', removing('founder'), base);
    const a1Out = sim.say('A1', removing('A1'), [left]);
    const succeeded = sim.say('B', removing('C'), [a1Out]);
    expect(device(sim, 'C').removed).toMatchObject({ by: 'B' });
    const early = sim.say('B', removing('C'), [left]);
    expect(sim.team().refused).toEqual(new Set([early.id]));
    expect(sim.team().refused.has(succeeded.id)).toBe(false);
  });
});

describe('when no administrator is left', () => {
  it('the workstation that joined first is one, and no relay', () => {
    const sim = foundTeam();
    sim.say('founder', adding('R', { type: 'relay', role: null, admin: true }));
    for (const id of ['B', 'C']) sim.say('founder', adding(id));
    expect(admins(sim)).toEqual(['founder']);
    sim.say('founder', removing('founder'));
    expect(admins(sim)).toEqual(['B']);
    const refused = sim.say('C', adding('D'));
    sim.say('B', adding('E', { admin: true }));
    expect(admins(sim)).toEqual(['E']);
    expect(sim.team().refused).toEqual(new Set([refused.id]));
  });
});

describe('succession', () => {
  it('falls when the removal it came from does', () => {
    const sim = teamOf('A1', 'B', 'C', 'D');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    const a1Left = sim.say('A1', removing('A1'), base);
    const known = sim.say('founder', adding('E', { admin: true }), [a1Left]);
    const out = sim.say('E', removing('founder'), [known]);
    const eLeft = sim.say('E', removing('E'), [out]);
    const heir = sim.say('B', removing('D'), [eLeft]);
    expect(device(sim, 'D').removed).toMatchObject({ by: 'B' });
    // The founder removed E at the same time: that E left counts no more, and the heir did not know the rest.
    sim.say('founder', removing('E'), [known]);
    expect(device(sim, 'founder').removed).toMatchObject({ by: 'E' });
    expect(device(sim, 'E').removed).toMatchObject({ by: 'founder' });
    expect(sim.team().refused).toEqual(new Set([eLeft.id, heir.id]));
    expect(admins(sim)).toEqual(['B']);
  });
});

describe('a device that continues another', () => {
  it('has its person, role, rights and circles, and the former is active no more but may still hand its keys', () => {
    const sim = teamOf('A1', 'B');
    sim.say('founder', { kind: 'role.changed', device: 'B', role: 'psychologist', admin: false });
    sim.say('B', opening('team', 'e1', 'B'));
    sim.say('B', { kind: 'device.succeeded', device: keysOf('B2') });
    sim.say('A1', { kind: 'device.succeeded', device: keysOf('A3') });
    sim.say('B', handing('team', 'B2', 'e1'));
    expect(device(sim, 'B2')).toMatchObject({ role: 'psychologist', person: 'person-B', admin: false });
    expect(device(sim, 'A3').admin).toBe(true);
    expect(device(sim, 'B').succeededBy).toBe('B2');
    expect(isActive(device(sim, 'B'))).toBe(false);
    expect(holdersOf(sim.team(), 'team')).toEqual(['B2']);
    expect(admins(sim)).toEqual(['founder', 'A3']);
  });

  it('falls with a former one that was removed before', () => {
    const sim = teamOf('B');
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    sim.say('founder', removing('B'), base);
    sim.say('B', { kind: 'device.succeeded', device: keysOf('B2') }, base);
    expect(sim.team().devices.has('B2')).toBe(false);
  });
});

describe('keys', () => {
  function withCare() {
    const sim = foundTeam();
    sim.say('founder', adding('S', { circles: ['team', 'care'] }));
    sim.say('founder', adding('P', { role: 'psychologist', circles: ['team'] }));
    const first = sim.say('S', opening('care', 'c1', 'S'));
    return { sim, first };
  }

  it('the first epoch is opened by one admitted to the circle, the next by holders only', () => {
    const { sim } = withCare();
    const notAdmitted = sim.say('founder', opening('care', 'f1', 'founder'));
    const notHolder = sim.say('P', opening('care', 'p1', 'P'));
    sim.say('founder', opening('team', 't1', 'founder'));
    expect(sim.team().refused).toEqual(new Set([notAdmitted.id, notHolder.id]));
    expect(sim.team().epochs.map(({ id }) => id)).toEqual(['c1', 't1']);
    expect(holdersOf(sim.team(), 'care')).toEqual(['S']);
  });

  it('of a circle without any epoch are not to be made by one who is not admitted to it', () => {
    const sim = teamOf('B');
    const refused = [
      sim.say('founder', opening('care', 'f1', 'founder')),
      sim.say('B', opening('care', 'b1', 'B')),
    ];
    expect(sim.team().refused).toEqual(new Set(refused.map(({ id }) => id)));
    expect(epochInForce(sim.team(), 'care')).toBeNull();
    expect(holdersOf(sim.team(), 'care')).toEqual([]);
  });

  it('are handed by holders, each only what it holds; the administrator cannot let itself in', () => {
    const { sim } = withCare();
    const itself = sim.say('founder', handing('care', 'founder', 'c1'));
    expect(mayEnter(sim.team(), 'P', 'care')).toBe(false);
    sim.say('S', opening('care', 'c2', 'S'));
    sim.say('S', handing('care', 'P', 'c1'));
    const notHeld = sim.say('P', handing('care', 'founder', 'c2'));
    expect(sim.team().refused).toEqual(new Set([itself.id, notHeld.id]));
    expect(mayEnter(sim.team(), 'P', 'care')).toBe(true);
    expect(lacking(sim.team(), 'care')).toEqual(['P']);
    sim.say('S', handing('care', 'P', 'c2'));
    expect(lacking(sim.team(), 'care')).toEqual([]);
    expect(sim.team().epochs[1]?.sealed.get('P')).toEqual(['c2 handed to P']);
  });

  it('in force are those no removed device ever had', () => {
    const { sim } = withCare();
    sim.say('S', handing('care', 'P', 'c1'));
    expect(epochInForce(sim.team(), 'care')?.id).toBe('c1');
    sim.say('founder', removing('P'));
    expect(epochInForce(sim.team(), 'care')).toBeNull();
    expect(lacking(sim.team(), 'care')).toEqual([]);
    sim.say('S', opening('care', 'c2', 'S'));
    expect(epochInForce(sim.team(), 'care')?.id).toBe('c2');
    expect(mayEnter(sim.team(), 'P', 'care')).toBe(false);
    expect(mayEnter(sim.team(), 'P', 'register')).toBe(false);
  });

  it('are in force no more once handed to an accomplice that the team does not know', () => {
    const { sim } = withCare();
    sim.say('founder', { kind: 'role.changed', device: 'P', role: 'psychologist', admin: true });
    const base = sim.team().heads.map((id) => sim.all.get(id) ?? sim.founding);
    const accomplice = sim.say('P', adding('X'), base);
    sim.say('S', handing('care', 'X', 'c1'), [accomplice]);
    sim.say('founder', removing('P'), base);
    expect(sim.team().devices.has('X')).toBe(false);
    expect(epochInForce(sim.team(), 'care')).toBeNull();
  });

  it('of a first epoch dated back by an administrator’s accomplice open nothing of the circle', () => {
    const { sim, first } = withCare();
    const accomplice = sim.say('founder', adding('X', { circles: ['care'] }), [sim.founding]);
    const rival = sim.say('X', opening('care', 'x1', 'X', 'S'), [accomplice]);
    const grab = sim.say('X', handing('care', 'founder', 'c1', 'x1'));
    const again = sim.say('S', opening('care', 'c2', 'S'));
    expect(holdersOf(sim.team(), 'care', first.id)).toEqual(['S']);
    expect(lacking(sim.team(), 'care', first.id)).toEqual([]);
    expect(epochInForce(sim.team(), 'care', first.id)?.id).toBe('c2');
    expect(new Set(holdersOf(sim.team(), 'care', rival.id))).toEqual(new Set(['founder', 'S', 'X']));
    expect(sim.team().refused.has(grab.id) || sim.team().refused.has(again.id)).toBe(false);
  });
});

describe('rights', () => {
  it('a volunteer writes only as an administrator, a relay never', () => {
    expect(mayWrite({ type: 'workstation', role: 'volunteer-host', admin: false })).toBe(false);
    expect(mayWrite({ type: 'workstation', role: 'volunteer-host', admin: true })).toBe(true);
    expect(mayWrite({ type: 'workstation', role: 'social', admin: false })).toBe(true);
    expect(mayWrite({ type: 'relay', role: null, admin: false })).toBe(false);
  });

  it('a relay enters every room, a workstation its circles, a stranger none', () => {
    const sim = foundTeam();
    sim.say('founder', adding('R', { type: 'relay', role: null, circles: [] }));
    const team = sim.team();
    expect(
      (['register', 'team', 'welcome', 'care'] as const).map((room) => mayEnter(team, 'R', room)),
    ).toEqual([true, true, true, true]);
    expect(mayEnter(team, 'founder', 'welcome')).toBe(true);
    expect(mayEnter(team, 'founder', 'care')).toBe(false);
    expect(mayEnter(team, 'stranger', 'register')).toBe(false);
  });

  it('five hundred statements are judged in less than a fifth of a second', () => {
    const sim = foundTeam();
    let last = sim.say('founder', opening('team', 'e', 'founder'));
    for (let index = 0; sim.all.size < 500; index++) {
      const id = `d${index}`;
      last = sim.say('founder', adding(id, { admin: index % 3 === 0 }), [last]);
      const here = last;
      sim.say(id, removing('d1'), [here]);
      last = sim.say('founder', handing('team', id, 'e'), [here]);
      if (index % 5 === 4) last = sim.say('founder', removing(`d${index - 2}`), [last]);
    }
    const all = [...sim.all.values()];
    const times = Array.from({ length: 5 }, () => {
      const started = cpuTime();
      sim.team(all);
      return cpuTime() - started;
    });
    expect(Math.min(...times)).toBeLessThan(200);
    expect(sim.team().refused.size).toBeGreaterThan(50);
  });

  it('the parents of the next statement are those that count', () => {
    const sim = teamOf('B');
    const heads = sim.team().heads;
    sim.say('B', adding('C'));
    expect(sim.team().heads).toEqual(heads);
    const base = heads.map((id) => sim.all.get(id) ?? sim.founding);
    const many = Array.from({ length: 70 }, (_, index) => sim.say('founder', adding(`D${index}`), base));
    expect(sim.team().heads).toHaveLength(64);
    sim.say('founder', adding('E'));
    expect(sim.team().heads).toHaveLength(1 + many.length - 64);
  });
});
