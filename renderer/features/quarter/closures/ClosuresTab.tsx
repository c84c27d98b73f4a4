/** The days that this quarter closes, and what the place already knows of its days. */
import { Button, Text } from '@mantine/core';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { DraftClosure } from '#shared/domain/quarter/model.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { EditButton, Line, Lines, Section, Tag } from '../../../components/Section.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import { ClosurePanel } from './ClosurePanel.tsx';
import { specialDays } from './special-days.ts';

const words = t.quarter.closures;

export function ClosuresTab() {
  const { view, readOnly } = useQuarter();
  const [opened, setOpened] = useState<DraftClosure | 'new' | null>(null);
  const known = useMemo(() => specialDays(view.days), [view.days]);
  const add = readOnly ? undefined : (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpened('new')}>
      {words.add}
    </Button>
  );
  const closures = [...view.closures].sort((a, b) => a.from.localeCompare(b.from));
  return (
    <div style={{ maxWidth: '52rem' }}>
      <Section title={words.title} detail={words.detail} action={closures.length > 0 ? add : undefined}>
        {closures.length === 0 ? (
          <EmptyState icon={IconCalendarOff} title={words.empty} example={words.emptyExample} action={add} />
        ) : (
          <Lines>
            {closures.map((closure) => (
              <Line
                key={closure.id}
                mark={<IconCalendarOff size={22} stroke={1.5} aria-hidden />}
                actions={
                  readOnly ? null : (
                    <EditButton
                      name={words.period(closure.from, closure.to)}
                      onClick={() => setOpened(closure)}
                    />
                  )
                }
              >
                <Text fw={600}>{words.period(closure.from, closure.to)}</Text>
                <Text size="sm" c="dimmed">
                  {closure.reason || t.place.closures.noReason}
                </Text>
              </Line>
            ))}
          </Lines>
        )}
      </Section>
      {known.length > 0 ? (
        <Section title={words.known} detail={words.knownDetail}>
          <Lines>
            {known.map(({ kind, name, from, to, closed }) => (
              <Line
                key={`${kind}${name}${from}`}
                badges={<Tag tone={closed ? 'warm' : 'quiet'}>{t.quarter.sheet.marks[kind]}</Tag>}
              >
                <Text fw={600}>{words.period(from, to)}</Text>
                <Text size="sm" c="dimmed">
                  {t.planning.day.reason({ kind, name })}
                </Text>
              </Line>
            ))}
          </Lines>
        </Section>
      ) : null}
      {opened === null ? null : (
        <ClosurePanel closure={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}
