/** Clients that are no Margelle: with the keys of a device of the team, of nobody, or none. */
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { generate } from 'selfsigned';
import { WebSocket } from 'ws';
import { type Machine, VAULT } from './teams.ts';

export interface Credentials {
  cert?: string;
  key?: string;
}

/** What a thief of that machine would have. */
export function credentialsOf({ folder }: Machine): Credentials {
  const file = path.join(folder, 'relays', VAULT, 'transport.json');
  const { certificate, key } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    certificate: string;
    key: string;
  };
  return { cert: certificate, key };
}

export async function unknownCredentials(): Promise<Credentials> {
  const made = await generate([{ name: 'commonName', value: 'stranger' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  });
  return { cert: made.cert, key: made.private };
}

export const portOf = ({ relay }: Machine): number => {
  const [address] = relay.addresses();
  if (!address) throw new Error('not listening');
  return address.port;
};

export const urlOf = (machine: Machine, room: string): string =>
  `wss://127.0.0.1:${portOf(machine)}/${machine.relay.register.team?.id.slice(0, 16)}/${room}`;

export function webSocket(url: string, credentials: Credentials): WebSocket {
  const socket = new WebSocket(url, { ...credentials, rejectUnauthorized: false, perMessageDeflate: false });
  socket.on('error', () => {});
  return socket;
}

/** How it ended: the close code, or what the server answered instead of opening. */
export function ending(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('close', resolve);
  });
}

export const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('close', reject);
  });

/** Everything the server says on a bare TLS socket, until it hangs up. */
export function raw(port: number, text: string | Buffer, credentials: Credentials = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...credentials });
    let said = '';
    socket.on('error', () => {});
    socket.on('secureConnect', () => socket.write(text));
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1');
    });
    socket.on('close', () => resolve(said));
  });
}

/** By its first byte, which is in clear. The certificate of who dials travels in the sealed ones. */
type TlsRecord = 'hello' | 'sealed' | 'other';

/** A machine that stands where another one is looked for, and asks who comes for a certificate. */
export async function impostor() {
  const records: TlsRecord[] = [];
  let visits = 0;
  const server = tls.createServer({
    ...(await unknownCredentials()),
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (socket) => socket.on('error', () => {}).end());
  const front = net.createServer((socket) => {
    let unread = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      unread = Buffer.concat([unread, bytes]);
      for (let end = endOf(unread); end <= unread.length; end = endOf(unread)) {
        records.push(unread[0] === 22 ? 'hello' : unread[0] === 23 ? 'sealed' : 'other');
        unread = unread.subarray(end);
      }
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      visits += 1;
    });
    const inner = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
    inner.on('error', () => socket.destroy());
    inner.once('close', () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  const listening = (each: net.Server) => once(each.listen(0, '127.0.0.1'), 'listening');
  await Promise.all([listening(server), listening(front)]);
  return {
    address: { host: '127.0.0.1', port: (front.address() as net.AddressInfo).port },
    /** Of all who came. */
    records: records as readonly TlsRecord[],
    /** Who came and is gone. */
    visits: () => visits,
    close() {
      front.close();
      server.close();
    },
  };
}

const endOf = (bytes: Buffer): number =>
  bytes.length < 5 ? Number.POSITIVE_INFINITY : 5 + bytes.readUInt16BE(3);
