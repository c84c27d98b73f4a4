import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBody } from './arbitrary.ts';
import { BODY_MAX_CHARS, emptyBody, isSafeLink, noteBody, previewOf, titleOf, wordsOf } from './body.ts';

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const refused = (content: unknown[]) => !noteBody.safeParse({ type: 'doc', content }).success;

test('every body of the grammar is accepted as it is', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      expect(noteBody.parse(body)).toEqual(body);
    }),
  );
});

test('words hold every visible character and no control character', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const words = wordsOf(body);
      expect(words).not.toMatch(/[^\P{Cc}\n]/u);
      expect(words.split('\n').every((line) => line === line.trim())).toBe(true);
      expect(titleOf(body).length).toBeLessThanOrEqual(121);
      expect(previewOf(words, true).length).toBeLessThanOrEqual(141);
    }),
  );
});

test('one line per block, and the first is the title', () => {
  const body = noteBody.parse({
    type: 'doc',
    content: [
      paragraph('  Appeler\u0002 le CCAS '),
      { type: 'horizontalRule' },
      {
        type: 'taskList',
        content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('Fait')] }],
      },
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'un' }, { type: 'hardBreak' }, { type: 'text', text: 'deux' }],
      },
    ],
  });
  expect(wordsOf(body)).toBe('Appeler le CCAS\nFait\nun\ndeux');
  expect(titleOf(body)).toBe('Appeler le CCAS');
  expect(previewOf(wordsOf(body), false)).toBe('Fait un deux');
  expect(titleOf(emptyBody)).toBe('');
});

test.each(['https://exemple.fr/a?b=c#d', 'http://localhost:3000', 'mailto:anne@exemple.fr'])(
  '%s is a link',
  (href) => expect(isSafeLink(href)).toBe(true),
);

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'vbscript:x',
  '//exemple.fr',
  'https:exemple.fr',
  'https://exemple.fr/ a',
  'app://margelle/',
  '',
  `https://${'a'.repeat(3000)}.fr`,
])('refused link %#', (href) => expect(isSafeLink(href)).toBe(false));

test('what is not in the grammar is refused', () => {
  expect(refused([])).toBe(true);
  expect(refused([{ type: 'script', content: [] }])).toBe(true);
  expect(refused([{ type: 'image', attrs: { src: 'https://exemple.fr/x.png' } }])).toBe(true);
  expect(refused([{ type: 'codeBlock', content: [{ type: 'text', text: 'x' }] }])).toBe(true);
  expect(refused([{ ...paragraph('x'), attrs: { onclick: 'x()' } }])).toBe(true);
  expect(refused([{ type: 'heading', attrs: { level: 4 } }])).toBe(true);
  expect(refused([{ type: 'text', text: 'not in a block' }])).toBe(true);
  expect(
    refused([{ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'horizontalRule' }] }] }]),
  ).toBe(true);
  expect(
    refused([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
        ],
      },
    ]),
  ).toBe(true);
});

test('anything at all is judged without an exception', () => {
  fc.assert(fc.property(fc.anything(), (value) => typeof noteBody.safeParse(value).success === 'boolean'));
});

test('depth and size are bounded, cycles included', () => {
  let deep: unknown = paragraph('x');
  for (let level = 0; level < 50_000; level++) deep = { type: 'blockquote', content: [deep] };
  expect(refused([deep])).toBe(true);
  const cycle: { type: string; content: unknown[] } = { type: 'blockquote', content: [] };
  cycle.content.push(cycle);
  expect(refused([cycle])).toBe(true);
  expect(refused([paragraph('x'.repeat(BODY_MAX_CHARS))])).toBe(true);
  expect(refused([paragraph('x'.repeat(BODY_MAX_CHARS - 200))])).toBe(false);
});
