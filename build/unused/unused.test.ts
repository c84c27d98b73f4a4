import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { methods } from '#shared/contract/index.ts';
import * as fr from '../../renderer/i18n/fr/index.ts';
import { calledIn } from './methods.ts';
import { parse } from './tree.ts';
import { saidIn, unsaid } from './words.ts';

const root = path.resolve(import.meta.dirname, '../..');
const sources = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => parse(file, readFileSync(path.join(root, file), 'utf8')));
const screens = sources('renderer/**/*.{ts,tsx}');
const entrances = sources('main/shell/**/*.ts', 'main/engine/roof/{process,command-line}.ts');

describe('words', () => {
  test('each is said by a screen', () => {
    expect(unsaid(fr, screens.flatMap(saidIn))).toEqual([]);
  });

  const words = {
    list: { title: '', empty: '', open: (key: string) => key, kinds: { note: '', booking: '' } },
    panel: { title: '', save: '', steps: ['', ''] },
  };
  const unsaidBy = (code: string) =>
    unsaid(words, saidIn(parse('x.tsx', `import { t } from '../i18n/index.ts';${code}`)));
  const rest = (...said: string[]) => unsaid(words, []).filter((word) => !said.includes(word));

  test.each([
    ['by its name', 'f(t.list.title)', ['list.title']],
    [
      'in a page',
      'const A = () => <p title={t.panel.save}>{t.list.open("x")}</p>',
      ['panel.save', 'list.open'],
    ],
    ['through a name', 'const words = t.panel; f(words.save)', ['panel.save']],
    ['through a name given later', 'const f = () => words.save; const words = t.panel', ['panel.save']],
    [
      'through parts of a name',
      'const { list: { title }, panel } = t; f(title, panel.save)',
      ['list.title', 'panel.save'],
    ],
    [
      'through one of two names',
      'const words = a ? t.list : t.panel; f(words.title)',
      ['list.title', 'panel.title'],
    ],
    ['by an index', 'f(t.list.kinds[kind])', ['list.kinds.note', 'list.kinds.booking']],
    ['by one of two indexes', "f(t.panel[a ? 'title' : 'save'])", ['panel.title', 'panel.save']],
    [
      'inside of an index',
      'const w = t.list; f(w.kinds[g(t.panel.save)])',
      ['list.kinds.note', 'list.kinds.booking', 'panel.save'],
    ],
    ['with what is below', 'f(t.panel)', ['panel.title', 'panel.save', 'panel.steps']],
    ['as a list', 'f(t.panel.steps.length)', ['panel.steps']],
  ])('said %s', (_, code, said) => {
    expect(unsaidBy(code)).toEqual(rest(...said));
  });

  test.each([
    ['a name of the same spelling', 'const words = t.panel; const f = (words) => words.save'],
    [
      'a property of the same spelling',
      'const words = t.panel; f(other.words, { words: 1 }, <p words="" />)',
    ],
    ['a question', "f('note' in t.list.kinds)"],
    ['a type', 'type A = typeof t.panel; const a: keyof typeof t.panel = b'],
    ['a comment', '// t.panel.save'],
  ])('not said by %s', (_, code) => {
    expect(unsaidBy(code)).toEqual(rest());
  });
});

describe('methods', () => {
  test('each is called by a screen, the shell or a command line', () => {
    const called = new Set([...screens, ...entrances].flatMap(calledIn));
    expect(Object.keys(methods).filter((name) => !called.has(name))).toEqual([]);
  });

  test('called in code only', () => {
    const code = `
      // ask('a.comment')
      const topics = { 'a.key': ['a.value'] };
      type A = Params<'a.type'>;
      refresh({ queryKey: ['a.query'] });
      ask('a.call', {});
      void run(all ? 'an.or' : 'another', () => ask<Value>('an.inner'));`;
    expect(calledIn(parse('x.ts', code))).toEqual(['a.call', 'an.or', 'another', 'an.inner']);
  });
});
