/**
 * How a vault restored from a backup becomes known: nobody has heard of the device that continues the former one, so its
 * certificate is not let in. It hands over the statement by which the former device says so; whoever takes it checks that
 * it was signed by a device of the team, and that it names the very certificate of this connection.
 */
import http from 'node:http';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Address } from '#shared/domain/team/address.ts';
import type { DeviceId } from '#shared/domain/team/model.ts';
import { type Clock, seconds } from '../../ground/clock.ts';
import { parseStatement, signedUnder } from '../../register/statement.ts';
import type { Register } from '../rooms/register-room.ts';
import { certificateHash } from '../wire/transport.ts';

export const INTRODUCTION_PATH = '/successor';
/** Bytes of a statement that is handed over so. */
const INTRODUCTION_MAX = 4096;
/** For the whole of it. */
const PATIENCE = seconds(8);

interface Options {
  register: Register;
  /** This device. */
  own: DeviceId;
  credentials: tls.SecureContext;
  connect: ((address: Address) => Duplex) | undefined;
  clock: Clock;
}

/**
 * Answers how this device introduces itself to another that refused it: true when it was taken. One at a time; never
 * rejects.
 */
export function createIntroducer({ register, own, ...dialling }: Options) {
  let busy = false;
  return async (address: Address, to: DeviceId): Promise<boolean> => {
    const statement = successionOf(register, own);
    const certificate = register.team?.devices.get(to)?.keys.certificate;
    if (!statement || !certificate || busy) return false;
    busy = true;
    try {
      return await introduce({ address, certificate, statement, ...dialling });
    } catch {
      return false;
    } finally {
      busy = false;
    }
  };
}

/** The statement that made `device` the one that continues another; null when none did, or it is too long to hand over. */
function successionOf(register: Register, device: DeviceId): Uint8Array | null {
  const made = register.statements().find(({ body }) => {
    return body.kind === 'device.succeeded' && body.device.id === device;
  });
  if (!made) return null;
  const bytes = register.bytes().find((each) => {
    const read = parseStatement(each);
    return read.ok && read.value.id === made.id;
  });
  return bytes && bytes.length <= INTRODUCTION_MAX ? bytes : null;
}

/** Takes a statement in when it makes the bearer of this certificate a device of the team. Never throws on the bytes. */
export function takeIntroduction(register: Register, bytes: Uint8Array, certificate: string): boolean {
  const { team } = register;
  const read = parseStatement(bytes);
  if (!team || !read.ok) return false;
  const { author, body } = read.value;
  if (body.kind !== 'device.succeeded' || body.device.certificate !== certificate) return false;
  const former = team.devices.get(author);
  if (!former || former.removed || !signedUnder(read.value, former.keys.sign)) return false;
  register.add([bytes]);
  return register.team?.devices.get(body.device.id)?.keys.certificate === certificate;
}

interface Introducing extends Omit<Options, 'register' | 'own'> {
  address: Address;
  /** Of the machine that is told; nothing is said to another. */
  certificate: string;
  statement: Uint8Array;
}

/** True when it was taken. Rejects when the address is none. */
function introduce(options: Introducing): Promise<boolean> {
  const { address, certificate, credentials, connect, statement, clock } = options;
  return new Promise((resolve) => {
    const under = connect?.(address);
    const socket = tls.connect({
      host: address.host,
      port: address.port,
      ...(under ? { socket: under } : {}),
      secureContext: credentials,
      minVersion: 'TLSv1.3',
      // The hash compared below is what makes it the right machine.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const end = (taken: boolean) => {
      cancel();
      socket.destroy();
      resolve(taken);
    };
    const cancel = clock.after(PATIENCE, () => end(false));
    under?.on('error', () => end(false));
    socket.on('error', () => end(false));
    socket.once('close', () => end(false));
    // At once, as in dial.ts: our own certificate has not left yet.
    socket.once('secureConnect', () => {
      const presented = socket.getPeerX509Certificate();
      if (!presented || certificateHash(presented) !== certificate) return end(false);
      const request = http.request({
        method: 'POST',
        path: INTRODUCTION_PATH,
        host: address.host,
        createConnection: () => socket,
        headers: { 'content-type': 'application/octet-stream', 'content-length': statement.length },
      });
      request.on('error', () => end(false));
      request.on('response', (response) => {
        response.on('error', () => end(false));
        response.resume();
        end(response.statusCode === 200);
      });
      request.end(statement);
    });
  });
}
