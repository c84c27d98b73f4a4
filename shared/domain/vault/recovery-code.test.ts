import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRecoveryCode, parseRecoveryCode, recoveryCodeBytes } from './recovery-code.ts';

const codes = fc.uint8Array({ minLength: recoveryCodeBytes, maxLength: recoveryCodeBytes });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the recovery code', () => {
  it('is printed in nine groups of four and read back', () => {
    fc.assert(
      fc.property(codes, (bytes) => {
        const printed = formatRecoveryCode(bytes);
        expect(printed).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){8}$/);
        expect(parseRecoveryCode(printed)).toEqual(bytes);
      }),
    );
  });

  it('forgives case, spaces, O for 0, I and L for 1', () => {
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom('o', 'O'),
        fc.constantFrom('i', 'I', 'l', 'L'),
        (bytes, zero, one) => {
          const typed = formatRecoveryCode(bytes)
            .replaceAll('-', '  ')
            .toLowerCase()
            .replaceAll('0', zero)
            .replaceAll('1', one);
          expect(parseRecoveryCode(` ${typed}\n`)).toEqual(bytes);
        },
      ),
    );
  });

  it('notices one wrong character, wherever', () => {
    fc.assert(
      fc.property(codes, fc.nat(35), fc.integer({ min: 1, max: 31 }), (bytes, place, shift) => {
        const characters = [...formatRecoveryCode(bytes).replaceAll('-', '')];
        const digit = alphabet.indexOf(characters[place] ?? '');
        characters[place] = alphabet.charAt((digit + shift) % 32);
        expect(parseRecoveryCode(characters.join(''))).toBeNull();
      }),
    );
  });

  it('notices two neighbours exchanged', () => {
    fc.assert(
      fc.property(codes, fc.nat(34), (bytes, place) => {
        const characters = [...formatRecoveryCode(bytes).replaceAll('-', '')];
        const [first = '', second = ''] = characters.slice(place, place + 2);
        fc.pre(first !== second);
        characters.splice(place, 2, second, first);
        expect(parseRecoveryCode(characters.join(''))).toBeNull();
      }),
    );
  });

  it('refuses whatever else', () => {
    expect(parseRecoveryCode('')).toBeNull();
    expect(parseRecoveryCode('UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU')).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        expect(parseRecoveryCode(typed)).toBeNull();
      }),
    );
    expect(() => formatRecoveryCode(new Uint8Array(19))).toThrow(RangeError);
  });
});
