/** In the middle of the screen and before everything else, until it is answered or closed. */
import { Modal, type ModalProps, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLayer } from '../ground/layers.ts';
import { t } from '../i18n/index.ts';

interface DialogProps extends Pick<ModalProps, 'size'> {
  opened: boolean;
  title: ReactNode;
  onClose(): void;
  children: ReactNode;
}

export function Dialog({ opened, title, onClose, children, ...size }: DialogProps) {
  const layer = useLayer('dialog', opened, onClose);
  return (
    <Modal
      {...layer}
      {...size}
      opened={opened}
      onClose={onClose}
      title={
        <Text fw={600} size="lg" component="span">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t.app.confirm.close }}
    >
      {children}
    </Modal>
  );
}
