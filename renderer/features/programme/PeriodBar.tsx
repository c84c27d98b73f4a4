/** Which days the programme is about. */
import { ActionIcon, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { capitalised, periodText } from '#shared/domain/programme/wording.ts';
import { DateField } from '../../components/DateField.tsx';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { inPeriod, neighbour, type Period, periods, type ViewState } from './view-state.ts';

const words = t.programme;

interface PeriodBarProps {
  state: ViewState;
  /** Why these days make no programme, in words; empty when they do. */
  problem: string;
  onChange(state: ViewState): void;
}

export function PeriodBar({ state, problem, onChange }: PeriodBarProps) {
  const { period, from, to } = state;
  const before = neighbour(state, -1);
  const after = neighbour(state, 1);
  return (
    <Group gap="md" align="center" mb="md">
      <SegmentedControl
        aria-label={words.period}
        data={periods.map((value) => ({ value, label: words.periods[value] }))}
        value={period}
        onChange={(value) => {
          const next = value as Period;
          onChange({ ...state, period: next, ...inPeriod(next, state, today()) });
        }}
      />
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.before}
          disabled={!before || problem !== ''}
          onClick={() => before && onChange({ ...state, ...before })}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.after}
          disabled={!after || problem !== ''}
          onClick={() => after && onChange({ ...state, ...after })}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </Group>
      {period === 'dates' ? (
        <Group gap="sm" align="flex-start">
          <DateField
            w="10.5rem"
            aria-label={words.from}
            required
            value={from}
            onChange={(date) => date !== '' && onChange({ ...state, from: date })}
          />
          <DateField
            w="10.5rem"
            aria-label={words.to}
            required
            value={to}
            error={problem || undefined}
            onChange={(date) => date !== '' && onChange({ ...state, to: date })}
          />
        </Group>
      ) : (
        <Text fw={600}>{capitalised(periodText({ from, to }))}</Text>
      )}
    </Group>
  );
}
