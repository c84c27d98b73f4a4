/** One screen: its title, what can be done, its content. The title is the page's only `h1`. */
import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWindowTitle } from '../ground/window-title.ts';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Where the title says a name. */
  windowTitle?: string;
  /** One line under the title. */
  detail?: ReactNode;
  actions?: ReactNode;
  /** Text screens keep lines short; the planning takes the whole width. Default: `text`. */
  width?: 'text' | 'wide' | 'full';
  /** As high as the window, where it is high enough: what is in it scrolls in its own frame. */
  fill?: boolean;
  children: ReactNode;
}

const widths = { text: '46rem', wide: '72rem', full: 'none' };

export function Page({
  title,
  windowTitle = title,
  detail,
  actions,
  width = 'text',
  fill = false,
  children,
}: PageProps) {
  useWindowTitle(windowTitle);
  return (
    <Box maw={widths[width]} mx={width === 'full' ? 0 : 'auto'} className={fill ? classes.fill : undefined}>
      <Group justify="space-between" align="flex-end" mb="md" gap="sm">
        <div>
          <Title order={1}>{title}</Title>
          {detail ? (
            <Text c="dimmed" component="div">
              {detail}
            </Text>
          ) : null}
        </div>
        {actions ? (
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        ) : null}
      </Group>
      {children}
    </Box>
  );
}
