/** `docs/glossary.md`: each word once, said on screen as it says, and standing in the code where it says so. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const textOf = (...patterns: string[]): string =>
  globSync(patterns, { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');

const rows = readFileSync(path.join(root, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, word = '', screen = '', , code = ''] = line.split('|').map((cell) => cell.trim());
    return word.startsWith('**') ? [{ word: word.replaceAll('*', ''), screen, code }] : [];
  });

const code = textOf('{main,renderer,shared}/**/*.{ts,tsx}');
const screens = textOf('renderer/i18n/fr/*.ts', 'shared/domain/*/wording.ts', 'shared/contract/errors/fr.ts')
  .toLowerCase()
  .replaceAll(/\\u00a0|\\u202f|[\u00a0\u202f]/g, ' ');

test('each word has one meaning', () => {
  const words = rows.map(({ word }) => word);
  expect(words.length).toBeGreaterThan(90);
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});

test('its name in the code is in the code', () => {
  const absent = rows.flatMap(({ word, code: names }) =>
    [...names.matchAll(/`([^`]+)`/g)]
      .filter(([, name = '']) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(code))
      .map(([, name]) => `${word}: ${name}`),
  );
  expect(absent).toEqual([]);
});

test('its French word is said by a screen', () => {
  const unsaid = rows.flatMap(({ word, screen }) =>
    screen
      .split(', ')
      .filter((said) => !screens.includes(said.toLowerCase()))
      .map((said) => `${word}: ${said}`),
  );
  expect(unsaid).toEqual([]);
});
