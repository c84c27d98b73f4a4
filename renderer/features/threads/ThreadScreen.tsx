/** The thread of a circle: write on top, then what was written, latest first, under the days. */
import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconChecklist, IconMessages, IconPencil } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ThreadCircle } from '#shared/contract/threads.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useCommands } from '../../ground/commands.ts';
import { useCommand } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { Composer } from './Composer.tsx';
import { byDay } from './days.ts';
import { MessageCard } from './MessageCard.tsx';
import classes from './threads.module.css';
import { type Shown, useNewOnes, useThread } from './use-thread.ts';

const words = t.threads;

export const CareThread = () => <ThreadScreen circle="care" />;
export const WelcomeThread = () => <ThreadScreen circle="welcome" />;

function ThreadScreen({ circle }: { circle: ThreadCircle }) {
  const { screen, params } = useRoute();
  const shown: Shown = params.show === 'tasks' ? 'tasks' : 'all';
  const show = (next: Shown) => navigate(screen, next === 'tasks' ? { show: next } : {}, { replace: true });
  const box = useRef<HTMLTextAreaElement>(null);
  const thread = useThread(circle, shown);
  const isNew = useNewOnes(circle, shown === 'all' ? thread.messages : undefined, thread.unread);
  const names = words.names[circle];

  useCommands([
    {
      id: 'threads.write',
      label: words.commands.write,
      icon: IconPencil,
      keys: 'Ctrl+N',
      run: () => box.current?.focus(),
    },
    shown === 'all'
      ? { id: 'threads.tasks', label: words.commands.tasks, icon: IconChecklist, run: () => show('tasks') }
      : { id: 'threads.all', label: words.commands.all, icon: IconMessages, run: () => show('all') },
  ]);

  const detail = [names.detail, ...(thread.openTasks > 0 ? [words.openTasks(thread.openTasks)] : [])];
  // A key that was never handed over, or a device that was removed: nothing to write to either.
  if (thread.error)
    return (
      <Page title={names.title}>
        <ErrorNotice error={thread.error} />
      </Page>
    );
  return (
    <Page title={names.title} detail={detail.join(' · ')}>
      <Stack>
        <Composer circle={circle} box={box} />
        <SegmentedControl
          className="no-print"
          style={{ alignSelf: 'flex-start' }}
          aria-label={words.show.label}
          value={shown}
          onChange={(value) => show(value === 'tasks' ? 'tasks' : 'all')}
          data={[
            { value: 'all', label: words.show.all },
            { value: 'tasks', label: words.show.tasks },
          ]}
        />
        {thread.messages === undefined ? <Skeleton h={120} aria-hidden /> : null}
        {thread.messages?.length === 0 ? (
          shown === 'tasks' ? (
            <EmptyState icon={IconChecklist} title={words.noTasks.title} example={words.noTasks.example} />
          ) : (
            <EmptyState
              icon={IconMessages}
              title={names.empty}
              example={names.example}
              action={<Button onClick={() => box.current?.focus()}>{words.commands.write}</Button>}
            />
          )
        ) : null}
        {shown === 'all' ? <UnreadBelow circle={circle} thread={thread} /> : null}
        <Stack component="section" aria-label={words.list} gap="lg">
          {byDay(thread.messages ?? []).map(({ date, messages }) => (
            <section key={messages[0]?.id}>
              <h2 className={classes.day}>{words.day(date)}</h2>
              <ul className={classes.list}>
                {messages.map((message) => (
                  <li key={message.id}>
                    <MessageCard circle={circle} message={message} isNew={isNew.has(message.id)} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </Stack>
        {thread.more ? (
          <Button variant="default" loading={thread.loadingMore} onClick={thread.more}>
            {words.more}
          </Button>
        ) : null}
      </Stack>
    </Page>
  );
}

/** Messages that arrived late stand where they were written: they are not taken for read before they are seen. */
function UnreadBelow({ circle, thread }: { circle: ThreadCircle; thread: ReturnType<typeof useThread> }) {
  const markRead = useCommand('threads.markRead');
  const below = thread.unread - (thread.messages ?? []).filter(({ unread }) => unread).length;
  if (thread.messages === undefined || below <= 0) return null;
  return (
    <Notice tone="calm">
      <Group justify="space-between" gap="xs">
        <Text>{words.older(below)}</Text>
        <Button
          variant="default"
          size="compact-sm"
          loading={markRead.busy}
          onClick={() => void markRead.run({ circle })}
        >
          {words.markRead}
        </Button>
      </Group>
    </Notice>
  );
}
