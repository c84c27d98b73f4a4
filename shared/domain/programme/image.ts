/** What the first bytes of an image say: PNG or JPEG, and how large it is once drawn. */

export interface ImageKind {
  type: 'image/png' | 'image/jpeg';
  /** In pixels. */
  width: number;
  height: number;
}

/** Most pixels of a side, and in all: 40 million are 160 MB once drawn. */
const SIDE_MAX = 12_000;
const PIXELS_MAX = 40_000_000;

export const isDrawable = ({ width, height }: ImageKind): boolean =>
  width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX && width * height <= PIXELS_MAX;

/** Undefined for anything that is not a PNG or a JPEG whose size can be read. */
export const imageKindOf = (bytes: Uint8Array): ImageKind | undefined => pngOf(bytes) ?? jpegOf(bytes);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** PNG, 5.2 and 11.2.2: the signature, then the header chunk with width and height. */
function pngOf(bytes: Uint8Array): ImageKind | undefined {
  if (bytes.length < 33 || PNG.some((byte, at) => bytes[at] !== byte)) return undefined;
  const view = viewOf(bytes);
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Frame headers of JPEG (ITU T.81, table B.1): every start of frame, without tables and arithmetic conditioning. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegOf(bytes: Uint8Array): ImageKind | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker, and markers that stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrame(marker))
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else {
      const length = view.getUint16(at + 2);
      if (length < 2 || marker === 0xda || marker === 0xd9) return undefined;
      at += 2 + length;
    }
  }
  return undefined;
}
