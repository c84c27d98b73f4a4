/** What the paid sessions may bring in, by fare, and the assumptions behind it. */
import { Button, Table, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import type { Income } from '#shared/domain/quarter/figures/income.ts';
import { Section } from '../../../components/Section.tsx';
import { euros, number } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';
import { DatesBehind } from './DatesBehind.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';

const words = t.quarter.figures.income;

export function IncomeSection({ income }: { income: Income }) {
  const { view, readOnly } = useQuarter();
  const fares = income.byFare.map(({ fare }) => fare);
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={words.title}
      detail={words.detail(view.settings, fares)}
      action={
        readOnly ? undefined : (
          <Button
            variant="default"
            leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {words.edit}
          </Button>
        )
      }
    >
      <section className={classes.scroller} aria-label={words.caption}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.fare}</Table.Th>
              <Table.Th className={classes.number}>{words.seats}</Table.Th>
              <Table.Th className={classes.number}>{words.amount}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {income.byFare.map(({ fare, seats, cents }) => (
              <Table.Tr key={fare}>
                <Table.Th scope="row">{words.fares[fare]}</Table.Th>
                <Table.Td className={classes.number}>{number(Math.round(seats))}</Table.Td>
                <Table.Td className={classes.number}>{euros(cents)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{words.total}</Table.Th>
              <Table.Td />
              <Table.Td className={classes.number}>{euros(income.totalCents)}</Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </section>
      <Text size="sm">
        <DatesBehind placements={income.of} label={words.counted(income.of.length)}>
          {words.counted(income.of.length)}
        </DatesBehind>
        {'. '}
        {income.withoutSeats.length > 0 ? (
          <DatesBehind
            placements={income.withoutSeats}
            label={words.withoutSeats(income.withoutSeats.length)}
          >
            {words.withoutSeats(income.withoutSeats.length)}
          </DatesBehind>
        ) : null}
      </Text>
      {editing ? <SettingsPanel fares={fares} onClose={() => setEditing(false)} /> : null}
    </Section>
  );
}
