import { expect, test } from 'vitest';
import { imageKindOf, isDrawable } from './image.ts';

const png = (width: number, height: number) => {
  const bytes = new Uint8Array(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};
/** A comment segment before the frame, then a frame of 300 by 200. */
const jpeg = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 17, 8, 0, 200, 1, 44, 3],
);

test('PNG and JPEG are told by their bytes, with their size', () => {
  expect(imageKindOf(png(480, 320))).toEqual({ type: 'image/png', width: 480, height: 320 });
  expect(imageKindOf(jpeg)).toEqual({ type: 'image/jpeg', width: 300, height: 200 });
});

test.each([
  ['nothing', Uint8Array.of()],
  [
    'a drawing that could hold a script',
    new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  ],
  ['a GIF', new TextEncoder().encode('GIF89a and more than thirty-three bytes of it')],
  ['a PNG cut short', png(1, 1).subarray(0, 20)],
  ['a JPEG without a frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0, 0, 0, 0, 0)],
  ['a JPEG whose segment has no length', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0)],
  ['a JPEG cut short', jpeg.subarray(0, 12)],
])('%s is no image', (_, bytes) => {
  expect(imageKindOf(bytes)).toBeUndefined();
});

test('an image that would fill the memory once drawn is not one to draw', () => {
  const of = (width: number, height: number) => isDrawable({ type: 'image/png', width, height });
  expect(of(4000, 3000)).toBe(true);
  expect(of(0, 10)).toBe(false);
  expect(of(20_000, 10)).toBe(false);
  expect(of(10_000, 10_000)).toBe(false);
});
