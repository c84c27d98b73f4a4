import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf, numbersIn, numbersTyped, placesOf, soughtKey, termsOf } from './numbers.ts';

const read = (text: string) => numbersIn(text).map(({ digits }) => digits);

test.each([
  ['06 12 34 56 78', ['0612345678']],
  ['06.12.34.56.78', ['0612345678']],
  ['06-12-34-56-78', ['0612345678']],
  ['06/12/34/56/78', ['0612345678']],
  ['06\u00a012\u202f34\u200956 - 78', ['0612345678']],
  ['06\u00ad12\u200b34\u206056', ['06123456']],
  ['０６１２ ３４', ['061234']],
  ['+33 6 12 34 56 78', ['33612345678', '0612345678']],
  ['+33612345678', ['33612345678', '0612345678']],
  ['(+33) 6 12 34 56 78', ['33612345678', '0612345678']],
  ['+33 (0)6 12 34 56 78', ['330612345678', '0612345678']],
  ['0033 6 12 34 56 78', ['0033612345678', '0612345678']],
  ['33 6 12 34 56 78', ['33612345678', '0612345678']],
  ['+262 692 12 34 56', ['262692123456', '0692123456']],
  ['+32 470 12 34 56', ['32470123456', '0470123456']],
  ['+1 212 555 0100', ['12125550100', '02125550100']],
  ['FR76 3000 6000 0112 3456 7890 189', ['7630006000011234567890189']],
  ['SIRET 123 456 789 00012', ['12345678900012']],
  ['1 84 12 33 063 025 46', ['184123306302546']],
  ['en 2027', ['2027']],
  ['le 12 à 14 h, 3 fois', []],
  ['06 12 34 56 78\n06 98 76 54 32', ['0612345678', '0698765432']],
  ['+33 6 12 34 56 78 / +33 6 98 76 54 32', ['33612345678', '0612345678', '33698765432', '0698765432']],
])('%s holds %j', (text, numbers) => {
  expect(read(text)).toEqual(numbers);
});

test('each digit stands where it was written', () => {
  const text = 'Tél. +33 (0)6.12';
  const [written, dialled] = numbersIn(text);
  expect(written?.starts.map((at) => text.charAt(at)).join('')).toBe('330612');
  expect(dialled?.starts.map((at) => text.charAt(at)).join('')).toBe('0612');
  const [, other] = numbersIn('+33 6 12');
  expect(other?.starts).toEqual([0, 4, 6, 7]);
});

test('digits are the same however they are grouped', () => {
  const grouped = fc.array(
    fc.tuple(
      fc.stringMatching(/^[0-9]{1,4}$/),
      fc.constantFrom(' ', '.', '-', '\u00a0', '\u202f', '‑', '/', ''),
    ),
    { minLength: 4, maxLength: 12 },
  );
  fc.assert(
    fc.property(grouped, (groups) => {
      const digits = groups.map(([group]) => group).join('');
      const text = `n° ${groups.map(([group, between]) => group + between).join('')}`;
      expect(read(text)[0]).toBe(digits);
      expect(read(text)).toEqual(read(digits));
    }),
  );
});

test('any text is read, each digit in its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'01239 +.(-)\u00a0\u00ada\n５') }), (text) => {
      for (const { digits, starts } of numbersIn(text)) {
        expect(digits).toMatch(/^\d{4,}$/);
        expect(starts).toHaveLength(digits.length);
        expect([...starts].sort((a, b) => a - b)).toEqual(starts);
        for (const [at, start] of starts.entries())
          if (at > 0) expect(text.charAt(start).normalize('NFKC')).toBe(digits.charAt(at));
      }
    }),
  );
});

test('letters against the first digit belong to a number; a word that goes on after its digits has none', () => {
  const typed = (text: string) => numbersTyped(text).map(soughtKey);
  expect(typed('FR76 3000')).toEqual(['#fr763000']);
  expect(typed('AB3402')).toEqual(['#ab3402']);
  expect(typed('2027T1')).toEqual([]);
  expect(typed('14h30-16h00')).toEqual([]);
  expect(typed('33000B, 06')).toEqual(['#06']);
  expect(typed('06')).toEqual(['#06']);
  expect(typed('061')).toEqual(['#061']);
  expect(typed('0612')).toEqual(['0612']);
  expect(typed('0')).toEqual([]);
  expect(typed('+33 6')).toEqual(['#336', '#06']);
  const kept = (text: string) => numbersIn(text).map(keysOf);
  expect(kept('06 12 34')).toEqual([['061234', '#061', '#123', '#34']]);
  expect(kept('061234')).toEqual([['061234', '#061']]);
  expect(kept('FR76 3000')).toEqual([['#fr763000', '#300']]);
});

test('what is typed of a number stands where it was found', () => {
  const text = 'réf. AB3402, tél. 06 12 34 56 78';
  const found = (key: string) =>
    numbersIn(text).flatMap((number) =>
      placesOf(key, number).map(({ start, end }) => text.slice(start, end)),
    );
  expect(found('#ab3402')).toEqual(['3402']);
  expect(found('402')).toEqual(['402']);
  expect(found('#06')).toEqual(['06']);
  expect(found('#345')).toEqual(['34 5']);
  expect(found('1234')).toEqual(['12 34']);
  expect(found('#12345')).toEqual([]);
});

test('a part of a number is a run of its groups of three', () => {
  const threeByThree = termsOf;
  expect(threeByThree('0612')).toEqual(['#061', '#612']);
  expect(threeByThree('#ab12')).toEqual(['##ab', '#ab1', '#b12']);
  expect(threeByThree('#061')).toEqual(['##061']);
  const digits = fc.stringMatching(/^[0-9]{4,20}$/);
  fc.assert(
    fc.property(digits, digits, (whole, part) => {
      const [all, some] = [threeByThree(whole).join(' '), threeByThree(part).join(' ')];
      expect(all.includes(some)).toBe(whole.includes(part));
    }),
  );
});
