/**
 * A removed device that goes on: one whose person is told and keeps what was not shared, and one that was patched to
 * ignore its removal, alone and with a relay of the team that helps it.
 * Over 400 lines: the patched machine is built once, and all that it tries is tried on it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ROOMS, type StatementBody } from '#shared/domain/team/model.ts';
import { open as openEntry, readHeader, seal } from '../entry/envelope.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { createIdentity, type Identity } from '../register/identity.ts';
import { signStatement } from '../register/statement.ts';
import { createRelays, type Relay, type Relays } from '../relay/index.ts';
import { pathOf } from '../relay/rooms/room-path.ts';
import { readFrame } from '../relay/wire/frames.ts';
import {
  allShow,
  type Bench,
  book,
  createBench,
  type Machine,
  planningOf,
  titles,
  triesToBook,
  until,
} from './testing.ts';

/** What the patched app does: registers opened while `deaf` is set never take the removal of that device in. */
const patch = vi.hoisted(() => ({ deaf: null as string | null }));
vi.mock(import('../register/register.ts'), async (original) => {
  const { createRegisterState } = await original();
  const { parseStatement: parse } = await import('../register/statement.ts');
  return {
    createRegisterState(teamId) {
      const state = createRegisterState(teamId);
      const { deaf } = patch;
      if (deaf === null) return state;
      const isRemoval = (bytes: Uint8Array) => {
        const read = parse(bytes);
        return read.ok && read.value.body.kind === 'device.removed' && read.value.body.device === deaf;
      };
      const { add } = state;
      return Object.defineProperty(state, 'add', {
        value: (statements: readonly Uint8Array[]) => add(statements.filter((it) => !isRemoval(it))),
      });
    },
  };
});

let bench: Bench;
let claire: Machine;
let nadia: Machine;
let eve: Machine;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  bench = createBench();
  claire = await bench.founder();
  await book(claire, 'Avant', 8);
  nadia = await bench.joins(claire, { name: 'Nadia', role: 'social', circles: ['team', 'welcome'] });
  eve = await bench.joins(claire, {
    name: 'Ève',
    role: 'communication',
    circles: ['team', 'welcome'],
    admin: true,
  });
  await allShow([nadia, eve], ['Avant']);
  await until(() => {
    for (const machine of [claire, nadia, eve]) expect(connectedTo(machine)).toHaveLength(2);
  });
});
afterEach(async () => {
  patch.deaf = null;
  for (const close of closing.splice(0).reverse()) await close();
  await bench.close();
});

const connectedTo = ({ vault }: Machine): string[] =>
  vault.membership.relay.links().flatMap(({ device, connected }) => (connected ? [device] : []));

const knowsRemoval = (on: Machine, device: string): boolean =>
  on.vault.membership.team().devices.get(device)?.removed != null;

/** The same app on the same folder, with the patch. */
async function patched(machine: Machine): Promise<Machine> {
  const { device } = machine;
  await bench.off(machine);
  patch.deaf = device;
  const again = await bench.again(machine);
  patch.deaf = null;
  return again;
}

const entriesOf = (relay: Relay) =>
  (['team', 'welcome'] as const).flatMap((circle) =>
    relay
      .log(circle)
      .entries()
      .map((entry) => Buffer.from(entry).toString('base64')),
  );

/** Every shared document as this device could decrypt it. */
function readable({ vault }: Machine): string {
  return (['team', 'welcome'] as const)
    .flatMap((name) => {
      const circle = name === 'team' ? vault.team : vault.circle(name);
      return (circle?.documents() ?? []).map((document) => circle?.whole(document) ?? new Uint8Array());
    })
    .map((update) => Buffer.from(update).toString('utf8'))
    .join();
}

/** How many entries of a log open with any key that this device holds, of those that another wrote under a given epoch. */
function opened({ vault }: Machine, by: Machine, epoch: string | undefined) {
  const keys = vault.sqlite.prepare<[], Buffer>('SELECT key FROM epoch_keys').pluck().all();
  const signPublic = Buffer.from(by.vault.membership.identity.keys.sign, 'base64url');
  const entries = vault.membership.relay
    .log('team')
    .entries()
    .filter((bytes) => readHeader(bytes)?.epoch === epoch && readHeader(bytes)?.device === by.device);
  const open = entries.filter((bytes) => keys.some((key) => openEntry(bytes, { key, signPublic }).ok));
  return { of: entries.length, open: open.length };
}

describe('a device removed while it was away', () => {
  it('keeps what it had not shared, says so, and the others never get it', async () => {
    bench.unplug(eve);
    await until(() => expect(connectedTo(eve)).toEqual([]));
    await book(eve, 'Hors ligne', 10);
    expect(
      await eve.call('threads.post', { circle: 'welcome', kind: 'message', text: 'Jamais dit' }),
    ).toMatchObject({ ok: true });
    expect(await eve.done('team.sharing', {})).toMatchObject({ state: 'offline' });
    expect((await eve.done('team.sharing', {})).pending).toBeGreaterThanOrEqual(2);
    await claire.done('team.remove', { device: eve.device });
    await book(claire, 'Pendant', 12);
    await allShow([claire, nadia], ['Avant', 'Pendant']);

    bench.links.heal();
    await until(async () => expect((await eve.done('team.sharing', {})).state).toBe('removed'));
    expect(await titles(eve)).toEqual(['Avant', 'Hors ligne']);
    expect((await eve.done('threads.list', { circle: 'welcome' })).messages).toMatchObject([
      { text: 'Jamais dit' },
    ]);
    expect(await triesToBook(eve, 'Encore', 14)).toEqual({ ok: false, error: { tag: 'removed_from_team' } });
    expect(await eve.call('team.invite', {})).toMatchObject({ error: { tag: 'removed_from_team' } });

    // The others go on, and nothing of its own comes even with what is carried by hand.
    const file = path.join(eve.folder, 'clé.margelle');
    await eve.done('team.exportBundle', { file: eve.engine.grantFile(file, 'write') });
    await claire.done('team.importBundle', { file: claire.engine.grantFile(file, 'read') });
    await book(nadia, 'Après', 16);
    await allShow([claire, nadia], ['Avant', 'Après', 'Pendant']);
    expect((await claire.done('threads.list', { circle: 'welcome' })).messages).toEqual([]);
    expect(planningOf(claire)).toBe(planningOf(nadia));
    // Its entries stay after a restart too.
    eve = await bench.again(eve);
    expect(await titles(eve)).toEqual(['Avant', 'Hors ligne']);
    expect(await eve.done('team.sharing', {})).toMatchObject({ state: 'removed' });
  });
});

/** Removed, and not minding: a patched app on its old folder. */
async function removedAndPatched(): Promise<void> {
  bench.unplug(eve);
  eve = await patched(eve);
  await claire.done('team.remove', { device: eve.device });
  await until(() => expect(knowsRemoval(nadia, eve.device)).toBe(true));
  await until(() => {
    for (const { vault } of [claire, nadia])
      for (const circle of ['team', 'welcome'] as const) {
        const epoch = vault.membership.team().epochs.findLast((it) => it.circle === circle);
        expect(epoch?.sealed.has(eve.device)).toBe(false);
      }
  });
  bench.links.heal();
  await book(claire, 'Zébulonnage', 10);
  await nadia.done('threads.post', { circle: 'welcome', kind: 'message', text: 'Quirlimpette' });
  await allShow([claire, nadia], ['Avant', 'Zébulonnage']);
  await until(async () =>
    expect((await claire.done('threads.list', { circle: 'welcome' })).messages).toHaveLength(1),
  );
}
const later = /Zébulonnage|Quirlimpette/;

/** Everything it may say, with its old keys: entries, statements of any date, an accomplice with keys of its own. */
function treachery(): { statements: Uint8Array[]; accomplice: Identity } {
  const { membership } = eve.vault;
  const { identity } = membership;
  const team = membership.team();
  const accomplice = createIdentity(systemRandom, systemRandom.bytes(6).toString('base64url'), {
    transport: systemRandom.bytes(32).toString('base64url'),
    certificate: systemRandom.bytes(32).toString('base64url'),
  });
  // Over what it knew then: as if said before it was removed, and dated so.
  let parents = [...team.heads];
  const statements: Uint8Array[] = [];
  const say = (by: Identity, body: StatementBody, at = 1) => {
    const signed = signStatement(by, { parents, at, body });
    statements.push(signed.bytes);
    parents = [signed.id];
  };
  const known = [...team.devices.values()];
  say(identity, {
    kind: 'device.added',
    device: accomplice.keys,
    type: 'workstation',
    role: 'coordinator',
    person: 'accomplice',
    admin: true,
    circles: ['team', 'welcome', 'care'],
  });
  for (const circle of ['team', 'welcome'] as const) {
    const keys = Object.fromEntries(
      team.epochs.filter((it) => it.circle === circle).map(({ id }) => [id, 'A'.repeat(107)]),
    );
    say(identity, { kind: 'key.handed', circle, device: accomplice.device, keys });
    const sealed = Object.fromEntries(known.map(({ keys: { id } }) => [id, 'A'.repeat(107)]));
    const epoch = systemRandom.bytes(16).toString('base64url');
    say(identity, { kind: 'epoch.opened', circle, epoch, sealed });
  }
  say(identity, { kind: 'role.changed', device: nadia.device, role: 'volunteer-host', admin: false });
  say(identity, { kind: 'device.removed', device: nadia.device });
  say(accomplice, { kind: 'device.removed', device: nadia.device });
  say(accomplice, {
    kind: 'device.added',
    device: { ...identity.keys, id: accomplice.device.split('').reverse().join('') },
    type: 'workstation',
    role: 'social',
    person: 'eve again',
    admin: true,
    circles: ['team'],
  });
  return { statements, accomplice };
}

/** Entries under the epoch that it had, by it and by the accomplice; and one that claims to cover everything. */
function forgeries(accomplice: Identity): Uint8Array[] {
  const { membership, sqlite, team } = eve.vault;
  const { epoch, key } = sqlite
    .prepare<[], { epoch: string; key: Buffer }>(
      "SELECT epoch, key FROM epoch_keys WHERE circle = 'team' LIMIT 1",
    )
    .get() as { epoch: string; key: Buffer };
  const covers = Object.fromEntries([...membership.team().devices.keys()].map((device) => [device, 100_000]));
  const content = team.whole('2027');
  return [membership.identity, accomplice].flatMap((by) => {
    const header = { circle: 'team', document: '2027', epoch, device: by.device, seq: 5000 } as const;
    const signed = { content, key, signSecret: by.signSecret.unwrap(), random: systemRandom };
    return [
      ...seal({ header: { ...header, type: 'update', covers: null }, ...signed }),
      ...seal({ header: { ...header, seq: 5001, type: 'snapshot', covers }, ...signed }),
    ];
  });
}

/** What another machine tells a removed device in a room, and how it lets that one go. */
function visits(to: Machine, room: (typeof ROOMS)[number]): Promise<{ code: number; updates: Uint8Array[] }> {
  const { id } = eve.vault.membership.team();
  const [vault] = readVaults(eve);
  const file = path.join(eve.folder, 'relays', vault ?? '', 'transport.json');
  const { certificate, key } = JSON.parse(readFileSync(file, 'utf8')) as { certificate: string; key: string };
  const [address] = to.vault.membership.relay.addresses();
  const url = `wss://127.0.0.1:${address?.port}${pathOf({ id } as never, room)}`;
  const socket = new WebSocket(url, { cert: certificate, key, rejectUnauthorized: false });
  const updates: Uint8Array[] = [];
  socket.on('error', () => {});
  socket.on('message', (bytes: Buffer) => {
    const frame = readFrame(new Uint8Array(bytes));
    if (frame?.type === 'step2' || frame?.type === 'update') updates.push(frame.update);
  });
  return new Promise((resolve) => socket.once('close', (code) => resolve({ code, updates })));
}
const readVaults = ({ vault }: Machine): string[] =>
  vault.sqlite
    .prepare<[], string>("SELECT value FROM meta WHERE key = 'vault.id'")
    .pluck()
    .all()
    .map((it) => JSON.parse(it as unknown as string));

describe('a removed device, patched to ignore it', () => {
  it('still thinks of itself as one of the team: the patch works', async () => {
    await removedAndPatched();
    expect(eve.vault.membership.removed).toBe(false);
    await book(eve, 'Estrapontin', 14);
    expect(eve.vault.membership.relay.links()).toHaveLength(2);
  });

  it('is sent not a byte of the circles, and of the register nothing said after its removal', async () => {
    await removedAndPatched();
    const before = entriesOf(eve.vault.membership.relay);
    const known = new Set(eve.vault.membership.relay.register.statements().map(({ id }) => id));
    const removal = claire.vault.membership.team().devices.get(eve.device)?.removed?.statement;
    for (const machine of [claire, nadia]) {
      for (const room of ROOMS) {
        const { code, updates } = await visits(machine, room);
        expect([room, code]).toEqual([room, 4403]);
        if (room !== 'register') expect(updates).toEqual([]);
        else {
          const doc = new Y.Doc();
          for (const update of updates) Y.applyUpdate(doc, update);
          const told = [...doc.getMap<Uint8Array>('statements').keys()];
          expect(told).toContain(removal);
          expect(told.filter((id) => id !== removal && !known.has(id))).toEqual([]);
        }
      }
    }
    // Its own app dialled all the while.
    eve.vault.membership.relay.networkChanged();
    await until(() => {
      for (const link of eve.vault.membership.relay.links())
        expect(link).toMatchObject({ connected: false, problem: 'removed' });
    });
    expect(entriesOf(eve.vault.membership.relay)).toEqual(before);
    expect(await titles(eve)).toEqual(['Avant']);
    expect(readable(eve)).not.toMatch(later);
  });

  it('gets nothing accepted by what it signs, dates back, or has carried by hand', async () => {
    await removedAndPatched();
    const { statements, accomplice } = treachery();
    eve.vault.membership.relay.register.add(statements);
    await book(eve, 'Estrapontin', 14);
    eve.vault.membership.relay.log('team').write(forgeries(accomplice));
    const file = path.join(eve.folder, 'clé.margelle');
    await eve.done('team.exportBundle', { file: eve.engine.grantFile(file, 'write') });
    const before = [claire, nadia].map(planningOf);
    const epochs = claire.vault.membership.team().epochs.map(({ id }) => id);
    for (const machine of [claire, nadia]) {
      const taken = await machine.done('team.importBundle', { file: machine.engine.grantFile(file, 'read') });
      // What the other has taken in meanwhile is not new to this one.
      if (machine === claire) expect(taken.entries).toBeGreaterThan(3);
    }
    await unmoved(before, epochs, accomplice);
  });

  it('gets nothing accepted with the help of a relay of the team, and reads nothing of what that hands it', async () => {
    const helper = await helpingRelay();
    await removedAndPatched();
    const { statements, accomplice } = treachery();
    const before = [claire, nadia].map(planningOf);
    const epochs = claire.vault.membership.team().epochs.map(({ id }) => id);
    eve.vault.membership.relay.register.add(statements);
    await book(eve, 'Estrapontin', 14);
    eve.vault.membership.relay.log('team').write(forgeries(accomplice));
    for (const address of helper.addresses()) eve.vault.membership.relay.addAddress(address);
    // It gives the removed one all it has, and the others all that this one says.
    await until(() => {
      expect(entriesOf(eve.vault.membership.relay).length).toBeGreaterThan(3);
      expect(new Set(entriesOf(eve.vault.membership.relay))).toEqual(new Set(entriesOf(helper)));
      for (const machine of [claire, nadia]) expect(heardFrom(machine, accomplice.device)).toBeGreaterThan(0);
    });
    await unmoved(before, epochs, accomplice);
    expect(await titles(eve)).toEqual(['Avant', 'Estrapontin']);
    expect(readable(eve)).not.toMatch(later);
    expect(readable(claire)).toMatch(later);
    const newest = claire.vault.membership.team().epochs.findLast(({ circle }) => circle === 'team')?.id;
    const { of, open } = opened(eve, claire, newest);
    expect(of).toBeGreaterThan(1);
    expect(open).toBe(0);
    expect(opened(claire, claire, newest).open).toBe(of);
    // They go on, and the removed one does not.
    await book(nadia, 'Galimaflore', 16);
    await allShow([claire, nadia], ['Avant', 'Galimaflore', 'Zébulonnage']);
    expect(await titles(eve)).toEqual(['Avant', 'Estrapontin']);
  });
});

const heardFrom = ({ vault }: Machine, device: string): number =>
  vault.membership.relay
    .log('team')
    .entries()
    .filter((bytes) => readHeader(bytes)?.device === device).length;

/** A relay of the team that is patched too: it lets the removed one in as if nobody had removed it. */
async function helpingRelay(): Promise<Relay> {
  patch.deaf = eve.device;
  const relays: Relays = createRelays({
    dataDir: bench.folder(),
    network: { host: '127.0.0.1', discovery: null },
    clock: systemClock,
    random: systemRandom,
    log: () => {},
  });
  closing.push(() => relays.closeAll());
  const relay = await relays.create('helper', { device: systemRandom.bytes(6).toString('base64url') });
  patch.deaf = null;
  claire.vault.membership.declare({
    kind: 'device.added',
    device: createIdentity(systemRandom, relay.device, relay.transport).keys,
    type: 'relay',
    role: null,
    person: null,
    admin: false,
    circles: [],
  });
  relay.register.add(claire.vault.membership.relay.register.bytes());
  for (const machine of [claire, nadia])
    for (const address of machine.vault.membership.relay.addresses()) relay.addAddress(address);
  await until(() => {
    expect(relay.links().filter(({ connected }) => connected).length).toBeGreaterThanOrEqual(2);
    expect(eve.vault.membership.team().devices.has(relay.device)).toBe(true);
  });
  return relay;
}

/** The others are where they were; what is of the removed one is counted, and that is all. */
async function unmoved(before: string[], epochs: string[], accomplice: Identity): Promise<void> {
  await until(async () => {
    for (const machine of [claire, nadia]) {
      const { setAside } = await machine.done('team.overview', {});
      expect(setAside).toContainEqual({
        reason: 'removed-device',
        device: eve.device,
        count: expect.any(Number),
      });
      expect(setAside).toContainEqual({ reason: 'unknown-device', device: accomplice.device, count: 2 });
    }
  });
  expect([claire, nadia].map(planningOf)).toEqual(before);
  for (const machine of [claire, nadia]) {
    expect(await titles(machine)).toEqual(['Avant', 'Zébulonnage']);
    const { devices, epochs: known } = machine.vault.membership.team();
    expect(devices.has(accomplice.device)).toBe(false);
    expect(devices.get(nadia.device)).toMatchObject({ removed: null, role: 'social' });
    expect(devices.get(eve.device)?.removed).toMatchObject({ by: claire.device });
    expect(known.map(({ id }) => id)).toEqual(epochs);
  }
}
