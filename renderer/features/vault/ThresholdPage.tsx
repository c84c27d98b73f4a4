/** The quiet page in front of a closed vault: one card, one question. */
import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWindowTitle } from '../../ground/window-title.ts';
import { t } from '../../i18n/index.ts';
import classes from './vault.module.css';

interface ThresholdPageProps {
  title: string;
  /** Small line above the title. */
  above?: string;
  intro?: string;
  children: ReactNode;
  /** Other ways, under the card. */
  below?: ReactNode;
}

export function ThresholdPage({ title, above, intro, children, below }: ThresholdPageProps) {
  useWindowTitle(title);
  return (
    <main className={classes.threshold}>
      <Stack w="100%" maw="34rem" gap="md">
        <Text className={classes.brand} aria-hidden>
          {t.app.product}
        </Text>
        <Paper p={{ base: 'md', sm: 'xl' }} radius="lg" bg="var(--surface)" withBorder>
          {above ? (
            <Text c="dimmed" size="sm" mb={4}>
              {above}
            </Text>
          ) : null}
          <Title order={1} mb="xs">
            {title}
          </Title>
          {intro ? <Text mb="lg">{intro}</Text> : null}
          {children}
        </Paper>
        {below}
      </Stack>
    </main>
  );
}
