import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StatementBody } from '#shared/domain/team/model.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createRegisterState, type RegisterState } from './register.ts';
import { signStatement } from './statement.ts';

const text = (bytes: number) => randomBytes(bytes).toString('base64url');
const device = (): Identity =>
  createIdentity({ bytes: randomBytes }, text(6), { transport: text(32), certificate: text(32) });

function say(state: RegisterState, author: Identity, body: StatementBody) {
  const signed = signStatement(author, { parents: state.parents(), at: 1, body });
  expect(state.add([signed.bytes])).toEqual({ kept: [signed.bytes], flaws: {} });
  return signed;
}

function founded() {
  const founder = device();
  const state = createRegisterState(null);
  say(state, founder, {
    kind: 'team.founded',
    device: founder.keys,
    role: 'coordinator',
    person: 'claire',
    circles: ['team'],
  });
  const add = (identity: Identity, admin = false) =>
    say(state, founder, {
      kind: 'device.added',
      device: identity.keys,
      type: 'workstation',
      role: 'social',
      person: 'sana',
      admin,
      circles: ['team'],
    });
  return { founder, state, add };
}

it('a register grows, and gives the parents of what comes next', () => {
  const empty = createRegisterState(null);
  expect(empty).toMatchObject({ teamId: null, team: null });
  expect(empty.parents()).toEqual([]);

  const { founder, state, add } = founded();
  const joiner = device();
  const added = add(joiner);
  expect(state.parents()).toEqual([added.id]);
  expect([...(state.team?.devices.keys() ?? [])]).toEqual([founder.device, joiner.device]);
  expect(state.team).toBe(state.team);
  expect(state.add(state.bytes())).toEqual({ kept: [], flaws: {} });
  expect(state.statements().map(({ key }) => key)).toEqual([founder.keys.sign, founder.keys.sign]);
});

it('the same team comes out whatever the order, one by one or together, repeated or not', () => {
  const { founder, state, add } = founded();
  const [one, two, three] = [device(), device(), device()];
  add(one, true);
  add(two);
  say(state, one, {
    kind: 'device.added',
    device: three.keys,
    type: 'relay',
    role: null,
    person: null,
    admin: false,
    circles: [],
  });
  say(state, two, { kind: 'device.removed', device: two.device });
  say(state, founder, { kind: 'role.changed', device: one.device, role: 'social', admin: false });
  const all = state.bytes();
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
      fc.boolean(),
      (order, together) => {
        const other = createRegisterState(state.teamId);
        if (together) other.add(order);
        else for (const bytes of order) other.add([bytes]);
        expect(other.team).toEqual(state.team);
        expect(other.bytes()).toHaveLength(all.length);
      },
    ),
    { numRuns: 30 },
  );
});

it('what is flawed is left out and counted, what a newer app said is kept', () => {
  const { state, add, founder } = founded();
  add(device());
  const bad = (state.bytes()[1] as Uint8Array).slice();
  bad[bad.length - 1] = (bad[bad.length - 1] as number) ^ 1;
  const newer = bad.slice();
  newer[0] = 9;
  const foreign = founded().state.bytes();
  expect(state.add([new Uint8Array(9), newer, newer, ...foreign, new Uint8Array(70_000)])).toEqual({
    kept: [newer],
    flaws: { malformed: 1, 'other-team': 1, oversize: 1 },
  });
  expect(state.bytes()).toHaveLength(3);
  expect(state.statements()).toHaveLength(2);
  expect(state.team?.devices.size).toBe(2);
  expect(founder.device).toBe(state.team?.devices.keys().next().value);
});

it('what nobody can judge yet is kept within a bound', () => {
  const { state, add } = founded();
  const stranger = device();
  const parents = state.parents();
  const said = (at: number) =>
    signStatement(stranger, { parents, at, body: { kind: 'device.removed', device: stranger.device } }).bytes;
  const first = state.add(Array.from({ length: 1200 }, (_, at) => said(at)));
  expect(first.kept).toHaveLength(1000);
  expect(first.flaws).toEqual({ 'unknown-author': 200 });
  add(stranger);
  expect(state.statements()).toHaveLength(1002);
  expect(state.add([said(1100)]).kept).toHaveLength(1);
});
