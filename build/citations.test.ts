/**
 * What the documents and the comments point at is in this repository: a file by its path, from one of the roots or from
 * beside whoever cites it; a decision by its number. What lies outside (a design, an issue) is nobody's to read here.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const roots = ['.', 'main/engine', 'main', 'shared', 'docs'];
/** Files of somebody else, and the names that a convention is told with. */
const elsewhere = ['electron.d.ts', 'x.ts', 'x.test.ts', 'x.long.test.ts'];
/** Folders that a run makes. */
const made = ['e2e/shots/'];

const zones = '{main,renderer,shared,build,bench,e2e}/**/*';
const files = globSync(['*.md', 'docs/*.md', 'docs/decisions/*.md', `${zones}.{ts,tsx,mjs,css}`], {
  cwd: root,
});

const comment = /\/\*[\s\S]*?\*\/|(?<![:\w'"`])\/\/.*$/gm;
const readingOf = (file: string): string => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return file.endsWith('.md') ? text : (text.match(comment) ?? []).join('\n');
};

const cited = /(?<![\w<>{}*…/.-])(?:\.\.?\/)*(?:[\w.-]+\/)*[\w.-]*\w\.(?:ts|tsx|mjs|mts|css|html|md|sql)\b/g;
const isHere = (name: string, by: string): boolean =>
  elsewhere.includes(name) ||
  [...roots, path.dirname(by)].some((from) => existsSync(path.join(root, from, name)));

test('every file that is cited exists', () => {
  const wrong = files.flatMap((file) =>
    (readingOf(file).match(cited) ?? [])
      .filter((name) => !isHere(name, file))
      .map((name) => `${file}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

const folders = /`((?:main|renderer|shared|build|bench|e2e|docs)\/[\w/-]+)`/g;

test('every folder that a document cites exists', () => {
  const wrong = files.flatMap((file) =>
    [...readingOf(file).matchAll(folders)]
      .map(([, name = '']) => name)
      .filter((name) => !made.includes(name) && !/decisions\/\d{4}$/.test(name))
      .filter((name) => !existsSync(path.join(root, name)))
      .map((name) => `${file}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('every decision that is cited was taken', () => {
  const taken = new Set(
    readdirSync(path.join(root, 'docs/decisions')).map((name) => Number.parseInt(name, 10)),
  );
  const wrong = files.flatMap((file) =>
    [...readingOf(file).matchAll(/\bdecisions?[ /](\d{1,4})\b/g)]
      .filter(([, number]) => !taken.has(Number(number)))
      .map(([name]) => `${file}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('every test that the threat model names is there', () => {
  const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
  const wrong = [
    ...text.matchAll(/`([\w/.-]+\.(?:test|spec)\.ts)`((?: and `[^`]+`)?) \(?("[^)|]*)/g),
  ].flatMap(([, file = '', , titles = '']) => {
    const from = roots.find((one) => existsSync(path.join(root, one, file))) ?? '';
    const tests = readFileSync(path.join(root, from, file), 'utf8');
    return [...titles.matchAll(/"([^"…]+)…?"/g)]
      .filter(([, title = '']) => !tests.includes(title))
      .map(([, title]) => `${file}: ${title}`);
  });
  expect(wrong).toEqual([]);
});

test('every adversary of the threat model has a test that is there, or nothing that stops her', () => {
  const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
  const [, table = ''] = /### What each adversary gets\n\n(.*?)\n\n/s.exec(text) ?? [];
  const rows = table
    .split('\n')
    .slice(2)
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  expect(rows.length).toBeGreaterThan(15);
  const isTest = (name: string) => /\.(?:test|spec)\.ts$/.test(name) && isHere(name, 'docs/security.md');
  const untested = rows.filter(([, , , stops = '', shown = '']) => {
    const named = [...shown.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    return stops.startsWith('nothing:') ? shown !== '—' : named.length === 0 || !named.every(isTest);
  });
  expect(untested.map(([, adversary]) => adversary)).toEqual([]);
});

/** As the designs of this project are named, which no clone of it holds. */
const outside =
  /\b\d{1,2}-(?:mission|architecture|security|domain|experience|quality|desk|money|care|community|impact|essaimage|house|trying)\b|\bissue (?:n° ?|#)?\d/i;

test('no file cites a design that is not in the repository', () => {
  expect(files.filter((file) => outside.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});
