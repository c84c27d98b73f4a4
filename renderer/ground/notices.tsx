/**
 * Short messages at the bottom of the screen: refusals in three parts, things done, things to take back. They belong to the
 * screen they were shown on, and never lie over what one is about to use.
 */
import { Button, Group, Text } from '@mantine/core';
import { hideNotification, type NotificationData, showNotification } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { errorText } from '#shared/contract/errors/fr.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { t } from '../i18n/index.ts';
import { parseRoute, type Screen } from './route.ts';

const screenNow = (): Screen => parseRoute(window.location.hash).screen;
/** The screen each was shown on, but those that can be taken back, which go from one to the next. */
const shownOn = new Map<string, Screen>();

function show(notice: NotificationData): string {
  const id = showNotification(notice);
  shownOn.set(id, screenNow());
  return id;
}

function hide(id: string): void {
  shownOn.delete(id);
  hideNotification(id);
}

const overlap = (one: DOMRect, other: DOMRect): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Called once by the page: a notice goes with its screen, and when what it covers takes the focus. */
export function clearNotices(): void {
  window.addEventListener('hashchange', () => {
    for (const [id, screen] of shownOn) if (screen !== screenNow()) hide(id);
  });
  window.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.matches('[tabindex="-1"]')) return;
    for (const notice of document.querySelectorAll('.mantine-Notification-root'))
      if (!notice.contains(target) && overlap(notice.getBoundingClientRect(), target.getBoundingClientRect()))
        hide(notice.id);
  });
}

/** A refusal of the engine. Stays long enough to be read by someone who is interrupted. */
export function showRefusal(error: AppError): void {
  const { what, safe, next } = errorText(error);
  show({
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
  hide(lastDone);
  lastDone = show({
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
