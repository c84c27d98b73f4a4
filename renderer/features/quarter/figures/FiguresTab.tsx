/** Chiffres: what the quarter weighs, each number with the dates behind it. */
import { Group, Paper, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { type Figures, figuresOf } from '#shared/domain/quarter/figures/figures.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useEngine } from '../../../ground/engine.ts';
import { euros } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import { BalanceSection } from './BalanceSection.tsx';
import { CostSection } from './CostSection.tsx';
import { DatesBehind } from './DatesBehind.tsx';
import { IncomeSection } from './IncomeSection.tsx';
import { LoadSection } from './LoadSection.tsx';
import { PsychologistSection } from './PsychologistSection.tsx';

const words = t.quarter.figures;

function useFigures(): Figures | null {
  const { view } = useQuarter();
  const { data: place } = useEngine('place.get', {});
  const { data: catalogue } = useEngine('catalogue.list', {});
  return useMemo(() => {
    if (!place || !catalogue) return null;
    const { lines, placements, days, closures, settings } = view;
    return figuresOf({
      lines,
      placements,
      days,
      closures,
      settings,
      fares: place.settings.fares,
      categories: place.settings.categories,
      activities: catalogue.activities,
      facilitators: catalogue.facilitators,
      spaces: place.spaces,
      hosts: place.hosts,
    });
  }, [view, place, catalogue]);
}

export function FiguresTab() {
  const figures = useFigures();
  if (!figures) return null;
  if (figures.balance.sessions.count === 0 && figures.load.every(({ usedMin }) => usedMin === 0))
    return <EmptyState icon={IconChartBar} title={words.empty} example={words.emptyExample} />;
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {words.onlyPlaced} {words.emptyExample}
      </Text>
      <Summary figures={figures} />
      <LoadSection load={figures.load} />
      <BalanceSection balance={figures.balance} />
      <CostSection costs={figures.costs} />
      <IncomeSection income={figures.income} />
      <PsychologistSection psychologists={figures.psychologists} />
    </Stack>
  );
}

function Summary({ figures: { balance, costs, income } }: { figures: Figures }) {
  const { view } = useQuarter();
  const said = words.summary;
  const { budget } = costs;
  const used = budget && budget.cents > 0 ? (100 * costs.cents) / budget.cents : null;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} mb="md">
      <Figure label={said.sessions}>
        <DatesBehind placements={balance.sessions.of} label={said.sessions}>
          {balance.sessions.count}
        </DatesBehind>
      </Figure>
      <Figure
        label={said.cost}
        detail={
          budget ? (
            <>
              {said.budget(budget.cents)}, {said.left(budget.leftCents)}
              {used === null ? null : (
                <Progress
                  mt={6}
                  value={Math.min(100, used)}
                  color={used > 100 ? 'orange.8' : 'water'}
                  striped={used > 100}
                  aria-label={said.used(used)}
                />
              )}
            </>
          ) : (
            said.noBudget
          )
        }
      >
        <DatesBehind placements={costs.of} label={said.cost}>
          {euros(costs.cents)}
        </DatesBehind>
      </Figure>
      <Figure
        label={said.income}
        detail={[
          said.assumption(view.settings.occupancyPercent),
          income.selfFinancingPercent === null ? '' : said.selfFinancing(income.selfFinancingPercent),
        ]
          .filter((part) => part !== '')
          .join(', ')}
      >
        <DatesBehind placements={income.of} label={said.income}>
          {euros(income.totalCents)}
        </DatesBehind>
      </Figure>
    </SimpleGrid>
  );
}

interface FigureProps {
  label: string;
  detail?: ReactNode;
  children: ReactNode;
}

const Figure = ({ label, detail, children }: FigureProps) => (
  <Paper withBorder p="md" bg="var(--surface)">
    <Text size="sm">{label}</Text>
    <Group fz="1.75rem" fw={600} lh={1.3}>
      {children}
    </Group>
    <Text size="sm" c="dimmed" component="div">
      {detail}
    </Text>
  </Paper>
);
