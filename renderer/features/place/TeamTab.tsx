/** The référentes and when they are there. */
import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { IconPlus, IconUser, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { type Host, isAway } from '#shared/domain/place/host.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ColourMark } from '../../components/marks.tsx';
import { useRoleNames } from '../../components/roles.ts';
import { EditButton, Line, Lines, Section, Tag } from '../../components/Section.tsx';
import { useCommand } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { dayAndMonth } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { HostPanel } from './HostPanel.tsx';
import { hoursInWords } from './hours-in-words.ts';
import type { TabProps } from './tab.ts';

export function TeamTab({ place: { hosts, today, settings } }: TabProps) {
  const { params } = useRoute();
  const [adding, setAdding] = useState(false);
  const [withArchived, setWithArchived] = useState(false);
  const texts = t.place.team;
  const { nameOf } = useRoleNames();
  const shown = hosts.filter(({ archived }) => withArchived || !archived);
  const opened = hosts.find(({ id }) => id === params.host);
  const open = (host?: string) => navigate('lieu', { tab: 'equipe', host }, { replace: true });
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
      {texts.add}
    </Button>
  );

  return (
    <Section title={texts.title} detail={texts.detail} action={shown.length > 0 ? add : undefined}>
      {shown.length === 0 ? (
        <EmptyState icon={IconUsers} title={texts.empty} action={add} />
      ) : (
        <Lines>
          {shown.map((host) => (
            <Line
              key={host.id}
              mark={
                host.colour ? (
                  <ColourMark colour={host.colour} size={22} />
                ) : (
                  <IconUser size={22} stroke={1.5} aria-hidden />
                )
              }
              badges={
                host.archived ? (
                  <Tag>{t.forms.archived}</Tag>
                ) : isAway(host.absences, today) ? (
                  <Tag tone="warm">{texts.away}</Tag>
                ) : undefined
              }
              actions={<EditButton name={host.name} onClick={() => open(host.id)} />}
            >
              <Text fw={600}>
                {host.name}
                <Text span c="dimmed" fw={400}>{` · ${nameOf(host.role)}`}</Text>
              </Text>
              <Text size="sm" c="dimmed">
                {[usualHoursOf(host), absenceOf(host, today)].filter((part) => part !== '').join(' · ')}
              </Text>
            </Line>
          ))}
        </Lines>
      )}
      {hosts.some(({ archived }) => archived) ? (
        <Checkbox
          label={t.forms.showArchived}
          checked={withArchived}
          onChange={(event) => setWithArchived(event.currentTarget.checked)}
        />
      ) : null}
      <VolunteerTitle stored={settings.volunteerTitle} />
      {opened || adding ? (
        <HostPanel
          key={opened?.id ?? 'new'}
          host={opened}
          onClose={() => {
            setAdding(false);
            if (opened) open();
          }}
        />
      ) : null}
    </Section>
  );
}

/** Saved when the field is left; what a colleague wrote meanwhile takes its place. */
function VolunteerTitle({ stored }: { stored: string }) {
  const texts = t.place.team;
  const save = useCommand('place.saveSettings');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={texts.volunteers}
      description={texts.volunteersHint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      maxLength={60}
      maw="30rem"
      value={typed ?? stored}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== null && typed.trim() !== stored)
          void save.run({ settings: { volunteerTitle: typed.trim() } });
        setTyped(null);
      }}
    />
  );
}

const usualHoursOf = (host: Host): string =>
  hoursInWords(host.presence)
    .map(({ days, hours }) => `${days} ${hours}`)
    .join(', ') || t.place.team.noUsualHours;

function absenceOf({ absences }: Host, today: string): string {
  const [next] = absences.filter(({ to }) => to >= today).sort((a, b) => (a.from < b.from ? -1 : 1));
  return next ? t.place.team.nextAbsence(dayAndMonth(next.from), dayAndMonth(next.to)) : '';
}
