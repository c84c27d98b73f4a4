/** How far a change of one session of a series goes. The least is the default. */
import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { BookingView } from '#shared/contract/planning.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { callEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

export interface Scope {
  scope: 'this' | 'following' | 'all';
  overwriteByHand: boolean;
}

/** What is done to so many of them. */
export type Deed = 'change' | 'cancel';

const JUST_THIS: Scope = { scope: 'this', overwriteByHand: false };

interface Asking {
  total: number;
  following: number;
  deed: Deed;
  answer(scope: Scope | null): void;
}

/** `ask` answers at once for a booking that stands alone; null when the person gives up. */
export function useScope(): {
  ask(booking: Pick<BookingView, 'id' | 'series'>, deed?: Deed): Promise<Scope | null>;
  dialog: ReactNode;
} {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [choice, setChoice] = useState<Scope>(JUST_THIS);

  const ask = useCallback(
    async (booking: Pick<BookingView, 'id' | 'series'>, deed: Deed = 'change'): Promise<Scope | null> => {
      if (!booking.series) return JUST_THIS;
      const detail = await callEngine('planning.booking', { id: booking.id });
      if (!detail.ok || !detail.value.series || detail.value.series.total < 2) return JUST_THIS;
      const { total, following } = detail.value.series;
      setChoice(JUST_THIS);
      return new Promise((answer) => {
        setAsking({ total, following, deed, answer });
      });
    },
    [],
  );

  const close = (scope: Scope | null) => {
    asking?.answer(scope);
    setAsking(null);
  };
  const words = t.planning.scope;
  const dialog = (
    <Dialog opened={asking !== null} onClose={() => close(null)} title={words.title}>
      {asking ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            close(choice);
          }}
        >
          <Radio.Group
            label={words[asking.deed].question}
            value={choice.scope}
            onChange={(scope) => setChoice({ ...choice, scope: scope as Scope['scope'] })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="this" label={words.this} data-autofocus />
              <Radio value="following" label={words.following(asking.following)} />
              <Radio value="all" label={words.all(asking.total)} />
            </Stack>
          </Radio.Group>
          {choice.scope === 'this' ? null : (
            <Stack gap="xs" mt="md">
              <Text size="sm">{words.byHand}</Text>
              <Checkbox
                label={words[asking.deed].overwrite}
                checked={choice.overwriteByHand}
                onChange={(event) => setChoice({ ...choice, overwriteByHand: event.currentTarget.checked })}
              />
            </Stack>
          )}
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={() => close(null)}>
              {t.planning.conflict.back}
            </Button>
            <Button type="submit">
              {words[asking.deed].confirm(
                { this: 1, following: asking.following, all: asking.total }[choice.scope],
              )}
            </Button>
          </Group>
        </form>
      ) : null}
    </Dialog>
  );
  return { ask, dialog };
}
