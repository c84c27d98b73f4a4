/**
 * The socket that the y-websocket client is given. It does the mutual TLS, sends nothing to a machine whose certificate
 * is not the one expected, and hands on only frames that are what they should be: the client itself would throw on
 * others. Nothing here throws into the client, whatever the network does.
 */
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { WebSocket } from 'ws';
import type { Address } from '#shared/domain/team/address.ts';
import { type Clock, type Delay, seconds } from '../../ground/clock.ts';
import type { RoomProblem } from '../rooms/room.ts';
import { closeCodeOf } from '../rooms/room.ts';
import { CLOSE } from '../wire/close-codes.ts';
import { emptyAwareness, emptySync, FRAME_MAX, readFrame, updateFrames } from '../wire/frames.ts';
import { createOutbox, type Outbox } from '../wire/outbox.ts';
import { certificateHash } from '../wire/transport.ts';

const REACH = seconds(3);
const HANDSHAKE = seconds(5);
const PROBE = seconds(3);
const CLOSING = seconds(1);

export type DialProblem = 'unreachable' | 'refused' | 'wrong-certificate';

export interface DialOptions {
  /** Milliseconds to wait before anything. */
  delay: () => Delay;
  /** Null: nowhere to go for now. Asked again after `failed`, for as many places as `tries` says. */
  address: () => Address | null;
  tries: () => number;
  path: string;
  /** SHA-256 of the certificate expected, base64url. */
  certificate: string;
  credentials: tls.SecureContext;
  connect?: ((address: Address) => Duplex) | undefined;
  clock: Clock;
  /** An update that came, applied by the owner of the room; the client is shown an empty one. */
  receive: (update: Uint8Array) => RoomProblem | null;
  /** Presence goes through in the room that has some. */
  presence: boolean;
  opened: (socket: DialedSocket, address: Address) => void;
  /** `presented`: the certificate of another machine. */
  failed: (problem: DialProblem, address: Address | null, presented: string | null) => void;
  closed: (code: number, wasOpen: boolean) => void;
}

type Handler<T> = ((event: T) => void) | null;

export interface DialedSocket {
  send(frame: Uint8Array): void;
  /** Lets go at once unless the peer answers within 3 s. */
  probe(): void;
  close(): void;
}

/** A class for `WebSocketPolyfill`; each instance is one try. */
export function dialerClass(options: DialOptions): typeof globalThis.WebSocket {
  const { clock } = options;

  class Dialed implements DialedSocket {
    static readonly OPEN = 1;
    readonly OPEN = 1;
    binaryType = 'arraybuffer';
    readyState: 0 | 1 | 2 | 3 = 0;
    onopen: Handler<object> = null;
    onmessage: Handler<{ data: Uint8Array }> = null;
    onclose: Handler<{ code: number; reason: string }> = null;
    onerror: Handler<object> = null;
    #cancel: () => void;
    #cancelProbe: (() => void) | null = null;
    #tries = 0;
    #tls: tls.TLSSocket | null = null;
    #ws: WebSocket | null = null;
    #outbox: Outbox | null = null;

    constructor() {
      this.#cancel = clock.after(options.delay(), () => {
        this.#tries = options.tries();
        this.#dial();
      });
    }

    #dial(): void {
      const address = options.address();
      const socket = address && this.#connect(address);
      if (!socket) {
        this.#tries = 0;
        this.#fail('unreachable', address);
        return;
      }
      this.#tls = socket;
      socket.on('error', () => {});
      this.#cancel = clock.after(REACH, () => socket.destroy());
      const gone = () => this.#fail('unreachable', address);
      socket.once('close', gone);
      // At once: what shows our own certificate is made by now, and leaves only after this.
      socket.once('secureConnect', () => {
        this.#cancel();
        socket.off('close', gone);
        const presented = socket.getPeerX509Certificate();
        const hash = presented ? certificateHash(presented) : null;
        if (hash === options.certificate) this.#open(socket, address);
        else {
          socket.destroy();
          this.#fail('wrong-certificate', address, hash);
        }
      });
    }

    #connect(address: Address): tls.TLSSocket | null {
      try {
        const under = options.connect?.(address);
        const socket = tls.connect({
          host: address.host,
          port: address.port,
          ...(under ? { socket: under } : {}),
          secureContext: options.credentials,
          minVersion: 'TLSv1.3',
          // The hash compared once it is there is what makes it the right machine.
          rejectUnauthorized: false,
          checkServerIdentity: () => undefined,
        });
        under?.on('error', () => socket.destroy());
        return socket;
      } catch {
        // What was typed is no name of a machine.
        return null;
      }
    }

    #open(socket: tls.TLSSocket, address: Address): void {
      socket.setNoDelay(true);
      const ws = new WebSocket(`wss://margelle${options.path}`, {
        createConnection: () => socket,
        perMessageDeflate: false,
        maxPayload: FRAME_MAX,
        handshakeTimeout: HANDSHAKE,
        autoPong: false,
      });
      this.#ws = ws;
      ws.on('error', () => ws.terminate());
      ws.once('open', () => {
        this.readyState = 1;
        this.#outbox = createOutbox(ws, clock, () => ws.terminate());
        options.opened(this, address);
        this.onopen?.({});
      });
      ws.on('message', (data: Buffer, isBinary: boolean) => this.#take(new Uint8Array(data), isBinary));
      ws.on('ping', () => {
        this.#alive();
        if (ws.bufferedAmount < 64 * 1024) ws.pong(undefined, undefined, () => {});
      });
      ws.on('pong', () => this.#alive());
      ws.once('close', (code) => {
        if (this.readyState === 0) this.#fail('refused', address);
        else this.#end(code);
      });
    }

    #alive(): void {
      this.#cancelProbe?.();
      this.#cancelProbe = null;
    }

    #take(bytes: Uint8Array, isBinary: boolean): void {
      if (this.readyState !== 1) return;
      this.#alive();
      const frame = isBinary ? readFrame(bytes) : null;
      if (frame?.type === 'step2' || frame?.type === 'update') {
        const problem = options.receive(frame.update);
        if (problem) this.#leave(closeCodeOf[problem]);
        else this.onmessage?.({ data: emptySync(frame.type) });
      } else if (frame) {
        const passes = frame.type === 'step1' || (options.presence && frame.type !== 'none');
        this.onmessage?.({ data: passes ? bytes : emptyAwareness });
      } else this.#leave(CLOSE.malformed);
    }

    send(data: Uint8Array): void {
      if (this.readyState !== 1) return;
      const frame = data.length > 1024 * 1024 ? readFrame(data) : null;
      if (frame && (frame.type === 'step2' || frame.type === 'update'))
        this.#outbox?.sendAll(updateFrames(frame.update, frame.type));
      else this.#outbox?.send(new Uint8Array(data));
    }

    /** The other machine said what this one cannot take. */
    #leave(code: number): void {
      this.#ws?.close(code);
      this.#end(code);
    }

    #fail(problem: DialProblem, address: Address | null, presented: string | null = null): void {
      if (this.readyState === 3) return;
      this.#cancel();
      options.failed(problem, address, presented);
      this.#tries -= 1;
      // The next place is tried at once; the client waits before it tries them all again.
      if (problem !== 'refused' && this.#tries > 0) this.#dial();
      else this.#end(1006);
    }

    #end(code: number): void {
      if (this.readyState === 3) return;
      const wasOpen = this.readyState === 1;
      this.#finish();
      options.closed(code, wasOpen);
      this.onerror?.({});
      this.onclose?.({ code, reason: '' });
    }

    #finish(): void {
      this.readyState = 3;
      this.#cancel();
      this.#cancelProbe?.();
      this.#outbox?.close();
      const [ws, socket] = [this.#ws, this.#tls];
      if (!ws) socket?.destroy();
      else if (ws.readyState === 0) ws.terminate();
      else clock.after(CLOSING, () => ws.terminate());
    }

    /** By the client: it hears nothing more. */
    close(): void {
      if (this.readyState === 3) return;
      const wasOpen = this.readyState === 1;
      if (wasOpen) this.#ws?.close(1000);
      this.#finish();
      options.closed(1000, wasOpen);
    }

    probe(): void {
      if (this.readyState !== 1 || this.#cancelProbe) return;
      this.#ws?.ping();
      this.#cancelProbe = clock.after(PROBE, () => this.#ws?.terminate());
    }
  }
  return Dialed as unknown as typeof globalThis.WebSocket;
}
