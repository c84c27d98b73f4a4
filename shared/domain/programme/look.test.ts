import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, inkOn, READABLE, textOn } from './look.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);

test('whatever colour is chosen, words on it and words of it can be read, on paper and in the dark', () => {
  fc.assert(
    fc.property(colour, (chosen) => {
      expect(contrast(textOn(chosen), chosen)).toBeGreaterThanOrEqual(READABLE);
      for (const paper of ['#ffffff', '#fdfbf7', '#26231f', '#1d1b18'])
        expect(contrast(inkOn(paper, chosen), paper)).toBeGreaterThanOrEqual(READABLE);
    }),
    { numRuns: 2000 },
  );
  expect(textOn('#165d57')).toBe('#ffffff');
  expect(textOn('#ffff00')).toBe('#000000');
  expect(inkOn('#ffffff', '#165d57')).toBe('#165d57');
});
