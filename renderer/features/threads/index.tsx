/** For the panel of a booking: what the circles held by this machine say of it. Nothing at all when it holds none. */
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEngine } from '../../ground/engine.ts';
import { screenOfCircle, useHeldThreads } from '../../ground/held-circles.ts';
import { hrefOf } from '../../ground/route.ts';
import { ago } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './threads.module.css';

const words = t.threads;

export function AboutBooking({ bookingId }: { bookingId: string }) {
  const held = useHeldThreads();
  const { data } = useEngine('threads.aboutBooking', { booking: bookingId }, { enabled: held.length > 0 });
  if (held.length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-label={words.panel.title}>
      <Text fw={600}>{words.panel.title}</Text>
      {data?.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.panel.none}
        </Text>
      ) : null}
      <ul className={classes.list}>
        {data?.map(({ circle, ...message }) => (
          <li key={message.id} className={classes.message}>
            <Text className={classes.text} size="sm" data-done={message.done?.done || undefined}>
              {message.text}
            </Text>
            <Text size="sm" c="dimmed">
              {message.mine ? words.you : message.authorName || words.someone}, {ago(message.at)} ·{' '}
              <Anchor size="sm" underline="always" href={hrefOf(screenOfCircle[circle])}>
                {words.names[circle].title}
              </Anchor>
            </Text>
          </li>
        ))}
      </ul>
      {held.map((circle) => (
        <Button
          key={circle}
          component="a"
          variant="light"
          size="compact-md"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPencil size={16} />}
          href={hrefOf(screenOfCircle[circle], { booking: bookingId })}
        >
          {words.names[circle].write}
        </Button>
      ))}
    </Stack>
  );
}
