import { Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** One part of the screen, named for those who hear it. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p="lg" radius="lg" withBorder bg="var(--surface)">
      <Title order={2} id={id} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}
