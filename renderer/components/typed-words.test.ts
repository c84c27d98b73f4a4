import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fateOf } from './typed-words.ts';

const lines = [
  { value: 'yoga', label: 'Yoga doux' },
  { value: 'gouter', label: 'Goûter du mercredi' },
  { value: 'martin-1', label: 'Claire Martin' },
  { value: 'martin-2', label: 'Claire Martin' },
];

test('a name typed in full is chosen, whatever its accents and capitals', () => {
  expect(fateOf(' gouter du MERCREDI ', lines)).toEqual({ kind: 'chosen', value: 'gouter' });
});
test('nothing typed, or what is chosen already, changes nothing', () => {
  expect(fateOf('  ', lines)).toEqual({ kind: 'none' });
  expect(fateOf('yoga doux', lines, 'yoga')).toEqual({ kind: 'none' });
});
test('words of no line are kept, and a beginning or two lines of one name choose nothing', () => {
  expect(fateOf('Atelier papier mâché', lines)).toEqual({
    kind: 'unlisted',
    words: 'Atelier papier mâché',
    isLike: false,
  });
  expect(fateOf('yog', lines)).toEqual({ kind: 'unlisted', words: 'yog', isLike: true });
  expect(fateOf('Claire Martin', lines)).toMatchObject({ kind: 'unlisted', isLike: true });
});
test('whatever is typed is chosen, kept, or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(null, 'yoga', 'gouter'), (typed, chosen) => {
      const fate = fateOf(typed, lines, chosen);
      if (fate.kind === 'unlisted') expect(fate.words).toBe(typed.trim());
      if (fate.kind === 'none' && chosen === null) expect(typed.trim()).toBe('');
    }),
  );
});
test('no other list may be searched: it would lose what was typed', () => {
  const root = path.resolve(import.meta.dirname, '..');
  const searched = globSync('**/*.tsx', { cwd: root }).filter((file) =>
    /^\s*searchable\b/m.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(searched.map((file) => path.basename(file))).toEqual(['TypedSelect.tsx']);
});
