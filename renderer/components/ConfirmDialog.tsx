/** Asks before what cannot simply be undone. The safe answer has the focus. */
import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useGesture } from '../ground/under-way.ts';
import { t } from '../i18n/index.ts';
import { Dialog } from './Dialog.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** The verb of what will be done: "Effacer la note". */
  confirm: string;
  cancel?: string;
  busy?: boolean;
  /** There is nothing to do: only the safe answer is left. */
  disabled?: boolean;
  onConfirm(): void;
  onClose(): void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const confirm = useGesture(props.onConfirm);
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title}>
      {typeof props.children === 'string' ? <Text>{props.children}</Text> : props.children}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {props.cancel ?? t.app.confirm.cancel}
        </Button>
        <Button onClick={confirm} loading={props.busy ?? false} disabled={props.disabled ?? false}>
          {props.confirm}
        </Button>
      </Group>
    </Dialog>
  );
}
