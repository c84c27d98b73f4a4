/** Updates of Yjs as a hostile machine that knows the format would make them: nearly right, of any shape. */
import { type Encoder, writeAny, writeUint8, writeVarString, writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import type { Seeded } from '#shared/domain/demo/seeded.ts';
import { hostileContents, hostileFrames, updateOf } from '../../ground/testing-updates.ts';

const LEFT = 0x80;
const RIGHT = 0x40;
const KEY = 0x20;

/** Mostly small, rarely up to `most`. */
const size = (chance: Seeded, most: number): number => Math.ceil(most ** chance.next());

const names = ['booking', 'feed', 'log', 'thing', 'statements', 'slot@a', 'slot@b', 'gone@a', 'x', ''];

function writeNumber(encoder: Encoder, chance: Seeded): void {
  writeVarUint(encoder, chance.chance(0.97) ? chance.int(0, 40) : chance.pick([2 ** 31, 2 ** 32, 2 ** 52]));
}

function writeContent(encoder: Encoder, what: number, chance: Seeded): void {
  switch (what) {
    case 3: {
      const bytes = size(chance, 300);
      writeVarUint(encoder, bytes);
      for (let at = 0; at < bytes; at += 1) writeUint8(encoder, chance.int(0, 255));
      return;
    }
    case 7:
      writeVarUint(encoder, chance.chance(0.9) ? 1 : chance.int(0, 7));
      return;
    case 8: {
      const values = chance.chance(0.8) ? 1 : size(chance, 50);
      writeVarUint(encoder, values);
      for (let at = 0; at < values; at += 1)
        writeAny(
          encoder,
          chance.pick(['a\n1', 'x'.repeat(size(chance, 400)), 1, null, true, [1, [2]], { a: 'b' }]),
        );
      return;
    }
    default:
      writeVarUint(encoder, chance.chance(0.95) ? size(chance, 20) : 2 ** 40);
  }
}

function writeStruct(encoder: Encoder, chance: Seeded): void {
  const what = chance.pick([0, 1, 3, 3, 7, 8, 8, 8, 8, 10, chance.int(0, 31)]);
  if (what === 0 || what === 10) {
    writeUint8(encoder, what);
    writeVarUint(encoder, size(chance, 30));
    return;
  }
  const near = chance.pick([0, 0, LEFT, LEFT, RIGHT, LEFT | RIGHT]);
  const isKeyed = chance.chance(0.7);
  writeUint8(encoder, what | near | (isKeyed ? KEY : 0));
  for (const side of [LEFT, RIGHT])
    if (near & side) {
      writeVarUint(encoder, chance.int(1, 5));
      writeNumber(encoder, chance);
    }
  if (near === 0) {
    const isInRoot = chance.chance(0.6);
    writeVarUint(encoder, isInRoot ? 1 : 0);
    if (isInRoot) writeVarString(encoder, chance.pick(names));
    else {
      writeVarUint(encoder, chance.int(1, 5));
      writeNumber(encoder, chance);
    }
    if (isKeyed) writeVarString(encoder, chance.pick(names));
  }
  writeContent(encoder, what, chance);
}

function anyStructs(chance: Seeded): Uint8Array {
  const clients = chance.int(1, 4);
  return updateOf(
    Array.from({ length: clients }, () => {
      const structs = size(chance, 60);
      return {
        client: chance.int(1, 5),
        clock: chance.chance(0.7) ? 0 : chance.int(0, 60),
        structs: chance.chance(0.97) ? structs : chance.int(0, 2 ** 30),
        write(encoder: Encoder) {
          for (let at = 0; at < structs; at += 1) writeStruct(encoder, chance);
        },
      };
    }),
    Array.from({ length: chance.int(0, 4) }, () => [chance.int(1, 5), chance.int(0, 60), chance.int(1, 30)]),
  );
}

function altered(bytes: Uint8Array, chance: Seeded): Uint8Array {
  const other = Uint8Array.from(
    bytes.subarray(0, chance.chance(0.8) ? bytes.length : chance.int(0, bytes.length)),
  );
  for (let times = size(chance, 6); times > 0 && other.length > 0; times -= 1)
    other[chance.int(0, other.length - 1)] = chance.int(0, 255);
  return other;
}

const families = [...Object.values(hostileContents), ...Object.values(hostileFrames)];

/** `honest`: an update that is right. */
export function anyUpdate(chance: Seeded, honest: Uint8Array): Uint8Array {
  const draw = chance.next();
  if (draw < 0.6) return anyStructs(chance);
  if (draw < 0.85) return altered(honest, chance);
  if (draw < 0.9) return altered(anyStructs(chance), chance);
  const { make, large } = chance.pick(families);
  const made = make(16 * size(chance, Math.min(large, chance.chance(0.02) ? large : 20_000) / 16));
  return draw < 0.98 ? made : altered(made, chance);
}

/** One more gesture of an honest device. */
export function gesture(doc: Y.Doc, chance: Seeded, what: 'contents' | 'frames'): void {
  doc.transact(() => {
    if (what === 'frames') {
      const log = doc.getArray<Uint8Array>('log');
      for (let at = log.length - 1; at >= 0; at -= 1) if (chance.chance(0.02)) log.delete(at);
      log.push([Uint8Array.from({ length: size(chance, 200) }, () => chance.int(0, 255))]);
      return;
    }
    const id = `b${chance.int(0, 50)}`;
    const root = doc.getMap<Y.Map<unknown>>('booking');
    const known = root.get(id);
    const map = known instanceof Y.Map ? known : root.set(id, new Y.Map());
    map.set(`slot@${chance.pick(['a', 'b'])}`, `0mwwwbptw.00b.a\n${chance.int(0, 99)}`);
    doc.getArray('feed').unshift([{ at: chance.int(0, 99), what: id }]);
  });
}
