/** Random bodies of notes, for property tests. */
import fc from 'fast-check';
import type { NoteBlock, NoteBody, NoteInline, NoteMark } from './body.ts';

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  fc.constantFrom('réunion', 'Écoute', 'cœur', '<script>', '"AND" NEAR('),
);
const marks = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom('bold', 'italic', 'underline', 'strike').map((type) => ({ type }) as NoteMark),
    fc.webUrl().map((href): NoteMark => ({ type: 'link', attrs: { href } })),
  ),
  { maxLength: 3, selector: (mark) => mark.type },
);
const inline: fc.Arbitrary<NoteInline> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text, marks }),
  fc.constant<NoteInline>({ type: 'hardBreak' }),
);
const paragraph = fc.record({
  type: fc.constant('paragraph' as const),
  content: fc.array(inline, { maxLength: 3 }),
});

const { block } = fc.letrec<{
  block: NoteBlock;
  item: [typeof paragraph extends fc.Arbitrary<infer P> ? P : never, ...NoteBlock[]];
}>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small' },
    paragraph,
    fc.record({
      type: fc.constant('heading' as const),
      attrs: fc.record({ level: fc.integer({ min: 1, max: 3 }) }),
      content: fc.array(inline, { maxLength: 2 }),
    }),
    fc.constant<NoteBlock>({ type: 'horizontalRule' }),
    fc.record({
      type: fc.constant('blockquote' as const),
      content: fc.array(tie('block'), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant('bulletList' as const),
      content: fc.array(fc.record({ type: fc.constant('listItem' as const), content: tie('item') }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({
      type: fc.constant('orderedList' as const),
      attrs: fc.record({ start: fc.nat() }),
      content: fc.array(fc.record({ type: fc.constant('listItem' as const), content: tie('item') }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({
      type: fc.constant('taskList' as const),
      content: fc.array(
        fc.record({
          type: fc.constant('taskItem' as const),
          attrs: fc.record({ checked: fc.boolean() }),
          content: tie('item'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  ),
  item: fc
    .tuple(paragraph, fc.array(tie('block'), { maxLength: 1 }))
    .map(([first, rest]) => [first, ...rest]),
}));

export const anyBody: fc.Arbitrary<NoteBody> = fc.record({
  type: fc.constant('doc' as const),
  content: fc.array(block, { minLength: 1, maxLength: 4 }),
});
