/** A tag of somebody else's repository can be moved to other code; a commit cannot. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

test('every action of the workflows is pinned by its commit, with its tag beside it to be read', () => {
  const uses = globSync('.github/workflows/*.{yml,yaml}', { cwd: root }).flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/\buses['"]?:\s*(.*)$/gm)].map(
      ([, what = '']) => what,
    ),
  );
  expect(uses.length).toBeGreaterThanOrEqual(3);
  expect(uses.filter((what) => !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual(
    [],
  );
});
