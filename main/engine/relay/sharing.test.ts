/** What machines share over real sockets. Over 400 lines: a team is made, cut and opened again with the same few words. */
import { hash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Address } from '#shared/domain/team/address.ts';
import { readHeader, seal } from '../entry/envelope.ts';
import type { Delay } from '../ground/clock.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { sealTo } from '../register/identity.ts';
import { canMount, smallDisk } from '../vault/testing/small-disk.ts';
import type { Discovery, Found } from './links/discovery.ts';
import { admit, declare, found, introduce, type Machine, machine, reopen } from './testing/teams.ts';

const machines: Machine[] = [];
const on = async (options: Parameters<typeof machine>[0] = {}) => {
  const made = await machine(options);
  machines.push(made);
  return made;
};
const again = async (stopped: Machine, clock = systemClock) => {
  const opened = await reopen(stopped, undefined, clock);
  machines.push(opened);
  return opened;
};

afterEach(async () => {
  for (const { relays, folder } of machines.splice(0)) {
    await relays.closeAll();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

const entry = (text: string) => new Uint8Array(Buffer.from(text));
const texts = ({ relay }: Machine, circle: 'team' | 'welcome' | 'care' = 'team') =>
  relay
    .log(circle)
    .entries()
    .map((bytes) => Buffer.from(bytes).toString())
    .sort();
const collectGarbage = () => {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
};
const soon = (check: () => void) => vi.waitFor(check, { timeout: 120_000, interval: 20 });

describe('two machines of a team', () => {
  it('share register, logs, receipts and presence, and go on after one was off', async () => {
    const one = await on();
    const two = await on();
    found(one);
    admit(one, two);
    introduce(one, two);
    one.relay.log('team').write([entry('a')]);
    two.relay.log('team').write([entry('b')]);
    await soon(() => {
      expect(texts(one)).toEqual(['a', 'b']);
      expect(texts(two)).toEqual(['a', 'b']);
      for (const { relay } of [one, two])
        expect(relay.links()).toMatchObject([{ connected: true, problem: null }]);
    });
    await soon(() => {
      expect(one.relay.receipts().get(two.relay.device)?.addresses).toEqual(two.relay.addresses());
      expect(two.relay.receipts().get(one.relay.device)?.addresses).toEqual(one.relay.addresses());
    });
    await two.relays.closeAll();
    await soon(() => expect(one.relay.links()).toMatchObject([{ connected: false }]));
    one.relay.log('team').write([entry('c')]);
    const back = await again(two);
    back.relay.log('team').write([entry('d')]);
    await soon(() => {
      expect(texts(one)).toEqual(['a', 'b', 'c', 'd']);
      expect(texts(back)).toEqual(['a', 'b', 'c', 'd']);
    });
  });
});

describe('who may hold what', () => {
  it('a circle goes to those admitted to it and to relays, and to nobody else', async () => {
    const one = await on();
    const two = await on();
    const relay = await on();
    found(one, ['team', 'welcome']);
    admit(one, two, { circles: ['team'] });
    admit(one, relay, { type: 'relay', circles: [] });
    two.relay.register.add(one.relay.register.bytes());
    introduce(one, two, relay);
    one.relay.log('welcome').write([entry('people')]);
    one.relay.log('team').write([entry('planning')]);
    await soon(() => {
      for (const each of [two, relay]) expect(texts(each)).toEqual(['planning']);
      expect(texts(relay, 'welcome')).toEqual(['people']);
    });
    // Admitted later: the room opens by itself.
    expect(texts(two, 'welcome')).toEqual([]);
    const epoch = systemRandom.bytes(16).toString('base64url');
    const sealedKey = (to: Machine) => sealTo(to.identity.keys.box, systemRandom.bytes(32)) as string;
    declare(one, {
      kind: 'epoch.opened',
      circle: 'welcome',
      epoch,
      sealed: { [one.relay.device]: sealedKey(one) },
    });
    declare(one, {
      kind: 'key.handed',
      circle: 'welcome',
      device: two.relay.device,
      keys: { [epoch]: sealedKey(two) },
    });
    one.relay.log('welcome').write([entry('more')]);
    await soon(() => expect(texts(two, 'welcome')).toEqual(['more', 'people']));
  });

  it('one that is removed hears so, up to its removal, and is sent nothing more', async () => {
    const one = await on();
    const two = await on();
    found(one);
    admit(one, two);
    introduce(one, two);
    await soon(() => expect(two.relay.links()).toMatchObject([{ connected: true }]));
    declare(one, { kind: 'device.removed', device: two.relay.device });
    one.relay.log('team').write([entry('after')]);
    await soon(() => {
      expect(two.relay.register.team?.devices.get(two.relay.device)?.removed).not.toBeNull();
      expect(two.relay.links()).toMatchObject([{ connected: false, problem: 'removed' }]);
      expect(one.relay.links()).toEqual([]);
    });
    expect(texts(two)).toEqual([]);
    two.relay.log('team').write([entry('its own')]);
    two.relay.networkChanged();
    await soon(() => expect(two.relay.links()).toMatchObject([{ connected: false, problem: 'removed' }]));
    expect(texts(one)).toEqual(['after']);
  });

  it('one that was off while it was removed learns it when it comes back, and nothing made since', async () => {
    const one = await on();
    const two = await on();
    const three = await on();
    found(one);
    admit(one, two);
    admit(one, three);
    two.relay.register.add(one.relay.register.bytes());
    introduce(one, two);
    await two.relays.closeAll();
    declare(one, { kind: 'device.removed', device: two.relay.device });
    declare(one, { kind: 'device.removed', device: three.relay.device });
    const back = await again(two);
    await soon(() => expect(back.relay.register.team?.devices.get(two.relay.device)?.removed).not.toBeNull());
    expect(back.relay.register.team?.devices.get(three.relay.device)?.removed).toBeNull();
    expect(back.relay.register.statements()).toHaveLength(4);
  });
});

describe('finding each other', () => {
  it('an address that fails leaves its turn, and the address of another machine is not mistaken', async () => {
    const one = await on();
    const two = await on();
    const three = await on();
    found(one);
    admit(one, two);
    admit(one, three);
    two.relay.register.add(one.relay.register.bytes());
    const [right] = two.relay.addresses();
    const [other] = three.relay.addresses();
    if (!right || !other) throw new Error('not listening');
    for (const address of [{ host: '127.0.0.1', port: 1 }, { host: 'no such name', port: 9 }, other, right])
      one.relay.addAddress(address);
    await soon(() => {
      const links = one.relay.links();
      expect(links).toHaveLength(2);
      for (const link of links) expect(link).toMatchObject({ connected: true, problem: null });
    });
  });

  /** A search whose answers the test invents. */
  const inventedSearch = () => {
    const listeners = new Set<(found: Found) => void>();
    const published: unknown[] = [];
    let asked = 0;
    const discovery: Discovery = {
      available: true,
      publish(about) {
        published.push(about);
        return () => {};
      },
      found(_team, listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      ask() {
        asked += 1;
      },
      close() {},
    };
    const hear = (heard: Found) => {
      for (const listener of listeners) listener(heard);
    };
    return { discovery, published, hear, asked: () => asked };
  };

  it('what the search finds is tried, and where it listens is told to it', async () => {
    const { discovery, published, hear } = inventedSearch();
    const one = await on({ network: { host: '127.0.0.1', discovery } });
    const two = await on();
    found(one);
    admit(one, two);
    expect(one.relay.discovers).toBe(true);
    expect(published).toEqual([
      { team: one.relay.register.team?.id, device: one.relay.device, port: one.relay.addresses()[0]?.port },
    ]);
    hear({ device: two.relay.device, addresses: two.relay.addresses() });
    await soon(() => expect(one.relay.links()).toMatchObject([{ connected: true }]));
  });

  it('what a stranger invents under the tag of the team is not kept, and those of the team are asked again', async () => {
    const { discovery, hear, asked } = inventedSearch();
    const one = await on({ network: { host: '127.0.0.1', discovery } });
    const two = await on();
    found(one);
    const before = asked();
    const invent = () =>
      Array.from({ length: 5000 }, (_, each) => {
        const address = { host: '192.0.2.1', port: 1 + each };
        hear({ device: each.toString().padStart(8, '0'), addresses: [address] });
        return new WeakRef(address);
      });
    const invented = invent();
    admit(one, two);
    expect(asked()).toBe(before + 1);
    hear({ device: two.relay.device, addresses: two.relay.addresses() });
    invented.push(...invent());
    await soon(() => expect(one.relay.links()).toMatchObject([{ connected: true }]));
    collectGarbage();
    expect(invented.filter((each) => each.deref() !== undefined)).toEqual([]);
  });
});

describe('presence', () => {
  const sealed = (by: Machine, seq: number) =>
    seal({
      header: {
        type: 'presence',
        circle: 'team',
        document: 'undated',
        epoch: 'A'.repeat(22),
        device: by.relay.device,
        seq,
        covers: null,
      },
      content: entry('planning'),
      key: Buffer.alloc(32, 1),
      signSecret: by.identity.signSecret.unwrap(),
      random: systemRandom,
    })[0] as Uint8Array;

  it('is told through a relay that has no key, and taken back', async () => {
    const relay = await on();
    // They reach the relay, not each other.
    const network = {
      host: '127.0.0.1',
      discovery: null,
      connect({ host, port }: Address) {
        if (port === relay.relay.addresses()[0]?.port) return net.connect(port, host);
        return new net.Socket().destroy(new Error('no cable'));
      },
    };
    const one = await on({ network });
    const two = await on({ network });
    found(one);
    admit(one, two);
    admit(one, relay, { type: 'relay', circles: [] });
    two.relay.register.add(one.relay.register.bytes());
    for (const { relay: each } of [one, two])
      for (const address of relay.relay.addresses()) each.addAddress(address);
    one.relay.presence.set(sealed(one, 1));
    const seen = () => [...two.relay.presence.all()].map(([device, bytes]) => [device, Buffer.from(bytes)]);
    await soon(() =>
      expect(seen()).toEqual([
        [one.relay.device, Buffer.from(one.relay.presence.all().get(one.relay.device) ?? [])],
      ]),
    );
    one.relay.presence.set(sealed(one, 2));
    await soon(() =>
      expect(readHeader(two.relay.presence.all().get(one.relay.device) ?? entry(''))?.seq).toBe(2),
    );
    one.relay.presence.set(null);
    await soon(() => expect(seen()).toEqual([]));
    const direct = one.relay.links().find(({ device }) => device === two.relay.device);
    expect(direct).toMatchObject({ connected: false });
  });

  it('of a machine that goes off is gone', async () => {
    const one = await on();
    const two = await on();
    found(one);
    admit(one, two);
    introduce(one, two);
    two.relay.presence.set(sealed(two, 1));
    await soon(() => expect([...one.relay.presence.all().keys()]).toEqual([two.relay.device]));
    await two.relays.closeAll();
    await soon(() => expect(one.relay.presence.all().size).toBe(0));
  });
});

it('a long room travels in pieces, and is read back whole', async () => {
  const one = await on();
  const two = await on();
  found(one);
  admit(one, two);
  const entries = Array.from({ length: 40 }, () => new Uint8Array(systemRandom.bytes(400_000)));
  for (const each of entries) one.relay.log('team').write([each]);
  one.relay.log('team').write([], (bytes) => bytes === one.relay.log('team').entries()[3]);
  introduce(one, two);
  // By their hashes: sixteen million bytes compared one by one take a minute.
  const held = ({ relay }: Machine) =>
    relay
      .log('team')
      .entries()
      .map((bytes) => hash('sha256', bytes));
  await soon(() => expect(held(two)).toEqual(held(one)));
  expect(held(two)).toHaveLength(39);
  await two.relays.closeAll();
  expect(held(await again(two))).toEqual(held(one));
});

describe('a disk that is full', () => {
  // It dials in one case, and is dialled in the other.
  it.runIf(canMount()).each(['AAAAAAAA', 'zzzzzzzz'])(
    'closes the rooms of %s for a while, loses nothing, and shares again once there is room',
    async (device) => {
      const disk = smallDisk(6);
      const one = await on({ device: 'MMMMMMMM' });
      const two = await machine({ folder: path.join(disk.folder, 'data'), device });
      try {
        found(one);
        admit(one, two);
        introduce(one, two);
        one.relay.log('team').write([entry('before')]);
        await soon(() => expect(texts(two)).toEqual(['before']));
        disk.fill();
        const large = new Uint8Array(systemRandom.bytes(900_000));
        one.relay.log('team').write([large]);
        await soon(() => expect(two.lines.join('\n')).toContain('room team: not stored (disk_full)'));
        expect(texts(two)).toEqual(['before']);
        disk.free();
        await soon(() => expect(two.relay.log('team').entries()).toHaveLength(2));
        one.relay.log('team').write([entry('after')]);
        await soon(() => expect(texts(two)).toContain('after'));
      } finally {
        await two.relays.closeAll();
        fs.rmSync(two.folder, { recursive: true, force: true });
        disk.remove();
      }
    },
  );
});

describe('a machine left alone', () => {
  it('that dials and is dialled at the same time settles on one socket for each room', async () => {
    let dials = 0;
    const network = {
      host: '127.0.0.1',
      discovery: null,
      connect({ host, port }: Address) {
        dials += 1;
        return net.connect(port, host);
      },
    };
    const one = await on({ network });
    const two = await on({ network });
    found(one);
    admit(one, two);
    introduce(one, two);
    for (let round = 0; round < 5; round++) {
      one.relay.log('team').write([entry(`one ${round}`)]);
      two.relay.log('team').write([entry(`two ${round}`)]);
      await soon(() => expect(texts(one)).toEqual(texts(two)));
    }
    expect(texts(one)).toHaveLength(10);
    expect(dials).toBeLessThanOrEqual(8);
  });

  it.each(['AAAAAAAA', 'zzzzzzzz'])('%s dials as soon as it starts, and waits for nobody', async (device) => {
    let dials = true;
    const network = {
      host: '127.0.0.1',
      discovery: null,
      connect: ({ host, port }: Address) => (dials ? net.connect(port, host) : new net.Socket().destroy()),
    };
    const one = await on({ device: 'MMMMMMMM', network });
    const two = await on({ device });
    found(one);
    admit(one, two);
    introduce(one, two);
    await soon(() => expect(one.relay.receipts().has(device)).toBe(true));
    await two.relays.closeAll();
    dials = false;
    const standsStill = {
      ...systemClock,
      after: (wait: Delay, run: () => void) => (wait === 0 ? systemClock.after(wait, run) : () => {}),
    };
    const back = await again(two, standsStill);
    await soon(() => expect(back.relay.links()).toMatchObject([{ connected: true }]));
  });

  it('leaves no listener of the process behind, however often links are made and dropped', async () => {
    const before = process.listenerCount('exit');
    const one = await on();
    const two = await on();
    found(one);
    admit(one, two);
    introduce(one, two);
    await soon(() => expect(one.relay.links()).toMatchObject([{ connected: true }]));
    for (let round = 0; round < 5; round++) {
      one.relay.networkChanged();
      two.relay.networkChanged();
    }
    expect(process.listenerCount('exit')).toBe(before);
    await soon(() => expect(one.relay.links()).toMatchObject([{ connected: true }]));
  });

  it('dials again when its cables were pulled', async () => {
    const cables = new Set<net.Socket>();
    const network = {
      host: '127.0.0.1',
      discovery: null,
      connect({ host, port }: Address) {
        const socket = net.connect(port, host);
        cables.add(socket);
        return socket;
      },
    };
    const one = await on({ network });
    const two = await on({ network });
    found(one);
    admit(one, two);
    introduce(one, two);
    await soon(() => expect(one.relay.links()).toMatchObject([{ connected: true }]));
    const dialled = cables.size;
    for (const cable of cables) cable.destroy();
    one.relay.log('team').write([entry('meanwhile')]);
    await soon(() => {
      expect(texts(two)).toEqual(['meanwhile']);
      expect(cables.size).toBeGreaterThan(dialled);
    });
  });
});
