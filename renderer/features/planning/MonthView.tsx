/** The month: whole weeks, a few bookings per day and how many more. Drag to another day, Alt + arrows do the same. */
import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BookingView, PlanningDay } from '#shared/contract/planning.ts';
import { addDays, type LocalDate, monthOf } from '#shared/domain/time/wall.ts';
import type { Names } from '../../components/booking/names.ts';
import { bookingSwatch, spokenName, stateWord } from '../../components/booking-block.ts';
import { ColourMark } from '../../components/marks.tsx';
import { capitalised, longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { BookingBody } from './BookingBody.tsx';
import classes from './month.module.css';
import { type Move, slotOf } from './moves.ts';
import blockClasses from './planning.module.css';
import type { Focus } from './use-gestures.ts';

const CHIP_PX = 26;
const HEADER_PX = 34;
const WEEK_KEYS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface MonthViewProps {
  dates: readonly LocalDate[];
  /** Any date of the month shown. */
  month: LocalDate;
  bookings: readonly BookingView[];
  days: readonly PlanningDay[];
  names: Names;
  today: LocalDate;
  onOpen(booking: BookingView): void;
  onCreate(date: LocalDate): void;
  onDay(date: LocalDate): void;
  onMove(booking: BookingView, move: Move): void;
  onHold(booking: BookingView, move: Move): void;
  focus: Focus | null;
  onFocused(): void;
}

export const MonthView = memo(function MonthView(props: MonthViewProps) {
  const { dates, month, bookings, days, names, today, focus, onFocused } = props;
  const root = useRef<HTMLElement>(null);
  const { ref: sized, height } = useElementSize<HTMLElement>();
  const ref = useMergedRef(root, sized);
  const [more, setMore] = useState<LocalDate | null>(null);
  const [over, setOver] = useState<LocalDate | null>(null);
  const weeks = dates.length / 7;
  const room = Math.max(2, Math.floor((height / weeks - HEADER_PX) / CHIP_PX));
  const byDate = useMemo(() => {
    const sorted = [...bookings].sort((a, b) =>
      a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1,
    );
    return Map.groupBy(sorted, ({ date }) => date);
  }, [bookings]);
  const facts = useMemo(() => new Map(days.map((day) => [day.date, day])), [days]);

  useLayoutEffect(() => {
    const grid = root.current;
    if (!grid) return;
    const chips = [...grid.querySelectorAll<HTMLElement>('[data-block]')];
    const wanted = focus && chips.find(({ dataset }) => dataset.block === focus.booking);
    wanted?.focus();
    const stop = wanted ?? chips.find((chip) => chip === document.activeElement) ?? chips[0];
    for (const chip of chips) chip.tabIndex = chip === stop ? 0 : -1;
    if (focus) onFocused();
  });

  const moveTo = (booking: BookingView, date: LocalDate): Move => ({ slot: { ...slotOf(booking), date } });
  const chipKeys = (event: KeyboardEvent<HTMLElement>, booking: BookingView) => {
    const by = WEEK_KEYS[event.key];
    if (by === undefined || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) {
      if (booking.status !== 'cancelled') props.onHold(booking, moveTo(booking, addDays(booking.date, by)));
      return;
    }
    const chips = [...(root.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
    const at = chips.indexOf(event.currentTarget);
    const next =
      Math.abs(by) === 1
        ? chips[at + by]
        : chips.find(({ dataset }) => dataset.date === addDays(booking.date, by));
    next?.focus();
  };
  const dayKeys = (event: KeyboardEvent<HTMLElement>, date: LocalDate) => {
    const by = WEEK_KEYS[event.key];
    if (by === undefined || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    root.current?.querySelector<HTMLElement>(`[data-day="${addDays(date, by)}"]`)?.focus();
  };

  const chip = (booking: BookingView) => {
    const tones = bookingSwatch(booking);
    const name = spokenName(booking, names.where(booking));
    const only = booking.spaces.length === 1 ? names.space(booking.spaces[0] ?? '') : undefined;
    return (
      <UnstyledButton
        key={booking.id}
        className={`${blockClasses.block} ${classes.chip}`}
        data-block={booking.id}
        data-date={booking.date}
        data-status={booking.status}
        data-settle={booking.toSettle || undefined}
        data-worded={stateWord(booking) !== '' || undefined}
        aria-label={name}
        title={name}
        draggable={booking.status !== 'cancelled'}
        style={{
          ['--fill' as string]: tones.fill,
          ['--tone' as string]: tones.line,
          ['--ink' as string]: tones.text,
          ['--pattern' as string]: tones.pattern,
        }}
        onClick={(event) => {
          event.stopPropagation();
          setMore(null);
          props.onOpen(booking);
        }}
        onKeyDown={(event) => chipKeys(event, booking)}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/x-booking', booking.id);
        }}
      >
        {only ? <ColourMark colour={only.colour} size={10} /> : null}
        <BookingBody booking={booking} short />
      </UnstyledButton>
    );
  };

  return (
    <section
      ref={ref}
      className={classes.month}
      style={{ ['--weeks' as string]: weeks }}
      aria-label={t.planning.grid.label}
    >
      {t.planning.grid.weekdays.map((weekday) => (
        <div key={weekday} className={classes.weekday} aria-hidden>
          {weekday}
        </div>
      ))}
      {dates.map((date) => {
        const own = byDate.get(date) ?? [];
        const hidden = own.length > room ? own.length - (room - 1) : 0;
        const day = facts.get(date);
        const reasons =
          day?.reasons.filter(({ kind }) => kind !== 'weekly-closed').map(t.planning.day.reason) ?? [];
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the day's button and the N key do the same
          // biome-ignore lint/a11y/useKeyWithClickEvents: the day's button and the N key do the same
          <div
            key={date}
            className={classes.cell}
            data-outside={monthOf(date) !== monthOf(month) || undefined}
            data-closed={day?.closed || undefined}
            data-today={date === today || undefined}
            data-over={over === date || undefined}
            onClick={() => props.onCreate(date)}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes('text/x-booking')) return;
              event.preventDefault();
              setOver(date);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              setOver(null);
              const moved = bookings.find(({ id }) => id === event.dataTransfer.getData('text/x-booking'));
              if (moved) props.onMove(moved, moveTo(moved, date));
            }}
          >
            <UnstyledButton
              className={classes.day}
              data-day={date}
              tabIndex={date === (dates.includes(today) ? today : dates[0]) ? 0 : -1}
              aria-label={t.planning.grid.dayCell(date, own.length, reasons)}
              aria-current={date === today ? 'date' : undefined}
              onClick={(event) => {
                event.stopPropagation();
                props.onDay(date);
              }}
              onKeyDown={(event) => dayKeys(event, date)}
            >
              <span className={classes.number}>{t.planning.grid.dayNumber(date)}</span>
              <span className={classes.reasons} data-reasons={reasons.join(', ')} />
            </UnstyledButton>
            {own.slice(0, hidden > 0 ? room - 1 : room).map(chip)}
            {hidden > 0 ? (
              <Popover
                opened={more === date}
                onChange={(opened) => setMore(opened ? date : null)}
                trapFocus
                withinPortal
                position="right"
                shadow="md"
                width={280}
              >
                <Popover.Target>
                  <UnstyledButton
                    className={classes.more}
                    aria-label={t.planning.grid.moreLabel(hidden, date)}
                    onClick={(event) => {
                      event.stopPropagation();
                      setMore(more === date ? null : date);
                    }}
                  >
                    {t.planning.grid.more(hidden)}
                  </UnstyledButton>
                </Popover.Target>
                <Popover.Dropdown onClick={(event) => event.stopPropagation()}>
                  <Stack gap={4}>
                    <Text fw={600} size="sm">
                      {capitalised(longDate(date))}
                    </Text>
                    {more === date ? own.map(chip) : null}
                  </Stack>
                </Popover.Dropdown>
              </Popover>
            ) : null}
          </div>
        );
      })}
    </section>
  );
});
