/** Aujourd'hui: the day by space, what begins within the hour, who is there, what is to settle, one's notes. */
import { Button, Group, Skeleton, Text } from '@mantine/core';
import {
  IconBuildingCottage,
  IconCalendarPlus,
  IconCalendarWeek,
  IconClock,
  IconNotebook,
  IconPencil,
  IconScale,
  IconUsers,
} from '@tabler/icons-react';
import type { BookingView } from '#shared/contract/planning.ts';
import { areHoursKnown } from '#shared/domain/place/hours-known.ts';
import { fromMinutes, toMinutes } from '#shared/domain/time/wall.ts';
import { stateWord } from '../../components/booking-block.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { useToSettle } from '../../components/to-settle.ts';
import { useNow } from '../../components/use-now.ts';
import { useEngine } from '../../ground/engine.ts';
import { useReadOnly } from '../../ground/read-only.ts';
import { hrefOf } from '../../ground/route.ts';
import { listed, time, timeRange } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import { hostsOnDay, soon } from './day.ts';
import { InterruptedCard } from './InterruptedCard.tsx';
import { MeanwhileCard } from './Meanwhile.tsx';
import { PapersCard } from './PapersCard.tsx';
import { Timeline } from './Timeline.tsx';
import classes from './today.module.css';

const words = t.today;

export default function TodayScreen() {
  const { date, minutes } = useNow();
  const range = useEngine('planning.range', { from: date, to: date });
  const place = useEngine('place.get', {});
  const vault = useEngine('vault.state', {});
  const readOnly = useReadOnly();
  const day = range.data?.days[0];
  const bookings = range.data?.bookings ?? [];
  const spaces = (place.data?.spaces ?? []).filter(({ archived }) => !archived);
  const placeOf = ({ wholePlace, spaces: ids, mode }: BookingView) => {
    if (wholePlace) return t.planning.booking.wholePlace;
    const names = ids.map((id) => place.data?.spaces.find((space) => space.id === id)?.name ?? '');
    return names.length > 0 ? listed(names) : t.planning.panel.modes[mode];
  };
  const reasons = (day?.reasons ?? [])
    .filter(({ kind }) => kind !== 'weekly-closed')
    .map(t.planning.day.reason);
  const hours =
    day?.hours.map(({ start, end }) => ({ start: fromMinutes(start), end: fromMinutes(end) })) ?? [];
  const detail = [
    words.date(date),
    ...(day && areHoursKnown(day) ? [hours.length > 0 ? words.open(hours) : words.closed] : []),
    ...reasons,
  ];

  return (
    <Page
      title={words.greeting(Math.floor(minutes / 60), vault.data?.open?.name.split(' ', 1)[0])}
      windowTitle={t.app.screens.aujourdhui}
      detail={detail.join(' · ')}
      width="full"
      actions={
        <>
          <Button
            component="a"
            variant="default"
            leftSection={<IconCalendarWeek size={18} stroke={1.5} />}
            href={hrefOf('planning', { view: 'day', date })}
          >
            {words.timeline.openDay}
          </Button>
          {readOnly ? null : (
            <Button
              component="a"
              leftSection={<IconCalendarPlus size={18} stroke={1.5} />}
              href={hrefOf('planning', { view: 'day', date, new: '1' })}
            >
              {words.timeline.create}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.screen}>
        {range.error ? <ErrorNotice error={range.error} /> : null}
        {range.isPending || place.isPending ? (
          <Skeleton h={220} />
        ) : spaces.length === 0 ? (
          <EmptyState
            icon={IconBuildingCottage}
            title={words.timeline.noSpaces.title}
            example={words.timeline.noSpaces.example}
            action={
              <Button component="a" href={hrefOf('lieu')}>
                {words.timeline.noSpaces.action}
              </Button>
            }
          />
        ) : (
          <Timeline date={date} now={minutes} spaces={spaces} bookings={bookings} day={day} />
        )}
        <div className={classes.cards}>
          <InterruptedCard />
          <MeanwhileCard />
          <SoonCard bookings={bookings} now={minutes} placeOf={placeOf} />
          <PresentCard date={date} hosts={place.data?.hosts ?? []} />
          <SettleCard />
          <PapersCard date={date} />
          <NotesCard date={date} />
        </div>
      </div>
    </Page>
  );
}

interface SoonCardProps {
  bookings: readonly BookingView[];
  now: number;
  placeOf(booking: BookingView): string;
}

function SoonCard({ bookings, now, placeOf }: SoonCardProps) {
  const { running, starting, next } = soon(bookings, now);
  const line = (booking: BookingView, when: string) => (
    <li key={booking.id}>
      <a href={hrefOf('planning', { view: 'day', date: booking.date, booking: booking.id })}>
        <strong>{booking.title}</strong>
        {stateWord(booking) ? ` (${stateWord(booking)})` : ''}, {when}
      </a>
      <span className={classes.detail}>
        {placeOf(booking)}
        {booking.hosts.length > 0 ? ` · ${listed(booking.hosts.map(({ name }) => name))}` : ''}
      </span>
    </li>
  );
  return (
    <Card icon={IconClock} title={words.soon.title}>
      {running.length + starting.length > 0 ? (
        <ul className={classes.list}>
          {running.map((booking) =>
            line(booking, `${words.soon.running.toLowerCase()} ${words.soon.until(time(booking.end))}`),
          )}
          {starting.map((booking) => line(booking, words.soon.in(toMinutes(booking.start) - now)))}
        </ul>
      ) : (
        <Text>{words.soon.none}</Text>
      )}
      {next ? <Text className={classes.detail}>{words.soon.next(next.title, time(next.start))}</Text> : null}
    </Card>
  );
}

function PresentCard({ date, hosts }: { date: string; hosts: Parameters<typeof hostsOnDay>[0] }) {
  const present = hostsOnDay(hosts, date);
  const known = hosts.some(({ presence }) => Object.values(presence).some((range) => range.length > 0));
  return (
    <Card icon={IconUsers} title={words.present.title}>
      {present.length > 0 ? (
        <ul className={classes.list}>
          {present.map(({ host, hours, away }) => (
            <li key={host.id}>
              {host.name}{' '}
              <span className={classes.detail}>
                {away
                  ? words.present.away
                  : hours.map(({ start, end }, index) => (
                      <span key={start} className={classes.together}>
                        {timeRange(start, end)}
                        {index < hours.length - 1 ? ', ' : ''}
                      </span>
                    ))}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Text>{known ? words.present.nobody : words.present.none}</Text>
      )}
      {known ? null : (
        <Button component="a" variant="light" mt="xs" href={hrefOf('lieu')}>
          {words.present.set}
        </Button>
      )}
    </Card>
  );
}

function SettleCard() {
  const { count } = useToSettle();
  return (
    <Card icon={IconScale} title={words.settle.title}>
      {count === 0 ? (
        <Text>{words.settle.none}</Text>
      ) : (
        <Group justify="space-between">
          <Text fw={600}>{words.settle.some(count)}</Text>
          <Button component="a" variant="light" href={hrefOf('a-regler')}>
            {words.settle.open}
          </Button>
        </Group>
      )}
    </Card>
  );
}

function NotesCard({ date }: { date: string }) {
  const { data } = useEngine('notes.list', { from: date, to: date, limit: 10 });
  const notes = data?.notes ?? [];
  return (
    <Card icon={IconNotebook} title={words.notes.title}>
      {notes.length > 0 ? (
        <ul className={`${classes.list} ${classes.discreet}`}>
          {notes.map((note) => (
            <li key={note.id}>
              <a href={hrefOf('notes', { note: note.id })}>{note.title || words.notes.untitled}</a>
            </li>
          ))}
        </ul>
      ) : (
        <Text>{words.notes.none}</Text>
      )}
      <Text className={classes.detail}>{words.notes.private}</Text>
      <Button
        component="a"
        variant="light"
        mt="xs"
        leftSection={<IconPencil size={16} />}
        href={hrefOf('notes', { new: '1', date })}
      >
        {words.notes.write}
      </Button>
    </Card>
  );
}
