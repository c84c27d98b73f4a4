/** The booking a note is about: shown, opened in the planning, chosen among those around the note's day. */
import {
  ActionIcon,
  Anchor,
  Button,
  Group,
  Popover,
  ScrollArea,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconCalendarEvent, IconLinkOff, IconLinkPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { BookingView } from '#shared/contract/planning.ts';
import { answers, compared, sought } from '#shared/domain/search/sought.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import { bookingIcon } from '../../components/marks.tsx';
import { useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { dateAndTimes, longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

const DAYS_AROUND = 10;
const nameOf = (booking: BookingView) => booking.title || t.app.kinds[booking.kind];

interface BookingLinkProps {
  bookingId: string | null;
  date: string;
  onChange(bookingId: string | null): void;
}

export function BookingLink({ bookingId, date, onChange }: BookingLinkProps) {
  return bookingId === null ? (
    <Picker date={date} onPick={onChange} />
  ) : (
    <Linked id={bookingId} onUnlink={() => onChange(null)} />
  );
}

function Linked({ id, onUnlink }: { id: string; onUnlink(): void }) {
  const { data, error } = useEngine('planning.booking', { id });
  const view = data?.view;
  return (
    <Group gap="xs" wrap="nowrap">
      <IconCalendarEvent size={18} aria-hidden style={{ flex: 'none' }} />
      {view ? (
        <Anchor
          size="sm"
          href={hrefOf('planning', { date: view.date, booking: id })}
          title={t.notes.booking.open}
        >
          {nameOf(view)}, {dateAndTimes(view.date, view.start, view.end)}
        </Anchor>
      ) : (
        <Text size="sm" c="dimmed">
          {error ? t.notes.booking.gone : t.app.loading}
        </Text>
      )}
      <Tooltip label={t.notes.booking.unlink}>
        <ActionIcon
          variant="subtle"
          color="gray"
          className="no-print"
          aria-label={t.notes.booking.unlink}
          onClick={onUnlink}
        >
          <IconLinkOff size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Picker({ date, onPick }: { date: string; onPick(id: string): void }) {
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const { data } = useEngine(
    'planning.range',
    { from: addDays(date, -DAYS_AROUND), to: addDays(date, DAYS_AROUND) },
    { enabled: opened },
  );
  const wanted = sought(typed);
  const bookings = (data?.bookings ?? [])
    .filter((booking) => answers(wanted, compared(nameOf(booking)), 'within'))
    .map((booking) => ({ booking, away: Math.abs(Date.parse(booking.date) - Date.parse(date)) }))
    .sort((a, b) => a.away - b.away || (a.booking.start < b.booking.start ? -1 : 1))
    .slice(0, 60);
  return (
    <Popover opened={opened} onChange={setOpened} width={360} position="bottom-start" trapFocus shadow="md">
      <Popover.Target>
        <Button
          className="no-print"
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconLinkPlus size={18} />}
          onClick={() => setOpened(!opened)}
        >
          {t.notes.booking.link}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          data-autofocus
          aria-label={t.notes.booking.filter}
          placeholder={t.notes.booking.filter}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" my={6}>
          {t.notes.booking.around} {longDate(date)}
        </Text>
        <ScrollArea.Autosize mah={280} type="auto">
          {bookings.map(({ booking }) => {
            const Icon = bookingIcon(booking.kind, booking.category);
            return (
              <Button
                key={booking.id}
                fullWidth
                variant="subtle"
                color="gray"
                c="var(--mantine-color-text)"
                justify="flex-start"
                h="auto"
                py={6}
                leftSection={<Icon size={20} aria-hidden />}
                onClick={() => {
                  setOpened(false);
                  onPick(booking.id);
                }}
              >
                <span style={{ textAlign: 'start', whiteSpace: 'normal' }}>
                  {nameOf(booking)}
                  <Text component="span" display="block" size="sm" c="dimmed">
                    {dateAndTimes(booking.date, booking.start, booking.end)}
                  </Text>
                </span>
              </Button>
            );
          })}
          {data && bookings.length === 0 ? <Text size="sm">{t.notes.booking.none}</Text> : null}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
