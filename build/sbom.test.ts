import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { shippedBom } from './sbom.ts';

interface Locked {
  version: string;
  integrity: string;
  dev?: boolean;
  devOptional?: boolean;
}

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const bom = shippedBom();
const listed = new Set(
  bom.components.map(({ name, version, hashes }) => `${name} ${version} ${hashes[0]?.content}`),
);

const lineOf = ([at, { version, integrity }]: [string, Locked]) => {
  const name = at.split('node_modules/').at(-1);
  return `${name} ${version} ${Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex')}`;
};

test('the list of what is shipped holds every production dependency, with its version and hash', () => {
  const locked: Record<string, Locked> = read('package-lock.json').packages;
  const production = Object.entries(locked).filter(([at, one]) => at !== '' && !one.dev && !one.devOptional);
  expect(production.length).toBeGreaterThan(50);
  expect(production.map(lineOf).filter((line) => !listed.has(line))).toEqual([]);
});

test('it holds what the screens and the shell are made of too, and no tool', () => {
  const names = new Set(bom.components.map(({ name }) => name));
  for (const name of ['electron', 'react', 'react-dom', '@mantine/core', '@tiptap/core', 'prosemirror-model'])
    expect(names, name).toContain(name);
  for (const name of ['vitest', 'typescript', 'electron-builder', '@biomejs/biome', '@electron/get', 'node'])
    expect(names, name).not.toContain(name);
});

test('it says what asks for what, of what it lists and of nothing else', () => {
  const refs = new Set(bom.components.map((one) => one['bom-ref']));
  expect(bom.metadata.component.name).toBe('margelle');
  expect(bom.dependencies.length).toBe(refs.size + 1);
  expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
});

test('no installer is made without it', () => {
  expect(read('package.json').scripts.package).toMatch(/node build\/sbom\.ts && electron-builder /);
});
