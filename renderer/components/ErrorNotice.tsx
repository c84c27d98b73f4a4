/** A refusal shown in the page: what happened, what is safe, what to do. For a passing one, see `renderer/ground/notices.tsx`. */
import { Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ErrorText, errorText } from '#shared/contract/errors/fr.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';

interface ErrorNoticeProps {
  /** A refusal of the engine, or the three parts themselves. */
  error: AppError | ErrorText;
  action?: ReactNode;
}

export function ErrorNotice({ error, action }: ErrorNoticeProps) {
  const { what, safe, next } = 'tag' in error ? errorText(error) : error;
  return (
    <Paper
      role="alert"
      p="md"
      bg="var(--tone-orange-fill)"
      style={{ borderInlineStart: '4px solid var(--tone-orange-line)' }}
    >
      <Stack gap={4}>
        <Text fw={600} c="var(--tone-orange-text)">
          <IconAlertTriangle size={20} aria-hidden style={{ verticalAlign: '-4px', marginInlineEnd: 8 }} />
          {what}
        </Text>
        <Text c="var(--tone-orange-text)">{safe}</Text>
        <Text c="var(--tone-orange-text)" fw={500}>
          {next}
        </Text>
        {action ? <div style={{ marginTop: 8 }}>{action}</div> : null}
      </Stack>
    </Paper>
  );
}
