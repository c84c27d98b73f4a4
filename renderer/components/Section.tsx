/** A part of a tab: its title, one line, one button; and the lines it lists. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';

interface SectionProps {
  title: string;
  detail?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, detail, action, children }: SectionProps) {
  return (
    <Stack component="section" gap="sm" mb="xl">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div style={{ flex: '1 1 20rem' }}>
          <Title order={2}>{title}</Title>
          {detail ? (
            <Text c="dimmed" size="sm">
              {detail}
            </Text>
          ) : null}
        </div>
        {action}
      </Group>
      {children}
    </Stack>
  );
}

/** Lines of one list, in one frame. */
export function Lines({ children }: { children: ReactNode }) {
  return (
    <Paper
      withBorder
      bg="var(--surface)"
      component="ul"
      m={0}
      p={0}
      style={{ listStyle: 'none', overflow: 'hidden' }}
    >
      {children}
    </Paper>
  );
}

interface LineProps {
  mark?: ReactNode;
  children: ReactNode;
  /** Badges, on the right of the words. */
  badges?: ReactNode;
  /** Buttons, at the end. */
  actions?: ReactNode;
}

export function Line({ mark, children, badges, actions }: LineProps) {
  return (
    <Group
      component="li"
      wrap="nowrap"
      gap="sm"
      px="md"
      py="sm"
      style={{ borderTop: '1px solid var(--rule)', marginTop: -1 }}
    >
      {mark}
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {badges ? (
        <Group gap={6} wrap="nowrap" style={{ flex: 'none' }}>
          {badges}
        </Group>
      ) : null}
      {actions ? (
        <Group gap={4} wrap="nowrap" style={{ flex: 'none' }}>
          {actions}
        </Group>
      ) : null}
    </Group>
  );
}

/** Opens the panel of a line. */
export const EditButton = ({ name, onClick }: { name: string; onClick(): void }) => (
  <Button
    variant="subtle"
    size="compact-sm"
    leftSection={<IconPencil size={16} />}
    aria-label={`${t.forms.edit} ${name}`}
    onClick={onClick}
  >
    {t.forms.edit}
  </Button>
);

interface TagProps {
  /** `quiet`: a state; `strong`: what is in force; `warm`: what to notice. */
  tone?: 'quiet' | 'strong' | 'warm';
  children: ReactNode;
}

const tones = {
  quiet: { bg: 'transparent', c: 'var(--mantine-color-text)', border: 'var(--rule)' },
  strong: { bg: 'var(--tone-green-fill)', c: 'var(--tone-green-text)', border: 'var(--tone-green-line)' },
  warm: { bg: 'var(--tone-orange-fill)', c: 'var(--tone-orange-text)', border: 'var(--tone-orange-line)' },
};

/** A word or two on the state of a line. */
export function Tag({ tone = 'quiet', children }: TagProps) {
  const { bg, c, border } = tones[tone];
  return (
    <Badge size="lg" tt="none" fw={500} bg={bg} c={c} style={{ border: `1px solid ${border}` }}>
      {children}
    </Badge>
  );
}
