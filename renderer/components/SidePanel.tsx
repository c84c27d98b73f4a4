/** A form or a detail beside the screen it belongs to. Escape closes it and the focus goes back where it was. */
import { Drawer, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLayer } from '../ground/layers.ts';
import { t } from '../i18n/index.ts';

interface SidePanelProps {
  opened: boolean;
  title: ReactNode;
  onClose(): void;
  /** CSS width; default 30rem, never more than the window. */
  width?: string;
  children: ReactNode;
}

export function SidePanel({ opened, title, onClose, width = '30rem', children }: SidePanelProps) {
  const layer = useLayer('panel', opened, onClose);
  return (
    <Drawer
      {...layer}
      opened={opened}
      onClose={onClose}
      position="right"
      size={`min(${width}, 100vw)`}
      title={
        <Text fw={600} size="lg" component="span">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t.app.confirm.close }}
    >
      {children}
    </Drawer>
  );
}
