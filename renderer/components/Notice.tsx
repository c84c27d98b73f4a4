/** Something worth knowing that is no refusal. `warm` asks for something to be done; `calm` only tells. */
import { Group, Paper, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface NoticeProps {
  tone?: 'warm' | 'calm';
  title?: string;
  children?: ReactNode;
}

export function Notice({ tone = 'warm', title, children }: NoticeProps) {
  const colour = tone === 'warm' ? 'orange' : 'sky';
  return (
    <Paper
      role="note"
      p="md"
      bg={`var(--tone-${colour}-fill)`}
      c={`var(--tone-${colour}-text)`}
      style={{ borderInlineStart: `4px solid var(--tone-${colour}-line)` }}
    >
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <IconInfoCircle size={20} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
        <div style={{ minWidth: 0 }}>
          {title === undefined ? null : <Text fw={600}>{title}</Text>}
          {typeof children === 'string' ? <Text>{children}</Text> : children}
        </div>
      </Group>
    </Paper>
  );
}
