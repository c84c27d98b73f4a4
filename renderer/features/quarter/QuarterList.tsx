/** The quarters, latest first, and composing one more. */
import { Button, Stack, Text } from '@mantine/core';
import { IconCalendarStats, IconCircleCheck, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { QuarterSummary } from '#shared/contract/quarter.ts';
import { type QuarterKey, quarterOf } from '#shared/domain/quarter/calendar.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Line, Lines, Tag } from '../../components/Section.tsx';
import { useCommands } from '../../ground/commands.ts';
import { useReadOnly } from '../../ground/read-only.ts';
import { capitalised } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { CreateQuarter } from './CreateQuarter.tsx';

const words = t.quarter.list;

interface QuarterListProps {
  quarters: readonly QuarterSummary[];
  today: string;
  onOpen(key: QuarterKey): void;
}

export function QuarterList({ quarters, today, onOpen }: QuarterListProps) {
  const [creating, setCreating] = useState(false);
  const readOnly = useReadOnly();
  useCommands([
    ...(readOnly
      ? []
      : [{ id: 'quarter.create', label: words.create, icon: IconPlus, run: () => setCreating(true) }]),
    ...quarters.map(({ key }) => ({
      id: `quarter.open.${key}`,
      label: t.quarter.commands.open(key),
      icon: IconCalendarStats,
      run: () => onOpen(key),
    })),
  ]);
  const add = readOnly ? undefined : (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <Stack>
      {quarters.length === 0 ? (
        <EmptyState icon={IconCalendarStats} title={words.empty} example={words.emptyExample} action={add} />
      ) : (
        <>
          <div>{add}</div>
          <Lines>
            {quarters.map((quarter) => {
              const isDraft = quarter.status === 'draft';
              const Icon = isDraft ? IconPencil : IconCircleCheck;
              return (
                <Line
                  key={quarter.key}
                  mark={<Icon size={26} stroke={1.5} aria-hidden />}
                  badges={
                    <>
                      {quarterOf(today) === quarter.key ? <Tag>{words.current}</Tag> : null}
                      <Tag tone={isDraft ? 'warm' : 'strong'}>{isDraft ? words.draft : words.published}</Tag>
                    </>
                  }
                  actions={
                    <Button
                      variant="light"
                      aria-label={words.open(quarter.key)}
                      onClick={() => onOpen(quarter.key)}
                    >
                      {words.openShort}
                    </Button>
                  }
                >
                  <Text fw={600} size="lg">
                    {capitalised(t.quarter.name(quarter.key))}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {[
                      words.lines(quarter.lineCount),
                      quarter.published
                        ? words.publishedBy(quarter.published.by, quarter.published.at)
                        : t.quarter.draft.nothingYet,
                    ].join(' · ')}
                  </Text>
                </Line>
              );
            })}
          </Lines>
        </>
      )}
      {creating ? (
        <CreateQuarter
          quarters={quarters}
          today={today}
          onClose={() => setCreating(false)}
          onDone={(key) => {
            setCreating(false);
            onOpen(key);
          }}
        />
      ) : null}
    </Stack>
  );
}
