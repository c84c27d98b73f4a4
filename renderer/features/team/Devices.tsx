/** The devices of the team: whose, what for, which circles, and what each has received of this one. */
import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconDevices, IconRouter, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeviceView, TeamOverview } from '#shared/contract/team.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useRoleNames } from '../../components/roles.ts';
import { Line, Lines, Section, Tag } from '../../components/Section.tsx';
import { useNow } from '../../components/use-now.ts';
import { navigate } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { DevicePanel } from './DevicePanel.tsx';

const words = t.team.devices;

export function Devices({ team, opened }: { team: TeamOverview; opened: string | undefined }) {
  const [withFormer, setWithFormer] = useState(false);
  const former = team.devices.filter(({ state }) => state !== 'active');
  const shown = [...team.devices]
    .filter(({ state }) => withFormer || state === 'active')
    .sort(
      (a, b) => Number(b.me) - Number(a.me) || Number(a.state !== 'active') - Number(b.state !== 'active'),
    );
  const device = team.devices.find(({ id }) => id === opened);
  const close = () => {
    navigate('equipe', {}, { replace: true });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-device="${opened}"]`)?.focus());
  };

  return (
    <Section title={words.title} detail={words.detail}>
      <Lines>
        {shown.map((each) => (
          <DeviceLine key={each.id} device={each} />
        ))}
      </Lines>
      {team.devices.length === 1 ? (
        <EmptyState icon={IconDevices} title={words.alone.title} example={words.alone.example} />
      ) : null}
      {former.length > 0 ? (
        <Checkbox
          label={words.former(former.length)}
          checked={withFormer}
          onChange={(event) => setWithFormer(event.currentTarget.checked)}
        />
      ) : null}
      {device ? <DevicePanel key={device.id} team={team} device={device} onClose={close} /> : null}
    </Section>
  );
}

function DeviceLine({ device }: { device: DeviceView }) {
  const { id, label, type, person, role, me, admin, older, state } = device;
  const circles = device.circles.filter(({ key }) => key !== 'none');
  useNow();
  const roles = useRoleNames();
  const Icon = type === 'relay' ? IconRouter : IconUser;
  const who =
    type === 'relay' ? words.relay : [person?.name ?? words.someone, role === null ? '' : roles.nameOf(role)];
  const news = [t.team.lastSeen(device, Date.now()), t.team.received(device)].filter((part) => part !== '');
  return (
    <Line
      mark={<Icon size={22} stroke={1.5} aria-hidden />}
      actions={
        <Button
          variant="subtle"
          size="compact-sm"
          data-device={id}
          aria-label={words.seeDevice(label)}
          onClick={() => navigate('equipe', { poste: id })}
        >
          {words.see}
        </Button>
      }
    >
      <Group gap={6}>
        <Text fw={600}>
          {label}
          <Text span c="dimmed" fw={400}>
            {` · ${[who]
              .flat()
              .filter((part) => part !== '')
              .join(', ')}`}
          </Text>
        </Text>
        {me ? <Tag tone="strong">{words.me}</Tag> : null}
        {admin && state === 'active' ? <Tag>{words.admin}</Tag> : null}
        {older ? <Tag tone="warm">{words.older}</Tag> : null}
      </Group>
      {news.length > 0 ? (
        <Text size="sm" c="dimmed">
          {news.join(' · ')}
        </Text>
      ) : null}
      {state === 'active' && circles.length > 0 ? (
        <Group gap={6} mt={4}>
          {circles.map(({ name, key }) => (
            <Tag key={name} tone={key === 'waits' ? 'warm' : 'quiet'}>
              {key === 'waits' ? words.waits(t.team.circles[name].name) : t.team.circles[name].name}
            </Tag>
          ))}
        </Group>
      ) : null}
    </Line>
  );
}
