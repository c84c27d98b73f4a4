/** The head of the sheet: the Monday of each week, and what is particular about it. */
import { Button } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { t } from '../../../i18n/index.ts';
import type { Week, WeekMark } from './layout.ts';
import classes from './sheet.module.css';

const words = t.quarter.sheet;

const markText = ({ kind, name, dates }: WeekMark): string => {
  const clear = kind === 'closure' ? name : t.planning.day.reason({ kind, name });
  return words.mark(words.marks[kind], clear, dates[0] ?? '', dates.at(-1) ?? '');
};
const shortMark = ({ kind, dates }: WeekMark): string =>
  dates.length === 1 && dates[0] ? `${words.marks[kind]} ${words.dayOfMonth(dates[0])}` : words.marks[kind];

interface SheetHeadProps {
  weeks: readonly Week[];
  /** Adds a closure; absent where nothing may be changed. */
  onClose: (() => void) | undefined;
}

export const SheetHead = ({ weeks, onClose }: SheetHeadProps) => (
  <thead className={classes.top}>
    <tr className={classes.row}>
      <th scope="col" className={`${classes.head} ${classes.corner}`}>
        {words.lines}
        {onClose ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconCalendarOff size={16} aria-hidden />}
            onClick={onClose}
          >
            {t.quarter.closures.addShort}
          </Button>
        ) : null}
      </th>
      {weeks.map(({ monday, marks }) => {
        const said = [`${words.week(monday)}`, ...marks.map(markText)].join('\u00a0; ');
        return (
          <th
            key={monday}
            scope="col"
            className={classes.week}
            aria-label={said}
            data-tip
            data-mark={marks[0]?.kind}
          >
            <span className={classes.monday}>{words.weekShort(monday)}</span>
            {marks.slice(0, 2).map((mark) => (
              <span key={mark.kind + mark.name} className={classes.mark} data-kind={mark.kind}>
                {shortMark(mark)}
              </span>
            ))}
            {marks.length > 2 ? <span className={classes.mark}>+{marks.length - 2}</span> : null}
          </th>
        );
      })}
    </tr>
  </thead>
);
