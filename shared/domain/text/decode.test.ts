import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from './decode.ts';

const sentence = 'Élèves à l’école, Noël, œuvre : 12 €';

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
  view.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2 + 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};

it('reads UTF-8 with and without a byte order mark', () => {
  const bytes = new TextEncoder().encode(sentence);
  expect(decodeText(bytes)).toEqual({ text: sentence, encoding: 'utf-8' });
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toEqual({
    text: sentence,
    encoding: 'utf-8',
  });
});

it('reads UTF-16 both ways round', () => {
  expect(decodeText(utf16(sentence, true))).toEqual({ text: sentence, encoding: 'utf-16le' });
  expect(decodeText(utf16(sentence, false))).toEqual({ text: sentence, encoding: 'utf-16be' });
});

it('falls back to windows-1252, with its curly quotes, ligature and euro', () => {
  const bytes = Uint8Array.from([
    0xc9, 0x6c, 0xe8, 0x76, 0x65, 0x73, 0x20, 0x6c, 0x92, 0x9c, 0x75, 0x76, 0x72, 0x65, 0x20, 0x80,
  ]);
  expect(decodeText(bytes)).toEqual({ text: 'Élèves l’œuvre €', encoding: 'windows-1252' });
});

it('reads an empty file as empty UTF-8', () => {
  expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
});

it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(bytes).text === 'string'));
});

it('gives back every well-formed text written in UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.startsWith('\ufeff'));
      expect(decodeText(new TextEncoder().encode(text)).text).toBe(text);
    }),
  );
});

it('bytes that are nothing, by the hundred thousand, are read all the same', () => {
  const broken = new Uint8Array(300_000).fill(0xff);
  expect(decodeText(broken)).toEqual({ text: 'ÿ'.repeat(300_000), encoding: 'windows-1252' });
  const { text, encoding, damaged } = decodeText(
    Uint8Array.of(0xef, 0xbb, 0xbf, ...broken.subarray(0, 50_000), 0x41),
  );
  expect([text.length, text.at(-1), encoding, damaged]).toEqual([50_001, 'A', 'utf-8', [1]]);
});
