/**
 * What the team's methods decide, on real statements; the sharing itself is proved by the journeys of team/.
 * Over 400 lines: every method is decided on the one invented team set up here.
 */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ok } from '#shared/domain/result.ts';
import { decodeInvitation } from '#shared/domain/team/invitation.ts';
import type { CircleName, StatementBody } from '#shared/domain/team/model.ts';
import { type AskOptions, askToJoin } from '../../team/pairing/client.ts';
import { seeded, testIdentity } from '../../team/pairing/testing.ts';
import { entitiesIn } from '../../team/past-state.ts';
import { teamOf } from './open-team.ts';
import { openTeamDevice, type TeamDevice } from './testing.ts';

let claire: TeamDevice;
beforeEach(() => {
  claire = openTeamDevice();
});
afterEach(() => claire.close());

/** A second device of the team, as if it had joined before. */
function colleague(name: string, more: Partial<Extract<StatementBody, { kind: 'device.added' }>> = {}) {
  const identity = testIdentity(name);
  claire.declare({
    kind: 'device.added',
    device: identity.keys,
    type: 'workstation',
    role: 'communication',
    person: name,
    admin: false,
    circles: ['team'],
    ...more,
  });
  return identity;
}

async function asking(more: Partial<AskOptions> = {}) {
  const { text, id } = await claire.done('team.invite', {});
  const invitation = decodeInvitation(text);
  if (!invitation.ok) throw new Error('unreadable');
  const joiner = await askToJoin({
    invitation: invitation.value,
    identity: testIdentity('joiner'),
    type: 'workstation',
    name: 'Nadia',
    label: 'Portable de Nadia',
    clock: claire.clock,
    random: seeded('nonce'),
    signal: new AbortController().signal,
    post: async (_, body) =>
      ok((await teamOf(claire.vault).pairing.handle(body, 'here')) ?? new Uint8Array()),
    ...more,
  });
  if (!joiner.ok) throw new Error(joiner.error.tag);
  const [request] = await claire.done('team.requests', {});
  if (!request) throw new Error('no request');
  return { joiner: joiner.value, request, id };
}

const workstation = {
  type: 'workstation' as const,
  role: 'social' as const,
  circles: ['welcome', 'care'] as CircleName[],
  admin: false,
};
const device = testIdentity('joiner').device;

describe('inviting and accepting', () => {
  it('makes a device, a person and a name of who was accepted, and says which keys must wait', async () => {
    const sofia = colleague('sofia', { circles: ['team', 'care'] });
    const [epoch, copy] = [16, 80].map((length) => Buffer.alloc(length).toString('base64url'));
    claire.declare(
      { kind: 'epoch.opened', circle: 'care', epoch: epoch ?? '', sealed: { [sofia.device]: copy ?? '' } },
      sofia,
    );
    const { joiner, request } = await asking();
    expect(request.words).toEqual(joiner.words);
    const accepted = await claire.done('team.accept', {
      request: request.id,
      label: 'Accueil',
      as: workstation,
    });
    expect(accepted).toEqual({ device, waitsFor: ['care'] });
    const known = claire.team().devices.get(device);
    expect(known).toMatchObject({ role: 'social', admin: false, type: 'workstation' });
    expect([...(known?.admitted ?? [])].sort()).toEqual(['care', 'team', 'welcome']);
    const result = await joiner.result;
    expect(result).toMatchObject({ ok: true, value: { teamName: 'La Margelle', personName: 'Nadia' } });
    expect(result.ok && result.value.statements).toHaveLength(4);
    const overview = await claire.done('team.overview', {});
    expect(overview.devices.find(({ id }) => id === device)).toMatchObject({
      label: 'Accueil',
      person: { hostId: known?.person, name: 'Nadia' },
      me: false,
    });
    const { hosts } = await claire.done('place.get', {});
    expect(hosts.find(({ id }) => id === known?.person)).toMatchObject({ name: 'Nadia', role: 'social' });
    expect(await claire.done('team.requests', {})).toEqual([]);
  });

  it('does not make anybody wait for the key of a circle that nobody has opened', async () => {
    const { request } = await asking();
    const accepted = await claire.done('team.accept', {
      request: request.id,
      label: 'Accueil',
      as: workstation,
    });
    expect(accepted.waitsFor).toEqual([]);
  });

  it('gives a person who is known her second device, and her new role', async () => {
    const { request } = await asking();
    const as = { ...workstation, role: 'communication' as const, hostId: 'claire' };
    await claire.done('team.accept', { request: request.id, label: 'Portable', as });
    expect(claire.team().devices.get(device)?.person).toBe('claire');
    const { hosts } = await claire.done('place.get', {});
    expect(hosts).toMatchObject([{ id: 'claire', name: 'Claire', role: 'communication' }]);
  });

  it('accepts a relay as nobody’s, with no circle', async () => {
    const { request } = await asking({ type: 'relay' });
    const refused = await claire.call('team.accept', {
      request: request.id,
      label: 'Relais',
      as: workstation,
    });
    expect(refused).toMatchObject({ ok: false, error: { tag: 'invalid_params' } });
    expect(claire.team().devices.has(device)).toBe(false);
    await claire.done('team.accept', { request: request.id, label: 'Relais', as: { type: 'relay' } });
    expect(claire.team().devices.get(device)).toMatchObject({
      type: 'relay',
      role: null,
      person: null,
      admin: false,
    });
    expect(claire.team().devices.get(device)?.admitted.size).toBe(0);
  });

  it('adds nobody when the words were wrong, nor once the invitation has ended', async () => {
    const { joiner, request } = await asking();
    await claire.done('team.refuse', { request: request.id });
    expect(await joiner.result).toEqual({ ok: false, error: { tag: 'invitation_refused' } });
    const again = { request: request.id, label: 'x', as: workstation };
    expect(await claire.call('team.accept', again)).toMatchObject({ ok: false, error: { tag: 'not_found' } });
    const next = await asking();
    await claire.clock.pass(30 * 60_000);
    expect(await claire.call('team.accept', { ...again, request: next.request.id })).toEqual({
      ok: false,
      error: { tag: 'invitation_expired' },
    });
    expect(claire.team().devices.size).toBe(1);
  });

  it('does not accept for a host that is not there', async () => {
    const { request } = await asking();
    const as = { ...workstation, hostId: 'nobody' };
    const refused = await claire.call('team.accept', { request: request.id, label: 'x', as });
    expect(refused).toEqual({ ok: false, error: { tag: 'not_found', what: 'host' } });
    expect(claire.team().devices.size).toBe(1);
  });

  it('writes the invitation in force to a file, and no other', async () => {
    const { id, text } = await claire.done('team.invite', {});
    const file = claire.write('invitation.margelle');
    await claire.done('team.saveInvitation', { id, file: file.token });
    expect(file.read().toString('utf8').trim()).toBe(text);
    await claire.done('team.cancelInvitation', {});
    const late = await claire.call('team.saveInvitation', { id, file: claire.write('other').token });
    expect(late).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
  });

  it('is for administrators, on a machine that can be reached', async () => {
    claire.relay.addresses = [];
    expect(await claire.call('team.invite', {})).toEqual({ ok: false, error: { tag: 'not_listening' } });
    colleague('sofia', { admin: true });
    await claire.done('team.changeRole', {
      device: claire.vault.membership.identity.device,
      role: 'coordinator',
      admin: false,
    });
    expect(await claire.call('team.invite', {})).toEqual({ ok: false, error: { tag: 'not_admin' } });
  });
});

describe('devices', () => {
  const own = () => claire.vault.membership.identity.device;

  it('cannot be left without an administrator', async () => {
    const { device: sofia } = colleague('sofia');
    const stepDown = { device: own(), role: 'social' as const, admin: false };
    expect(await claire.call('team.changeRole', stepDown)).toEqual({
      ok: false,
      error: { tag: 'last_admin' },
    });
    expect(await claire.call('team.leave', {})).toEqual({ ok: false, error: { tag: 'last_admin' } });
    expect((await claire.call('team.changeRole', { ...stepDown, admin: true })).ok).toBe(true);
    await claire.done('team.changeRole', { device: sofia, role: 'communication', admin: true });
    expect((await claire.call('team.leave', {})).ok).toBe(true);
    expect(claire.team().devices.get(own())?.removed).toMatchObject({ by: own() });
    expect(await claire.done('team.sharing', {})).toMatchObject({ state: 'removed' });
    expect(await claire.call('team.invite', {})).toEqual({ ok: false, error: { tag: 'removed_from_team' } });
  });

  it('may be left by who is alone', async () => {
    expect((await claire.call('team.leave', {})).ok).toBe(true);
  });

  it('are removed once, never one’s own', async () => {
    const { device: sofia } = colleague('sofia');
    expect(await claire.call('team.remove', { device: own() })).toEqual({
      ok: false,
      error: { tag: 'use_leave' },
    });
    await claire.done('team.remove', { device: sofia });
    expect(await claire.call('team.remove', { device: sofia })).toMatchObject({
      ok: false,
      error: { tag: 'not_found' },
    });
    const { devices } = await claire.done('team.overview', {});
    expect(devices).toMatchObject([{ state: 'active' }, { state: 'removed', removedAt: expect.any(Number) }]);
  });

  it('are named by their own people, and by administrators', async () => {
    const { device: sofia } = colleague('sofia', { admin: true });
    await claire.done('team.rename', { device: sofia, label: 'Bureau' });
    await claire.done('team.rename', { device: own(), label: 'Accueil' });
    const labels = async () => (await claire.done('team.overview', {})).devices.map(({ label }) => label);
    expect(await labels()).toEqual(['Accueil', 'Bureau']);
    await claire.done('team.changeRole', { device: own(), role: 'coordinator', admin: false });
    expect(await claire.call('team.rename', { device: sofia, label: 'x' })).toMatchObject({
      error: { tag: 'not_admin' },
    });
    await claire.done('team.rename', { device: own(), label: 'Accueil 2' });
    expect(await labels()).toEqual(['Accueil 2', 'Bureau']);
  });

  it('keep the name of the one they continue', async () => {
    const sofia = colleague('sofia');
    await claire.done('team.rename', { device: sofia.device, label: 'Bureau' });
    const next = testIdentity('sofia again');
    claire.declare({ kind: 'device.succeeded', device: next.keys }, sofia);
    const { devices } = await claire.done('team.overview', {});
    expect(devices.map(({ label, state }) => [label, state])).toEqual([
      ['Claire', 'active'],
      ['Bureau', 'succeeded'],
      ['Bureau', 'active'],
    ]);
  });

  it('are handed keys by who holds them only, and a relay none', async () => {
    const { device: sofia } = colleague('sofia', { circles: ['team', 'welcome', 'care'] });
    const { device: relay } = colleague('relay', { type: 'relay', role: null, person: null, circles: [] });
    const view = (await claire.done('team.overview', {})).devices.find(({ id }) => id === sofia);
    expect(view?.circles).toEqual([
      { name: 'team', key: 'waits', mayHand: true },
      { name: 'welcome', key: 'waits', mayHand: true },
      { name: 'care', key: 'waits', mayHand: false },
    ]);
    expect((await claire.call('team.handKey', { device: sofia, circle: 'welcome' })).ok).toBe(true);
    expect(await claire.call('team.handKey', { device: sofia, circle: 'care' })).toEqual({
      ok: false,
      error: { tag: 'not_holder', circle: 'care' },
    });
    expect(await claire.call('team.handKey', { device: relay, circle: 'team' })).toMatchObject({
      error: { tag: 'not_found' },
    });
  });
});

describe('sharing', () => {
  const receipt = (
    by: string,
    held: Partial<Record<CircleName, number>>,
    at: number = claire.clock.now(),
  ) => {
    const mine = claire.vault.membership.identity.device;
    claire.relay.receipts.set(by, {
      device: by,
      at,
      heardAt: claire.clock.now(),
      addresses: [],
      held: Object.fromEntries(Object.entries(held).map(([circle, seq]) => [circle, { [mine]: seq }])),
    });
    claire.relay.changed();
  };
  const connect = (by: string, connected = true) => {
    claire.relay.links = [{ device: by, connected, problem: null }];
    claire.relay.changed();
  };
  const wrote = (circle: CircleName, lastSeq: number) => {
    const known = claire.circles.get(circle);
    if (known) known.lastSeq = lastSeq;
    known?.changed();
  };
  const view = () => claire.done('team.sharing', {});

  it('says alone, offline since when, what is not shared yet, and who has seen everything', async () => {
    expect(await view()).toEqual({ state: 'alone', pending: 0, connected: 0 });
    const { device: sofia } = colleague('sofia', { circles: ['team', 'welcome'] });
    await claire.done('team.rename', { device: sofia, label: 'Bureau' });
    wrote('team', 10);
    wrote('welcome', 2);
    expect(await view()).toMatchObject({ state: 'offline', pending: 12 });
    connect(sofia);
    await claire.clock.pass(1000);
    expect(await view()).toMatchObject({ state: 'pending', pending: 12, connected: 1 });
    receipt(sofia, { team: 10, welcome: 1 });
    await claire.clock.pass(1000);
    expect(await view()).toMatchObject({ state: 'pending', pending: 1 });
    receipt(sofia, { team: 10, welcome: 2 });
    await claire.clock.pass(250);
    const seenAt = claire.relay.receipts.get(sofia)?.heardAt;
    expect(await view()).toEqual({
      state: 'shared',
      pending: 0,
      connected: 1,
      seenBy: { label: 'Bureau', at: seenAt },
    });
    await claire.clock.pass(60_000);
    connect(sofia, false);
    await claire.clock.pass(1000);
    const since = claire.clock.now() - 1000;
    await claire.clock.pass(60_000);
    expect(await view()).toMatchObject({
      state: 'offline',
      pending: 0,
      offlineSince: since,
      seenBy: { at: seenAt },
    });
  });

  it('counts for a device the circles it may enter only', async () => {
    const { device: sofia } = colleague('sofia', { circles: ['team'] });
    wrote('team', 5);
    wrote('welcome', 7);
    receipt(sofia, { team: 3 });
    await claire.clock.pass(250);
    const { devices } = await claire.done('team.overview', {});
    expect(devices.find(({ id }) => id === sofia)).toMatchObject({ notYetReceived: 2 });
    // Nobody else may have what is in `welcome`: it is not waiting for anybody.
    expect(await view()).toMatchObject({ pending: 2 });
    colleague('relay', { type: 'relay', role: null, person: null, circles: [] });
    expect(await view()).toMatchObject({ pending: 9 });
  });

  it('remembers when everything was received, through a lock', async () => {
    const { device: sofia } = colleague('sofia');
    wrote('team', 4);
    receipt(sofia, { team: 4 });
    await claire.clock.pass(250);
    const at = (await claire.done('team.overview', {})).devices.find(({ id }) => id === sofia)?.receivedAt;
    expect(at).toBe(claire.relay.receipts.get(sofia)?.heardAt);
    await claire.clock.pass(60_000);
    const kept = claire.vault.sqlite.prepare("SELECT value FROM meta WHERE key = 'team.received'").get();
    expect(JSON.parse((kept as { value: string }).value)).toEqual({ [sofia]: { total: 4, at } });
    receipt(sofia, { team: 4 });
    await claire.clock.pass(250);
    wrote('team', 5);
    await claire.clock.pass(250);
    const late = (await claire.done('team.overview', {})).devices.find(({ id }) => id === sofia);
    expect(late).toMatchObject({ notYetReceived: 1 });
    expect(late?.receivedAt).toBeUndefined();
  });

  it('says that a clock is off only on fresh news of a connected device', async () => {
    const { device: sofia } = colleague('sofia');
    const hour = 3_600_000;
    // Carried by others: it may only be old.
    receipt(sofia, {}, claire.clock.now() - 5 * hour);
    await claire.clock.pass(1000);
    expect((await view()).clockOffMs).toBeUndefined();
    connect(sofia);
    await claire.clock.pass(1000);
    expect((await view()).clockOffMs).toBeUndefined();
    receipt(sofia, {}, claire.clock.now() - 2 * hour);
    await claire.clock.pass(1000);
    expect((await view()).clockOffMs).toBe(2 * hour);
    receipt(sofia, {}, claire.clock.now() + 60_000);
    await claire.clock.pass(1000);
    expect((await view()).clockOffMs).toBeUndefined();
  });

  it('tells the screens, four times a second at most', async () => {
    await claire.clock.pass(1000);
    claire.emitted.length = 0;
    for (let i = 0; i < 100; i++) {
      claire.relay.changed();
      await claire.clock.pass(10);
    }
    const told = claire.emitted.filter((topic) => topic === 'sharing.changed').length;
    expect(told).toBeGreaterThanOrEqual(3);
    expect(told).toBeLessThanOrEqual(5);
  });
});

describe('addresses and bundles', () => {
  it('keeps typed addresses, in one writing', async () => {
    await claire.done('team.addAddress', { address: ' 192.168.1.30 ' });
    await claire.done('team.addAddress', { address: '[FE80::1]:5000' });
    const typed = async () => (await claire.done('team.overview', {})).network.typed;
    expect(await typed()).toEqual(['192.168.1.30:47520', '[fe80::1]:5000']);
    await claire.done('team.removeAddress', { address: '192.168.1.30:47520' });
    expect(await typed()).toEqual(['[fe80::1]:5000']);
    expect(await claire.call('team.addAddress', { address: 'https://x' })).toEqual({
      ok: false,
      error: { tag: 'address_invalid', address: 'https://x' },
    });
  });

  it('carries what is shared in a file, and takes only what is of this team', async () => {
    const out = claire.write('partage.margelle');
    expect(await claire.done('team.exportBundle', { file: out.token })).toEqual({ entries: 2 });
    const back = claire.file('partage.margelle', out.read());
    expect(await claire.done('team.importBundle', { file: back.token })).toEqual({
      statements: 1,
      entries: 2,
    });
    const other = claire.file('autre.margelle', 'bundle of another team');
    expect(await claire.call('team.importBundle', { file: other.token })).toEqual({
      ok: false,
      error: { tag: 'bundle_invalid', name: 'autre.margelle' },
    });
    const absent = claire.file('absent.margelle');
    expect(await claire.call('team.importBundle', { file: absent.token })).toMatchObject({
      error: { tag: 'file_unreadable' },
    });
  });
});

describe('presence', () => {
  it('tells what is looked at, and again when the keys change', async () => {
    await claire.done('team.tellPresence', { screen: 'planning', week: '2027-01-11' });
    colleague('sofia');
    expect(claire.said).toEqual([
      { screen: 'planning', week: '2027-01-11' },
      { screen: 'planning', week: '2027-01-11' },
    ]);
  });

  it('names the people who are there, not one’s own other machines', async () => {
    const { request } = await asking();
    await claire.done('team.accept', { request: request.id, label: 'Portable', as: workstation });
    const { device: other } = colleague('claire bis', { person: 'claire' });
    claire.present.push(
      { device, state: { screen: 'planning', week: '2027-01-11' } },
      { device: other, state: { screen: 'notes' } },
      { device: 'unknownX', state: { screen: 'notes' } },
    );
    expect(await claire.done('team.present', {})).toEqual([
      { hostId: expect.any(String), name: 'Nadia', screen: 'planning', week: '2027-01-11' },
    ]);
  });
});

describe('meanwhile', () => {
  const ids = async () => (await claire.done('team.meanwhile', {})).lines.map(({ id }) => id);

  it('lists what colleagues did, in whatever order it arrived, until it was read', async () => {
    expect(await claire.done('team.meanwhile', {})).toMatchObject({ lines: [], count: 0 });
    await claire.clock.pass(3 * 86_400_000);
    claire.line({ id: 'today' });
    claire.line({ id: 'mine', author: 'Claire' });
    expect(await ids()).toEqual(['today']);
    await claire.done('team.meanwhileRead', {});
    expect(await ids()).toEqual([]);
    // Written two days ago, by a machine that was away until now.
    claire.line({ id: 'late', at: claire.clock.now() - 2 * 86_400_000 });
    expect(await claire.done('team.meanwhile', {})).toMatchObject({
      since: claire.clock.now(),
      count: 1,
      lines: [{ id: 'late' }],
    });
  });

  it('does not list what happened before this device was there', async () => {
    claire.line({ id: 'old', at: claire.clock.now() - 86_400_000 });
    expect(await ids()).toEqual([]);
  });

  it('counts more than it lists', async () => {
    await claire.clock.pass(1000);
    for (let i = 0; i < 250; i++) claire.line({ id: `line ${i}` });
    const { lines, count } = await claire.done('team.meanwhile', {});
    expect([lines.length, count]).toEqual([200, 250]);
  });

  it('goes by time when the rows were made again', async () => {
    await claire.clock.pass(1000);
    claire.line({ id: 'read' });
    await claire.done('team.meanwhileRead', {});
    await claire.clock.pass(1000);
    claire.line({ id: 'unread' });
    const { sqlite } = claire.vault.own;
    const rows = sqlite.prepare('SELECT id, at, line FROM feed ORDER BY rowid DESC').all() as {
      id: string;
      at: number;
      line: string;
    }[];
    sqlite.exec('DELETE FROM feed');
    for (const { id, at, line } of rows)
      sqlite.prepare('INSERT INTO feed (id, at, line) VALUES (?, ?, ?)').run(id, at, line);
    expect(await ids()).toEqual(['unread']);
  });
});

describe('going back', () => {
  const save = (id: string, name: string) =>
    claire.vault.team.write((writer) => {
      writer.put('notes-test', id, { it: { name }, extra: { since: name } }, '2027');
      return ok({});
    });
  const names = () =>
    claire.vault.team.list('notes-test').map(({ id, facets }) => [id, (facets.it as { name: string }).name]);
  const whole = () => {
    const doc = new Y.Doc();
    const rows = claire.vault.sqlite
      .prepare('SELECT "update" FROM circle_updates WHERE document = ? ORDER BY id')
      .all('2027') as { update: Buffer }[];
    for (const { update } of rows) Y.applyUpdate(doc, update);
    return Y.encodeStateAsUpdate(doc);
  };

  it('writes again what differs, brings back what is gone, keeps what is new, and can be undone', async () => {
    for (const id of ['a', 'b', 'c']) save(id, `${id} before`);
    claire.vault.team.write((writer) => {
      writer.remove('notes-test', 'c');
      return ok({});
    });
    claire.circles
      .get('team')
      ?.points.push({ id: 7, document: '2027', at: claire.clock.now(), state: whole() });
    save('a', 'damaged');
    claire.vault.team.write((writer) => {
      writer.remove('notes-test', 'b');
      return ok({});
    });
    save('new', 'new');
    expect(names()).toEqual([
      ['a', 'damaged'],
      ['new', 'new'],
    ]);

    const points = await claire.done('team.restorePoints', {});
    expect(points).toEqual([{ id: 7, circle: 'team', document: '2027', at: claire.clock.now() }]);
    expect(await claire.done('team.goBack', { id: 7 })).toEqual({ changed: 2 });
    expect(names()).toEqual([
      ['a', 'a before'],
      ['b', 'b before'],
      ['new', 'new'],
    ]);
    expect(await claire.done('team.goBack', { id: 7 })).toEqual({ changed: 0 });
    await claire.done('planning.undo', {});
    expect(names()).toEqual([
      ['a', 'damaged'],
      ['new', 'new'],
    ]);
  });

  it('knows no other state', async () => {
    expect(await claire.call('team.goBack', { id: 1 })).toMatchObject({
      ok: false,
      error: { tag: 'not_found' },
    });
  });

  it('reads a state as the circle itself would', () => {
    for (const id of ['a', 'b']) save(id, id);
    save('a', 'again');
    expect(entitiesIn(whole()).map(({ id, facets }) => [id, facets])).toEqual(
      claire.vault.team.list('notes-test').map(({ id, facets }) => [id, facets]),
    );
  });
});
