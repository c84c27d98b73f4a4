/** A number that says which dates it counts: pressed, it lists them, and each opens. */
import { Popover, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { capitalised, timeRange } from '../../../i18n/format.ts';
import { shortDate } from '../../../i18n/fr/quarter-dates.ts';
import { t } from '../../../i18n/index.ts';
import { keyOf } from '../ground/cell-words.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';

interface DatesBehindProps {
  placements: readonly Pick<Placement, 'line' | 'date'>[];
  /** What the number means, for screen readers: "Salon, matin : 12 h". */
  label: string;
  /** The number as it is written. */
  children: string | number;
}

export function DatesBehind({ placements, label, children }: DatesBehindProps) {
  const [opened, setOpened] = useState(false);
  if (placements.length === 0) return <span>{children}</span>;
  return (
    <Popover opened={opened} onChange={setOpened} width={320} withArrow shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.figure}
          aria-label={t.quarter.behind.open(String(children), label)}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        {opened ? <Dates placements={placements} label={label} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Dates({ placements, label }: Pick<DatesBehindProps, 'placements' | 'label'>) {
  const { view, lineOf, openDate } = useQuarter();
  const wanted = new Set(placements.map(keyOf));
  const shown = view.placements.filter((placement) => wanted.has(keyOf(placement)));
  return (
    <>
      <Text fw={600} size="sm" mb={4}>
        {label}
      </Text>
      <ScrollArea.Autosize mah={280} type="auto">
        {shown.map((placement) => {
          const { slot } = placement;
          return (
            <UnstyledButton
              key={keyOf(placement)}
              className={classes.behind}
              onClick={() => openDate(placement)}
            >
              {capitalised(shortDate(slot.date))}, {timeRange(slot.start, slot.end)}
              {' · '}
              {lineOf(placement.line)?.title}
            </UnstyledButton>
          );
        })}
      </ScrollArea.Autosize>
    </>
  );
}

export function LineDatesButton({ line, children }: { line: string; children: string }) {
  const { view } = useQuarter();
  return (
    <DatesBehind placements={view.placements.filter((placement) => placement.line === line)} label={children}>
      {children}
    </DatesBehind>
  );
}
