/** The usual hours now in force, and every version of them: what was, what is, what is coming. */
import { Button, Paper, Stack, Text } from '@mantine/core';
import { IconClockHour4, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { OpeningVersion } from '#shared/domain/place/model.ts';
import { minutesInWeek } from '#shared/domain/place/week.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { EditButton, Line, Lines, Section, Tag } from '../../components/Section.tsx';
import { duration, fullDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { hoursInWords, rulesInWords } from './hours-in-words.ts';
import { OpeningPanel } from './OpeningPanel.tsx';
import type { TabProps } from './tab.ts';

export function HoursTab({ place: { versions, today } }: TabProps) {
  const [opened, setOpened] = useState<{ version?: OpeningVersion; from?: OpeningVersion } | null>(null);
  const texts = t.place.hours;
  // Latest first: the first that has begun is in force.
  const current = versions.find(({ validFrom }) => validFrom <= today);
  const latest = versions[0];
  const add = (
    <Button
      leftSection={<IconPlus size={18} />}
      onClick={() => setOpened(latest === undefined ? {} : { from: latest })}
    >
      {latest === undefined ? texts.addFirst : texts.add}
    </Button>
  );
  const stateOf = (version: OpeningVersion) => {
    if (version === current) return <Tag tone="strong">{texts.now}</Tag>;
    return version.validFrom > today ? <Tag>{texts.coming}</Tag> : <Tag>{texts.past}</Tag>;
  };

  return (
    <>
      <Section
        title={texts.title}
        detail={current ? texts.current(fullDate(current.validFrom)) : undefined}
        action={versions.length > 0 ? add : undefined}
      >
        {current ? (
          <Paper withBorder bg="var(--surface)" p="md">
            <WeekInWords version={current} />
          </Paper>
        ) : versions.length > 0 ? (
          <Text>{texts.none}</Text>
        ) : (
          <EmptyState icon={IconClockHour4} title={texts.unsaid} example={texts.emptyExample} action={add} />
        )}
      </Section>
      {versions.length === 0 ? null : (
        <Section title={texts.history} detail={texts.historyDetail}>
          <Lines>
            {versions.map((version) => (
              <Line
                key={version.id}
                badges={stateOf(version)}
                actions={
                  <EditButton
                    name={texts.edited(fullDate(version.validFrom))}
                    onClick={() => setOpened({ version })}
                  />
                }
              >
                <Text fw={600}>{texts.from(fullDate(version.validFrom))}</Text>
                <Text size="sm" c="dimmed">
                  {hoursInWords(version.weekly)
                    .map(({ days, hours }) => `${days} ${hours}`)
                    .concat(rulesInWords(version.rules).map(({ when, hours }) => `${when} ${hours}`))
                    .join(' · ') || texts.closed}
                </Text>
              </Line>
            ))}
          </Lines>
        </Section>
      )}
      {opened === null ? null : (
        <OpeningPanel
          version={opened.version}
          from={opened.from}
          today={today}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function WeekInWords({ version }: { version: OpeningVersion }) {
  const lines = [
    ...hoursInWords(version.weekly).map(({ days, hours }) => ({ when: days, hours })),
    ...rulesInWords(version.rules),
  ];
  if (lines.length === 0) return <Text>{t.place.hours.closed}</Text>;
  return (
    <Stack gap={6}>
      <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '6px 24px', margin: 0 }}>
        {lines.map(({ when, hours }) => (
          <div key={when} style={{ display: 'contents' }}>
            <Text component="dt" fw={500} style={{ overflowWrap: 'anywhere' }}>
              {when}
            </Text>
            <Text component="dd" m={0}>
              {hours}
            </Text>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {t.place.hours.total(duration(minutesInWeek(version.weekly)))}
      </Text>
    </Stack>
  );
}
