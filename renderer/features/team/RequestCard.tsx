/** One request to join: the words are compared first; who it is and what it may read come only after. */
import { Button, Checkbox, Group, Paper, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import type { PairingRequest, TeamOverview } from '#shared/contract/team.ts';
import type { Role } from '#shared/domain/place/host.ts';
import { folded } from '#shared/domain/search/folding.ts';
import { CIRCLES, type CircleName, circlesOfRole } from '#shared/domain/team/model.ts';
import { FourWords } from '../../components/FourWords.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useRoleNames } from '../../components/roles.ts';
import { TimeLeft, useEnd } from '../../components/TimeLeft.tsx';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';
import { holdersOf } from './holders.ts';

const words = t.team.request;

interface RequestCardProps {
  request: PairingRequest;
  team: TeamOverview;
  onAccepted?: (() => void) | undefined;
}

export function RequestCard({ request, team, onAccepted }: RequestCardProps) {
  const [same, setSame] = useState(false);
  const refuse = useCommand('team.refuse');
  const end = useEnd(request.leftMs);
  const id = useId();

  async function turnDown() {
    const answer = await refuse.run({ request: request.id });
    if (answer.ok) showDone(words.refused);
  }

  return (
    <Paper component="section" aria-labelledby={id} p="md" withBorder radius="lg" bg="var(--surface)">
      <Stack gap="sm">
        <div role="status">
          <Title order={2} size="h3" id={id}>
            <IconUserPlus
              size={20}
              stroke={1.5}
              aria-hidden
              style={{ verticalAlign: -3, marginInlineEnd: 8 }}
            />
            {words.title}
          </Title>
          <Text>
            {request.type === 'relay'
              ? words.relayFrom(request.label)
              : words.from(request.name, request.label)}
          </Text>
        </div>
        {request.othersTried > 0 ? <Notice>{words.othersTried}</Notice> : null}
        <FourWords words={request.words} />
        {same ? (
          <Acceptance request={request} team={team} onAccepted={onAccepted} />
        ) : (
          <>
            <Text>{words.compare}</Text>
            <Group gap="xs">
              <Button onClick={() => setSame(true)}>{words.examine}</Button>
              <Button variant="default" loading={refuse.busy} onClick={() => void turnDown()}>
                {words.different}
              </Button>
              <TimeLeft end={end} />
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}

/** Of the hosts, that who is called the same; else a new person. */
const NEW = '';

function Acceptance({ request, team, onAccepted }: RequestCardProps) {
  const { data: place } = useEngine('place.get', {});
  const hosts = (place?.hosts ?? []).filter(({ archived }) => !archived);
  const namesake = hosts.find(({ name }) => folded(name.trim()) === folded(request.name.trim()));
  const [hostId, setMemberId] = useState<string | null>(null);
  const [label, setLabel] = useState(request.label);
  const chosenId = hostId ?? namesake?.id ?? NEW;
  const chosen = hosts.find(({ id }) => id === chosenId);
  const roles = useRoleNames();
  const [typedRole, setRole] = useState<Role | null>(null);
  const role = typedRole ?? chosen?.role ?? 'volunteer-host';
  const [typedCircles, setCircles] = useState<CircleName[] | null>(null);
  const circles = typedCircles ?? [...circlesOfRole[role]];
  const [admin, setAdmin] = useState(false);
  const accept = useCommand('team.accept');
  const isRelay = request.type === 'relay';

  async function take(event: FormEvent) {
    event.preventDefault();
    if (label.trim() === '') return;
    const answer = await accept.run({
      request: request.id,
      label: label.trim(),
      as: isRelay
        ? { type: 'relay' }
        : {
            type: 'workstation',
            role,
            circles: CIRCLES.filter((name) => circles.includes(name)),
            admin,
            ...(chosenId === NEW ? {} : { hostId: chosenId }),
          },
    });
    if (!answer.ok) return;
    const waits = answer.value.waitsFor.map((name) => t.team.circles[name].name);
    showDone(waits.length === 0 ? words.accepted(label.trim()) : words.acceptedWaiting(label.trim(), waits));
    onAccepted?.();
  }

  return (
    <form onSubmit={take}>
      <Stack gap="sm">
        {isRelay ? <Text>{words.relayDetail}</Text> : null}
        {isRelay ? null : (
          <Select
            label={words.who}
            value={chosenId}
            allowDeselect={false}
            autoFocus
            data={[
              { value: NEW, label: words.newPerson(request.name) },
              ...hosts.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => {
              setMemberId(value ?? NEW);
              // The role and the circles are those of the person, until others are chosen for her.
              setRole(null);
              setCircles(null);
            }}
          />
        )}
        <TextInput
          label={words.label}
          value={label}
          maxLength={60}
          required
          withAsterisk={false}
          error={label.trim() === '' ? t.vault.fields.missing : undefined}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {isRelay ? null : (
          <>
            <Select
              label={words.role}
              value={role}
              allowDeselect={false}
              data={roles.choices}
              description={role === 'volunteer-host' && !admin ? t.team.panel.readOnlyRole : undefined}
              onChange={(value) => {
                if (value === null) return;
                setRole(value as Role);
                setCircles(null);
              }}
            />
            <Checkbox.Group
              label={words.circles}
              value={circles}
              onChange={(value) => setCircles(value as CircleName[])}
            >
              <Stack gap="xs" mt="xs">
                {CIRCLES.map((name) => {
                  const { name: circle, holds } = t.team.circles[name];
                  const notHeld = circles.includes(name) && !team.circles.includes(name);
                  return (
                    <Checkbox
                      key={name}
                      value={name}
                      label={circle}
                      // Without the planning there is nothing to share.
                      disabled={name === 'team'}
                      description={
                        notHeld ? `${holds} ${words.notHeld(circle, holdersOf(team.devices, name))}` : holds
                      }
                    />
                  );
                })}
              </Stack>
            </Checkbox.Group>
            <Switch
              label={words.admin}
              description={t.team.panel.adminDetail}
              checked={admin}
              onChange={(event) => setAdmin(event.currentTarget.checked)}
            />
          </>
        )}
        <Group>
          <Button type="submit" loading={accept.busy}>
            {words.accept}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
