/**
 * What waits to be sent on one socket. Frames go out in order, a few at a time, so that a peer that reads slowly costs
 * bounded memory; one that does not read at all is let go.
 */
import type { WebSocket } from 'ws';
import { type Clock, seconds } from '../../ground/clock.ts';

/** Bytes handed to the socket before the next frame waits for them to leave. */
const AHEAD = 1024 * 1024;
/** Bytes that may wait; long answers are made as they leave and do not count. */
const WAITING_MAX = 64 * 1024 * 1024;
/** Without one frame leaving. */
const STUCK = seconds(30);

export interface Outbox {
  send(frame: Uint8Array): void;
  /** Frames made one by one as the former ones leave. */
  sendAll(frames: Iterator<Uint8Array>): void;
  close(): void;
}

/** `stuck`: the peer does not read. */
export function createOutbox(
  socket: Pick<WebSocket, 'send' | 'bufferedAmount' | 'readyState'>,
  clock: Clock,
  stuck: () => void,
): Outbox {
  let waiting: (Uint8Array | Iterator<Uint8Array>)[] = [];
  let waitingBytes = 0;
  let flying = 0;
  let closed = false;
  /** Making a frame may ask for others to be sent, or be told that one has left: they follow, in their turn. */
  let pumping = false;
  let cancelWatch: (() => void) | null = null;

  function watch(): void {
    cancelWatch?.();
    cancelWatch = flying > 0 && !closed ? clock.after(STUCK, stuck) : null;
  }

  function next(): Uint8Array | null {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (first instanceof Uint8Array) {
        waiting.shift();
        waitingBytes -= first.length;
        return first;
      }
      const { done, value } = first.next();
      if (!done) return value;
      waiting.shift();
    }
    return null;
  }

  function pump(): void {
    if (pumping) return;
    pumping = true;
    try {
      while (!closed && socket.readyState === 1 && socket.bufferedAmount < AHEAD) {
        const frame = next();
        if (!frame) return;
        flying += 1;
        if (flying === 1) watch();
        socket.send(frame, () => {
          flying -= 1;
          watch();
          pump();
        });
      }
    } finally {
      pumping = false;
    }
  }

  return {
    send(frame) {
      if (closed) return;
      waiting.push(frame);
      waitingBytes += frame.length;
      pump();
      if (waitingBytes + socket.bufferedAmount > WAITING_MAX) stuck();
    },
    sendAll(frames) {
      if (closed) return;
      waiting.push(frames);
      pump();
    },
    close() {
      closed = true;
      waiting = [];
      cancelWatch?.();
    },
  };
}
