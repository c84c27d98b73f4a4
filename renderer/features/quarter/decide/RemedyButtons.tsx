/** What can be done with a date that waits, in one gesture; the places nearby are looked for when asked. */
import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import { Remedies } from './Remedies.tsx';
import { forcing, useDecide } from './use-decide.ts';

const words = t.quarter.tray;

interface RemedyButtonsProps {
  placement: Placement;
  title: string;
}

export function RemedyButtons({ placement, title }: RemedyButtonsProps) {
  const { readOnly, openDate } = useQuarter();
  const { decide, busy } = useDecide();
  const [looking, setLooking] = useState(false);
  const { standing, slot } = placement;
  const open = (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={words.openOf(title, slot.date)}
      onClick={() => openDate(placement)}
    >
      {words.open}
    </Button>
  );
  if (readOnly) return open;
  return (
    <Stack gap="xs">
      <Group gap={6}>
        {standing === 'proposed' ? (
          <Button size="compact-sm" loading={busy} onClick={() => void decide(placement, null)}>
            {words.accept}
          </Button>
        ) : null}
        {standing === 'to-replace' ? (
          <>
            <Button
              size="compact-sm"
              variant="light"
              aria-expanded={looking}
              aria-label={words.remediesOf(title, slot.date)}
              onClick={() => setLooking(!looking)}
            >
              {words.remedies}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.forceOf(title, slot.date)}
              onClick={() => void decide(placement, forcing(placement))}
            >
              {t.quarter.panel.force}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.dropOf(title, slot.date)}
              onClick={() => void decide(placement, { kind: 'dropped' })}
            >
              {words.drop}
            </Button>
          </>
        ) : null}
        {open}
      </Group>
      {looking ? (
        <Remedies
          placement={placement}
          onTake={(taken) => void decide(placement, { kind: 'moved', slot: taken })}
        />
      ) : null}
    </Stack>
  );
}
