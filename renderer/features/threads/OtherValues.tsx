/** What was written of a message at the same time on another machine, and the choice of what stays. */
import { Button, Group, Text } from '@mantine/core';
import type { ThreadCircle, ThreadMessageView } from '#shared/contract/threads.ts';
import { Notice } from '../../components/Notice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import classes from './threads.module.css';

const words = t.threads.rivals;

export function OtherValues({ circle, message }: { circle: ThreadCircle; message: ThreadMessageView }) {
  const edit = useCommand('threads.edit');
  const setDone = useCommand('threads.setDone');
  const { id, rivals, mine } = message;
  const texts = rivals.flatMap(({ text }) => text ?? []);
  const isDone = message.done?.done === true;
  const keep = (text: string) => void edit.run({ circle, id, text });
  const settle = (done: boolean) => void setDone.run({ circle, id, done });
  return (
    <>
      {texts.length > 0 ? (
        <Notice title={words.text}>
          {texts.map((text) => (
            <Group key={text} justify="space-between" align="flex-start" gap="xs" mt={4}>
              <Text className={classes.text} style={{ flex: '1 1 12rem' }}>
                {text}
              </Text>
              {mine ? (
                <Button variant="default" size="compact-sm" disabled={edit.busy} onClick={() => keep(text)}>
                  {words.keepOther}
                </Button>
              ) : null}
            </Group>
          ))}
          {mine ? (
            <Button
              variant="default"
              size="compact-sm"
              mt="xs"
              disabled={edit.busy}
              onClick={() => keep(message.text)}
            >
              {words.keepShown}
            </Button>
          ) : (
            <Text size="sm">{words.waits}</Text>
          )}
        </Notice>
      ) : null}
      {rivals.some(({ done }) => done !== undefined && done !== isDone) ? (
        <Notice title={words.done}>
          <Group gap="xs" mt="xs">
            <Button variant="default" size="compact-sm" disabled={setDone.busy} onClick={() => settle(true)}>
              {words.isDone}
            </Button>
            <Button variant="default" size="compact-sm" disabled={setDone.busy} onClick={() => settle(false)}>
              {words.isNotDone}
            </Button>
          </Group>
        </Notice>
      ) : null}
    </>
  );
}
