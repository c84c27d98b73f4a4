/** Bilan du trimestre: planned against held, line by line. */
import { Stack, Table, Text } from '@mantine/core';
import { IconReportAnalytics } from '@tabler/icons-react';
import type { QuarterReview } from '#shared/domain/quarter/review.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { Section } from '../../../components/Section.tsx';
import { useEngine } from '../../../ground/engine.ts';
import { euros, number } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';
import { LineDatesButton } from './DatesBehind.tsx';

const words = t.quarter.review;
const columns = ['planned', 'held', 'toCome', 'cancelled', 'moved', 'cost', 'reasons'] as const;

export function ReviewTab() {
  const { view } = useQuarter();
  const { data, error } = useEngine('quarter.review', { key: view.key });
  if (error) return <ErrorNotice error={error} />;
  if (!data) return null;
  if (data.lines.length === 0 || data.total.planned === 0)
    return <EmptyState icon={IconReportAnalytics} title={words.empty} example={words.emptyExample} />;
  return (
    <Stack>
      <Section title={words.title} detail={words.detail}>
        <section className={classes.scroller} aria-label={words.caption}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.columns.line}</Table.Th>
                {columns.map((column) => (
                  <Table.Th key={column} className={column === 'reasons' ? undefined : classes.number}>
                    {words.columns[column]}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.lines.map((line) => (
                <Table.Tr key={line.line}>
                  <Table.Th scope="row">
                    <LineDatesButton line={line.line}>{line.title}</LineDatesButton>
                  </Table.Th>
                  <Numbers of={line} />
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th scope="row">{words.total}</Table.Th>
                <Numbers of={data.total} />
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </section>
      </Section>
      <Notice tone="calm">{words.attendance}</Notice>
    </Stack>
  );
}

function Numbers({ of }: { of: QuarterReview['total'] }) {
  return (
    <>
      {([of.planned, of.held, of.toCome, of.cancelled, of.moved] as const).map((value, at) => (
        <Table.Td key={columns[at]} className={classes.number}>
          {number(value)}
        </Table.Td>
      ))}
      <Table.Td className={classes.number} style={{ whiteSpace: 'nowrap' }}>
        {euros(of.heldCostCents)} / {euros(of.plannedCostCents)}
      </Table.Td>
      <Table.Td>
        {of.reasons.map((reason) => (
          <Text key={reason.reason} size="sm">
            {words.reason(reason)}
          </Text>
        ))}
      </Table.Td>
    </>
  );
}
