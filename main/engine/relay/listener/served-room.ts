/**
 * One room served over one socket, as the y-websocket client expects it: the server's side of the protocol. Knows
 * nothing of teams. Never throws on what comes; what is not of the protocol closes the socket.
 */

import type { WebSocket } from 'ws';
import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { between, type Clock, seconds } from '../../ground/clock.ts';
import { forgetClients } from '../rooms/presence.ts';
import type { Room } from '../rooms/room.ts';
import { closeCodeOf } from '../rooms/room.ts';
import { CLOSE } from '../wire/close-codes.ts';
import { awarenessFrame, emptyAwareness, readFrame, step1Frame, updateFrames } from '../wire/frames.ts';
import { createOutbox } from '../wire/outbox.ts';

/** The client leaves when it hears nothing for 30 s. */
const SIGN_OF_LIFE = seconds(15);
const SILENCE_MAX = seconds(45);
const PROBE = seconds(3);
const CLOSING = seconds(2);
/** Clients of which an awareness may know. */
const CLIENTS_MAX = 1024;

export interface ServedRoom {
  /** Sends these frames before anything that waits, then closes. */
  close(code: number, farewell?: Iterable<Uint8Array>): void;
  /** Lets go at once unless the peer answers within 3 s. */
  probe(): void;
}

interface Options {
  socket: WebSocket;
  room: Pick<Room, 'doc' | 'writable' | 'receive' | 'onUpdate' | 'onReload'>;
  /** Null when presence is not told in this room. */
  awareness: (() => Awareness) | null;
  clock: Clock;
  closed: () => void;
}

export function serveRoom({ socket, room, awareness: awarenessOf, clock, closed }: Options): ServedRoom {
  const awareness = awarenessOf?.() ?? null;
  /** Whom this socket spoke for. */
  const told = new Set<number>();
  const origin = {};
  let heardAt = clock.elapsed();
  let ended = false;
  /** A long answer is on its way; what was asked meanwhile. */
  let answering = false;
  let asked: Uint8Array | null = null;
  let cancelTick: (() => void) | null = null;
  let cancelProbe: (() => void) | null = null;
  const outbox = createOutbox(socket, clock, () => socket.terminate());

  function end(): void {
    if (ended) return;
    ended = true;
    cancelTick?.();
    cancelProbe?.();
    outbox.close();
    stops.dispose();
    if (awareness) forgetClients(awareness, told, origin);
    closed();
  }

  function close(code: number, farewell: Iterable<Uint8Array> = []): void {
    if (ended) return;
    end();
    for (const frame of farewell) socket.send(frame, () => {});
    socket.close(code);
    clock.after(CLOSING, () => socket.terminate());
  }

  function* answer(stateVector: Uint8Array): Generator<Uint8Array> {
    yield* updateFrames(Y.encodeStateAsUpdate(room.doc, stateVector), 'step2');
    answering = false;
    if (asked) {
      const later = asked;
      asked = null;
      reply(later);
    }
  }

  function reply(stateVector: Uint8Array): void {
    if (answering) asked = stateVector;
    else {
      answering = true;
      outbox.sendAll(answer(stateVector));
    }
  }

  function take(bytes: Uint8Array): number | null {
    const frame = readFrame(bytes);
    if (!frame) return CLOSE.malformed;
    switch (frame.type) {
      case 'step1':
        reply(frame.stateVector);
        return null;
      case 'step2':
      case 'update': {
        const problem = room.receive(frame.update, origin);
        return problem && closeCodeOf[problem];
      }
      case 'awareness': {
        if (!awareness) return null;
        if (awareness.meta.size + frame.clients.length > CLIENTS_MAX) return CLOSE.malformed;
        for (const client of frame.clients) told.add(client);
        applyAwarenessUpdate(awareness, frame.update, origin);
        return null;
      }
      case 'query':
        sayPresent();
        return null;
      case 'none':
        return null;
    }
  }

  function sayPresent(): void {
    if (!awareness || awareness.getStates().size === 0) return;
    outbox.send(awarenessFrame(encodeAwarenessUpdate(awareness, [...awareness.getStates().keys()])));
  }

  const tick = () => {
    if (between(heardAt, clock.elapsed()) > SILENCE_MAX) return socket.terminate();
    outbox.send(emptyAwareness);
    socket.ping();
    cancelTick = clock.after(SIGN_OF_LIFE, tick);
  };

  const alive = () => {
    heardAt = clock.elapsed();
    cancelProbe?.();
    cancelProbe = null;
  };
  // Answered by hand: a peer that asks and never reads must not fill the memory.
  socket.on('ping', () => {
    alive();
    if (socket.bufferedAmount < 64 * 1024) socket.pong(undefined, undefined, () => {});
  });
  socket.on('pong', alive);
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (ended) return;
    alive();
    const code = isBinary ? take(new Uint8Array(data)) : CLOSE.malformed;
    if (code !== null) close(code);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', end);

  const sayChanges = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    by: unknown,
  ) => {
    if (by !== origin && awareness)
      outbox.send(awarenessFrame(encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed])));
  };
  const stops = new DisposableStack();
  awareness?.on('update', sayChanges);
  stops.defer(() => awareness?.off('update', sayChanges));
  stops.defer(
    room.onUpdate((update, by) => {
      if (by !== origin) for (const frame of updateFrames(update)) outbox.send(frame);
    }),
  );
  stops.defer(room.onReload(() => close(CLOSE.disk)));

  if (!room.writable) close(CLOSE.disk);
  else {
    outbox.send(step1Frame(room.doc));
    sayPresent();
    cancelTick = clock.after(SIGN_OF_LIFE, tick);
  }

  return {
    close,
    probe() {
      if (ended || cancelProbe) return;
      socket.ping();
      cancelProbe = clock.after(PROBE, () => socket.terminate());
    },
  };
}
