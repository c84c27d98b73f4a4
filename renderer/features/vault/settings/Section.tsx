/** One subject of the settings. */
import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  detail?: string;
  children: ReactNode;
}

export const Section = ({ title, detail, children }: SectionProps) => (
  <Paper component="section" p="md" bg="var(--surface)" withBorder>
    <Stack gap="sm">
      <div>
        <Title order={2} size="h3">
          {title}
        </Title>
        {detail ? (
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        ) : null}
      </div>
      {children}
    </Stack>
  </Paper>
);
