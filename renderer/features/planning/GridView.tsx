/**
 * The day and the week: time from left to right, one row per day and per space (or person). Drawn by the library's
 * day view on one neutral date: days are groups of rows, so that a week keeps blocks wide enough to be read and one
 * gesture changes day, space and time (docs/decisions/0005-planning-views.md).
 */
import { Box, type BoxProps, UnstyledButton } from '@mantine/core';
import { ResourcesDayView, type ScheduleEventData, type ScheduleResourceData } from '@mantine/schedule';
import {
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import type { BookingView, PlanningDay } from '#shared/contract/planning.ts';
import { fromMinutes, type LocalDate } from '#shared/domain/time/wall.ts';
import type { By, Names } from '../../components/booking/names.ts';
import { time } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { BookingBody } from './BookingBody.tsx';
import { DayLabel, dayWords, RowLabel, Words } from './GridLabels.tsx';
import { useGrabPoint } from './grab-point.ts';
import {
  backdropEvent,
  blockEvent,
  blockOf,
  drawn,
  isAlive,
  minutesOf,
  NEUTRAL_DATE,
  type Payload,
} from './grid-events.ts';
import { leaveTouch, useHeads } from './grid-heads.ts';
import type { Lane } from './moves.ts';
import classes from './planning.module.css';
import {
  type Backdrop,
  type Block,
  backdropsOf,
  blocksOf,
  nowLines,
  type Row,
  rowsOf,
  shownHours,
} from './rows.ts';

const SLOT_MIN = 30;
const GESTURE_MIN = 15;
const KEYS =
  'Alt+ArrowRight Alt+ArrowLeft Alt+ArrowUp Alt+ArrowDown Alt+Shift+ArrowRight Alt+Shift+ArrowLeft';

export interface GridActions {
  open(booking: BookingView): void;
  create(lane: Lane, start: number, end: number): void;
  drop(booking: BookingView, from: Lane, to: Lane, start: number): void;
  resize(booking: BookingView, start: number, end: number): void;
  /** Keys on a block; true when the key was used. */
  key(event: KeyboardEvent, block: Block, blocks: readonly Block[], rows: readonly Row[]): boolean;
}

interface GridViewProps {
  dates: readonly LocalDate[];
  bookings: readonly BookingView[];
  days: readonly PlanningDay[];
  by: By;
  names: Names;
  /** The date and the minutes since midnight. */
  now: { date: LocalDate; minutes: number };
  actions: GridActions;
  /** Block to give the focus to once drawn: the row may have changed. */
  focus: { booking: string; row?: string } | null;
  onFocused(): void;
}

export const GridView = memo(function GridView(props: GridViewProps) {
  const { dates, bookings, days, by, names, now, actions, focus, onFocused } = props;
  const root = useRef<HTMLDivElement>(null);
  const grab = useGrabPoint();
  const single = dates.length === 1;

  const { rows, blocks, shown, rowOf, resources, groups, quiet, blockEvents } = useMemo(() => {
    const ids = (by === 'space' ? names.spaces : names.hosts).map(({ id }) => id);
    const allRows = rowsOf(dates, ids, bookings, by);
    const allBlocks = blocksOf(bookings, allRows, by).map((block) =>
      drawn(block, by, names, dates.length === 1),
    );
    const busy = new Set(bookings.map(({ date }) => date));
    const closed = days.filter(({ closed: isClosed, date }) => isClosed && !busy.has(date));
    return {
      rows: allRows,
      blocks: allBlocks,
      shown: shownHours(bookings, days),
      rowOf: new Map(allRows.map((row) => [row.id, row])),
      resources: allRows.map(({ id }): ScheduleResourceData => ({ id, label: id })),
      groups: dates.map((date) => ({
        label: date,
        resourceIds: allRows.filter((row) => row.date === date).map(({ id }) => id),
      })),
      quiet: new Set(dates.length === 1 ? [] : closed.map(({ date }) => date)),
      blockEvents: allBlocks.map(blockEvent),
    };
  }, [dates, bookings, days, by, names]);
  const dayOf = (date: string) => days.find((day) => day.date === date);
  const resourceNames = rows.map(({ resource }) => names.resource(resource, by));
  const dayNames = single ? [] : dates.flatMap((date) => dayWords(dayOf(date), date));
  const events = useMemo(
    () => [
      ...[...backdropsOf(rows, blocks, days, shown), ...nowLines(rows, now, shown)].map(backdropEvent),
      ...blockEvents,
    ],
    [rows, blocks, days, shown, now, blockEvents],
  );

  useHeads(root);

  // The library names its slots after the neutral date.
  useLayoutEffect(() => {
    for (const slot of root.current?.querySelectorAll<HTMLElement>('[data-drag-slot-group]') ?? []) {
      const row = rowOf.get(slot.dataset.dragSlotGroup ?? '');
      const start = shown.start + Number(slot.dataset.dragSlotIndex) * SLOT_MIN;
      if (!row) continue;
      const name = t.planning.grid.row(row.date, names.resource(row.resource, by));
      const times = [fromMinutes(start), fromMinutes(start + SLOT_MIN)] as const;
      slot.setAttribute('aria-label', t.planning.grid.slot(name, ...times));
    }
  }, [rowOf, shown, names, by]);

  // It also makes every block a stop of the Tab key: one is enough, the arrows lead to the others.
  useLayoutEffect(() => {
    const nodes = [...(root.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
    const wanted = focus && nodes.find((node) => isWanted(node, focus));
    wanted?.focus();
    const stop = wanted ?? nodes.find((node) => node === document.activeElement) ?? nodes[0];
    for (const node of nodes) node.tabIndex = node === stop ? 0 : -1;
    if (wanted) onFocused();
  });

  const renderEvent = (event: ScheduleEventData, { children: _children, ...given }: EventProps) => {
    const payload = event.payload as Payload;
    if ('backdrop' in payload)
      return (
        <Box
          {...(given as BoxProps)}
          className={`${given.className} ${classes.backdrop}`}
          data-behind={behind(payload.backdrop)}
          aria-hidden
        />
      );
    const { block } = payload;
    const { booking, name, detail, tones } = block;
    return (
      <UnstyledButton
        {...given}
        className={classes.block}
        data-block={block.id}
        data-kind={booking.kind}
        data-status={booking.status}
        data-settle={booking.toSettle || undefined}
        aria-label={name}
        aria-keyshortcuts={KEYS}
        title={name}
        style={{
          ...given.style,
          ['--fill' as string]: tones.fill,
          ['--tone' as string]: tones.line,
          ['--ink' as string]: tones.text,
          ['--pattern' as string]: tones.pattern,
        }}
        onPointerDown={grab.take}
        onKeyDown={(key) => {
          if (!actions.key(key, block, blocks, rows)) return;
          key.preventDefault();
          key.stopPropagation();
        }}
      >
        <BookingBody booking={booking} detail={detail} short={!single} />
      </UnstyledButton>
    );
  };

  return (
    <div
      ref={root}
      className={classes.grid}
      data-single={single || undefined}
      style={{
        ['--slots' as string]: (shown.end - shown.start) / SLOT_MIN,
        ['--rows' as string]: rows.length,
      }}
      onPointerDownCapture={leaveTouch}
      onDragOverCapture={grab.shift}
      onDropCapture={grab.shift}
    >
      <Words of={resourceNames} as="names" />
      <Words of={dayNames} as="days" />
      <ResourcesDayView
        className={classes.view ?? ''}
        aria-label={t.planning.grid.label}
        role="group"
        date={NEUTRAL_DATE}
        resources={resources}
        {...(single ? {} : { groups })}
        events={events}
        withHeader={false}
        startTime={`${fromMinutes(shown.start)}:00`}
        endTime={shown.end === 1440 ? '23:59:59' : `${fromMinutes(shown.end)}:00`}
        intervalMinutes={SLOT_MIN}
        eventDragInterval={GESTURE_MIN}
        eventResizeInterval={GESTURE_MIN}
        minEventSize={24}
        maxEventsPerTimeSlot={20}
        slotWidth="calc(var(--slot))"
        groupLabelWidth="calc(var(--group))"
        slotLabelFormat={(label) => (label.slice(14, 16) === '00' ? time(label.slice(11, 16)) : '')}
        withCurrentTimeIndicator={false}
        withEventsDragAndDrop
        withEventResize
        withDragSlotSelect
        canDragEvent={isAlive}
        canResizeEvent={isAlive}
        labels={{ resources: t.planning.grid.resources[by] }}
        classNames={styles}
        scrollAreaProps={{ className: classes.scroller ?? '', type: 'auto', scrollbarSize: 10 }}
        renderEvent={renderEvent}
        renderResourceLabel={({ id }) => (
          <RowLabel row={rowOf.get(String(id))} names={names} by={by} today={now.date} quiet={quiet} />
        )}
        renderGroupLabel={({ label }) => (
          <DayLabel day={dayOf(String(label))} date={String(label)} today={now.date} />
        )}
        onEventClick={(event) => {
          const block = blockOf(event);
          if (block) actions.open(block.booking);
        }}
        onTimeSlotClick={({ slotStart, resourceId }) => {
          const row = rowOf.get(String(resourceId));
          const start = minutesOf(slotStart);
          if (row) actions.create(row, start, start + 60);
        }}
        onSlotDragEnd={({ rangeStart, rangeEnd, resourceId }) => {
          const row = rowOf.get(String(resourceId));
          if (row) actions.create(row, minutesOf(rangeStart), minutesOf(rangeEnd));
        }}
        onEventDrop={({ event, newStart, resourceId }) => {
          const block = blockOf(event);
          const row = rowOf.get(String(resourceId));
          if (block && row) actions.drop(block.booking, block.row, row, minutesOf(newStart));
        }}
        onEventResize={({ event, newStart, newEnd }) => {
          const block = blockOf(event);
          if (block) actions.resize(block.booking, minutesOf(newStart), minutesOf(newEnd));
        }}
      />
    </div>
  );
});

/** What gets ready before a booking looks like what airs after it. */
const behind = ({ kind }: Backdrop) => (kind === 'setup' || kind === 'airing' ? 'margin' : kind);

type EventProps = ComponentPropsWithoutRef<'button'> & { children: ReactNode };

const styles = {
  resourcesDayViewRoot: classes.frame ?? '',
  resourcesDayViewTimeLabelsRow: classes.hours ?? '',
  resourcesDayViewRow: classes.row ?? '',
  resourcesDayViewResourceLabel: classes.rowLabel ?? '',
  resourcesDayViewGroupColumn: classes.group ?? '',
  resourcesDayViewTimeLabel: classes.hour ?? '',
  resourcesDayViewRowSlot: classes.slot ?? '',
  resourcesDayViewDragPreview: classes.preview ?? '',
};

const isWanted = ({ dataset }: HTMLElement, { booking, row }: { booking: string; row?: string }) =>
  row === undefined ? dataset.block?.startsWith(`${booking}|`) : dataset.block === `${booking}|${row}`;
