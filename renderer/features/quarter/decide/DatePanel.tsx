/** One date: where it is, what stands against it, what can be done, what the team says of it. */
import { Badge, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { capitalised } from '../../../i18n/format.ts';
import { dateAndTimes } from '../../../i18n/fr/quarter-dates.ts';
import { t } from '../../../i18n/index.ts';
import { faceOf, obstacleTexts, whereOf } from '../ground/cell-words.ts';
import { useQuarter } from '../ground/context.ts';
import { faceIcons } from '../ground/face-icons.ts';
import type { QuarterLine } from '../ground/lines.ts';
import { Comments } from '../line/Comments.tsx';
import { MoveForm } from './MoveForm.tsx';
import { Remedies } from './Remedies.tsx';
import { forcing, useDecide } from './use-decide.ts';

const words = t.quarter.panel;

interface DatePanelProps {
  line: QuarterLine;
  placement: Placement;
  onClose(): void;
}

export function DatePanel({ line, placement, onClose }: DatePanelProps) {
  const { lookup, readOnly, go, names } = useQuarter();
  const { decide, busy } = useDecide();
  const { slot, date, standing, decided, costCents } = placement;
  const face = faceOf(placement);
  const Icon = faceIcons[face];
  const isDecided = decided !== undefined && decided !== 'out';
  const done = async (deciding: Promise<boolean>) => {
    if (await deciding) onClose();
  };
  return (
    <Stack gap="lg">
      <div>
        <Group gap="xs" align="center">
          <Text size="lg" fw={600}>
            {capitalised(dateAndTimes(slot.date, slot.start, slot.end))}
          </Text>
          {Icon ? (
            <Badge
              data-face={face}
              variant="default"
              tt="none"
              size="lg"
              leftSection={<Icon size={14} aria-hidden />}
            >
              {face === 'forced' || face === 'moved' || face === 'proposed' || face === 'dropped'
                ? t.quarter.standings[face].long
                : t.quarter.states[face].long}
            </Badge>
          ) : null}
        </Group>
        <Text>{whereOf(line, placement, lookup)}</Text>
        {slot.date === date ? null : <Text c="dimmed">{words.was(date)}</Text>}
        {costCents > 0 ? <Text c="dimmed">{words.cost(costCents)}</Text> : null}
        <Button
          mt="xs"
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => go({ line: line.id, placement: undefined })}
        >
          {words.editLine}
        </Button>
      </div>

      <section aria-labelledby="date-obstacles">
        <Title order={2} size="h3" id="date-obstacles" mb="xs">
          {words.obstacles}
        </Title>
        {placement.obstacles.length === 0 ? (
          <Text>{words.fine}</Text>
        ) : (
          <List>
            {obstacleTexts(placement, lookup).map((text) => (
              <List.Item key={text}>{capitalised(text)}</List.Item>
            ))}
          </List>
        )}
        <Text mt="xs" fw={500}>
          {standing === 'dropped'
            ? words.dropped
            : standing === 'proposed'
              ? words.proposed
              : standing === 'to-replace'
                ? words.toReplace
                : face === 'forced'
                  ? words.placedAnyway
                  : null}
        </Text>
      </section>

      {readOnly ? null : (
        <Stack gap="sm">
          {standing === 'to-replace' ? (
            <Remedies
              placement={placement}
              onTake={(taken) => void done(decide(placement, { kind: 'moved', slot: taken }))}
            />
          ) : null}
          <Group gap="xs">
            {standing === 'proposed' ? (
              <Button loading={busy} onClick={() => void done(decide(placement, null))}>
                {words.giveBack}
              </Button>
            ) : null}
            {standing === 'to-replace' ? (
              <Button variant="default" onClick={() => void done(decide(placement, forcing(placement)))}>
                {words.force}
              </Button>
            ) : null}
            {standing === 'dropped' ? null : (
              <Button variant="default" onClick={() => void done(decide(placement, { kind: 'dropped' }))}>
                {words.drop}
              </Button>
            )}
            {isDecided ? (
              <Button variant="default" onClick={() => void done(decide(placement, null))}>
                {words.undo}
              </Button>
            ) : null}
          </Group>
          <MoveForm
            key={JSON.stringify(slot)}
            slot={slot}
            names={names}
            onMove={(moved) => void done(decide(placement, { kind: 'moved', slot: moved }))}
          />
        </Stack>
      )}
      <Comments line={line} date={date} />
    </Stack>
  );
}
