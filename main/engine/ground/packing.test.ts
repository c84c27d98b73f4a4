import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from './packing.ts';

it('gives back what was packed, whatever it is', () => {
  const repeated = fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(2000))
    .map(([part, times]) => Buffer.concat(Array.from({ length: times }, () => part)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 9000 }), repeated), (bytes) => {
      const packed = pack(bytes);
      expect(packed.bytes.length).toBeLessThanOrEqual(bytes.length);
      expect(Buffer.compare(unpack(packed) ?? Buffer.alloc(0), bytes)).toBe(0);
    }),
  );
});

it('leaves alone what is short, or would not be shorter', () => {
  expect(pack(Buffer.alloc(2000)).packed).toBe(false);
  expect(pack(randomBytes(50_000)).packed).toBe(false);
  expect(pack(Buffer.alloc(50_000)).packed).toBe(true);
});

it('answers null for what was not packed', () => {
  expect(unpack({ packed: true, bytes: Buffer.from('these are words') })).toBeNull();
  const { bytes } = pack(Buffer.alloc(50_000));
  expect(unpack({ packed: true, bytes: bytes.subarray(0, bytes.length - 2) })).toBeNull();
});
