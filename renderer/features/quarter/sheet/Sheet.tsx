/** The sheet: weeks across, lines down, each cell the dates of that week. One place handles its keys and pointers. */
import { Button, VisuallyHidden } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { useCategories } from '../../../components/categories.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { categoryIcon } from '../../../components/marks.tsx';
import { t } from '../../../i18n/index.ts';
import { ClosurePanel } from '../closures/ClosurePanel.tsx';
import { useDecide } from '../decide/use-decide.ts';
import { useQuarter } from '../ground/context.ts';
import { groupsOf, ONE_OFF, weekIndex, weeksOf } from './layout.ts';
import { daysOfKey, movedBy, type Stop, stepped, within } from './moves.ts';
import { SheetHead } from './SheetHead.tsx';
import { SheetRowView } from './SheetRow.tsx';
import classes from './sheet.module.css';
import { useCellTip } from './use-cell-tip.ts';
import { useSheetDrag } from './use-sheet-drag.ts';

const words = t.quarter.sheet;

const elementOf = (grid: HTMLElement | null, { line, week, index }: Stop) =>
  grid?.querySelector<HTMLElement>(
    `[data-line="${CSS.escape(line)}"][data-week="${week}"][data-stop="${index}"]`,
  );

export function Sheet() {
  const { view, names, lookup, state, readOnly, go, openDate, categoryOf } = useQuarter();
  const { decide } = useDecide();
  const categories = useCategories();
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<Stop | null>(null);
  const [said, setSaid] = useState('');
  const [closing, setClosing] = useState(false);
  /** A date that moves keeps the focus: where the rule put it, known by it wherever it goes. */
  const follow = useRef<{ line: string; date: string } | null>(null);
  const { from, to, days, closures } = view;
  const weeks = useMemo(() => weeksOf({ from, to, days, closures }), [from, to, days, closures]);
  const groups = useMemo(
    () =>
      groupsOf(
        { view, weeks: weeks.length, categories: categories.list.map(({ id }) => id), categoryOf },
        state.filter,
      ),
    [view, weeks, categories, categoryOf, state.filter],
  );
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const stop = within(rows, active);

  const placementOf = (line: string, date: string): Placement | undefined =>
    view.placements.find((placement) => placement.line === line && placement.date === date);
  const move = (line: string, date: string, by: number) => {
    const placement = placementOf(line, date);
    if (!placement) return;
    const slot = movedBy(placement.slot, by, view);
    if (!slot) {
      setSaid(words.outside);
      return;
    }
    follow.current = { line, date };
    void decide(placement, { kind: 'moved', slot });
  };

  const drag = useSheetDrag({
    enabled: !readOnly,
    say: (line, date, by) => {
      const placement = placementOf(line, date);
      const slot = placement && movedBy(placement.slot, 7 * by, view);
      return slot && words.dragging(lookup.titleOf(line), slot.date);
    },
    drop: (line, date, by) => move(line, date, 7 * by),
  });
  const tip = useCellTip();

  // biome-ignore lint/correctness/useExhaustiveDependencies: after the sheet was drawn with the date where it went
  useLayoutEffect(() => {
    const { current: wanted } = follow;
    const placement = wanted && placementOf(wanted.line, wanted.date);
    if (!wanted || !placement) return;
    const week = weekIndex(from, placement.slot.date);
    const row = rows.find(({ line }) => line.id === wanted.line);
    const index = row?.cells[week]?.findIndex(({ date }) => date === wanted.date) ?? -1;
    if (index < 0) return;
    setActive({ line: wanted.line, week, index });
    elementOf(grid.current, { line: wanted.line, week, index })?.focus();
  }, [rows]);

  const open = (element: HTMLElement | null) => {
    const { line, date } = element?.dataset ?? {};
    if (!line) return;
    follow.current = null;
    if (date) openDate({ line, date });
    else if (element?.dataset.week === '-1') go({ line });
  };

  if (rows.length === 0)
    return (
      <EmptyState
        icon={IconFilterOff}
        title={words.nothing}
        action={
          <Button variant="default" onClick={() => go({ filter: { undecided: false } })}>
            {words.clear}
          </Button>
        }
      />
    );

  return (
    <>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table gone through with the arrows
        role="grid"
        tabIndex={-1}
        aria-label={words.label(view.key)}
        aria-colcount={weeks.length + 1}
        aria-readonly={readOnly}
        className={classes.grid}
        data-status={view.status}
        style={{ ['--weeks' as string]: weeks.length }}
        {...drag.handlers}
        {...tip.handlers}
        onClick={(event) => {
          const element = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
          if (!element || drag.justDropped.current) return;
          const { line = '', week, stop: index } = element.dataset;
          setActive({ line, week: Number(week), index: Number(index) });
          open(element);
        }}
        onKeyDown={(event) => {
          const element = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
          if (!stop || !element || event.altKey || event.metaKey) return;
          const { line = '', date, week, stop: index } = element.dataset;
          const by = event.shiftKey ? daysOfKey[event.key] : undefined;
          if (by !== undefined && date !== undefined) {
            event.preventDefault();
            if (!readOnly) move(line, date, by);
            return;
          }
          if (event.key === 'Delete' && date !== undefined && !readOnly) {
            event.preventDefault();
            const placement = placementOf(line, date);
            if (placement && placement.standing !== 'dropped') void decide(placement, { kind: 'dropped' });
            return;
          }
          const here: Stop = { line, week: Number(week), index: Number(index) };
          const next = stepped(rows, here, event.key, event.ctrlKey);
          if (!next) return;
          event.preventDefault();
          follow.current = null;
          setActive(next);
          elementOf(grid.current, next)?.focus();
        }}
      >
        <SheetHead weeks={weeks} onClose={readOnly ? undefined : () => setClosing(true)} />
        {groups.map(({ key, rows: ofGroup }) => {
          const Icon = categoryIcon(key);
          return (
            <tbody key={key}>
              <tr className={classes.group}>
                <th scope="rowgroup" colSpan={weeks.length + 1} className={classes.groupTitle}>
                  <Icon size={16} stroke={1.75} aria-hidden />
                  {words.group(
                    categories.find(key)?.name ?? words.groups[key === ONE_OFF ? 'one-off' : 'no-category'],
                    ofGroup.length,
                  )}
                </th>
              </tr>
              {ofGroup.map((row) => (
                <SheetRowView
                  key={row.line.id}
                  row={row}
                  weeks={weeks}
                  lookup={lookup}
                  names={names}
                  week={stop?.line === row.line.id ? stop.week : null}
                  index={stop?.line === row.line.id ? stop.index : 0}
                />
              ))}
            </tbody>
          );
        })}
      </table>
      <div ref={drag.label} className={classes.floating} aria-hidden hidden />
      <div ref={tip.tip} className={classes.floating} aria-hidden hidden />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {closing ? <ClosurePanel closure={undefined} onClose={() => setClosing(false)} /> : null}
    </>
  );
}
