/** One device: its name, the role it gives, the keys it holds, and how it leaves the team. */
import { Button, Group, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { DeviceView, TeamOverview } from '#shared/contract/team.ts';
import type { Role } from '#shared/domain/place/host.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useRoleNames } from '../../components/roles.ts';
import { Tag } from '../../components/Section.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';
import { holdersOf } from './holders.ts';
import { Leaving } from './Leaving.tsx';

const words = t.team.panel;

interface PartProps {
  team: TeamOverview;
  device: DeviceView;
}

export function DevicePanel({ team, device, onClose }: PartProps & { onClose(): void }) {
  const { type, person, role, state, addedAt, receivedAt } = device;
  const now = Date.now();
  const roles = useRoleNames();
  const facts = [
    words.since(addedAt),
    t.team.lastSeen(device, now),
    t.team.received(device),
    device.notYetReceived === 0 && !device.me && state === 'active' && receivedAt !== undefined
      ? words.receivedAt(receivedAt, now)
      : '',
    device.older ? words.older : '',
  ].filter((fact) => fact !== '');
  return (
    <SidePanel opened title={device.label} onClose={onClose}>
      <Stack gap="lg">
        <div>
          <Text>
            {type === 'relay'
              ? `${t.team.devices.relay}. ${t.team.devices.relayDetail}`
              : [person?.name ?? t.team.devices.someone, role === null ? '' : roles.nameOf(role)]
                  .filter((part) => part !== '')
                  .join(', ')}
          </Text>
          {facts.map((fact) => (
            <Text key={fact} size="sm" c="dimmed">
              {fact}
            </Text>
          ))}
        </div>
        {state === 'active' && (device.me || team.admin) ? <Rename device={device} /> : null}
        {state === 'active' && team.admin && role !== null ? <RoleForm team={team} device={device} /> : null}
        {state === 'active' ? <Circles team={team} device={device} /> : null}
        {state === 'active' && (device.me || team.admin) ? (
          <Leaving device={device} onDone={onClose} />
        ) : null}
      </Stack>
    </SidePanel>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={3} size="h4" mb={4} id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Rename({ device: { id, label } }: { device: DeviceView }) {
  const [typed, setTyped] = useState(label);
  const rename = useCommand('team.rename');
  const changed = typed.trim() !== '' && typed.trim() !== label;
  async function save(event: FormEvent) {
    event.preventDefault();
    if (!changed) return;
    const answer = await rename.run({ device: id, label: typed.trim() });
    if (answer.ok) showDone(words.renamed);
  }
  return (
    <form onSubmit={save}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={words.label}
          value={typed}
          maxLength={60}
          flex={1}
          miw="10rem"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!changed} loading={rename.busy}>
          {words.rename}
        </Button>
      </Group>
    </form>
  );
}

function RoleForm({ team, device }: PartProps) {
  const roles = useRoleNames();
  const [role, setRole] = useState<Role>(device.role ?? 'volunteer-host');
  const [admin, setAdmin] = useState(device.admin);
  const change = useCommand('team.changeRole');
  const admins = team.devices.filter((each) => each.admin && each.state === 'active');
  const onlyAdmin = device.admin && admins.length === 1;
  const changed = role !== device.role || admin !== device.admin;
  async function save(event: FormEvent) {
    event.preventDefault();
    const answer = await change.run({ device: device.id, role, admin });
    if (answer.ok) showDone(words.saved);
  }
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <Select
          label={words.role}
          value={role}
          allowDeselect={false}
          data={roles.choices}
          onChange={(value) => value && setRole(value as Role)}
          description={role === 'volunteer-host' && !admin ? words.readOnlyRole : undefined}
        />
        <Switch
          label={words.adminLabel}
          description={onlyAdmin ? words.lastAdmin : words.adminDetail}
          checked={admin}
          disabled={onlyAdmin}
          onChange={(event) => setAdmin(event.currentTarget.checked)}
        />
        {changed ? (
          <Group>
            <Button type="submit" variant="default" loading={change.busy}>
              {words.save}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}

function Circles({ team, device }: PartProps) {
  const hand = useCommand('team.handKey');
  /** Nobody has admitted the device to it: asked before. */
  const [asked, setAsked] = useState<CircleName | null>(null);
  const nameOf = (circle: CircleName | null) => (circle === null ? '' : t.team.circles[circle].name);
  async function handKey(circle: CircleName) {
    const answer = await hand.run({ device: device.id, circle });
    setAsked(null);
    if (answer.ok) showDone(words.handed(nameOf(circle)));
  }
  const mayGet = device.circles;
  return (
    <Part title={words.circles}>
      {mayGet.length === 0 ? <Text size="sm">{words.noCircle}</Text> : null}
      <Stack gap="sm">
        {mayGet.map(({ name, key, mayHand }) => {
          const { name: circle, holds } = t.team.circles[name];
          return (
            <div key={name}>
              <Group gap="xs">
                <Text fw={600}>{circle}</Text>
                {key === 'none' ? null : (
                  <Tag tone={key === 'waits' ? 'warm' : 'quiet'}>
                    {key === 'waits' ? words.waits : words.holds}
                  </Tag>
                )}
              </Group>
              <Text size="sm" c="dimmed">
                {holds}
                {key === 'waits' && !mayHand ? ` ${words.whoHands(holdersOf(team.devices, name))}` : ''}
              </Text>
              {mayHand ? (
                <Button
                  variant="light"
                  mt={4}
                  leftSection={<IconKey size={18} />}
                  loading={hand.busy}
                  styles={{ label: { whiteSpace: 'normal', lineHeight: 1.35 } }}
                  h="auto"
                  py={6}
                  onClick={() => (key === 'none' ? setAsked(name) : void handKey(name))}
                >
                  {words.handKey(circle, device.label)}
                </Button>
              ) : null}
            </div>
          );
        })}
      </Stack>
      <ConfirmDialog
        opened={asked !== null}
        title={words.handTitle(nameOf(asked))}
        confirm={words.handConfirm}
        busy={hand.busy}
        onConfirm={() => asked !== null && void handKey(asked)}
        onClose={() => setAsked(null)}
      >
        {words.handBody(nameOf(asked), device.label)}
      </ConfirmDialog>
    </Part>
  );
}
