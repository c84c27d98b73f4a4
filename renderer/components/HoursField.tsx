/** One range of hours, two times side by side. Typed or by the arrows, on the 5-minute grid; 00:00 ends a day. */
import { Group, Text } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import type { HoursRange } from '#shared/domain/place/model.ts';
import { fromMinutes, GRID_MINUTES, toMinutes } from '#shared/domain/time/wall.ts';
import { t } from '../i18n/index.ts';

interface HoursFieldProps {
  /** What these hours are, for screen readers: "mardi". */
  what: string;
  value: HoursRange;
  onChange(range: HoursRange): void;
  error?: boolean;
}

/** To the nearest step of the grid; as typed when it is not a whole time yet. */
function onGrid(typed: string): string {
  const shape = /^(\d{2}):(\d{2})/.exec(typed);
  if (!shape) return '';
  const minutes = Number(shape[1]) * 60 + Number(shape[2]);
  return fromMinutes(Math.min(Math.round(minutes / GRID_MINUTES) * GRID_MINUTES, 1435));
}

export function HoursField({ what, value, onChange, error = false }: HoursFieldProps) {
  const field = (name: string, time: string, change: (time: string) => void) => (
    <TimePicker
      aria-label={name}
      hoursInputLabel={`${name}, ${t.forms.hours}`}
      minutesInputLabel={`${name}, ${t.forms.minutes}`}
      value={time === '24:00' ? '00:00' : time}
      minutesStep={GRID_MINUTES}
      error={error}
      w={96}
      onChange={(typed) => change(onGrid(typed))}
    />
  );
  return (
    <Group gap={6} wrap="nowrap">
      {field(t.forms.startOf(what), value.start, (start) => onChange({ ...value, start }))}
      <Text component="span" aria-hidden>
        –
      </Text>
      {field(t.forms.endOf(what), value.end, (end) =>
        onChange({ ...value, end: end === '00:00' ? '24:00' : end }),
      )}
    </Group>
  );
}

/** A range to start from, after those a day already has. */
export function nextRange(hours: readonly HoursRange[]): HoursRange {
  const ends = hours.filter(({ end }) => end !== '').map(({ end }) => toMinutes(end));
  const start = Math.min(ends.length === 0 ? 600 : Math.max(...ends) + 60, 1380);
  return {
    start: fromMinutes(start),
    end: fromMinutes(Math.min(start + (ends.length === 0 ? 480 : 120), 1440)),
  };
}
