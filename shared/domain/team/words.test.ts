import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fourWords } from './words.ts';

it('four words are read from the first 44 bits', () => {
  expect(fourWords(new Uint8Array(6))).toEqual(['abaisser', 'abaisser', 'abaisser', 'abaisser']);
  expect(fourWords(new Uint8Array(32).fill(255))).toEqual(['zoologie', 'zoologie', 'zoologie', 'zoologie']);
  // 00000000001 00000000010 00000000011 00000000100, then four bits that do not count.
  const bits = [0b00000000, 0b00100000, 0b00001000, 0b00000001, 0b10000000, 0b01001111];
  expect(fourWords(new Uint8Array(bits))).toEqual(['abandon', 'abdiquer', 'abeille', 'abolir']);
  expect(() => fourWords(new Uint8Array(5))).toThrow('too few');
});

it('words carry their accents, each as one character', () => {
  const word = fourWords(new Uint8Array([0b00000010, 0b01000000, 0, 0, 0, 0]))[0];
  expect(word).toBe('académie');
  expect(word?.normalize('NFC')).toBe(word);
});

it('another hash gives other words, whichever of the 44 bits differs', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 32 }), fc.nat(43), (bytes, bit) => {
      const other = bytes.slice();
      other[bit >> 3] = (other[bit >> 3] as number) ^ (128 >> (bit & 7));
      expect(fourWords(other)).not.toEqual(fourWords(bytes));
      expect(fourWords(bytes)).toHaveLength(4);
    }),
  );
});
