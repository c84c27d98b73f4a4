/** How full the spaces are: a day a row, a half-day of a space a column; number, pattern and colour together. */
import { Group, Text } from '@mantine/core';
import { HALF_DAYS, type HalfDay, type LoadCell } from '#shared/domain/quarter/figures/load.ts';
import { addDays, startOfWeek, type Weekday } from '#shared/domain/time/wall.ts';
import { Section } from '../../../components/Section.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import { DatesBehind } from './DatesBehind.tsx';
import classes from './figures.module.css';

const words = t.quarter.figures.load;
/** Any Monday: only the names of its week matter. */
const A_MONDAY = startOfWeek('2027-01-12');
const dayName = (day: Weekday): string => words.weekday(addDays(A_MONDAY, day - 1));

/** 0: empty … 4: three quarters and more. What is forced outside of the hours is full. */
export const levelOf = ({ usedMin, openMin }: Pick<LoadCell, 'usedMin' | 'openMin'>): number => {
  if (usedMin === 0) return 0;
  return openMin === 0 ? 4 : Math.min(4, 1 + Math.floor((4 * usedMin) / (openMin + 1)));
};

export function LoadSection({ load }: { load: readonly LoadCell[] }) {
  const { names } = useQuarter();
  const spaces = [...new Set(load.map(({ space }) => space))];
  const days = [...new Set(load.map(({ weekday }) => weekday))].sort();
  const shown = HALF_DAYS.filter((half) => load.some((cell) => cell.half === half));
  const hoursKnown = load.some(({ openMin }) => openMin > 0);
  const cells = new Map(load.map((cell) => [`${cell.space} ${cell.weekday} ${cell.half}`, cell]));
  return (
    <Section title={words.title} detail={words.detail}>
      <section className={classes.scroller} aria-label={words.caption}>
        <table className={classes.load}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {words.day}
              </th>
              {spaces.map((space) => (
                <th key={space} scope="colgroup" colSpan={shown.length} className={classes.space}>
                  {names.space(space)?.name}
                </th>
              ))}
            </tr>
            <tr>
              {spaces.flatMap((space) =>
                shown.map((half) => (
                  <th key={`${space} ${half}`} scope="col" className={classes.half}>
                    {words.halves[half]}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day}>
                <th scope="row">{dayName(day)}</th>
                {spaces.flatMap((space) =>
                  shown.map((half) => (
                    <Cell
                      key={`${space} ${half}`}
                      cell={cells.get(`${space} ${day} ${half}`)}
                      hoursKnown={hoursKnown}
                      label={labelOf(names.space(space)?.name ?? '', day, half)}
                    />
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Group gap="xs">
        <Text size="sm">{words.legend}</Text>
        {words.levels.map((level, at) => (
          <Group key={level} gap={4}>
            <span className={classes.swatch} data-level={at} aria-hidden />
            <Text size="sm" c="dimmed">
              {level}
            </Text>
          </Group>
        ))}
      </Group>
    </Section>
  );
}

const labelOf = (space: string, day: Weekday, half: HalfDay) => (cell: LoadCell) =>
  words.cell(space, dayName(day).toLocaleLowerCase('fr'), half, cell.usedMin, cell.openMin);

interface CellProps {
  cell: LoadCell | undefined;
  /** False when no hour of the quarter is known to be open: what is empty is not said to be closed. */
  hoursKnown: boolean;
  label(cell: LoadCell): string;
}

function Cell({ cell, hoursKnown, label }: CellProps) {
  if (!cell) return <td className={classes.closed}>{hoursKnown ? words.none : ''}</td>;
  const { usedMin, openMin, of } = cell;
  return (
    <td className={classes.cell} data-level={levelOf(cell)}>
      <span className={classes.ink}>
        <DatesBehind placements={of} label={label(cell)}>
          {openMin > 0 ? t.quarter.figures.percent((100 * usedMin) / openMin) : words.hours(usedMin)}
        </DatesBehind>
      </span>
    </td>
  );
}
