import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyBase } from '../schema/testing.ts';
import { fact } from './fact.ts';

test('a fact is what was last written, or nothing', () => {
  const base = emptyBase();
  onTestFinished(() => void base.close());
  const marks = fact<{ read: string[] } | null>('marks');
  expect(marks.read(base)).toBeUndefined();
  marks.write(base, { read: ['a'] });
  marks.write(base, { read: ['a', 'b'] });
  expect(fact('other').read(base)).toBeUndefined();
  expect(marks.read(base)).toEqual({ read: ['a', 'b'] });
  marks.write(base, null);
  expect(marks.read(base)).toBeNull();
  marks.forget(base);
  expect(marks.read(base)).toBeUndefined();
});

test('there is one way into the table of the facts', () => {
  const engine = path.resolve(import.meta.dirname, '..');
  const others = globSync('**/*.ts', { cwd: engine })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) =>
      /\b(FROM|INTO|UPDATE) meta\b|\bmeta\.key\b/.test(readFileSync(path.join(engine, file), 'utf8')),
    );
  expect(others).toEqual(['vault/fact.ts']);
});
