/** A line of the sheet. Drawn again only when something of that line changed. */
import { memo, useMemo } from 'react';
import { ColourMark } from '../../../components/marks.tsx';
import { t } from '../../../i18n/index.ts';
import { cellName, faceOf, type Lookup } from '../ground/cell-words.ts';
import type { QuarterContext } from '../ground/context.ts';
import type { QuarterLine } from '../ground/lines.ts';
import { Chip } from './Chip.tsx';
import { type SheetRow, sameRow, type Week } from './layout.ts';
import classes from './sheet.module.css';

interface SheetRowProps {
  row: SheetRow;
  weeks: readonly Week[];
  lookup: Lookup;
  names: QuarterContext['names'];
  /** The stop that Tab reaches, when it is in this row. */
  week: number | null;
  index: number;
}

const words = t.quarter.sheet;

export const SheetRowView = memo(
  ({ row, weeks, lookup, names, week, index }: SheetRowProps) => {
    const { line, cells, commented, leftOut } = row;
    const spoken = useMemo(
      () =>
        cells.map((cell) =>
          cell.map((placement) => cellName(line, placement, lookup, commented.includes(placement.date))),
        ),
      [line, cells, commented, lookup],
    );
    return (
      <tr className={classes.row} data-row={line.id}>
        <RowHead line={line} leftOut={leftOut} names={names} focusable={week === -1} />
        {weeks.map(({ monday, marks }, at) => {
          const cell = cells[at] ?? [];
          const focused = week === at;
          return (
            <td
              key={monday}
              className={classes.cell}
              data-mark={marks[0]?.kind}
              data-cell={at}
              {...(cell.length === 0
                ? {
                    'data-stop': 0,
                    'data-week': at,
                    'data-line': line.id,
                    tabIndex: focused ? 0 : -1,
                    'aria-label': t.quarter.cell.empty(line.title, monday),
                  }
                : {})}
            >
              {cell.map((placement, which) => (
                <Chip
                  key={placement.date}
                  placement={placement}
                  face={faceOf(placement)}
                  name={spoken[at]?.[which] ?? ''}
                  commented={commented.includes(placement.date)}
                  week={at}
                  index={which}
                  focusable={focused && index === which}
                />
              ))}
            </td>
          );
        })}
      </tr>
    );
  },
  (a, b) =>
    a.week === b.week &&
    a.index === b.index &&
    a.weeks === b.weeks &&
    a.lookup === b.lookup &&
    a.names === b.names &&
    sameRow(a.row, b.row),
);

/** "chaque mardi", "un mardi sur deux", or the dates of an event. */
export function rhythmOf({ plan: { rule, slot, also = [], only } }: QuarterLine): string {
  if (rule === null)
    return also.length === 0 ? words.once(slot.date) : words.several([slot.date, ...also].sort());
  const rhythm = words.rhythm(rule, slot.date, only);
  return only === 'school-holidays' ? `${rhythm}, ${words.during}` : rhythm;
}

interface RowHeadProps {
  line: QuarterLine;
  leftOut: number;
  names: QuarterContext['names'];
  focusable: boolean;
}

function RowHead({ line, leftOut, names, focusable }: RowHeadProps) {
  const { slot } = line.plan;
  const place = names.place(slot) || line.what.placeText || t.planning.panel.modes[line.what.mode];
  const facilitator = names.facilitators.find(({ id }) => id === line.who.facilitator)?.name ?? '';
  const hours = words.at(slot.start, slot.end);
  const rhythm = rhythmOf(line);
  return (
    <th scope="row" className={classes.head}>
      <button
        type="button"
        className={classes.line}
        data-stop={0}
        data-week={-1}
        data-line={line.id}
        data-tip
        tabIndex={focusable ? 0 : -1}
      >
        <span className={classes.title}>{line.title}</span>
        <span className={classes.rhythm}>
          {rhythm}, <span className={classes.hours}>{hours}</span>
          {leftOut > 0 ? `, ${words.leftOut(leftOut, line.plan)}` : ''}
        </span>
        <span className={classes.detail}>
          {slot.spaces[0] && !slot.wholePlace ? (
            <ColourMark colour={names.space(slot.spaces[0])?.colour} size={11} />
          ) : null}{' '}
          {[place, facilitator].filter((part) => part !== '').join(' · ')}
        </span>
      </button>
    </th>
  );
}
