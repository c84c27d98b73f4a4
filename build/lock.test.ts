/**
 * What is installed is what was chosen: `npm ci` compares each package, those of other systems too, with a hash of the
 * lock file, and takes it from the registry alone. No `resolved` is kept: the registry is that of who installs.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
}

const root = path.resolve(import.meta.dirname, '..');
const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
);
const installed = Object.entries(packages).filter(([at]) => at !== '');
const namesWhere = (wrong: (locked: Locked) => boolean) =>
  installed.filter(([, locked]) => wrong(locked)).map(([at]) => at);

test('every locked package has a SHA-512 of 64 bytes', () => {
  expect(installed.length).toBeGreaterThan(700);
  expect(namesWhere(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
});

test('every locked package comes from the registry', () => {
  const elsewhere = ({ version, resolved, link }: Locked) =>
    link === true ||
    !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version) ||
    (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'));
  expect(namesWhere(elsewhere)).toEqual([]);
});

test('nothing but the lock file is ever installed by the checks', () => {
  const runs = ['.ci/run', '.github/workflows/test.yml'].map((file) =>
    readFileSync(path.join(root, file), 'utf8'),
  );
  for (const run of runs) {
    expect(run).toContain('npm ci');
    expect(run).not.toMatch(/\bnpm (?:i|install|add|update)\b/);
  }
});
