/**
 * The day and the week: time from left to right, one row per day and per space (or person). Drawn by the library's
 * day view on one neutral date: days are groups of rows, so that a week keeps blocks wide enough to be read, one
 * gesture changes day, space and time, and no change of clocks ever bends the scale (docs/decisions/planning-views.md).
 */
import { Box, type BoxProps, UnstyledButton } from '@mantine/core';
import { ResourcesDayView, type ScheduleEventData, type ScheduleResourceData } from '@mantine/schedule';
import { type KeyboardEvent, memo, useLayoutEffect, useMemo, useRef } from 'react';
import type { BookingView, PlanningDay } from '#shared/contract/planning.ts';
import { fromMinutes, type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import { bookingLook, spokenName } from '../../components/booking-look.ts';
import { ColourMark } from '../../components/marks.tsx';
import { capitalised, shortDate, time } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { BookingBody } from './BookingBody.tsx';
import { useGrabPoint } from './grab-point.ts';
import type { Lane } from './moves.ts';
import type { Names } from './names.ts';
import classes from './planning.module.css';
import { type Backdrop, type Block, backdropsOf, blocksOf, type Row, rowsOf, shownHours } from './rows.ts';
import type { By } from './view-state.ts';

const NEUTRAL_DATE = '2001-01-01';
const SLOT_MIN = 30;
const GESTURE_MIN = 15;

/** The library takes 24:00 for a whole-day event and draws it apart: one minute less keeps it in its row. */
const stamp = (minutes: number) => `${NEUTRAL_DATE} ${minutes >= 1440 ? '23:59' : fromMinutes(minutes)}:00`;
const minutesOf = (text: string) => {
  const [hours, minutes] = text.slice(11, 16).split(':').map(Number);
  const total = (hours ?? 0) * 60 + (minutes ?? 0);
  return total === 1439 ? 1440 : total;
};

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
  today: LocalDate;
  actions: GridActions;
  /** Block to give the focus to once drawn: the row may have changed. */
  focus: { booking: string; row?: string } | null;
  onFocused(): void;
}

type Payload = { block: Block } | { backdrop: Backdrop };

export const GridView = memo(function GridView(props: GridViewProps) {
  const { dates, bookings, days, by, names, today, actions, focus, onFocused } = props;
  const root = useRef<HTMLDivElement>(null);
  const single = dates.length === 1;

  const { rows, blocks, shown, events } = useMemo(() => {
    const resources = (by === 'space' ? names.spaces : names.hosts).map(({ id }) => id);
    const span = shownHours(bookings, days);
    const allRows = rowsOf(dates, resources, bookings, by);
    const allBlocks = blocksOf(bookings, allRows, by);
    return {
      rows: allRows,
      blocks: allBlocks,
      shown: span,
      events: [
        ...backdropsOf(allRows, allBlocks, days, span).map(backdropEvent),
        ...allBlocks.map(blockEvent),
      ],
    };
  }, [dates, bookings, days, by, names]);

  const rowOf = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const quiet = useMemo(() => {
    if (single) return new Set<LocalDate>();
    const busy = new Set(bookings.map(({ date }) => date));
    return new Set(days.filter(({ closed, date }) => closed && !busy.has(date)).map(({ date }) => date));
  }, [single, bookings, days]);
  const grab = useGrabPoint();

  // The library names its slots after the neutral date, and makes every block a stop of the Tab key.
  useLayoutEffect(() => {
    const grid = root.current;
    if (!grid) return;
    for (const slot of grid.querySelectorAll<HTMLElement>('[data-drag-slot-group]')) {
      const row = rowOf.get(slot.dataset.dragSlotGroup ?? '');
      const start = shown.start + Number(slot.dataset.dragSlotIndex) * SLOT_MIN;
      if (!row) continue;
      const name = t.planning.grid.row(row.date, names.resource(row.resource, by));
      slot.setAttribute(
        'aria-label',
        t.planning.grid.slot(name, fromMinutes(start), fromMinutes(start + SLOT_MIN)),
      );
    }
    const drawn = [...grid.querySelectorAll<HTMLElement>('[data-block]')];
    const wanted = focus && drawn.find((node) => isWanted(node, focus));
    if (wanted) wanted.focus();
    const stop = wanted ?? drawn.find((node) => node === document.activeElement) ?? drawn[0];
    for (const node of drawn) node.tabIndex = node === stop ? 0 : -1;
    if (wanted) onFocused();
  });

  const renderEvent = (event: ScheduleEventData, { children: _children, ...props }: EventProps) => {
    const payload = event.payload as Payload;
    if ('backdrop' in payload)
      return (
        <Box
          {...(props as BoxProps)}
          className={`${props.className} ${classes.backdrop}`}
          data-kind={payload.backdrop.kind}
          aria-hidden
        />
      );
    const { block } = payload;
    const { booking } = block;
    const tones = bookingLook(booking);
    const name = spokenName(booking, names.where(booking));
    const people = booking.hosts.map((host) => host.name).join(', ');
    // Who comes is for the one who knows it, in the day only, small: the week can be read from across the desk.
    const detail = booking.privateLabel || (by === 'space' ? people : names.where(booking));
    return (
      <UnstyledButton
        {...props}
        className={classes.block}
        data-block={block.id}
        data-status={booking.status}
        data-settle={booking.toSettle || undefined}
        data-kind={booking.kind}
        aria-label={name}
        aria-keyshortcuts="Alt+ArrowRight Alt+ArrowLeft Alt+ArrowUp Alt+ArrowDown Alt+Shift+ArrowRight Alt+Shift+ArrowLeft"
        title={name}
        style={{
          ...props.style,
          ['--fill' as string]: tones.fill,
          ['--tone' as string]: tones.line,
          ['--ink' as string]: tones.text,
          ['--pattern' as string]: tones.pattern,
        }}
        onPointerDown={(pointer) => grab.take(pointer)}
        onKeyDown={(key) => {
          if (actions.key(key, block, blocks, rows)) {
            key.preventDefault();
            key.stopPropagation();
          }
        }}
      >
        <BookingBody booking={booking} detail={detail} short={!single} />
      </UnstyledButton>
    );
  };

  const groups = single
    ? undefined
    : dates.map((date) => ({
        label: date,
        resourceIds: rows.filter((row) => row.date === date).map(({ id }) => id),
      }));
  const slots = (shown.end - shown.start) / SLOT_MIN;

  return (
    <div
      ref={root}
      className={classes.grid}
      data-single={single || undefined}
      style={{ ['--slots' as string]: slots, ['--rows' as string]: rows.length }}
      onDragOverCapture={grab.shift}
      onDropCapture={grab.shift}
    >
      <ResourcesDayView
        aria-label={t.planning.grid.label}
        role="group"
        date={NEUTRAL_DATE}
        resources={rows.map(({ id }): ScheduleResourceData => ({ id, label: id }))}
        {...(groups ? { groups } : {})}
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
        classNames={{
          resourcesDayViewRoot: classes.frame ?? '',
          resourcesDayViewRow: classes.row ?? '',
          resourcesDayViewResourceLabel: classes.rowLabel ?? '',
          resourcesDayViewGroupColumn: classes.group ?? '',
          resourcesDayViewTimeLabel: classes.hour ?? '',
          resourcesDayViewRowSlot: classes.slot ?? '',
          resourcesDayViewDragPreview: classes.preview ?? '',
        }}
        scrollAreaProps={{ className: classes.scroller ?? '', type: 'auto', scrollbarSize: 10 }}
        renderEvent={renderEvent}
        renderResourceLabel={({ id }) => (
          <RowLabel row={rowOf.get(String(id))} names={names} by={by} today={today} quiet={quiet} />
        )}
        renderGroupLabel={({ label }) => (
          <DayLabel day={days.find(({ date }) => date === label)} date={String(label)} today={today} />
        )}
        onEventClick={({ payload }) => {
          if (payload && 'block' in payload) actions.open((payload as { block: Block }).block.booking);
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

type EventProps = React.ComponentPropsWithoutRef<'button'> & { children: React.ReactNode };

const blockOf = ({ payload }: ScheduleEventData): Block | undefined =>
  payload && 'block' in payload ? (payload as { block: Block }).block : undefined;
const isAlive = (event: ScheduleEventData) => blockOf(event)?.booking.status !== 'cancelled';

const isWanted = ({ dataset }: HTMLElement, { booking, row }: { booking: string; row?: string }) =>
  row === undefined ? dataset.block?.startsWith(`${booking}|`) : dataset.block === `${booking}|${row}`;

const blockEvent = (block: Block): ScheduleEventData => ({
  id: block.id,
  title: block.booking.title,
  start: stamp(toMinutes(block.booking.start)),
  end: stamp(toMinutes(block.booking.end)),
  color: 'gray',
  resourceId: block.row.id,
  payload: { block },
});

const backdropEvent = (backdrop: Backdrop): ScheduleEventData => ({
  id: backdrop.id,
  title: '',
  start: stamp(backdrop.start),
  end: stamp(backdrop.end),
  color: 'gray',
  display: 'background',
  resourceId: backdrop.rowId,
  payload: { backdrop },
});

interface RowLabelProps {
  row: Row | undefined;
  names: Names;
  by: By;
  today: LocalDate;
  /** Closed days of a week on which nothing happens: their rows are thin. */
  quiet: ReadonlySet<LocalDate>;
}

function RowLabel({ row, names, by, today, quiet }: RowLabelProps) {
  if (!row) return null;
  const colour = by === 'space' && row.resource ? names.space(row.resource)?.colour : undefined;
  return (
    <span
      className={classes.rowName}
      data-depth={Math.min(row.depth, 4)}
      data-today={row.date === today || undefined}
      data-quiet={quiet.has(row.date) || undefined}
    >
      {colour ? <ColourMark colour={colour} /> : null}
      <span>{names.resource(row.resource, by)}</span>
    </span>
  );
}

function DayLabel({ day, date, today }: { day: PlanningDay | undefined; date: LocalDate; today: LocalDate }) {
  const reasons = day?.reasons.map(t.planning.day.reason) ?? [];
  return (
    <span className={classes.dayName} data-today={date === today || undefined}>
      <strong>{capitalised(shortDate(date))}</strong>
      {reasons.map((reason) => (
        <span key={reason} className={classes.reason}>
          {reason}
        </span>
      ))}
    </span>
  );
}
