/** School holidays of the place's zone, until when they are known, and where they come from. */
import { Button, Checkbox, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconFileImport, IconPlus, IconSchool } from '@tabler/icons-react';
import { useState } from 'react';
import type { SchoolHoliday, SchoolZone } from '#shared/domain/place/model.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Notice } from '../../components/Notice.tsx';
import { EditButton, Line, Lines, Section } from '../../components/Section.tsx';
import { useCommand } from '../../ground/engine.ts';
import { fullDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { SchoolHolidayPanel } from './SchoolHolidayPanel.tsx';
import { SchoolImportPanel } from './SchoolImportPanel.tsx';
import type { TabProps } from './tab.ts';

const ZONES: SchoolZone[] = ['A', 'B', 'C'];
/** Days before the end of what is known from which it is worth fetching the next calendar. */
const NOTICE_DAYS = 60;

/** A school year is named by the year it starts in; it starts in August here, before any return to school. */
export const schoolYearOf = (date: string): number =>
  Number(date.slice(0, 4)) - (date.slice(5) < '08-25' ? 1 : 0);

export function SchoolTab({ place }: TabProps) {
  const texts = t.place.school;
  const { settings, schoolHolidays, knownUntil, today } = place;
  const [opened, setOpened] = useState<SchoolHoliday | 'new' | 'import' | null>(null);
  const [withPast, setWithPast] = useState(false);
  const save = useCommand('place.saveSettings', {
    optimistically: ({ settings: { schoolZone } }, edit) => {
      if (schoolZone !== undefined)
        edit('place.get', ({ settings: { schoolZone: _, ...rest }, ...value }) => ({
          ...value,
          settings: schoolZone === null ? rest : { ...rest, schoolZone },
        }));
    },
  });
  const zone = settings.schoolZone;
  const until = zone === undefined ? undefined : knownUntil[zone];
  const ofZone = schoolHolidays.filter((holiday) => holiday.zone === zone);
  const thisYear = schoolYearOf(today);
  const shown = ofZone.filter(({ start }) => withPast || schoolYearOf(start) >= thisYear);
  const years = [...new Set(shown.map(({ start }) => schoolYearOf(start)))].sort((a, b) => b - a);

  const importButton = (
    <Button leftSection={<IconFileImport size={18} />} onClick={() => setOpened('import')}>
      {texts.import}
    </Button>
  );

  return (
    <>
      <Section
        title={texts.title}
        detail={texts.detail}
        action={
          <Group gap="xs">
            <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setOpened('new')}>
              {texts.add}
            </Button>
            {ofZone.length > 0 ? importButton : null}
          </Group>
        }
      >
        <Paper withBorder bg="var(--surface)" p="md">
          <Group justify="space-between" gap="md">
            <Group gap="sm">
              <Text fw={500} id="school-zone">
                {texts.zone}
              </Text>
              <SegmentedControl
                aria-labelledby="school-zone"
                value={zone ?? ''}
                data={[
                  ...ZONES.map((value) => ({ value, label: texts.zoneName(value) })),
                  { value: '', label: texts.noZone },
                ]}
                onChange={(chosen) =>
                  void save.run({ settings: { schoolZone: chosen === '' ? null : (chosen as SchoolZone) } })
                }
              />
            </Group>
            <Text fw={500}>
              {zone === undefined
                ? texts.zoneUnsaid
                : until === undefined
                  ? texts.unknown
                  : texts.knownUntil(fullDate(until))}
            </Text>
          </Group>
        </Paper>
        {until === undefined ? null : until < today ? (
          <Notice>{texts.late(fullDate(until))}</Notice>
        ) : until < addDays(today, NOTICE_DAYS) ? (
          <Notice tone="calm">{texts.soon(fullDate(until))}</Notice>
        ) : null}
        {ofZone.length === 0 ? (
          <EmptyState
            icon={IconSchool}
            title={texts.empty}
            example={texts.emptyExample}
            action={importButton}
          />
        ) : null}
        <Stack gap="md">
          {years.map((year) => (
            <Stack key={year} gap="xs">
              <Text fw={600}>{texts.schoolYear(year)}</Text>
              <Lines>
                {shown
                  .filter(({ start }) => schoolYearOf(start) === year)
                  .map((holiday) => (
                    <Line
                      key={holiday.id}
                      actions={
                        <EditButton
                          name={`${holiday.name}, ${fullDate(holiday.start)}`}
                          onClick={() => setOpened(holiday)}
                        />
                      }
                    >
                      <Text fw={500}>{holiday.name.replaceAll("'", '’')}</Text>
                      <Text size="sm" c="dimmed">
                        {t.place.closures.range(fullDate(holiday.start), fullDate(holiday.end))}
                        {' · '}
                        {holiday.source === '' ? texts.byHand : texts.source(holiday.source)}
                      </Text>
                    </Line>
                  ))}
              </Lines>
            </Stack>
          ))}
        </Stack>
        {ofZone.some(({ start }) => schoolYearOf(start) < thisYear) ? (
          <Checkbox
            label={texts.otherYears}
            checked={withPast}
            onChange={(event) => setWithPast(event.currentTarget.checked)}
          />
        ) : null}
      </Section>
      {opened === 'import' ? (
        <SchoolImportPanel zone={zone} today={today} onClose={() => setOpened(null)} />
      ) : opened === null ? null : (
        <SchoolHolidayPanel
          holiday={opened === 'new' ? undefined : opened}
          zone={zone}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
