/** One message or task: who, when, about what; ticked by anyone, changed and removed by its author. */
import { ActionIcon, Anchor, Checkbox, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconCalendarEvent, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ThreadCircle, ThreadMessageView } from '#shared/contract/threads.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Tag } from '../../components/Section.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { hrefOf } from '../../ground/route.ts';
import { ago, clock, shortDate, time, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { EditMessage } from './EditMessage.tsx';
import { OtherValues } from './OtherValues.tsx';
import classes from './threads.module.css';

const words = t.threads;

interface MessageCardProps {
  circle: ThreadCircle;
  message: ThreadMessageView;
  isNew: boolean;
}

const LABEL_LENGTH = 60;
/** For the names of buttons: the beginning of the text. */
const start = (text: string) => (text.length > LABEL_LENGTH ? `${text.slice(0, LABEL_LENGTH)}…` : text);

export function MessageCard({ circle, message, isNew }: MessageCardProps) {
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const setDone = useCommand('threads.setDone');
  const remove = useCommand('threads.remove');
  const { id, text, mine } = message;
  const isDone = message.done?.done === true;
  const leaveEdit = () => {
    setDoing(null);
    requestAnimationFrame(() => editButton.current?.focus());
  };

  return (
    <article className={classes.message} data-new={isNew || undefined} aria-label={start(text)}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group gap="xs">
          <Text fw={600} size="sm">
            {mine ? words.you : message.authorName || words.someone}
          </Text>
          <Text size="sm" c="dimmed">
            {clock(message.at)}
            {message.editedAt === undefined ? '' : ` · ${words.edited}`}
          </Text>
          {isNew ? <Tag tone="warm">{words.new}</Tag> : null}
          <DayTag message={message} isDone={isDone} />
        </Group>
        {mine && doing !== 'edit' ? (
          <Group gap={2} wrap="nowrap" className="no-print">
            <Tooltip label={t.forms.edit}>
              <ActionIcon
                ref={editButton}
                variant="subtle"
                color="gray"
                aria-label={words.editOf(start(text))}
                onClick={() => setDoing('edit')}
              >
                <IconPencil size={18} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t.forms.remove}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words.removeOf(start(text))}
                onClick={() => setDoing('remove')}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Tooltip>
          </Group>
        ) : null}
      </Group>
      {doing === 'edit' ? (
        <EditMessage circle={circle} message={message} onClose={leaveEdit} />
      ) : (
        <Group wrap="nowrap" align="flex-start" gap="sm">
          {message.kind === 'task' ? (
            <Checkbox
              mt={2}
              checked={isDone}
              disabled={setDone.busy}
              aria-label={words.tick(start(text))}
              onChange={(event) => void setDone.run({ circle, id, done: event.currentTarget.checked })}
            />
          ) : null}
          <Text className={classes.text} data-done={isDone || undefined}>
            {text}
          </Text>
        </Group>
      )}
      <Stack gap={4} className={classes.foot}>
        {message.done?.done ? (
          <Text size="sm" c="dimmed">
            {message.doneByName === undefined
              ? words.doneBySomeone(ago(message.done.at))
              : words.done(message.doneByName, ago(message.done.at))}
          </Text>
        ) : null}
        <About message={message} />
        <OtherValues circle={circle} message={message} />
      </Stack>
      <ConfirmDialog
        opened={doing === 'remove'}
        title={words.remove.title}
        confirm={words.remove.confirm}
        busy={remove.busy}
        onConfirm={() =>
          void remove.run({ circle, id }).then((answer) => {
            setDoing(null);
            if (answer.ok) showDone(words.removed);
          })
        }
        onClose={() => setDoing(null)}
      >
        {words.remove.body}
      </ConfirmDialog>
    </article>
  );
}

function DayTag({ message: { kind, date }, isDone }: { message: ThreadMessageView; isDone: boolean }) {
  if (date === undefined) return null;
  if (kind === 'message') return <Tag>{words.forDay(date)}</Tag>;
  return date < today() && !isDone ? <Tag tone="warm">{words.late(date)}</Tag> : <Tag>{words.due(date)}</Tag>;
}

function About({ message: { about, booking } }: { message: ThreadMessageView }) {
  if (booking === undefined) return null;
  if (!about)
    return (
      <Text size="sm" c="dimmed">
        {words.about.gone}
      </Text>
    );
  return (
    <Anchor
      size="sm"
      className={classes.about}
      href={hrefOf('planning', { date: about.date, booking: about.id })}
    >
      <IconCalendarEvent size={16} aria-hidden />
      {about.title}, {shortDate(about.date)} {time(about.start)}
    </Anchor>
  );
}
