/** The way between the two machines, over real TLS sockets. */
import { createHash, X509Certificate } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import selfsigned from 'selfsigned';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Address } from '#shared/domain/team/address.ts';
import { systemClock } from '../../ground/system.ts';
import { askToJoin } from './client.ts';
import { ANSWER_MAX } from './messages.ts';
import { createPost } from './post.ts';
import { invited, seeded, testIdentity, testInviter } from './testing.ts';

interface Presented {
  key: string;
  cert: string;
  hash: Buffer;
}

async function certificate(): Promise<Presented> {
  const made = await selfsigned.generate([{ name: 'commonName', value: 'margelle' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  });
  const hash = createHash('sha256').update(new X509Certificate(made.cert).raw).digest();
  return { key: made.private, cert: made.cert, hash };
}

let own: Presented;
let other: Presented;
const open: (() => Promise<void>)[] = [];

beforeAll(async () => {
  own = await certificate();
  other = await certificate();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function listening(server: net.Server | https.Server): Promise<Address> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

type Handler = (body: Buffer, response: ServerResponse) => unknown;

/** Notes what reached it: the paths and bodies. */
async function serving(answer: Handler, presented = own) {
  const seen: { url: string | undefined; body: Buffer }[] = [];
  const options = { key: presented.key, cert: presented.cert, requestCert: true, rejectUnauthorized: false };
  const server = https.createServer({ ...options, minVersion: 'TLSv1.3' }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      seen.push({ url: request.url, body });
      void answer(body, response);
    });
  });
  return { address: await listening(server), seen };
}

const posting = (signal = new AbortController().signal) =>
  createPost({ certificate: own.hash, clock: systemClock, signal });
const body = Buffer.from('a request');

it('carries a request to the machine of the invitation, and its answer back', async () => {
  const { address, seen } = await serving((asked, response) => response.end(Buffer.concat([asked, asked])));
  expect(await posting()(address, body)).toEqual({ ok: true, value: Buffer.concat([body, body]) });
  expect(seen).toEqual([{ url: '/pairing', body }]);
});

it('says nothing to another machine', async () => {
  const { address, seen } = await serving((_, response) => response.end('x'), other);
  expect(await posting()(address, body)).toEqual({ ok: false, error: 'wrong-certificate' });
  expect(seen).toEqual([]);
});

it.each([
  [404, 'nobody-invites'],
  [204, 'nobody-invites'],
  [429, 'too-many'],
  [503, 'too-many'],
  [500, 'unreachable'],
])('understands the answer %i', async (status, problem) => {
  const { address } = await serving((_, response) => {
    response.statusCode = status;
    response.end();
  });
  expect(await posting()(address, body)).toEqual({ ok: false, error: problem });
});

it('does not take an answer that is cut, or without end', async () => {
  const cut = await serving((_, response) => {
    response.setHeader('content-length', 100);
    response.write('half', () => response.destroy());
  });
  expect(await posting()(cut.address, body)).toEqual({ ok: false, error: 'unreachable' });
  const endless = await serving((_, response) => {
    const part = Buffer.alloc(64 * 1024);
    for (let sent = 0; sent <= ANSWER_MAX; sent += part.length) response.write(part);
  });
  expect(await posting()(endless.address, body)).toEqual({ ok: false, error: 'unreachable' });
});

it('is not held by what is no such machine, or by silence once the person gives up', async () => {
  const talker = await listening(
    net.createServer((socket) => socket.on('error', () => {}).end('220 hello\r\n')),
  );
  expect(await posting()(talker, body)).toEqual({ ok: false, error: 'unreachable' });
  const closed = await listening(net.createServer());
  await Promise.all(open.splice(0).map((close) => close()));
  expect(await posting()(closed, body)).toEqual({ ok: false, error: 'unreachable' });

  const controller = new AbortController();
  const silent = await serving(() => controller.abort());
  expect(await posting(controller.signal)(silent.address, body)).toEqual({ ok: false, error: 'unreachable' });
  const again = new AbortController();
  const mute = await listening(
    net.createServer((socket) => {
      socket.on('error', () => {});
      again.abort();
    }),
  );
  expect(await posting(again.signal)(mute, body)).toEqual({ ok: false, error: 'unreachable' });
});

it('joins over it: words, acceptance, register, past an address that another machine has', async () => {
  const wrong = await serving((_, response) => response.end('x'), other);
  let handle: (request: Uint8Array) => Promise<Uint8Array | null> = async () => null;
  const right = await serving(async (asked, response) => response.end(await handle(asked)));
  const inviter = testInviter({
    clock: systemClock,
    certificate: own.hash.toString('base64url'),
    addresses: [wrong.address, right.address],
  });
  handle = (request) => inviter.handle(request, '127.0.0.1');
  const answer = await askToJoin({
    invitation: invited(inviter),
    identity: testIdentity('joiner'),
    type: 'relay',
    name: 'Relais',
    label: 'Mini-PC',
    clock: systemClock,
    random: seeded('nonce'),
    signal: new AbortController().signal,
  });
  if (!answer.ok) throw new Error(answer.error.tag);
  const [request] = inviter.requests();
  expect(request).toMatchObject({ type: 'relay', words: answer.value.words });
  const statements = Array.from({ length: 20 }, (_, i) => new Uint8Array(20_000).fill(i));
  const welcome = { teamName: 'La Margelle', personName: '', addresses: [right.address] };
  inviter.accept(request?.id ?? '', statements, welcome);
  expect(await answer.value.result).toEqual({ ok: true, value: { ...welcome, statements } });
  expect(wrong.seen).toEqual([]);
  inviter.close();
});
