/** The hours of a usual week, day by day; readable at a glance, filled in from the keyboard. */
import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconPlus, IconX, type Icon as TablerIcon } from '@tabler/icons-react';
import type { WeeklyHours } from '#shared/domain/place/model.ts';
import { WEEKDAYS } from '#shared/domain/place/week.ts';
import type { Weekday } from '#shared/domain/time/wall.ts';
import { capitalised, timeRange } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { HoursField, nextRange } from './HoursField.tsx';

interface WeekFieldProps {
  value: WeeklyHours;
  onChange(week: WeeklyHours): void;
  /** Sentence of a day that is wrong. */
  problem(day: Weekday): string | undefined;
  /** What an empty day says: "Fermé". */
  none: string;
}

const MOST_RANGES = 6;

export function WeekField({ value, onChange, problem, none }: WeekFieldProps) {
  const set = (day: Weekday, hours: WeeklyHours[Weekday]) => onChange({ ...value, [day]: hours });
  return (
    <Stack gap={0} role="list">
      {WEEKDAYS.map((day) => {
        const hours = value[day];
        const name = t.forms.weekdays[day];
        const before = day === 1 ? undefined : WEEKDAYS[day - 2];
        const same = before !== undefined && JSON.stringify(value[before]) === JSON.stringify(hours);
        const wrong = problem(day);
        return (
          <Group
            key={day}
            role="listitem"
            wrap="nowrap"
            align="flex-start"
            gap="sm"
            py={6}
            style={{ borderTop: day === 1 ? undefined : '1px solid var(--rule)' }}
          >
            <Text w="6rem" pt={7} style={{ flex: 'none' }} fw={500}>
              {capitalised(name)}
            </Text>
            <Stack gap={6} style={{ flex: 1, minWidth: 0 }}>
              {hours.length === 0 ? (
                <Text pt={7} c="dimmed">
                  {none}
                </Text>
              ) : null}
              {hours.map((range, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: ranges have no other identity while they are typed
                <Group key={index} gap={4} wrap="nowrap">
                  <HoursField
                    what={name}
                    value={range}
                    error={wrong !== undefined}
                    onChange={(next) => set(day, hours.with(index, next))}
                  />
                  <IconAction
                    icon={IconX}
                    tip={t.forms.remove}
                    label={t.forms.removeHoursOn(name, timeRange(range.start, range.end))}
                    onClick={() => set(day, hours.toSpliced(index, 1))}
                  />
                </Group>
              ))}
              {wrong === undefined ? null : (
                <Text size="sm" c="var(--mantine-color-error)" role="alert">
                  {wrong}
                </Text>
              )}
            </Stack>
            <Group gap={4} wrap="nowrap" pt={3} h={36} style={{ flex: 'none' }}>
              {hours.length === 0 ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconPlus size={16} />}
                  aria-label={t.forms.addHoursOn(name)}
                  onClick={() => set(day, [nextRange(hours)])}
                >
                  {t.forms.addHours}
                </Button>
              ) : hours.length < MOST_RANGES ? (
                <IconAction
                  icon={IconPlus}
                  tip={t.forms.addHours}
                  label={t.forms.addHoursOn(name)}
                  onClick={() => set(day, [...hours, nextRange(hours)])}
                />
              ) : null}
              {before === undefined ? null : (
                <IconAction
                  icon={IconCopy}
                  tip={t.forms.copyAbove}
                  label={t.forms.copyHoursOn(t.forms.weekdays[before], name)}
                  // Keeps its place, so that the rows stay aligned.
                  hidden={same}
                  onClick={() => set(day, structuredClone(value[before]))}
                />
              )}
              {before === undefined ? <span style={{ width: 30 }} /> : null}
            </Group>
          </Group>
        );
      })}
    </Stack>
  );
}

interface IconActionProps {
  icon: TablerIcon;
  /** Few words, shown on hover and focus. */
  tip: string;
  /** The whole action, for screen readers. */
  label: string;
  hidden?: boolean;
  onClick(): void;
}

const IconAction = ({ icon: Icon, tip, label, hidden = false, onClick }: IconActionProps) => (
  <Tooltip label={tip}>
    <ActionIcon
      variant="subtle"
      color="gray"
      size={30}
      aria-label={label}
      style={{ visibility: hidden ? 'hidden' : 'visible' }}
      onClick={onClick}
    >
      <Icon size={18} />
    </ActionIcon>
  </Tooltip>
);
