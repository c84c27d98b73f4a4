/** Days that are not as usual, and the public holidays of a year. */
import { ActionIcon, Button, Checkbox, Fieldset, Group, Stack, Switch, Text } from '@mantine/core';
import {
  IconCalendarOff,
  IconCalendarPlus,
  IconChevronLeft,
  IconChevronRight,
  IconPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { SettingsInput } from '#shared/contract/place.ts';
import { publicHolidays } from '#shared/domain/place/holidays.ts';
import { FIRST_YEAR, LAST_YEAR, yearOf } from '#shared/domain/time/wall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { EditButton, Line, Lines, Section, Tag } from '../../components/Section.tsx';
import { useCommand } from '../../ground/engine.ts';
import { capitalised, longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { ExceptionPanel } from './ExceptionPanel.tsx';
import { type ExceptionRun, exceptionRuns } from './exception-runs.ts';
import { rangesInWords, whenOf } from './hours-in-words.ts';
import type { TabProps } from './tab.ts';

export function ClosuresTab({ place }: TabProps) {
  const [opened, setOpened] = useState<ExceptionRun | 'new' | null>(null);
  const [withPast, setWithPast] = useState(false);
  const texts = t.place.closures;
  const runs = exceptionRuns(place.exceptions);
  const past = runs.filter(({ to }) => to < place.today);
  const shown = withPast ? runs : runs.filter(({ to }) => to >= place.today);
  const pastDays = past.reduce((sum, { ids }) => sum + ids.length, 0);
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setOpened('new')}>
      {texts.add}
    </Button>
  );

  return (
    <>
      <Section title={texts.title} action={runs.length > 0 ? add : undefined}>
        {runs.length === 0 ? (
          <EmptyState icon={IconCalendarOff} title={texts.empty} example={texts.emptyExample} action={add} />
        ) : null}
        {shown.length === 0 ? null : (
          <Lines>
            {shown.map((run) => (
              <Line
                key={run.ids[0]}
                mark={
                  run.closed ? (
                    <IconCalendarOff size={22} stroke={1.5} aria-hidden />
                  ) : (
                    <IconCalendarPlus size={22} stroke={1.5} aria-hidden />
                  )
                }
                badges={
                  <Tag tone={run.closed ? 'warm' : 'quiet'}>
                    {run.closed ? texts.closed : rangesInWords(run.hours)}
                  </Tag>
                }
                actions={<EditButton name={whenOf(run)} onClick={() => setOpened(run)} />}
              >
                <Text fw={600} {...(run.to < place.today ? { c: 'dimmed' } : {})}>
                  {whenOf(run)}
                </Text>
                <Text size="sm" c="dimmed">
                  {run.reason || texts.noReason}
                </Text>
              </Line>
            ))}
          </Lines>
        )}
        {past.length === 0 ? null : (
          <Checkbox
            label={texts.past(pastDays)}
            checked={withPast}
            onChange={(event) => setWithPast(event.currentTarget.checked)}
          />
        )}
      </Section>
      <Holidays place={place} />
      {opened === null ? null : (
        <ExceptionPanel
          run={opened === 'new' ? undefined : opened}
          today={place.today}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function Holidays({ place: { settings, today, exceptions } }: TabProps) {
  const texts = t.place.closures;
  const [year, setYear] = useState(yearOf(today));
  const save = useCommand('place.saveSettings', {
    optimistically: ({ settings: { alsaceMoselle, closedOnPublicHolidays } }, edit) =>
      edit('place.get', (value) => ({
        ...value,
        settings: {
          ...value.settings,
          ...(alsaceMoselle ? { alsaceMoselle } : {}),
          ...(closedOnPublicHolidays === undefined ? {} : { closedOnPublicHolidays }),
        },
      })),
  });
  const change = (part: SettingsInput) => void save.run({ settings: part });
  const extra = settings.alsaceMoselle;

  return (
    <Section
      title={texts.holidaysYear(year)}
      action={
        <Group gap={4}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={texts.previousYear}
            disabled={year <= FIRST_YEAR}
            onClick={() => setYear(year - 1)}
          >
            <IconChevronLeft size={20} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={texts.nextYear}
            disabled={year >= LAST_YEAR}
            onClick={() => setYear(year + 1)}
          >
            <IconChevronRight size={20} />
          </ActionIcon>
        </Group>
      }
    >
      <Group align="flex-start" gap="xl">
        <div style={{ flex: '2 1 24rem' }}>
          <Lines>
            {publicHolidays(year, extra).map(({ key, name, date }) => {
              const decided = exceptions.find((exception) => exception.date === date);
              return (
                <Line
                  key={key}
                  badges={decided && !decided.closed ? <Tag>{rangesInWords(decided.hours)}</Tag> : undefined}
                >
                  <Group justify="space-between" gap="sm">
                    <Text>{name.replaceAll("'", '’')}</Text>
                    <Text c="dimmed" size="sm">
                      {capitalised(longDate(date))}
                    </Text>
                  </Group>
                </Line>
              );
            })}
          </Lines>
        </div>
        <Stack style={{ flex: '1 1 18rem' }}>
          <Switch
            label={texts.closedOnHolidays}
            description={texts.closedOnHolidaysHint}
            checked={settings.closedOnPublicHolidays}
            onChange={(event) => change({ closedOnPublicHolidays: event.currentTarget.checked })}
          />
          <Fieldset legend={texts.alsaceMoselle}>
            <Stack gap="sm">
              <Switch
                label={texts.goodFriday}
                checked={extra.goodFriday}
                onChange={(event) =>
                  change({ alsaceMoselle: { ...extra, goodFriday: event.currentTarget.checked } })
                }
              />
              <Switch
                label={texts.december26}
                checked={extra.december26}
                onChange={(event) =>
                  change({ alsaceMoselle: { ...extra, december26: event.currentTarget.checked } })
                }
              />
            </Stack>
          </Fieldset>
        </Stack>
      </Group>
    </Section>
  );
}
