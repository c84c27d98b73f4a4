/** An empty screen teaches: what goes here, one button to start, one example. */
import { Paper, Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: Icon;
  /** What goes here. */
  title: string;
  /** One example, in a sentence. */
  example?: string;
  /** One button. */
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, example, action }: EmptyStateProps) {
  return (
    <Paper bg="var(--surface-sunk)" p="xl" radius="lg">
      <Stack align="center" gap="sm" py="md">
        <Icon size={44} stroke={1.25} color="var(--mantine-color-wood-6)" aria-hidden />
        <Text size="lg" ta="center" maw="34rem">
          {title}
        </Text>
        {example ? (
          <Text c="dimmed" ta="center" maw="34rem">
            {example}
          </Text>
        ) : null}
        {action}
      </Stack>
    </Paper>
  );
}
