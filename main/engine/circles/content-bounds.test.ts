import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { boasts, hostileContents } from '../ground/testing-updates.ts';
import { readUpdate } from '../ground/update-bytes.ts';
import { CONTENT_MAX, isBearable } from './content-bounds.ts';

/** Two megabytes are less than half of a year's document, which takes as long to open. */
const SLOWER = 15;

describe('a content is counted before Yjs sees it', () => {
  for (const [family, { make, small, large }] of Object.entries(hostileContents)) {
    it(`${family}: a few are borne, many are not`, () => {
      expect(isBearable(make(small))).toBe(true);
      expect(isBearable(make(large))).toBe(false);
    });
    it(`${family}: what is borne takes no longer than ${SLOWER} times two megabytes of honest things`, () => {
      const most = largest(make, small, large);
      const [ofIt, ofHonest] = [timeOf(make(most)), timeOf(honestOf(2_000_000))];
      expect(ofIt / ofHonest, `${most} of them`).toBeLessThan(SLOWER);
    });
  }

  it('what says that there is more than there are bytes', () => {
    for (const [boast, update] of Object.entries(boasts)) expect(isBearable(update), boast).toBe(false);
  });

  it('whatever the bytes, it answers, and agrees with Yjs on what it takes', () => {
    const honest = Buffer.from(honestOf(3000));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(honest.length),
        (changes, end) => {
          const bytes = Uint8Array.from(honest.subarray(0, end));
          for (const [at, byte] of changes) if (at < end) bytes[at] = byte;
          let structs = 0;
          const isRead = readUpdate(bytes, {
            struct: () => {
              structs += 1;
              return true;
            },
            deletion: () => true,
          });
          isBearable(bytes);
          if (isRead) expect(structsOf(bytes) ?? structs).toBe(structs);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        isBearable(bytes);
      }),
    );
  });

  it('two machines that wrote the same thousand things apart, and met', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    for (const doc of [one, other])
      for (let id = 0; id < 1000; id += 1) {
        const map = new Y.Map();
        doc.getMap('thing').set(String(id), map);
        map.set(`title@${doc.clientID}`, 'a\n"b"');
        doc.getArray('feed').unshift([{ id }]);
      }
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    expect(isBearable(Y.encodeStateAsUpdate(one))).toBe(true);
  });

  it('is that of one who writes one facet over and over, years long', () => {
    const doc = new Y.Doc();
    const map = new Y.Map();
    doc.getMap('thing').set('x', map);
    doc.transact(() => {
      for (let edit = 0; edit < 20_000; edit += 1) map.set('title@a', `${edit}\n1`);
    });
    expect(isBearable(Y.encodeStateAsUpdate(doc))).toBe(true);
  });

  it('is that of a line of every day of a quarter, which twenty devices decided, each date in and out', () => {
    const doc = new Y.Doc();
    const line = new Y.Map();
    doc.getMap('lines').set('x', line);
    for (let device = 0; device < 20; device += 1)
      for (let date = 0; date < 92; date += 1)
        for (const facet of ['decision', 'out']) line.set(`${facet}:${date}@${device}`, 'a\n1');
    expect(isBearable(Y.encodeStateAsUpdate(doc))).toBe(true);
  });

  it('is that of the same line, each of the twenty devices in a map of its own', () => {
    const doc = new Y.Doc();
    for (let device = 0; device < 20; device += 1) {
      const line = new Y.Map();
      doc.getMap('lines').set(`x@${device}`, line);
      for (let date = 0; date < 92; date += 1)
        for (const facet of ['decision', 'out']) line.set(`${facet}:${date}`, 'a\n1');
    }
    expect(isBearable(Y.encodeStateAsUpdate(doc))).toBe(true);
  });

  it('has bounds six times those of ten years', () => {
    expect(CONTENT_MAX.bytes).toBeGreaterThan(6 * 4.75 * 1024 * 1024);
    expect(CONTENT_MAX.structs).toBeGreaterThan(6 * 53_000);
    expect(CONTENT_MAX.entities).toBeGreaterThan(6 * 7_600);
  });
});

/** The most of them that are borne. */
function largest(make: (size: number) => Uint8Array, small: number, large: number): number {
  let [borne, refused] = [small, large];
  while (refused > borne * 1.1 && refused - borne > 16) {
    const middle = 16 * Math.round((borne + refused) / 32);
    if (isBearable(make(middle))) borne = middle;
    else refused = middle;
  }
  return borne;
}

/** Bookings of one device, so many bytes. */
function honestOf(bytes: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let id = 0; id < Math.max(2, bytes / 640); id += 1) {
      const map = new Y.Map();
      doc.getMap('booking').set(`booking-${id}`, map);
      for (const facet of ['slot', 'title', 'what', 'who', 'status', 'where'])
        map.set(`${facet}@device`, `0mwwwbptw.00b.a\n"${facet.repeat(5)}${id}"`);
    }
    doc.getMap('booking').delete('booking-0');
  });
  return Y.encodeStateAsUpdate(doc);
}

function timeOf(update: Uint8Array): number {
  const doc = new Y.Doc();
  const before = performance.now();
  Y.applyUpdate(doc, update);
  Y.encodeStateAsUpdate(doc);
  return performance.now() - before;
}

/** Null for what Yjs reads otherwise, or not at all: texts that are no UTF-8. */
function structsOf(bytes: Uint8Array): number | null {
  try {
    return Y.decodeUpdate(bytes).structs.length;
  } catch {
    return null;
  }
}
