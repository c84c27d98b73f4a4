/** One note, written in place: every change is saved by itself. */
import '@mantine/tiptap/styles.css';
import { ActionIcon, Group, TagsInput, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { RichTextEditor } from '@mantine/tiptap';
import {
  IconAlertTriangle,
  IconArchive,
  IconArchiveOff,
  IconCheck,
  IconPin,
  IconPinFilled,
  IconPrinter,
  IconTrash,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { type JSONContent, useEditor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import type { Note } from '#shared/contract/notes.ts';
import { type NoteBody, plainLine, titleOf, wordsOf } from '#shared/domain/notes/body.ts';
import { normalizeTags, TAG_MAX_CHARS, TAGS_MAX } from '#shared/domain/notes/tags.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { callEngine, useEngine } from '../../ground/engine.ts';
import { showDone, showRefusal } from '../../ground/notices.tsx';
import { navigate } from '../../ground/route.ts';
import { capitalised, clock, fullDate, NBSP, weekdayName } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { NotePatch, SaveState } from './autosave.ts';
import { BookingLink } from './BookingLink.tsx';
import classes from './notes.module.css';
import { richText } from './rich-text.ts';
import { editorLabels, Toolbar } from './Toolbar.tsx';
import { useNoteAutosave } from './useNoteAutosave.ts';

interface NoteEditorProps {
  note: Note;
  onReplaced(note: Note): void;
}

/** Copies made because another window had saved first: told once, on the copy. */
const copies = new Set<string>();

export function NoteEditor({ note, onReplaced }: NoteEditorProps) {
  const words = t.notes.editor;
  const [shown, setShown] = useState(note);
  const current = useRef(note);
  const [deleting, setDeleting] = useState(false);
  const knownTags = useEngine('notes.tags', {}).data?.tags.map((entry) => entry.tag) ?? [];

  const { autosave, state } = useNoteAutosave({
    note,
    replaced(next) {
      current.current = next;
      onReplaced(next);
    },
    conflict: () => void keepBoth(current.current),
  });
  const change = (patch: NotePatch, how: { now?: boolean } = {}) => {
    current.current = { ...current.current, ...patch } as Note;
    setShown(current.current);
    autosave.change(patch);
    if (how.now) void autosave.flush();
  };

  const openLink = (href: string) => {
    void window.margelle.shell.openExternal(href).then((opened) => {
      if (!opened && !/^(https|mailto):/i.test(href)) showDone(words.linkRefused);
    });
  };

  const editor = useEditor({
    extensions: richText({ placeholder: words.bodyPlaceholder, refused: () => showDone(words.tooLarge) }),
    content: note.body as JSONContent,
    injectCSS: false,
    autofocus: wordsOf(note.body) === '' && note.title === '' ? 'end' : false,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: {
        'aria-label': words.body,
        role: 'textbox',
        'aria-multiline': 'true',
        spellcheck: 'true',
        lang: 'fr',
      },
      handleClick(_view, _at, event) {
        const link = (event.target as HTMLElement).closest('a');
        if (!link || !(event.ctrlKey || event.metaKey)) return false;
        openLink(link.href);
        return true;
      },
    },
    onUpdate: ({ editor: changed }) => change({ body: changed.getJSON() as NoteBody }),
    onBlur: () => void autosave.flush(),
  });

  useEffect(
    () => () => {
      // A note left without a word was never wanted; `seen` spares it if another window wrote in it.
      if (isBlank(current.current))
        void autosave.flush().then(() => callEngine('notes.delete', { id: note.id, seen: autosave.seen }));
    },
    [autosave, note.id],
  );

  const remove = async () => {
    autosave.stop();
    const answer = await callEngine('notes.delete', { id: note.id });
    setDeleting(false);
    if (!answer.ok && answer.error.tag !== 'not_found') return showRefusal(answer.error);
    current.current = { ...current.current, title: ' ' };
    showDone(t.notes.confirmDelete.done);
    navigate('notes', {}, { replace: true });
  };

  const title = shown.title || titleOf(shown.body) || t.notes.untitled;
  const setArchived = (archived: boolean) => {
    change({ archived }, { now: true });
    showDone(archived ? t.notes.archivedNow : t.notes.unarchivedNow);
  };
  return (
    <article className={classes.sheet} aria-label={title}>
      <header className={classes.paperHead}>
        <Title order={1} className={classes.paperTitle ?? ''}>
          {title}
        </Title>
        <p>{capitalised(dayText(shown.date))}</p>
      </header>
      {copies.has(note.id) ? <ErrorNotice error={t.notes.conflict} /> : null}
      <Group justify="space-between" className="no-print" wrap="nowrap" gap="xs">
        <Saved state={state} />
        <Group gap={4} wrap="nowrap" role="group" aria-label={words.actions}>
          <Action
            label={shown.pinned ? words.unpin : words.pin}
            icon={shown.pinned ? IconPinFilled : IconPin}
            pressed={shown.pinned}
            onClick={() => change({ pinned: !shown.pinned }, { now: true })}
          />
          <Action
            label={shown.archived ? words.unarchive : words.archive}
            icon={shown.archived ? IconArchiveOff : IconArchive}
            onClick={() => setArchived(!shown.archived)}
          />
          <Action label={words.print} icon={IconPrinter} onClick={() => void window.margelle.shell.print()} />
          <Action label={words.delete} icon={IconTrash} onClick={() => setDeleting(true)} />
        </Group>
      </Group>
      <TextInput
        className={`${classes.title} no-print`}
        aria-label={words.title}
        placeholder={words.titlePlaceholder}
        maxLength={300}
        value={shown.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        onBlur={() => void autosave.flush()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') editor?.commands.focus('start');
        }}
      />
      <div className={`${classes.fields} no-print`}>
        <DatePickerInput
          aria-label={`${words.date} ${dayText(shown.date)}`}
          valueFormatter={() => dayText(shown.date)}
          value={shown.date}
          onChange={(date) => {
            if (date !== null) change({ date }, { now: true });
          }}
          previousLabel={words.previousMonth}
          nextLabel={words.nextMonth}
          w="16rem"
        />
        <TagsInput
          className={classes.tags ?? ''}
          aria-label={words.tags}
          placeholder={shown.tags.length === 0 ? words.tagsPlaceholder : ''}
          data={knownTags}
          value={shown.tags}
          maxTags={TAGS_MAX}
          splitChars={[',', ';']}
          acceptValueOnBlur
          onChange={(tags) =>
            change(
              {
                tags: normalizeTags(
                  tags.map((tag) => tag.slice(0, TAG_MAX_CHARS)),
                  knownTags,
                ),
              },
              { now: true },
            )
          }
        />
      </div>
      <BookingLink
        bookingId={shown.bookingId}
        date={shown.date}
        onChange={(bookingId) => change({ bookingId }, { now: true })}
      />
      <RichTextEditor
        editor={editor}
        labels={editorLabels}
        className={classes.editor ?? ''}
        withTypographyStyles
      >
        {editor ? <Toolbar editor={editor} onOpenLink={openLink} /> : null}
        <RichTextEditor.Content className={classes.text ?? ''} />
      </RichTextEditor>
      <Text size="xs" c="dimmed" className="no-print">
        {words.linkHint}
      </Text>
      <ConfirmDialog
        opened={deleting}
        title={t.notes.confirmDelete.title}
        confirm={t.notes.confirmDelete.confirm}
        onConfirm={() => void remove()}
        onClose={() => setDeleting(false)}
      >
        {t.notes.confirmDelete.text}
      </ConfirmDialog>
    </article>
  );
}

const dayText = (date: string) => `${weekdayName(date)} ${fullDate(date)}`.replaceAll(NBSP, ' ');

const isBlank = (note: Note) =>
  note.title === '' && note.tags.length === 0 && note.bookingId === null && wordsOf(note.body) === '';

/** Another window saved first: what was typed here becomes a note of its own, and nothing is lost. */
async function keepBoth(mine: Note): Promise<void> {
  const { body, tags, date, bookingId, pinned } = mine;
  const title = plainLine(t.notes.conflict.copyOf(mine.title)).slice(0, 300);
  const answer = await callEngine('notes.create', { title, body, tags, date, bookingId, pinned });
  if (!answer.ok) return showRefusal(answer.error);
  copies.add(answer.value.id);
  navigate('notes', { note: answer.value.id }, { replace: true });
}

function Saved({ state }: { state: SaveState }) {
  const failed = state.kind === 'failed';
  const Icon = failed ? IconAlertTriangle : IconCheck;
  return (
    <div className={classes.state} role="status">
      {state.kind === 'saving' ? null : <Icon size={16} aria-hidden style={{ verticalAlign: '-3px' }} />}{' '}
      {failed ? t.notes.failed : state.kind === 'saving' ? t.notes.saving : t.notes.saved(clock(state.at))}
    </div>
  );
}

interface ActionProps {
  label: string;
  icon: TablerIcon;
  pressed?: boolean;
  onClick(): void;
}

const Action = ({ label, icon: Icon, pressed, onClick }: ActionProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size={36}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon size={20} stroke={1.5} />
    </ActionIcon>
  </Tooltip>
);
