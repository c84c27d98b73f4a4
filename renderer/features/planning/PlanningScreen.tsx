/** The planning: toolbar, the day, week or month, the panel of a booking. */
import { ActionIcon, Button, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconCalendarWeek,
  IconHistory,
  IconKeyboard,
  IconPlus,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BookingView } from '#shared/contract/planning.ts';
import { fromMinutes, type LocalDate } from '#shared/domain/time/wall.ts';
import type { Start } from '../../components/booking/booking-form.ts';
import { useNames } from '../../components/booking/names.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { useNow } from '../../components/use-now.ts';
import { useEngine } from '../../ground/engine.ts';
import { showRefusal } from '../../ground/notices.tsx';
import { useReadOnly } from '../../ground/read-only.ts';
import { hrefOf, navigate, useRoute } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { useAttempts } from './attempts.tsx';
import { BookingPanel, type PanelTarget } from './BookingPanel.tsx';
import { FeedDrawer } from './FeedDrawer.tsx';
import { type GridActions, GridView } from './GridView.tsx';
import { MonthView } from './MonthView.tsx';
import { dropped } from './moves.ts';
import { Shortcuts } from './Shortcuts.tsx';
import { useScope } from './scope.tsx';
import { Toolbar } from './Toolbar.tsx';
import { afterMove, useGestures } from './use-gestures.ts';
import { usePlanningCommands } from './use-planning-commands.ts';
import { datesOf, readViewState, type ViewState, writeViewState } from './view-state.ts';
import { Watching } from './Watching.tsx';

export default function PlanningScreen() {
  const { params } = useRoute();
  const now = useNow();
  const today = now.date;
  const state = useMemo(() => readViewState(params, today), [params, today]);
  const { view, date, by } = state;
  const names = useNames();
  const dates = useMemo(() => datesOf(view, date), [view, date]);
  const from = dates[0] ?? date;
  const to = dates.at(-1) ?? date;
  const range = useEngine('planning.range', { from, to, withCancelled: state.withCancelled });

  const [creating, setCreating] = useState<Start | null>(null);
  const [feed, setFeed] = useState(false);
  const [keys, setKeys] = useState(false);
  const [said, setSaid] = useState('');
  const { attempt, dialogs } = useAttempts(names);
  const { ask, dialog } = useScope();
  const gestures = useGestures({ by, names, attempt, ask, announce: setSaid });

  const go = useCallback(
    (change: Partial<ViewState>, how: { replace?: boolean } = { replace: true }) => {
      const next = { ...state, ...change };
      navigate('planning', writeViewState(next), how);
    },
    [state],
  );
  const open = useCallback((booking: BookingView) => go({ booking: booking.id }, {}), [go]);
  const readOnly = useReadOnly();
  const create = useCallback(
    (start: Start) => (readOnly ? showRefusal({ tag: 'read_only_device' }) : setCreating(start)),
    [readOnly],
  );
  const createHere = () => create({ date: dates.includes(today) && view !== 'day' ? today : date });

  const { pending } = gestures;
  const bookings = useMemo(() => {
    const { kinds, categories } = state;
    return (range.data?.bookings ?? [])
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .filter(
        ({ category }) =>
          categories.length === 0 || (category !== undefined && categories.includes(category)),
      )
      .map((booking) =>
        booking.id === pending?.booking.id ? afterMove(booking, pending.move, names) : booking,
      );
  }, [range.data, state, pending, names]);
  const days = useMemo(() => range.data?.days ?? [], [range.data]);

  const actions = useMemo<GridActions>(
    () => ({
      open,
      create: (lane, start, end) =>
        create({
          date: lane.date,
          start: fromMinutes(start),
          end: fromMinutes(Math.min(end, 1440)),
          ...(lane.resource ? { [by]: lane.resource } : {}),
        }),
      drop: (booking, fromLane, toLane, start) =>
        void gestures.commit(booking, dropped(booking, fromLane, toLane, start, by)),
      resize: (booking, start, end) => void gestures.resized(booking, start, end),
      key: gestures.key,
    }),
    [open, create, by, gestures.commit, gestures.resized, gestures.key],
  );

  usePlanningCommands({
    state,
    today,
    go,
    create: createHere,
    showFeed: () => setFeed(true),
    showKeys: () => setKeys(true),
  });

  // "Réserver" of another screen.
  useEffect(() => {
    if (params.new !== '1') return;
    create({ date });
    go({});
  }, [params.new, date, go, create]);

  // A link to a booking shows the period it is in.
  const linked = useEngine(
    'planning.booking',
    { id: state.booking ?? '' },
    { enabled: state.booking !== undefined && params.date === undefined },
  );
  const linkedDate = linked.data?.view.date;
  useEffect(() => {
    if (linkedDate !== undefined && state.booking !== undefined && params.date === undefined)
      go({ date: linkedDate });
  }, [linkedDate, state.booking, params.date, go]);

  // A booking that the search opens over a new one takes its place: what was typed there is kept as a draft.
  useEffect(() => {
    if (state.booking !== undefined) setCreating(null);
  }, [state.booking]);

  const target: PanelTarget | null = creating
    ? { kind: 'new', start: creating }
    : state.booking
      ? { kind: 'booking', id: state.booking }
      : null;
  const closePanel = () => {
    if (creating) setCreating(null);
    else {
      gestures.setFocus(state.booking ? { booking: state.booking } : null);
      go({ booking: undefined });
    }
  };
  const noRows =
    names.ready && (by === 'space' ? names.spaces : names.hosts).length === 0 && view !== 'month';
  const empty = by === 'space' ? t.planning.grid.noSpaces : t.planning.grid.noHosts;

  return (
    <Page
      title={periodTitle(state, dates)}
      width="full"
      fill={view !== 'month'}
      actions={
        <>
          <Watching view={view} dates={dates} />
          <HeaderButton
            label={`${t.planning.shortcuts.title} (?)`}
            icon={IconKeyboard}
            onClick={() => setKeys(true)}
          />
          <HeaderButton
            label={`${t.planning.toolbar.feed} (H)`}
            icon={IconHistory}
            onClick={() => setFeed(true)}
          />
          {readOnly ? null : (
            <Button leftSection={<IconPlus size={18} />} onClick={createHere}>
              {t.planning.toolbar.create}
            </Button>
          )}
        </>
      }
    >
      <Toolbar state={state} today={today} onChange={go} />
      <VisuallyHidden aria-live="assertive">{said}</VisuallyHidden>
      {range.error ? <ErrorNotice error={range.error} /> : null}
      {noRows ? (
        <EmptyState
          icon={IconCalendarWeek}
          title={empty.title}
          example={empty.example}
          action={
            <Button component="a" href={hrefOf('lieu')}>
              {empty.action}
            </Button>
          }
        />
      ) : null}
      {range.data && bookings.length === 0 && !noRows ? (
        <Text c="dimmed" size="sm" mb="xs">
          {t.planning.grid.empty}
        </Text>
      ) : null}
      {noRows || !names.ready || !range.data ? null : view === 'month' ? (
        <MonthView
          dates={dates}
          month={date}
          bookings={bookings}
          days={days}
          names={names}
          today={today}
          onOpen={open}
          onCreate={(day: LocalDate) => create({ date: day })}
          onDay={(day) => go({ view: 'day', date: day }, {})}
          onMove={(booking, move) => void gestures.commit(booking, move)}
          onHold={(booking, move) => gestures.hold(booking, move, { date: move.slot.date })}
          focus={gestures.focus}
          onFocused={gestures.focused}
        />
      ) : (
        <GridView
          dates={dates}
          bookings={bookings}
          days={days}
          by={by}
          names={names}
          now={now}
          actions={actions}
          focus={gestures.focus}
          onFocused={gestures.focused}
        />
      )}
      <BookingPanel target={target} names={names} attempt={attempt} ask={ask} onClose={closePanel} />
      <FeedDrawer opened={feed} names={names} onClose={() => setFeed(false)} />
      <Shortcuts opened={keys} onClose={() => setKeys(false)} />
      {dialog}
      {dialogs}
    </Page>
  );
}

interface HeaderButtonProps {
  label: string;
  icon: TablerIcon;
  onClick(): void;
}

function HeaderButton({ label, icon: Icon, onClick }: HeaderButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
        <Icon size={20} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

function periodTitle({ view, date }: ViewState, dates: readonly LocalDate[]): string {
  const words = t.planning.period;
  if (view === 'day') return words.day(date);
  if (view === 'month') return words.month(date);
  return words.week(dates[0] ?? date, dates.at(-1) ?? date);
}
