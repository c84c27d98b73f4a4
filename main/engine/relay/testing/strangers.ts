/** Clients that are no Margelle: with the keys of a device of the team, of nobody, or none. */
import fs from 'node:fs';
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
