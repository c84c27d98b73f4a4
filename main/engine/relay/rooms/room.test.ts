import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stillClock } from '../../ground/testing-clock.ts';
import { boasts, hostileFrames, inTwoSteps } from '../../ground/testing-updates.ts';
import { isRoomUpdate, logOf } from '../wire/update-check.ts';
import { openRoom, type Room } from './room.ts';
import { openStore, type RelayStore } from './store.ts';

let folder: string;
let store: RelayStore;
let said: string[];
let rooms: Room[];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'margelle-room-'));
  store = openStore(folder, () => undefined);
  said = [];
  rooms = [];
});
afterEach(() => {
  for (const room of rooms) room.close();
  store.close();
  fs.rmSync(folder, { recursive: true });
});

function open(): Room {
  const room = openRoom({
    ...{ name: 'team', store, clock: stillClock(() => 0), watch: () => undefined },
    log: (line) => said.push(line),
  });
  rooms.push(room);
  return room;
}

/** A log of entries, as one device pushes them. */
function logWith(entries: number): Uint8Array {
  const doc = new Y.Doc();
  for (let at = 0; at < entries; at += 1) logOf(doc).push([Uint8Array.of(at % 256, 2, 3)]);
  return Y.encodeStateAsUpdate(doc);
}

describe('a frame is counted before the room has it', () => {
  for (const [family, { make, small, large }] of Object.entries(hostileFrames))
    it(family, () => {
      const room = open();
      expect(isRoomUpdate('team', make(small))).toBe(true);
      expect(room.receive(make(large), null)).toBe('malformed');
      expect(room.receive(logWith(2), null)).toBeNull();
      expect(logOf(room.doc)).toHaveLength(2);
      // Taken in by a relay that did not count: it is not in the way of each start.
      store.append('team', make(large), false);
      expect(logOf(open().doc)).toHaveLength(2);
      expect(said).toEqual([`room team: an update of ${make(large).length} bytes is left out`]);
    });

  it('entries that go back into a log that is there', () => {
    const room = open();
    const [first, then] = inTwoSteps(5000).frames;
    expect(room.receive(first, null)).toBeNull();
    expect(room.receive(then, null)).toBe('malformed');
    // What is known already contests nothing.
    expect(room.receive(first, null)).toBeNull();
    expect(room.receive(Y.encodeStateAsUpdate(room.doc), null)).toBeNull();
  });

  it('the log of one who adds and takes away at once, a thousand times, is taken', () => {
    const doc = new Y.Doc();
    const frames: Uint8Array[] = [];
    doc.on('update', (frame: Uint8Array) => frames.push(frame));
    for (let time = 0; time < 1000; time += 1)
      doc.transact(() => {
        // As the log of a circle is written: Yjs puts what comes after a deletion at the beginning.
        if (time % 3 === 0) for (let at = logOf(doc).length - 1; at >= 0; at -= 2) logOf(doc).delete(at);
        logOf(doc).push([Uint8Array.of(1), Uint8Array.of(2)]);
      });
    const room = open();
    for (const frame of frames) expect(room.receive(frame, null)).toBeNull();
    expect(isRoomUpdate('team', Y.encodeStateAsUpdate(doc))).toBe(true);
  });

  it('what boasts of more than it has', () => {
    for (const [boast, frame] of Object.entries(boasts))
      expect(open().receive(frame, null), boast).toBe('malformed');
  });

  it('the log of two machines that were apart for a thousand entries each is taken', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    const before = logWith(10);
    for (const doc of [one, other]) {
      Y.applyUpdate(doc, before);
      for (let at = 0; at < 1000; at += 1) logOf(doc).push([Uint8Array.of(1)]);
    }
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    for (let at = 0; at < logOf(one).length; at += 3) logOf(one).delete(at);
    expect(isRoomUpdate('team', Y.encodeStateAsUpdate(one))).toBe(true);
  });

  it('a hundred machines that each wrote ten entries apart are one log', () => {
    const doc = new Y.Doc();
    for (let machine = 0; machine < 100; machine += 1) {
      const its = new Y.Doc();
      Y.applyUpdate(its, Y.encodeStateAsUpdate(doc));
      // Apart from what the log gets meanwhile.
      for (let time = 0; time < 10; time += 1) {
        logOf(doc).push([Uint8Array.of(2)]);
        logOf(its).push([Uint8Array.of(3)]);
      }
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(its));
    }
    expect(logOf(doc)).toHaveLength(2000);
    expect(isRoomUpdate('team', Y.encodeStateAsUpdate(doc))).toBe(true);
  });
});
