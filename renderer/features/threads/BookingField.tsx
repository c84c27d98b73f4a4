/** The booking a message is about, chosen among those of a day. Shows what the planning shows, never a private label. */
import { ActionIcon, Anchor, Button, Group, Select, Text, Tooltip } from '@mantine/core';
import { IconCalendarEvent, IconLinkOff, IconLinkPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { DateField } from '../../components/DateField.tsx';
import { useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { dateAndTimes, timeRange, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

const words = t.threads.compose;

interface BookingFieldProps {
  booking: string | null;
  /** The day offered first; empty for today. */
  date: string;
  onChange(booking: string | null): void;
}

export function BookingField({ booking, date, onChange }: BookingFieldProps) {
  const [choosing, setChoosing] = useState(false);
  if (booking !== null) return <Linked id={booking} onUnlink={() => onChange(null)} />;
  if (choosing)
    return (
      <Picker
        date={date}
        onPick={(id) => {
          setChoosing(false);
          onChange(id);
        }}
        onClose={() => setChoosing(false)}
      />
    );
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      style={{ alignSelf: 'flex-start' }}
      leftSection={<IconLinkPlus size={18} aria-hidden />}
      onClick={() => setChoosing(true)}
    >
      {words.link}
    </Button>
  );
}

function Linked({ id, onUnlink }: { id: string; onUnlink(): void }) {
  const { data, error } = useEngine('planning.booking', { id });
  const view = data?.view;
  return (
    <Group gap="xs" wrap="nowrap">
      <IconCalendarEvent size={18} aria-hidden style={{ flex: 'none' }} />
      {view ? (
        <Anchor size="sm" href={hrefOf('planning', { date: view.date, booking: id })}>
          {view.title}, {dateAndTimes(view.date, view.start, view.end)}
        </Anchor>
      ) : (
        <Text size="sm" c="dimmed">
          {error ? t.threads.about.gone : t.app.loading}
        </Text>
      )}
      <Tooltip label={words.unlink}>
        <ActionIcon variant="subtle" color="gray" aria-label={words.unlink} onClick={onUnlink}>
          <IconLinkOff size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Picker({ date, onPick, onClose }: { date: string; onPick(id: string): void; onClose(): void }) {
  const [day, setDay] = useState(date || today());
  const { data } = useEngine('planning.range', { from: day, to: day });
  const bookings = data?.bookings ?? [];
  return (
    <Group align="flex-end" gap="xs">
      <DateField
        required
        withAsterisk={false}
        label={words.linkDay}
        value={day}
        onChange={(chosen) => setDay(chosen || today())}
        w="11rem"
      />
      <Select
        label={words.linkBooking}
        placeholder={data && bookings.length === 0 ? words.none : words.pick}
        disabled={bookings.length === 0}
        data={bookings.map(({ id, title, start, end }) => ({
          value: id,
          label: `${timeRange(start, end)}, ${title}`,
        }))}
        value={null}
        onChange={(id) => id !== null && onPick(id)}
        style={{ flex: '1 1 14rem' }}
      />
      <Tooltip label={words.close}>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={words.close} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
