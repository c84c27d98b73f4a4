/** Facilitators' hours and cost, month by month. */
import { Table, Text } from '@mantine/core';
import type { CostShare, Costs } from '#shared/domain/quarter/figures/costs.ts';
import { Section } from '../../../components/Section.tsx';
import { useEngine } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import classes from '../ground/quarter.module.css';
import { DatesBehind } from './DatesBehind.tsx';

const words = t.quarter.figures.costs;

export function CostSection({ costs }: { costs: Costs }) {
  const { data: catalogue } = useEngine('catalogue.list', {});
  const nameOf = (id: string) =>
    catalogue?.facilitators.find((facilitator) => facilitator.id === id)?.name ?? words.gone;
  return (
    <Section title={words.title} detail={words.detail}>
      {costs.facilitators.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <section className={classes.scroller} aria-label={words.caption}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.name}</Table.Th>
                {costs.months.map(({ month }) => (
                  <Table.Th key={month} className={classes.number}>
                    {words.month(month)}
                  </Table.Th>
                ))}
                <Table.Th className={classes.number}>{words.total}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {costs.facilitators.map(({ facilitator, months, ...total }) => (
                <Table.Tr key={facilitator}>
                  <Table.Th scope="row">{nameOf(facilitator)}</Table.Th>
                  {costs.months.map(({ month }) => (
                    <Amount
                      key={month}
                      share={months.find((one) => one.month === month)}
                      label={words.label(nameOf(facilitator), words.month(month))}
                    />
                  ))}
                  <Amount share={total} label={words.label(nameOf(facilitator), words.total)} />
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th scope="row">{words.all}</Table.Th>
                {costs.months.map((share) => (
                  <Amount
                    key={share.month}
                    share={share}
                    label={words.label(words.all, words.month(share.month))}
                  />
                ))}
                <Amount share={costs} label={words.label(words.all, words.total)} />
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </section>
      )}
    </Section>
  );
}

const Amount = ({ share, label }: { share: CostShare | undefined; label: string }) => (
  <Table.Td className={classes.number} style={{ whiteSpace: 'nowrap' }}>
    {share && share.sessions > 0 ? (
      <DatesBehind placements={share.of} label={label}>
        {words.cell(share.minutes, share.cents)}
      </DatesBehind>
    ) : (
      '–'
    )}
  </Table.Td>
);
