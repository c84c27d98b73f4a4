/** À replacer: what has no place, by what stands against it, and what may come back. */
import { Button, Stack, Text } from '@mantine/core';
import { IconInbox, IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Line, Lines, Section } from '../../../components/Section.tsx';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { capitalised } from '../../../i18n/format.ts';
import { dateAndTimes } from '../../../i18n/fr/quarter-dates.ts';
import { t } from '../../../i18n/index.ts';
import { keyOf, obstacleTexts, whereOf } from '../ground/cell-words.ts';
import { useQuarter } from '../ground/context.ts';
import { faceIcons } from '../ground/face-icons.ts';
import { trayOf } from './obstacles.ts';
import { RemedyButtons } from './RemedyButtons.tsx';

const words = t.quarter.tray;

export function TrayTab() {
  const { view, readOnly } = useQuarter();
  const tray = useMemo(() => trayOf(view.placements), [view.placements]);
  const acceptAll = useCommand('quarter.acceptAll');
  if (tray.count === 0)
    return <EmptyState icon={IconInbox} title={words.empty} example={words.emptyExample} />;
  const accept = async () => {
    const answer = await acceptAll.run({ key: view.key });
    if (answer.ok) showDone(t.quarter.done.acceptedAll(answer.value.accepted));
  };
  return (
    <Stack gap={0} maw="72rem">
      {tray.proposed.length > 0 ? (
        <Section
          title={words.proposed(tray.proposed.length)}
          action={
            readOnly ? undefined : (
              <Button
                leftSection={<IconRefresh size={18} aria-hidden />}
                loading={acceptAll.busy}
                onClick={() => void accept()}
              >
                {words.acceptAll}
              </Button>
            )
          }
        >
          <Lines>
            {tray.proposed.map((placement) => (
              <TrayLine key={keyOf(placement)} placement={placement} />
            ))}
          </Lines>
        </Section>
      ) : null}
      {tray.toReplace.map(({ kind, placements }) => (
        <Section key={kind} title={`${words.groups[kind]} (${placements.length})`} detail={words.detail}>
          <Lines>
            {placements.map((placement) => (
              <TrayLine key={keyOf(placement)} placement={placement} />
            ))}
          </Lines>
        </Section>
      ))}
    </Stack>
  );
}

function TrayLine({ placement }: { placement: Placement }) {
  const { lookup, lineOf } = useQuarter();
  const line = lineOf(placement.line);
  if (!line) return null;
  const { slot, standing, state } = placement;
  const Icon = faceIcons[standing === 'proposed' ? 'proposed' : state] ?? IconInbox;
  return (
    <Line mark={<Icon size={22} stroke={1.5} aria-hidden />}>
      <Text fw={600}>{standing === 'proposed' ? words.proposal(line.title, slot.date) : line.title}</Text>
      <Text size="sm">
        {[capitalised(dateAndTimes(slot.date, slot.start, slot.end)), whereOf(line, placement, lookup)]
          .filter((part) => part !== '')
          .join(', ')}
      </Text>
      {obstacleTexts(placement, lookup).map((text) => (
        <Text key={text} size="sm" c="dimmed">
          {capitalised(text)}
        </Text>
      ))}
      <div style={{ marginTop: 6 }}>
        <RemedyButtons placement={placement} title={line.title} />
      </div>
    </Line>
  );
}
