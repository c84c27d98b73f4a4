/** What the team says of a date, or of a whole line. Never published. */
import { ActionIcon, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import { useCommand } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import type { QuarterLine } from '../ground/lines.ts';

const words = t.quarter.panel;

export function Comments({ line, date }: { line: QuarterLine; date?: LocalDate }) {
  const { view, readOnly } = useQuarter();
  const [typed, setTyped] = useState('');
  const add = useCommand('quarter.comment');
  const removal = useCommand('quarter.removeComment');
  const { key } = view;
  const own = view.comments
    .filter((comment) => comment.line === line.id && comment.date === date)
    .sort((a, b) => a.at - b.at);
  const save = async () => {
    const text = typed.trim();
    if (text === '') return;
    const answer = await add.run({ key, line: line.id, ...(date === undefined ? {} : { date }), text });
    if (answer.ok) setTyped('');
  };
  return (
    <section aria-labelledby="date-comments">
      <Title order={2} size="h3" id="date-comments" mb="xs">
        {words.comments}
      </Title>
      <Stack gap="xs">
        {own.map(({ id, author, at, text }) => (
          <Group key={id} wrap="nowrap" align="flex-start" gap="xs">
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text size="sm" c="dimmed">
                {words.by(author, at)}
              </Text>
              <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
            </div>
            {readOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={words.removeComment(author)}
                onClick={() => void removal.run({ key, id })}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {readOnly ? null : (
          // Not a form of its own: it also stands inside the form of a line.
          <div>
            <Textarea
              aria-label={words.comment}
              placeholder={date === undefined ? words.noLineComment : words.noComment}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={2000}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button
              variant="light"
              size="sm"
              mt="xs"
              disabled={typed.trim() === ''}
              loading={add.busy}
              onClick={() => void save()}
            >
              {words.addComment}
            </Button>
          </div>
        )}
      </Stack>
    </section>
  );
}
