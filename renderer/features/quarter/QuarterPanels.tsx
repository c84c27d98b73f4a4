/** The panels over the quarter: the form of a line, a date. Which one is open is in the address. */
import { Text } from '@mantine/core';
import { SidePanel } from '../../components/SidePanel.tsx';
import { t } from '../../i18n/index.ts';
import { DatePanel } from './decide/DatePanel.tsx';
import { useQuarter } from './ground/context.ts';
import type { LineForm } from './ground/lines.ts';
import { LinePanel } from './line/LinePanel.tsx';
import { emptyLine, formOfLine } from './line/line-form.ts';

interface QuarterPanelsProps {
  newLine: LineForm | null;
  onCloseLine(): void;
}

export function QuarterPanels({ newLine, onCloseLine }: QuarterPanelsProps) {
  const { view, state, lineOf, go } = useQuarter();
  const { line: lineId, placement: wanted } = state;
  const line = lineId === undefined || lineId === 'new' ? undefined : lineOf(lineId);
  const dated = wanted && lineOf(wanted.line);
  const placement =
    wanted && view.placements.find((one) => one.line === wanted.line && one.date === wanted.date);
  const closeDate = () => go({ placement: undefined });
  return (
    <>
      <SidePanel
        opened={lineId !== undefined}
        title={line?.title ?? t.quarter.line.new}
        width="36rem"
        onClose={onCloseLine}
      >
        {lineId === 'new' ? (
          <LinePanel initial={newLine ?? emptyLine(view.key)} onClose={onCloseLine} />
        ) : line ? (
          <LinePanel key={line.id} line={line} initial={formOfLine(line)} onClose={onCloseLine} />
        ) : (
          <Text>{t.quarter.line.gone}</Text>
        )}
      </SidePanel>
      <SidePanel opened={wanted !== undefined} title={dated?.title ?? ''} onClose={closeDate}>
        {dated && placement ? (
          <DatePanel
            key={`${placement.line}${placement.date}`}
            line={dated}
            placement={placement}
            onClose={closeDate}
          />
        ) : (
          <Text>{t.quarter.line.gone}</Text>
        )}
      </SidePanel>
    </>
  );
}
