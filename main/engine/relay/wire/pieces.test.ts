import { hash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import sodium from 'sodium-native';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stillClock } from '../../ground/testing-clock.ts';
import { createDiscovery } from '../links/discovery.ts';
import { readBundle } from '../rooms/bundle.ts';
import { readFrame, updateFrames } from './frames.ts';
import { createOutbox } from './outbox.ts';
import { readReceipt, type SignedReceipt, signReceipt } from './receipt.ts';
import { isRoomUpdate, logOf } from './update-check.ts';
import { splitUpdate } from './update-split.ts';

/** Millions of bytes compared one by one take many seconds. */
const hashes = (doc: Y.Doc) =>
  logOf(doc)
    .toArray()
    .map((bytes) => hash('sha256', bytes));

describe('a long update', () => {
  /** Several writers who delete too: runs, gaps and deletions in one update. */
  function busy(): Y.Doc {
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
    for (let round = 0; round < 12; round++) {
      for (const doc of docs) {
        const log = logOf(doc);
        for (let entry = 0; entry < 4; entry++) log.push([new Uint8Array(randomBytes(60_000))]);
        if (log.length > 6) log.delete(round % 4, 2);
        for (const other of docs)
          Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
      }
    }
    return docs[0] as Y.Doc;
  }

  it('in pieces makes the same document, in order and in any other', () => {
    const doc = busy();
    const pieces = [...splitUpdate(Y.encodeStateAsUpdate(doc))];
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThan(2 * 1024 * 1024);
      expect(isRoomUpdate('team', piece)).toBe(true);
    }
    for (const order of [pieces, pieces.toReversed()]) {
      const copy = new Y.Doc();
      for (const piece of order) Y.applyUpdate(copy, piece);
      expect(hashes(copy)).toEqual(hashes(doc));
      expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
    }
  });

  it('is sent as updates and, at last, as the answer that was asked for', () => {
    const frames = [...updateFrames(Y.encodeStateAsUpdate(busy()), 'step2')].map(
      (bytes) => readFrame(bytes)?.type,
    );
    expect(frames.slice(0, -1).every((type) => type === 'update')).toBe(true);
    expect(frames.at(-1)).toBe('step2');
  });

  it('of which the beginning is missing keeps its gap', () => {
    const doc = busy();
    const half = Y.encodeStateVector(doc);
    for (let entry = 0; entry < 60; entry++) logOf(doc).push([new Uint8Array(randomBytes(60_000))]);
    const copy = new Y.Doc();
    for (const piece of splitUpdate(Y.encodeStateAsUpdate(doc, half))) Y.applyUpdate(copy, piece);
    expect(logOf(copy).length).toBe(0);
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy)));
    expect(hashes(copy)).toEqual(hashes(doc));
  });
});

it('bytes from the network never make a reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      readFrame(bytes);
      isRoomUpdate('team', bytes);
      expect(readBundle(bytes)).toBeNull();
      expect(readReceipt(bytes, () => 'A'.repeat(43))).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

describe('a receipt', () => {
  const publicKey = Buffer.alloc(32);
  const secret = Buffer.alloc(64);
  sodium.crypto_sign_keypair(publicKey, secret);
  const key = publicKey.toString('base64url');
  const said: SignedReceipt = {
    device: 'AbCdEf12',
    number: 7,
    at: 1_800_000_000_000,
    held: { team: { AbCdEf12: 3 } },
    addresses: [{ host: '192.168.1.20', port: 47_520 }],
  };

  it('is read by who knows the key, and by nobody once a bit of it changed', () => {
    const bytes = signReceipt(said, secret);
    expect(readReceipt(bytes, (device) => (device === said.device ? key : null))).toEqual(said);
    expect(readReceipt(bytes, () => null)).toBeNull();
    const other = Buffer.alloc(32);
    sodium.crypto_sign_keypair(other, Buffer.alloc(64));
    expect(readReceipt(bytes, () => other.toString('base64url'))).toBeNull();
    for (let at = 0; at < bytes.length; at++) {
      const altered = bytes.slice();
      altered[at] = (altered[at] as number) ^ 1;
      expect(readReceipt(altered, () => key)).toBeNull();
    }
  });

  it('that says too much is none', () => {
    const addresses = Array.from({ length: 17 }, (_, port) => ({ host: 'a', port: port + 1 }));
    expect(readReceipt(signReceipt({ ...said, addresses }, secret), () => key)).toBeNull();
  });
});

describe('what waits to be sent', () => {
  function socket() {
    const sent: { bytes: number; done: () => void }[] = [];
    return {
      sent,
      readyState: 1 as const,
      get bufferedAmount() {
        return sent.reduce((sum, { bytes }) => sum + bytes, 0);
      },
      send(data: Uint8Array, done: () => void) {
        sent.push({ bytes: data.length, done });
      },
      /** One frame has left. */
      drain() {
        sent.shift()?.done();
      },
    };
  }
  type Socket = Parameters<typeof createOutbox>[0];
  const timers: { task: () => void; off: boolean }[] = [];
  const clock = {
    ...stillClock(() => 0),
    after(_ms: number, task: () => void) {
      const timer = { task, off: false };
      timers.push(timer);
      return () => {
        timer.off = true;
      };
    },
  };

  it('goes out in order, about 1 MiB at a time', () => {
    const wire = socket();
    const outbox = createOutbox(wire as unknown as Socket, clock, () => expect.unreachable());
    for (let frame = 1; frame <= 10; frame++) outbox.send(new Uint8Array(400_000 + frame));
    outbox.sendAll([new Uint8Array(1), new Uint8Array(2)].values());
    outbox.send(new Uint8Array(3));
    const order: number[] = [];
    while (wire.sent.length > 0) {
      expect(wire.bufferedAmount).toBeLessThan(2_000_000);
      order.push(wire.sent[0]?.bytes ?? 0);
      wire.drain();
    }
    expect(order).toEqual([...Array.from({ length: 10 }, (_, frame) => 400_001 + frame), 1, 2, 3]);
  });

  it('may ask for more while it is made: that follows', () => {
    const wire = socket();
    const outbox = createOutbox(wire as unknown as Socket, clock, () => expect.unreachable());
    function* answer(size: number): Generator<Uint8Array> {
      yield new Uint8Array(size);
      if (size < 3) outbox.sendAll(answer(size + 1));
      outbox.send(new Uint8Array(10 + size));
    }
    outbox.sendAll(answer(1));
    expect(wire.sent.map(({ bytes }) => bytes)).toEqual([1, 2, 11, 3, 12, 13]);
  });

  it('over 64 MiB, or stuck for 30 s, lets the peer go', () => {
    let stuck = 0;
    const wire = socket();
    const outbox = createOutbox(wire as unknown as Socket, clock, () => {
      stuck += 1;
      outbox.close();
    });
    for (let sent = 0; sent < 70 && stuck === 0; sent++) outbox.send(new Uint8Array(1024 * 1024));
    expect(stuck).toBe(1);
    timers.length = 0;
    const slow = createOutbox(socket() as unknown as Socket, clock, () => {
      stuck += 1;
    });
    slow.send(new Uint8Array(10));
    for (const { task, off } of timers) if (!off) task();
    expect(stuck).toBe(2);
  });
});

it('the automatic search never throws, whether the network allows it or not', async () => {
  const lines: string[] = [];
  const discovery = createDiscovery((line) => lines.push(line));
  const stop = discovery.publish({ team: 'A'.repeat(43), device: 'AbCdEf12', port: 47_520 });
  const forget = discovery.found('A'.repeat(43), () => {});
  forget();
  stop();
  discovery.close();
  discovery.close();
  expect(discovery.available).toBe(false);
  expect(discovery.publish({ team: 'A'.repeat(43), device: 'AbCdEf12', port: 1 })).toBeTypeOf('function');
  expect(lines.length).toBeLessThan(2);
});
