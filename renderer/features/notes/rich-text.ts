/**
 * What the editor can hold: the same grammar as `shared/domain/notes/body.ts`. Pasted HTML goes through it, so that
 * scripts, styles, handlers and unsafe links are dropped before they exist in the page.
 */
import { Extension, type Extensions, mergeAttributes } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';
import { OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Placeholder } from '@tiptap/extensions';
import { Plugin } from '@tiptap/pm/state';
import StarterKit from '@tiptap/starter-kit';
import { BODY_MAX_CHARS, isSafeLink, noteBody } from '#shared/domain/notes/body.ts';

/** An address as typed: `exemple.fr` and `anne@exemple.fr` get the scheme they lack. */
export function completeLink(typed: string): string {
  const address = typed.trim();
  if (/^[a-z][a-z\d+.-]*:/i.test(address) && !/^[^:/]+:\d/.test(address)) return address;
  return /^[^\s/@]+@[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}

const SafeLink = Link.extend({
  addAttributes() {
    return { href: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('href') } };
  },
  renderHTML({ HTMLAttributes }) {
    const { href } = HTMLAttributes as { href?: unknown };
    const safe = typeof href === 'string' && isSafeLink(href) ? href : '';
    return ['a', mergeAttributes({ href: safe, rel: 'noopener noreferrer nofollow' }), 0];
  },
  addCommands() {
    const commands = this.parent?.() ?? {};
    const { setLink } = commands;
    return {
      ...commands,
      ...(setLink && {
        setLink: (attributes: { href: string }) => setLink({ href: completeLink(attributes.href) }),
      }),
    };
  },
});

const PlainOrderedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element: HTMLElement) => {
          const start = Number.parseInt(element.getAttribute('start') ?? '1', 10);
          return Number.isSafeInteger(start) && start >= 0 ? start : 1;
        },
      },
    };
  },
});

/** Nesting that one can type; leaves room under the grammar's own bound. */
const TYPED_DEPTH_MAX = 36;
/** Growth in one step above which the whole body is checked: a paste, a drop. */
const PASTED_FROM = 20;
/** Size from which a body may reach the bound in characters. */
const LARGE_FROM = 10_000;

/** Refuses a step after which the note could no longer be saved, and says so. */
const Bounds = Extension.create<{ refused: () => void }>({
  name: 'bounds',
  addOptions: () => ({ refused: () => undefined }),
  addProseMirrorPlugins() {
    const { refused } = this.options;
    return [
      new Plugin({
        filterTransaction(step) {
          const growth = step.doc.nodeSize - step.before.nodeSize;
          if (!step.docChanged || growth < 0) return true;
          const fits =
            step.selection.$from.depth <= TYPED_DEPTH_MAX &&
            (growth < PASTED_FROM || noteBody.safeParse(step.doc.toJSON()).success) &&
            (step.doc.nodeSize < LARGE_FROM || JSON.stringify(step.doc.toJSON()).length <= BODY_MAX_CHARS);
          if (!fits) refused();
          return fits;
        },
      }),
    ];
  },
});

export const richText = (words: { placeholder: string; refused: () => void }): Extensions => [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    code: false,
    codeBlock: false,
    link: false,
    orderedList: false,
    trailingNode: false,
  }),
  PlainOrderedList,
  TaskList,
  TaskItem.configure({ nested: true }),
  SafeLink.configure({
    openOnClick: false,
    defaultProtocol: 'https',
    protocols: [],
    isAllowedUri: (address) => isSafeLink(completeLink(address ?? '')) && isSafeLink(address ?? ''),
  }),
  Placeholder.configure({ placeholder: words.placeholder }),
  Bounds.configure({ refused: words.refused }),
];
