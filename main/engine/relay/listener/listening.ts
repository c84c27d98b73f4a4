/**
 * The only thing of this machine that listens: TLS 1.3 that asks for a certificate, then a WebSocket for who has a known
 * one, or one small request to join. Before the proof a stranger gets 5 seconds, 4 KiB and what `guard.ts` allows.
 *
 * TLS makes whoever shows a certificate prove, in this very connection, that it has its key: nothing can be replayed
 * and no clock is trusted. TLS sessions are never resumed.
 */
import { constants } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, seconds } from '../../ground/clock.ts';
import { INTRODUCTION_PATH } from '../links/introduction.ts';
import { FRAME_MAX } from '../wire/frames.ts';
import { certificateHash } from '../wire/transport.ts';
import { createGuard, type Visit } from './guard.ts';

/** Answers one pairing request (at most 4 KiB); null answers "nobody is inviting here". */
export type PairingHandler = (request: Uint8Array, from: string) => Promise<Uint8Array | null>;

/** From the first byte to the proof. */
const PROOF = seconds(5);
/** For the answer to a request to join, which may wait for a person. */
const PAIRING_ANSWER = seconds(15);
/** Bytes of a request, head or body. */
const REQUEST_MAX = 4096;

interface Options {
  host: string;
  /** 0 is any. */
  port: number;
  /** PEM. */
  certificate: string;
  privateKey: Buffer;
  clock: Clock;
  /** Whether the certificate (SHA-256, base64url) is that of a device known here. */
  knows: (certificate: string) => boolean;
  /** A device with a known certificate opened a WebSocket on `path`. */
  entered: (socket: WebSocket, certificate: string, path: string) => void;
  pairing: () => PairingHandler | null;
  /** A stranger with this certificate shows a statement that makes it a device of the team; false when it does not. */
  introduced: (statement: Uint8Array, certificate: string) => boolean;
  log: (line: string) => void;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Rejects when the port cannot be had. */
export async function startListening(options: Options): Promise<Listening> {
  const { clock, knows, entered, pairing, log } = options;
  const guard = createGuard(clock);
  const visits = new Map<string, Visit>();
  const raw = new Set<net.Socket>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: FRAME_MAX,
    autoPong: false,
  });
  const server = https.createServer({
    cert: options.certificate,
    key: options.privateKey,
    minVersion: 'TLSv1.3',
    requestCert: true,
    // Certificates are their own authority; their hash is what is known of them.
    rejectUnauthorized: false,
    secureOptions: constants.SSL_OP_NO_TICKET,
    handshakeTimeout: PROOF,
    maxHeaderSize: REQUEST_MAX,
    headersTimeout: PROOF,
    requestTimeout: PROOF,
    keepAliveTimeout: 1,
  });

  const front = net.createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    const visit = guard.enter(socket.remoteAddress ?? '');
    if (!visit) return socket.destroy();
    const name = nameOf(socket);
    visits.set(name, visit);
    raw.add(socket);
    const cancel = clock.after(PROOF, () => {
      if (visits.get(name) === visit) socket.destroy();
    });
    socket.once('close', () => {
      cancel();
      raw.delete(socket);
      if (visits.get(name) === visit) visits.delete(name);
      visit.left();
    });
    server.emit('connection', socket);
  });

  server.on('secureConnection', (socket: TLSSocket) => {
    socket.on('error', () => {});
    const certificate = certificateOf(socket);
    if (socket.isSessionReused()) socket.destroy();
    else if (certificate !== null && knows(certificate)) {
      visits.get(nameOf(socket))?.proved();
      visits.delete(nameOf(socket));
    }
  });
  server.on('tlsClientError', () => {});
  server.on('clientError', (_error, socket) => socket.destroy());

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    const certificate = certificateOf(request.socket as TLSSocket);
    if (certificate === null || !knows(certificate)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      entered(webSocket, certificate, request.url ?? '');
    });
  });
  // Refuses what is no WebSocket after all; without a listener it would be told on the socket only.
  webSockets.on('wsClientError', (_error, socket) => socket.destroy());

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log(`a request to join failed: ${error instanceof Error ? error.message : 'not an Error'}`);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = (status: number, body?: Uint8Array) => {
      response.writeHead(status, {
        connection: 'close',
        'content-type': 'application/octet-stream',
        'content-length': body?.length ?? 0,
      });
      response.end(body);
    };
    const introduces = request.url === INTRODUCTION_PATH;
    if (request.method !== 'POST' || (!introduces && request.url !== '/pairing')) return end(404);
    const handler = pairing();
    if (!introduces && !handler) return end(404);
    const name = nameOf(request.socket);
    const visit = visits.get(name);
    const body = await bodyOf(request);
    if (!body) return end(413);
    if (visit && !visit.pairs()) return end(429);
    if (introduces || !handler) {
      const certificate = certificateOf(request.socket as TLSSocket);
      return end(certificate !== null && options.introduced(body, certificate) ? 200 : 403);
    }
    // The proof is the handler's business now, and so is the time it takes.
    if (visit) visits.delete(name);
    const cancel = clock.after(PAIRING_ANSWER, () => response.destroy());
    try {
      const said = await handler(body, request.socket.remoteAddress ?? '');
      if (said) end(200, said);
      else end(404);
    } finally {
      cancel();
    }
  }

  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen({ host: options.host, port: options.port }, () => {
      front.off('error', reject);
      // Too many open files, say: those who come meanwhile come back.
      front.on('error', (error) => log(`listening: ${(error as NodeJS.ErrnoException).code}`));
      resolve();
    });
  });

  return {
    port: (front.address() as net.AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => front.close(resolve));
      for (const socket of raw) socket.destroy();
      webSockets.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const nameOf = ({ remoteAddress, remotePort }: net.Socket): string => `${remoteAddress} ${remotePort}`;

function certificateOf(socket: TLSSocket): string | null {
  const certificate = socket.getPeerX509Certificate();
  return certificate ? certificateHash(certificate) : null;
}

/** Null when it is longer than it may be, or breaks off. */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= REQUEST_MAX) parts.push(part);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(null));
  });
}
