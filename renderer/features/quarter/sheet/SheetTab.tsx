/** The tab of the sheet: a line to type, filters, the sheet, its signs and keys. */
import { Stack } from '@mantine/core';
import { IconCalendarStats } from '@tabler/icons-react';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { t } from '../../../i18n/index.ts';
import type { Face } from '../ground/cell-words.ts';
import { useQuarter } from '../ground/context.ts';
import { faceIcons } from '../ground/face-icons.ts';
import classes from '../ground/quarter.module.css';
import { AddLine } from '../line/AddLine.tsx';
import { Filters } from './Filters.tsx';
import { Sheet } from './Sheet.tsx';

const words = t.quarter.sheet;
const legend: Face[] = [
  'closed',
  'host-away',
  'clash',
  'outside-hours',
  'over-budget',
  'moved',
  'forced',
  'proposed',
  'dropped',
];
const legendWord = (face: Face): string =>
  face === 'moved' || face === 'forced' || face === 'proposed' || face === 'dropped'
    ? t.quarter.standings[face].long
    : t.quarter.states[face].long.toLocaleLowerCase('fr');

export function SheetTab() {
  const { view, readOnly } = useQuarter();
  return (
    <>
      {readOnly ? null : <AddLine />}
      {view.lines.length === 0 ? (
        <EmptyState icon={IconCalendarStats} title={words.empty} example={words.emptyExample} />
      ) : (
        <Stack gap={0}>
          <Filters />
          <Sheet />
          <ul className={classes.legend} aria-label={words.legend}>
            {legend.map((face) => {
              const Icon = faceIcons[face];
              return (
                <li key={face}>
                  {Icon ? <Icon size={13} aria-hidden /> : null} {legendWord(face)}
                </li>
              );
            })}
          </ul>
          <details className={classes.details}>
            <summary>{words.keys}</summary>
            <dl className={classes.keys}>
              {words.keyList.map(([keys, does]) => (
                <div key={keys}>
                  <dt>{keys}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </details>
        </Stack>
      )}
    </>
  );
}
