/**
 * One request to the machine that invites, over TLS 1.3. Nothing is sent before the certificate it presents was found
 * to be the one that the invitation names.
 */
import { createHash } from 'node:crypto';
import http from 'node:http';
import tls from 'node:tls';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Address } from '#shared/domain/team/address.ts';
import { type Clock, type Delay, seconds } from '../../ground/clock.ts';
import { ANSWER_MAX } from './messages.ts';

/** To reach a machine, and to have its answer (it may keep one waiting for 4 s). */
const REACH = seconds(3);
const ANSWER = seconds(10);

export type PostProblem =
  /** No connection, or it broke before the answer was whole. */
  | 'unreachable'
  /** Another machine has that address now. */
  | 'wrong-certificate'
  /** The right machine, which says that nobody invites there. */
  | 'nobody-invites'
  /** The right machine asks for a pause. */
  | 'too-many';

export type Post = (address: Address, body: Uint8Array) => Promise<Result<Uint8Array, PostProblem>>;

interface Options {
  /** SHA-256 of the DER certificate. */
  certificate: Uint8Array;
  clock: Clock;
  signal: AbortSignal;
}

/** Never rejects. */
export function createPost({ certificate, clock, signal }: Options): Post {
  async function connect({ host, port }: Address): Promise<Result<tls.TLSSocket, PostProblem>> {
    const socket = tls.connect({
      host,
      port,
      minVersion: 'TLSv1.3',
      // The certificate is its own authority: its hash, compared below, is what makes it the right one.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const outcome = await first(socket, 'secureConnect', REACH);
    const presented = outcome === 'happened' ? socket.getPeerX509Certificate()?.raw : undefined;
    if (!presented) {
      socket.destroy();
      return err('unreachable');
    }
    if (createHash('sha256').update(presented).digest().equals(certificate)) return ok(socket);
    socket.destroy();
    return err('wrong-certificate');
  }

  /** Whether the event came before an error, a close, the time allowed or the person's giving up. */
  function first(socket: tls.TLSSocket, event: string, wait: Delay): Promise<'happened' | 'failed'> {
    return new Promise((resolve) => {
      const end = (outcome: 'happened' | 'failed') => () => {
        stop();
        signal.removeEventListener('abort', failed);
        resolve(outcome);
      };
      const failed = end('failed');
      const stop = clock.after(wait, failed);
      signal.addEventListener('abort', failed);
      // Stays: a socket without a listener of errors would end the process.
      socket.on('error', failed);
      socket.once('close', failed);
      socket.once(event, end('happened'));
      if (signal.aborted) failed();
    });
  }

  function send(socket: tls.TLSSocket, address: Address, body: Uint8Array) {
    return new Promise<Result<Uint8Array, PostProblem>>((resolve) => {
      const end = (result: Result<Uint8Array, PostProblem>) => {
        stop();
        signal.removeEventListener('abort', broken);
        socket.destroy();
        resolve(result);
      };
      const broken = () => end(err('unreachable'));
      const stop = clock.after(ANSWER, broken);
      signal.addEventListener('abort', broken);
      if (signal.aborted) return broken();
      const request = http.request({
        method: 'POST',
        path: '/pairing',
        host: address.host,
        port: address.port,
        createConnection: () => socket,
        headers: { 'content-type': 'application/octet-stream', 'content-length': body.length },
      });
      request.on('error', broken);
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on('error', broken);
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > ANSWER_MAX) return broken();
          parts.push(part);
        });
        response.on('close', broken);
        response.on('end', () => {
          if (!response.complete) return broken();
          const status = response.statusCode ?? 0;
          if (status === 200) return end(ok(Buffer.concat(parts)));
          const gone = status === 204 || status === 404 || status === 410;
          end(err(gone ? 'nobody-invites' : status === 429 || status === 503 ? 'too-many' : 'unreachable'));
        });
      });
      request.end(body);
    });
  }

  return async (address, body) => {
    if (signal.aborted) return err('unreachable');
    const connected = await connect(address);
    return connected.ok ? send(connected.value, address, body) : connected;
  };
}
