/** Free places near a date, one click each. */
import { Loader, Stack, Text } from '@mantine/core';
import type { SlotRequest } from '#shared/domain/planning/model.ts';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { Proposals } from '../../../components/booking/Proposals.tsx';
import { useEngine } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';

interface RemediesProps {
  placement: Placement;
  onTake(slot: SlotRequest): void;
}

export function Remedies({ placement: { line, date }, onTake }: RemediesProps) {
  const { view, names } = useQuarter();
  const { data } = useEngine('quarter.remedies', { key: view.key, line, date }, { keepPrevious: false });
  const words = t.quarter.panel;
  return (
    <Stack gap="xs" align="flex-start" role="group" aria-label={words.nearby}>
      <Text fw={600}>{words.nearby}</Text>
      {data === undefined ? <Loader size="sm" aria-label={words.searching} /> : null}
      {data?.length === 0 ? <Text size="sm">{words.noneNearby}</Text> : null}
      {data ? <Proposals proposals={data} names={names} onTake={onTake} /> : null}
    </Stack>
  );
}
