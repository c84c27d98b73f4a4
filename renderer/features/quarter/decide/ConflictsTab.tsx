/** Every obstacle of the quarter in one table, each with its remedies. */
import { Checkbox, Chip, Group, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconCircleCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { capitalised, timeRange } from '../../../i18n/format.ts';
import { shortDate } from '../../../i18n/fr/quarter-dates.ts';
import { t } from '../../../i18n/index.ts';
import { faceOf, keyOf, obstacleText } from '../ground/cell-words.ts';
import { useQuarter } from '../ground/context.ts';
import { needsDecision } from '../ground/lines.ts';
import classes from '../ground/quarter.module.css';
import { type ObstacleSort, type OrderBy, obstacleRows, sortsOf } from './obstacles.ts';
import { RemedyButtons } from './RemedyButtons.tsx';

const words = t.quarter.table;
const headers: (OrderBy | 'why' | 'remedy')[] = ['date', 'line', 'sort', 'why', 'remedy'];
const isOrder = (column: string): column is OrderBy =>
  column === 'date' || column === 'line' || column === 'sort';

export function ConflictsTab() {
  const { view, lookup } = useQuarter();
  const [orderBy, setOrderBy] = useState<OrderBy>('date');
  const [sort, setSort] = useState<ObstacleSort | 'all'>('all');
  const [openOnly, setOpenOnly] = useState(false);
  const all = useMemo(() => obstacleRows(view, { orderBy, openOnly }), [view, orderBy, openOnly]);
  const rows = sort === 'all' ? all : all.filter((row) => row.sort === sort);
  const any = view.placements.some(
    ({ obstacles, standing }) => obstacles.length > 0 && standing !== 'dropped',
  );
  if (!any) return <EmptyState icon={IconCircleCheck} title={words.empty} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Chip.Group value={sort} onChange={(next) => setSort(next as ObstacleSort | 'all')}>
          <Group gap="xs" role="group" aria-label={words.filter}>
            <Chip value="all">{words.all(all.length)}</Chip>
            {sortsOf(all).map(({ sort: one, count }) => (
              <Chip key={one} value={one}>
                {words.counted(words.sorts[one], count)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Checkbox
          label={words.openOnly}
          checked={openOnly}
          onChange={(event) => setOpenOnly(event.currentTarget.checked)}
        />
      </Group>
      {rows.length === 0 ? <Text role="status">{words.nothing}</Text> : null}
      {rows.length === 0 ? null : (
        <section className={classes.scroller} aria-label={words.caption}>
          <Table className={classes.table} verticalSpacing="xs" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                {headers.map((column) => (
                  <Table.Th
                    key={column}
                    aria-sort={isOrder(column) ? (orderBy === column ? 'ascending' : 'none') : undefined}
                  >
                    {isOrder(column) ? (
                      <UnstyledButton className={classes.sort} onClick={() => setOrderBy(column)}>
                        {words.columns[column]}
                        {orderBy === column ? <IconArrowDown size={14} aria-hidden /> : null}
                      </UnstyledButton>
                    ) : (
                      words.columns[column]
                    )}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ placement, line, obstacle, sort: one }) => {
                const face = faceOf(placement);
                const waiting = needsDecision(placement);
                return (
                  <Table.Tr key={`${keyOf(placement)} ${JSON.stringify(obstacle)}`}>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>
                      {capitalised(shortDate(placement.slot.date))}
                      <Text size="sm" c="dimmed">
                        {timeRange(placement.slot.start, placement.slot.end)}
                      </Text>
                    </Table.Td>
                    <Table.Td fw={600}>{line.title}</Table.Td>
                    <Table.Td>
                      {words.sorts[one]}
                      <Text size="sm" c={waiting ? 'var(--tone-orange-text)' : 'dimmed'}>
                        {face === 'forced'
                          ? t.quarter.standings.forced.long
                          : t.quarter.standings[placement.standing].long}
                      </Text>
                    </Table.Td>
                    <Table.Td>{capitalised(obstacleText(obstacle, lookup))}</Table.Td>
                    <Table.Td>
                      <RemedyButtons placement={placement} title={line.title} />
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </section>
      )}
      <Text size="sm" c="dimmed" role="status">
        {words.count(rows.length)}
      </Text>
    </Stack>
  );
}
