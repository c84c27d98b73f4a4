/** One's own words, changed in place. Ctrl+Enter saves; Escape closes, and what was typed is there the next time; the button gives it up. */
import { Button, Group, Textarea } from '@mantine/core';
import type { ThreadCircle, ThreadMessageView } from '#shared/contract/threads.ts';
import { threadText } from '#shared/domain/threads/message.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { useDraft } from '../../ground/drafts.ts';
import { useCommand } from '../../ground/engine.ts';
import { useGesture } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';

const words = t.threads;

interface EditMessageProps {
  circle: ThreadCircle;
  message: Pick<ThreadMessageView, 'id' | 'text'>;
  onClose(): void;
}

export function EditMessage({ circle, message: { id, text }, onClose }: EditMessageProps) {
  const draft = useDraft(`threads.edit.${id}`, text);
  const edit = useCommand('threads.edit');
  const parsed = threadText.safeParse(draft.value);
  const problem = draft.value.trim() === '' ? t.forms.problems.required : words.compose.tooLong;

  const leave = async () => {
    await draft.discard();
    onClose();
  };
  const save = useGesture(async () => {
    if (!parsed.success) return;
    const answer = await edit.run({ circle, id, text: parsed.data });
    if (answer.ok) await leave();
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <Textarea
        autosize
        autoFocus
        minRows={2}
        maxRows={14}
        aria-label={words.editLabel}
        value={draft.value}
        error={parsed.success ? null : problem}
        onChange={(event) => draft.set(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs" mt="xs">
        <Button variant="default" size="compact-md" onClick={() => void leave()}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          size="compact-md"
          loading={edit.busy}
          rightSection={<KeyHint keys={words.compose.postKeys} />}
        >
          {words.save}
        </Button>
      </Group>
    </form>
  );
}
