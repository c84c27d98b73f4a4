/** Writes in a thread: a message or a task, perhaps for a day, perhaps about a booking. Ctrl+Enter posts. */
import { Button, Group, Paper, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import type { ThreadCircle } from '#shared/contract/threads.ts';
import { threadText } from '#shared/domain/threads/message.ts';
import { DateField } from '../../components/DateField.tsx';
import { DraftNotice } from '../../components/DraftNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { useDraft } from '../../ground/drafts.ts';
import { useCommand } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { useFirstPress } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';
import { BookingField } from './BookingField.tsx';

interface Form {
  kind: 'message' | 'task';
  text: string;
  /** Empty when it is about no day. */
  date: string;
  booking: string | null;
}

const EMPTY: Form = { kind: 'message', text: '', date: '', booking: null };
const words = t.threads.compose;

interface ComposerProps {
  circle: ThreadCircle;
  box: RefObject<HTMLTextAreaElement | null>;
}

export function Composer({ circle, box }: ComposerProps) {
  const draft = useDraft<Form>(`threads.${circle}.new`, EMPTY);
  const { value: form, set } = draft;
  const post = useCommand('threads.post');
  const [tried, setTried] = useState(false);
  const { screen, params } = useRoute();
  const text = threadText.safeParse(form.text);
  const change = (part: Partial<Form>) => set((before) => ({ ...before, ...part }));

  // Asked from the panel of a booking: once, and out of the address.
  const asked = params.booking;
  useEffect(() => {
    if (asked === undefined) return;
    set((before) => ({ ...before, booking: asked }));
    navigate(screen, {}, { replace: true });
    box.current?.focus();
  }, [asked, screen, set, box]);

  const isFirstPress = useFirstPress(form);
  const send = async () => {
    setTried(true);
    if (!text.success) {
      box.current?.focus();
      return;
    }
    if (!isFirstPress()) return;
    const { kind, date, booking } = form;
    const posting = post.run({
      circle,
      kind,
      text: text.data,
      ...(date === '' ? {} : { date }),
      ...(booking === null ? {} : { booking }),
    });
    // At once: the next message is typed while this one is written. What is refused comes back, before it.
    setTried(false);
    set(EMPTY);
    box.current?.focus();
    const answer = await posting;
    if (!answer.ok)
      set((next) => ({ ...form, text: next.text.trim() === '' ? form.text : `${form.text}\n${next.text}` }));
  };

  const tooLong = !text.success && form.text.trim() !== '';
  const problem = tooLong ? words.tooLong : tried && !text.success ? t.forms.problems.required : null;
  return (
    <Paper
      component="form"
      withBorder
      p="md"
      radius="lg"
      bg="var(--surface)"
      className="no-print"
      aria-label={t.threads.names[circle].write}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          void send();
        } else if (event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <DraftNotice draft={draft} />
      <Stack gap="sm">
        <SegmentedControl
          aria-label={words.kind}
          style={{ alignSelf: 'flex-start' }}
          value={form.kind}
          onChange={(kind) => change({ kind: kind === 'task' ? 'task' : 'message' })}
          data={[
            { value: 'message', label: words.message },
            { value: 'task', label: words.task },
          ]}
        />
        <Textarea
          ref={box}
          label={form.kind === 'task' ? words.taskText : words.text}
          placeholder={words.placeholder}
          autosize
          minRows={2}
          maxRows={14}
          value={form.text}
          error={problem}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <Group align="flex-end" gap="md">
          <DateField
            label={form.kind === 'task' ? words.dueDate : words.date}
            value={form.date}
            onChange={(date) => change({ date })}
            w="15rem"
          />
          <Button
            type="submit"
            ml="auto"
            loading={post.busy}
            rightSection={<KeyHint keys={words.postKeys} />}
          >
            {words.post}
          </Button>
        </Group>
        <BookingField booking={form.booking} date={form.date} onChange={(booking) => change({ booking })} />
      </Stack>
    </Paper>
  );
}
