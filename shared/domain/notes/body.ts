/**
 * What a note's rich text may hold: ProseMirror JSON, closed to everything that is not listed here.
 * The same grammar as the editor's (renderer/features/notes/rich-text.ts): a body accepted here always loads there.
 */
import { z } from 'zod';

/** Most characters of a body once written as JSON: 1 MiB. */
export const BODY_MAX_CHARS = 1_048_576;
/** Most levels of JSON nesting: about 48 levels of lists and quotes. Checked first, so that no input can exhaust the stack. */
export const BODY_MAX_DEPTH = 100;

/** True for an address a note may link to: http, https or mailto, without a blank or a control character. */
export function isSafeLink(href: string): boolean {
  return (
    href.length <= 2000 &&
    /^(?:https?:\/\/[^/\\]|mailto:[^/?\\])/i.test(href) &&
    !/[\p{Cc}\p{Z}]/u.test(href) &&
    URL.canParse(href)
  );
}

const plainMark = (type: 'bold' | 'italic' | 'underline' | 'strike') =>
  z.strictObject({ type: z.literal(type) });

const mark = z.discriminatedUnion('type', [
  plainMark('bold'),
  plainMark('italic'),
  plainMark('underline'),
  plainMark('strike'),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({ href: z.string().refine(isSafeLink, { error: 'unsafe_link' }) }),
  }),
]);
export type NoteMark = z.infer<typeof mark>;

const inline = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1),
    marks: z.array(mark).max(5).optional(),
  }),
  z.strictObject({ type: z.literal('hardBreak'), marks: z.array(mark).max(5).optional() }),
]);
export type NoteInline = z.infer<typeof inline>;

const paragraph = z.strictObject({ type: z.literal('paragraph'), content: z.array(inline).optional() });
type Paragraph = z.infer<typeof paragraph>;

/** An item starts with a paragraph, then holds any blocks. */
type ItemContent = [Paragraph, ...NoteBlock[]];

export type NoteBlock =
  | Paragraph
  | { type: 'heading'; attrs: { level: number }; content?: NoteInline[] | undefined }
  | { type: 'horizontalRule' }
  | { type: 'blockquote'; content: NoteBlock[] }
  | { type: 'bulletList'; content: { type: 'listItem'; content: ItemContent }[] }
  | {
      type: 'orderedList';
      attrs?: { start: number } | undefined;
      content: { type: 'listItem'; content: ItemContent }[];
    }
  | { type: 'taskList'; content: { type: 'taskItem'; attrs: { checked: boolean }; content: ItemContent }[] };

const block: z.ZodType<NoteBlock, NoteBlock> = z.lazy(() => blocks);
const itemContent = z.tuple([paragraph], block);
const listItem = z.strictObject({ type: z.literal('listItem'), content: itemContent });

const blocks = z.discriminatedUnion('type', [
  paragraph,
  z.strictObject({
    type: z.literal('heading'),
    attrs: z.strictObject({ level: z.int().min(1).max(3) }),
    content: z.array(inline).optional(),
  }),
  z.strictObject({ type: z.literal('horizontalRule') }),
  z.strictObject({ type: z.literal('blockquote'), content: z.array(block).min(1) }),
  z.strictObject({ type: z.literal('bulletList'), content: z.array(listItem).min(1) }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z.strictObject({ start: z.int().min(0) }).optional(),
    content: z.array(listItem).min(1),
  }),
  z.strictObject({
    type: z.literal('taskList'),
    content: z
      .array(
        z.strictObject({
          type: z.literal('taskItem'),
          attrs: z.strictObject({ checked: z.boolean() }),
          content: itemContent,
        }),
      )
      .min(1),
  }),
]);

export interface NoteBody {
  type: 'doc';
  content: NoteBlock[];
}

/** Without recursion and within the bounds, whatever the value: deep or cyclic ones included. */
function isBounded(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let seen = 0; ; seen++) {
    const next = waiting.pop();
    if (next === undefined) break;
    if (next.depth > BODY_MAX_DEPTH || seen > BODY_MAX_CHARS) return false;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const child of Object.values(next.value)) waiting.push({ value: child, depth: next.depth + 1 });
  }
  return (JSON.stringify(value) ?? '').length <= BODY_MAX_CHARS;
}

export const noteBody = z
  .custom<NoteBody>(isBounded, { error: 'too_large' })
  .pipe(z.strictObject({ type: z.literal('doc'), content: z.array(block).min(1) }));

/** A body with nothing in it. */
export const emptyBody: NoteBody = { type: 'doc', content: [{ type: 'paragraph' }] };

/** Plain words of a body, one line per block, without control characters: what search and previews read. */
export function wordsOf(body: NoteBody): string {
  const lines: string[] = [];
  const visit = (node: NoteBlock | { type: 'listItem' | 'taskItem'; content: ItemContent }): void => {
    if (node.type === 'paragraph' || node.type === 'heading') {
      const text = (node.content ?? []).map((part) => (part.type === 'text' ? part.text : '\n')).join('');
      for (const line of text.split('\n')) lines.push(plainLine(line));
    } else if ('content' in node) for (const child of node.content) visit(child);
  };
  for (const node of body.content) visit(node);
  return lines.filter((line) => line !== '').join('\n');
}

/** One line of plain text: blanks joined, control characters gone. */
export const plainLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();

/** The title a note without one goes by: its first line, at most 120 characters; empty when it has no words. */
export const titleOf = (body: NoteBody): string => firstLine(wordsOf(body));

/** As `titleOf`, from the words already computed. */
export const firstLine = (words: string): string => cut(words.split('\n', 1)[0] ?? '', 120);

/** The one line shown under a title; `fromFirst` when the first line does not already serve as the title. */
export function previewOf(words: string, fromFirst: boolean): string {
  const rest = fromFirst ? words : words.slice(firstLineEnd(words));
  return cut(rest.replaceAll('\n', ' ').trim(), 140);
}

const firstLineEnd = (words: string): number => {
  const end = words.indexOf('\n');
  return end === -1 ? words.length : end;
};

/** Never cuts a character in two. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).toWellFormed().replace(/�$/u, '').trimEnd()}…`;
}
