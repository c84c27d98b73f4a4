/** The formatting bar, with its words in French. */
import { RichTextEditor, type RichTextEditorLabels } from '@mantine/tiptap';
import { IconExternalLink, IconListCheck } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { t } from '../../i18n/index.ts';

const f = t.notes.format;
export const editorLabels: Partial<RichTextEditorLabels> = {
  boldControlLabel: f.bold,
  italicControlLabel: f.italic,
  underlineControlLabel: f.underline,
  strikeControlLabel: f.strike,
  clearFormattingControlLabel: f.clear,
  h1ControlLabel: f.heading(1),
  h2ControlLabel: f.heading(2),
  h3ControlLabel: f.heading(3),
  bulletListControlLabel: f.bullets,
  orderedListControlLabel: f.numbers,
  blockquoteControlLabel: f.quote,
  hrControlLabel: f.rule,
  linkControlLabel: f.link,
  unlinkControlLabel: f.unlink,
  linkEditorInputLabel: f.linkInput,
  linkEditorInputPlaceholder: f.linkPlaceholder,
  linkEditorExternalLink: f.linkExternal,
  linkEditorInternalLink: f.linkExternal,
  linkEditorSave: f.linkSave,
  tasksControlLabel: f.tasks,
  tasksSinkLabel: f.sink,
  tasksLiftLabel: f.lift,
  undoControlLabel: f.undo,
  redoControlLabel: f.redo,
};

interface ToolbarProps {
  editor: Editor;
  onOpenLink(href: string): void;
}

export function Toolbar({ editor, onOpenLink }: ToolbarProps) {
  const href: unknown = editor.getAttributes('link').href;
  return (
    <RichTextEditor.Toolbar
      sticky
      stickyOffset={-3}
      className="no-print"
      role="toolbar"
      aria-label={t.notes.editor.toolbar}
    >
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Bold />
        <RichTextEditor.Italic />
        <RichTextEditor.Underline />
        <RichTextEditor.Strikethrough />
        <RichTextEditor.ClearFormatting />
      </RichTextEditor.ControlsGroup>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.H1 />
        <RichTextEditor.H2 />
        <RichTextEditor.H3 />
      </RichTextEditor.ControlsGroup>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.BulletList />
        <RichTextEditor.OrderedList />
        <RichTextEditor.Control
          aria-label={f.tasks}
          title={f.tasks}
          active={editor.isActive('taskList')}
          onClick={() => editor.chain().focus().toggleTaskList().run()}
        >
          <IconListCheck size={16} stroke={1.5} aria-hidden />
        </RichTextEditor.Control>
        <RichTextEditor.Blockquote />
        <RichTextEditor.Hr />
      </RichTextEditor.ControlsGroup>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Link disableTooltips />
        <RichTextEditor.Unlink />
        {typeof href === 'string' ? (
          <RichTextEditor.Control
            aria-label={t.notes.editor.openLink}
            title={t.notes.editor.openLink}
            onClick={() => onOpenLink(href)}
          >
            <IconExternalLink size={16} stroke={1.5} aria-hidden />
          </RichTextEditor.Control>
        ) : null}
      </RichTextEditor.ControlsGroup>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Undo />
        <RichTextEditor.Redo />
      </RichTextEditor.ControlsGroup>
    </RichTextEditor.Toolbar>
  );
}
