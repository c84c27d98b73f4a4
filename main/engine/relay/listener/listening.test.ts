import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { testClock } from '../../ground/testing-clock.ts';
import {
  type Credentials,
  credentialsOf,
  ending,
  opened,
  portOf,
  raw,
  unknownCredentials,
  urlOf,
  webSocket,
} from '../testing/strangers.ts';
import { admit, found, type Machine, machine, reopen } from '../testing/teams.ts';
import { readFrame } from '../wire/frames.ts';
import { createGuard, visitorKey } from './guard.ts';

let host: Machine;
/** Holds the keys of a device of the team; its own relay is off. */
let member: Machine;
let keys: Credentials;
const machines: Machine[] = [];

beforeEach(async () => {
  host = await machine();
  member = await machine({ network: null });
  machines.push(host, member);
  found(host, ['team', 'welcome', 'care']);
  admit(host, member, { circles: ['team'] });
  keys = credentialsOf(member);
});

afterEach(async () => {
  for (const { relays, folder } of machines.splice(0)) {
    await relays.closeAll();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

const soon = (check: () => void) => vi.waitFor(check, { timeout: 120_000, interval: 20 });
const entry = (text: string) => new Uint8Array(Buffer.from(text));
const texts = ({ relay }: Machine) =>
  relay
    .log('team')
    .entries()
    .map((bytes) => Buffer.from(bytes).toString())
    .sort();

/** The stock client, told nothing but the keys. */
function stockClient(url: string, credentials: Credentials, doc: Y.Doc): WebsocketProvider {
  class Keyed extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { ...credentials, rejectUnauthorized: false });
    }
  }
  const at = url.lastIndexOf('/');
  return new WebsocketProvider(url.slice(0, at), url.slice(at + 1), doc, {
    disableBc: true,
    WebSocketPolyfill: Keyed as unknown as typeof globalThis.WebSocket,
  });
}

describe('the stock y-websocket client', () => {
  it('syncs a room through the server both ways, also once the server was killed and is back', async () => {
    host.relay.log('team').write([entry('from the host')]);
    const doc = new Y.Doc();
    const log = doc.getArray<Uint8Array>('log');
    const provider = stockClient(urlOf(host, 'team'), keys, doc);
    const inDoc = () =>
      log
        .toArray()
        .map((bytes) => Buffer.from(bytes).toString())
        .sort();
    try {
      await soon(() => expect(inDoc()).toEqual(['from the host']));
      log.push([entry('from the client')]);
      await soon(() => expect(texts(host)).toEqual(['from the client', 'from the host']));
      for (let round = 0; round < 2; round++) {
        await host.relays.closeAll();
        log.push([entry(`meanwhile ${round}`)]);
        host = await reopen(host);
        machines.push(host);
        await soon(() => expect(texts(host)).toEqual(inDoc()));
      }
      expect(inDoc()).toEqual(['from the client', 'from the host', 'meanwhile 0', 'meanwhile 1']);
    } finally {
      provider.destroy();
    }
  });

  it('tells and hears who is there, and is given up when it goes', async () => {
    const doc = new Y.Doc();
    const provider = stockClient(urlOf(host, 'team'), keys, doc);
    try {
      provider.awareness.setLocalState({ s: 'AA' });
      const second = new Y.Doc();
      const other = stockClient(urlOf(host, 'team'), credentialsOf(host), second);
      await soon(() => expect([...other.awareness.getStates().keys()]).toContain(doc.clientID));
      provider.disconnect();
      await soon(() => expect([...other.awareness.getStates().keys()]).not.toContain(doc.clientID));
      other.destroy();
    } finally {
      provider.destroy();
    }
  });
});

describe('a stranger', () => {
  it('with an unknown certificate, or none, is refused', async () => {
    for (const credentials of [await unknownCredentials(), {}])
      expect(await ending(webSocket(urlOf(host, 'register'), credentials))).toBe(403);
    expect(await raw(portOf(host), 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('404');
  });

  it('gets no older TLS', async () => {
    const socket = tls.connect({ host: '127.0.0.1', port: portOf(host), maxVersion: 'TLSv1.2', ...keys });
    const failed = await new Promise((resolve) => {
      socket.on('error', () => resolve(true));
      socket.on('secureConnect', () => resolve(false));
    });
    expect(failed).toBe(true);
  });

  it('that sends garbage, or too long a head, is hung up on', async () => {
    const port = portOf(host);
    const bare = net.connect(port, '127.0.0.1');
    bare.on('error', () => {});
    bare.write(randomBytes(2000));
    await new Promise((resolve) => bare.on('close', resolve));
    await raw(port, randomBytes(3000));
    await raw(port, `GET / HTTP/1.1\r\nX: ${'a'.repeat(5000)}\r\n\r\n`);
    expect(await ending(webSocket(urlOf(host, 'care'), keys))).toBe(4503);
  });

  it('that says nothing is hung up on, by the clock', async () => {
    const bare = net.connect(portOf(host), '127.0.0.1');
    bare.on('error', () => {});
    await new Promise((resolve) => bare.on('close', resolve));
  });

  it('gets few sockets at a time, however many it opens, and costs the others nothing once it is gone', async () => {
    const sockets = Array.from({ length: 500 }, () => net.connect(portOf(host), '127.0.0.1'));
    const ended = sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          socket.on('error', () => {});
          socket.on('close', () => resolve());
        }),
    );
    await soon(() => expect(sockets.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(64));
    for (const socket of sockets) socket.destroy();
    await Promise.all(ended);
    host.relay.log('team').write([entry('still here')]);
    expect(texts(host)).toEqual(['still here']);
  });

  // Only there has a machine more than one address of its own without being given any.
  it.runIf(process.platform === 'linux')(
    'does not keep out a member, whose address proved itself, by holding every other place',
    async () => {
      const enter = async () => {
        const socket = webSocket(urlOf(host, 'team'), keys);
        await opened(socket);
        socket.terminate();
      };
      await enter();
      const strangers = Array.from({ length: 520 }, (_, each) => {
        const localAddress = `127.0.0.${2 + Math.floor(each / 64)}`;
        return net.connect({ port: portOf(host), host: '127.0.0.1', localAddress }).on('error', () => {});
      });
      try {
        await soon(() =>
          expect(strangers.filter(({ destroyed }) => destroyed).length).toBeGreaterThanOrEqual(8),
        );
        await enter();
      } finally {
        for (const socket of strangers) socket.destroy();
      }
    },
  );

  it('may ask to join when somebody invites, within 4 KiB', async () => {
    const post = (body: Buffer) =>
      raw(
        portOf(host),
        Buffer.concat([
          Buffer.from(`POST /pairing HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`),
          body,
        ]),
      );
    expect(await post(Buffer.from('hello'))).toMatch(/^HTTP\/1.1 404/);
    const asked: Buffer[] = [];
    host.relay.setPairing(async (request) => {
      asked.push(Buffer.from(request));
      return request.length === 3 ? null : Buffer.from('welcome');
    });
    const answer = await post(Buffer.from('hello'));
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(answer).toMatch(/welcome$/);
    expect(await post(Buffer.from('who'))).toMatch(/^HTTP\/1.1 404/);
    expect(await post(Buffer.alloc(5000))).not.toMatch(/^HTTP\/1.1 200/);
    expect(asked.map(String)).toEqual(['hello', 'who']);
    host.relay.setPairing(async () => {
      throw new Error('a bug');
    });
    expect(await post(Buffer.from('hello'))).toBe('');
  });
});

describe('a member that misbehaves', () => {
  const update = (make: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc();
    make(doc);
    return Y.encodeStateAsUpdate(doc);
  };
  const frame = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0, 2]), varUint(bytes.length), bytes]);
  const varUint = (value: number) => {
    const bytes: number[] = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return Buffer.from([...bytes, rest]);
      bytes.push((rest % 128) | 128);
    }
  };
  const presence = (state: unknown) => {
    const text = Buffer.from(JSON.stringify(state));
    const content = Buffer.concat([Buffer.from([1, 5, 1]), varUint(text.length), text]);
    return Buffer.concat([Buffer.from([1]), varUint(content.length), content]);
  };

  it.each<[string, () => Buffer | string]>([
    ['text', () => 'hello'],
    ['noise', () => Buffer.from([200, 200, 200, 200, 200, 200])],
    ['an unknown type', () => Buffer.from([9])],
    ['a state vector that ends early', () => Buffer.from([0, 0, 3, 5, 1])],
    ['an update that is none', () => frame(Buffer.from([7, 7, 7, 7]))],
    ['a text', () => frame(update((doc) => doc.getText('log').insert(0, 'x')))],
    ['a nested type', () => frame(update((doc) => doc.getArray('log').push([new Y.Map()])))],
    ['JSON', () => frame(update((doc) => doc.getArray('log').push([{ a: 1 }])))],
    ['another root', () => frame(update((doc) => doc.getArray('more').push([entry('x')])))],
    ['a key in the log', () => frame(update((doc) => doc.getMap('log').set('k', entry('x'))))],
    ['a presence in clear', () => presence({ name: 'Claire' })],
    ['a long presence', () => presence({ s: 'A'.repeat(10_000) })],
  ])('with %s is closed for now, and changes nothing', async (_name, bytes) => {
    host.relay.log('team').write([entry('kept')]);
    const socket = webSocket(urlOf(host, 'team'), keys);
    await opened(socket);
    const end = ending(socket);
    socket.send(bytes());
    expect(await end).toBe(4502);
    expect(texts(host)).toEqual(['kept']);
    expect(host.relay.presence.all().size).toBe(0);
  });

  it('with a frame over 64 MiB is closed', async () => {
    const socket = webSocket(urlOf(host, 'team'), keys);
    await opened(socket);
    const end = ending(socket);
    socket.send(Buffer.alloc(64 * 1024 * 1024 + 1));
    expect([1006, 1009]).toContain(await end);
    expect(texts(host)).toEqual([]);
  });

  it('finds closed the circles it is not admitted to, and what is no room', async () => {
    for (const room of ['care', 'welcome', 'nothing', '', '../../team'])
      expect([room, await ending(webSocket(urlOf(host, room), keys))]).toEqual([room, 4503]);
    const other = `wss://127.0.0.1:${portOf(host)}/${'A'.repeat(16)}/team`;
    expect(await ending(webSocket(other, keys))).toBe(4503);
  });

  it('that asks again while a long answer is made gets both', async () => {
    const long = new Uint8Array(randomBytes(6 * 1024 * 1024));
    host.relay.log('team').write([long]);
    const socket = webSocket(urlOf(host, 'team'), keys);
    let answers = 0;
    let bytes = 0;
    socket.on('message', (data: Buffer) => {
      bytes += data.length;
      const frame = readFrame(new Uint8Array(data));
      if (frame?.type === 'step2') answers += 1;
    });
    await opened(socket);
    const question = Uint8Array.of(0, 0, 1, 0);
    for (let times = 0; times < 5; times++) socket.send(question);
    // The questions that came meanwhile are one.
    await soon(() => expect(answers).toBe(2));
    expect(bytes).toBeGreaterThan(2 * long.length);
    socket.send(question);
    await soon(() => expect(answers).toBe(3));
    socket.close();
  });

  it('that never reads is let go before it fills the memory', async () => {
    const socket = webSocket(urlOf(host, 'team'), keys);
    await opened(socket);
    socket.pause();
    const part = new Uint8Array(randomBytes(4 * 1024 * 1024));
    let closed = false;
    socket.on('close', () => {
      closed = true;
    });
    // It reads again what little was on its way, to learn that it was hung up on.
    for (let written = 0; written < 24; written++) host.relay.log('team').write([part], () => true);
    socket.resume();
    await soon(() => expect(closed).toBe(true));
    expect(host.relay.log('team').entries()).toHaveLength(1);
  });
});

describe('the guard', () => {
  const clock = testClock();

  it('lets 20 failed tries of a minute pass, then none until it is over; a proof forgives', () => {
    const guard = createGuard(clock);
    for (let tried = 0; tried < 19; tried++) guard.enter('10.0.0.1')?.left();
    guard.enter('10.0.0.1')?.proved();
    for (let tried = 0; tried < 20; tried++) {
      const visit = guard.enter('::ffff:10.0.0.1');
      expect(visit).not.toBeNull();
      visit?.left();
    }
    expect(guard.enter('10.0.0.1')).toBeNull();
    expect(guard.enter('10.0.0.2')).not.toBeNull();
    clock.put(3_600_000);
    clock.advance(59_999);
    clock.put(-7_200_000);
    expect(guard.enter('10.0.0.1')).toBeNull();
    clock.advance(1);
    expect(guard.enter('10.0.0.1')).not.toBeNull();
  });

  it('holds 64 unproved of one address and 512 in all', () => {
    const guard = createGuard(clock);
    const count = (address: string, tries: number) =>
      Array.from({ length: tries }, () => guard.enter(address)).filter(Boolean).length;
    expect(count('10.0.0.1', 100)).toBe(64);
    for (let other = 2; other < 9; other++) count(`10.0.0.${other}`, 64);
    expect(count('10.0.0.99', 1)).toBe(0);
  });

  it('keeps places for the latest 256 addresses that proved themselves, whoever holds the others', () => {
    const guard = createGuard(clock);
    for (let each = 0; each < 257; each++) guard.enter(`10.1.${each >> 8}.${each & 255}`)?.proved();
    for (let each = 0; each < 5000; each++) guard.enter(`10.2.${each >> 8}.${each & 255}`);
    expect(guard.enter('10.1.0.0')).toBeNull();
    expect(guard.enter('10.1.0.1')).not.toBeNull();
    expect(guard.enter('10.1.1.0')).not.toBeNull();
    for (let each = 0; each < 100; each++) guard.enter('10.1.0.1');
    expect(guard.enter('10.1.0.1')).toBeNull();
    expect(guard.enter('10.1.0.2')).not.toBeNull();
  });

  it('counts a network of IPv6 as one visitor', () => {
    expect(visitorKey('2001:db8:1:2:3:4:5:6')).toBe(visitorKey('2001:db8:1:2::9'));
    expect(visitorKey('2001:db8:1:3::9')).not.toBe(visitorKey('2001:db8:1:2::9'));
    expect(visitorKey('::ffff:192.168.0.1')).toBe('192.168.0.1');
    expect(visitorKey('fe80::1%eth0')).toBe(visitorKey('fe80::2'));
  });

  it('excuses those who join, up to 60 requests a minute', () => {
    const guard = createGuard(clock);
    for (let asked = 0; asked < 60; asked++) {
      const visit = guard.enter('10.0.0.1');
      expect(visit?.pairs()).toBe(true);
      visit?.left();
    }
    expect(guard.enter('10.0.0.1')?.pairs()).toBe(false);
  });
});
