import { getSchema } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBody } from '#shared/domain/notes/arbitrary.ts';
import { noteBody, wordsOf } from '#shared/domain/notes/body.ts';
import { completeLink, richText } from './rich-text.ts';

const schema = getSchema(richText({ placeholder: '', refused: () => undefined }));

test('every body of the grammar loads in the editor, and what the editor holds can be saved', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const loaded = Node.fromJSON(schema, body);
      loaded.check();
      const back = noteBody.parse(loaded.toJSON());
      expect(wordsOf(back)).toBe(wordsOf(body));
    }),
  );
});

test('the editor knows no other node and no other mark than the grammar', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual([
    'blockquote',
    'bulletList',
    'doc',
    'hardBreak',
    'heading',
    'horizontalRule',
    'listItem',
    'orderedList',
    'paragraph',
    'taskItem',
    'taskList',
    'text',
  ]);
  expect(Object.keys(schema.marks).sort()).toEqual(['bold', 'italic', 'link', 'strike', 'underline']);
  expect(Object.keys(schema.marks.link?.spec.attrs ?? {})).toEqual(['href']);
});

test.each([
  ['exemple.fr/a', 'https://exemple.fr/a'],
  ['anne@exemple.fr', 'mailto:anne@exemple.fr'],
  [' https://exemple.fr ', 'https://exemple.fr'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['exemple.fr:8080/a', 'https://exemple.fr:8080/a'],
])('%s is completed', (typed, address) => expect(completeLink(typed)).toBe(address));
