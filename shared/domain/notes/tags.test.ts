import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldTag, normalizeTags } from './tags.ts';

test('the same tag is kept once, as first known', () => {
  expect(normalizeTags(['  Réunion ', 'réunion', '#RÉUNION', '', 'idée'], ['Idée'])).toEqual([
    'Idée',
    'Réunion',
  ]);
});

test('normalizing again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (tags) => {
      const once = normalizeTags(tags);
      expect(normalizeTags(once)).toEqual(once);
      expect(new Set(once.map(foldTag)).size).toBe(once.length);
    }),
  );
});
