/** The rows of the file, a page at a time, each with what it would become and what deserves a look. */
import { ActionIcon, Checkbox, Group, NativeSelect, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { type PreviewRow, type RowFilter, rowFilters } from '#shared/contract/exchange.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import { Tag } from '../../components/Section.tsx';
import { useEngine } from '../../ground/engine.ts';
import { shortDate, timeRange } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { PartTitle } from './PartTitle.tsx';

interface RowsListProps {
  previewId: string;
  rooms: Record<string, RoomChoice>;
  filter: RowFilter;
  onFilter(filter: RowFilter): void;
  excluded: Excluded;
  onExclude(excluded: Excluded): void;
}

/** Rows left out one by one, by index, each with what would become of it. */
export type Excluded = ReadonlyMap<number, Written>;
export type Written = 'created' | 'updated' | 'cancelled';

const PAGE = 50;
/** Those that ask for a decision; the others are only said. */
const SERIOUS = new Set(['overlaps-planning', 'overlaps-file', 'closed', 'outside-hours', 'zone-guessed']);
function writtenOf({ state, isCancelled }: PreviewRow): Written | null {
  if (isCancelled) return 'cancelled';
  return state === 'new' ? 'created' : state === 'update' ? 'updated' : null;
}
const tones = { created: 'strong', updated: 'strong', cancelled: 'warm' } as const;

export function RowsList({ previewId, rooms, filter, onFilter, excluded, onExclude }: RowsListProps) {
  const texts = t.exchange.list;
  const [page, setPage] = useState(0);
  const { data } = useEngine('exchange.previewRows', {
    previewId,
    rooms,
    filter,
    offset: page * PAGE,
    limit: PAGE,
  });
  if (!data) return null;
  const toggle = (index: number, written: Written) => {
    const next = new Map(excluded);
    if (!next.delete(index)) next.set(index, written);
    onExclude(next);
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end">
        <PartTitle>{texts.title}</PartTitle>
        <NativeSelect
          label={texts.filter}
          value={filter}
          data={rowFilters
            .filter((one) => one === 'all' || one === filter || data.counts[one] > 0)
            .map((one) => ({ value: one, label: texts.filterCount(one, data.counts[one]) }))}
          onChange={(event) => {
            onFilter(event.currentTarget.value as RowFilter);
            setPage(0);
          }}
        />
      </Group>
      {data.rows.length === 0 ? <Text c="dimmed">{texts.empty}</Text> : null}
      <Table.ScrollContainer minWidth={560} maxHeight="28rem">
        <Table stickyHeader verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={40}>
                <VisuallyHidden>{texts.take}</VisuallyHidden>
              </Table.Th>
              <Table.Th>{texts.when}</Table.Th>
              <Table.Th>{texts.what}</Table.Th>
              <Table.Th>{texts.state}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.rows.map((row) => (
              <Table.Tr key={row.index} opacity={excluded.has(row.index) ? 0.65 : 1}>
                <Table.Td>
                  <Taken row={row} excluded={excluded} onToggle={toggle} />
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {shortDate(row.date)}
                  <Text size="sm" c="dimmed">
                    {timeRange(row.start, row.end)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text fw={500} lineClamp={2}>
                    {row.title || texts.untitled}
                  </Text>
                  {row.room === '' ? null : (
                    <Text size="sm" c="dimmed">
                      {row.room}
                    </Text>
                  )}
                  {row.was ? (
                    <Text size="sm" c="dimmed">
                      {texts.was(row)}
                    </Text>
                  ) : null}
                  <Problems row={row} />
                </Table.Td>
                <Table.Td>
                  <span style={{ display: 'inline-flex', minWidth: 'max-content' }}>
                    <Tag tone={toneOf(row)}>{texts.stateOf(row)}</Tag>
                  </span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {data.total > PAGE ? (
        <Group gap="xs" justify="flex-end">
          <Text size="sm" c="dimmed">
            {texts.page(page * PAGE + 1, Math.min(data.total, (page + 1) * PAGE), data.total)}
          </Text>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={texts.previous}
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={texts.next}
            disabled={(page + 1) * PAGE >= data.total}
            onClick={() => setPage(page + 1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
      ) : null}
    </Stack>
  );
}

const toneOf = (row: PreviewRow) => {
  const written = writtenOf(row);
  return written ? tones[written] : 'quiet';
};

interface TakenProps {
  row: PreviewRow;
  excluded: Excluded;
  onToggle(index: number, written: Written): void;
}

function Taken({ row, excluded, onToggle }: TakenProps) {
  const written = writtenOf(row);
  return written ? (
    <Checkbox
      aria-label={t.exchange.list.takeRow(row, shortDate(row.date))}
      checked={!excluded.has(row.index)}
      onChange={() => onToggle(row.index, written)}
    />
  ) : null;
}

function Problems({ row }: { row: PreviewRow }) {
  return row.problems.map((problem) => (
    <Text key={problem.kind} size="sm" c={SERIOUS.has(problem.kind) ? 'var(--tone-orange-text)' : 'dimmed'}>
      {SERIOUS.has(problem.kind) ? (
        <IconAlertTriangle size={15} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
      ) : null}
      {t.exchange.list.problem(problem)}
    </Text>
  ));
}
