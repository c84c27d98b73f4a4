/** Short messages at the bottom of the screen: refusals in three parts, things done, things to take back. */
import { Button, Group, Text } from '@mantine/core';
import { hideNotification, showNotification } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { errorText } from '#shared/contract/errors/fr.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { t } from '../i18n/index.ts';

/** A refusal of the engine. Stays long enough to be read by someone who is interrupted. */
export function showRefusal(error: AppError): void {
  const { what, safe, next } = errorText(error);
  showNotification({
    // The same refusal twice is one notice.
    id: `refusal-${error.tag}`,
    title: what,
    message: (
      <>
        <Text size="sm">{safe}</Text>
        <Text size="sm" fw={500}>
          {next}
        </Text>
      </>
    ),
    icon: <IconAlertTriangle size={20} />,
    color: 'orange.8',
    autoClose: 15_000,
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t.app.confirm.close },
  });
}

let lastDone = '';

/** Something done that needs no answer. It takes the place of the last one: behind ten others it would come too late. */
export function showDone(message: string): void {
  hideNotification(lastDone);
  lastDone = showNotification({
    message,
    icon: <IconCheck size={20} />,
    color: 'water',
    autoClose: 5000,
    closeButtonProps: { 'aria-label': t.app.confirm.close },
  });
}

const UNDO = 'undo';
/** What it offers was taken back otherwise, or something is asked that has to be answered first. */
export function hideUndo(): void {
  hideNotification(UNDO);
}

/** Something done that can be taken back, for as long as somebody needs who reads slowly or waits for a busy machine. */
export function showUndo(message: string, undo: () => void): void {
  hideUndo();
  let isAsked = false;
  showNotification({
    id: UNDO,
    color: 'water',
    icon: <IconCheck size={20} />,
    autoClose: 20_000,
    closeButtonProps: { 'aria-label': t.app.confirm.close },
    message: (
      <Group justify="space-between" gap="xs">
        <Text size="sm">{message}</Text>
        <Button
          variant="light"
          size="compact-sm"
          style={{ flex: 'none' }}
          leftSection={<IconArrowBackUp size={16} />}
          onClick={() => {
            hideUndo();
            // It goes away after a second press.
            if (isAsked) return;
            isAsked = true;
            undo();
          }}
        >
          {t.app.undo.action}
        </Button>
      </Group>
    ),
  });
}
