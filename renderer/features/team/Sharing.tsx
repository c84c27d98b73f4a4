/** Where sharing stands, and what to do when machines do not find each other: addresses, a file on a USB key. */
import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconUsb, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { TeamOverview } from '#shared/contract/team.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Line, Lines, Section } from '../../components/Section.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

const words = t.team.share;

export function Sharing({ team }: { team: TeamOverview }) {
  const { sharing, network } = team;
  const line = t.team.sharing.line(sharing, Date.now());
  const state =
    sharing.state === 'alone'
      ? [words.alone]
      : [
          `${line}.`,
          ...(sharing.state === 'removed' ? [] : [words.connected(sharing.connected)]),
          ...(sharing.state === 'pending' ? [] : [words.pending(sharing.pending)]),
        ];
  return (
    <Section title={words.title} detail={state.filter((part) => part !== '').join(' ')}>
      {sharing.clockOffMs === undefined ? null : (
        <Notice>{words.clockOff(Math.round(sharing.clockOffMs / 60_000))}</Notice>
      )}
      {network.listening || sharing.state === 'removed' ? null : <Notice>{words.notListening}</Notice>}
      <SetAside team={team} />
      {sharing.state === 'removed' ? null : (
        <div
          style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(20rem, 1fr))' }}
        >
          <Block title={words.addresses} detail={words.addressesDetail}>
            {network.discovery ? null : <Text size="sm">{words.noDiscovery}</Text>}
            <Addresses network={network} />
          </Block>
          <Block title={words.usb} detail={words.usbDetail}>
            <Bundles />
          </Block>
        </div>
      )}
    </Section>
  );
}

function Block({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p="md" withBorder bg="var(--surface)">
      <Stack gap="sm">
        <div>
          <Title order={3} id={id}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        </div>
        {children}
      </Stack>
    </Paper>
  );
}

function Addresses({ network }: { network: TeamOverview['network'] }) {
  const [typed, setTyped] = useState('');
  const add = useCommand('team.addAddress', { handles: ['address_invalid'] });
  const remove = useCommand('team.removeAddress');
  const { refusal } = add;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const address = typed.trim();
    if (address === '') return;
    const answer = await add.run({ address });
    if (!answer.ok) return;
    setTyped('');
    showDone(words.added(address));
  }

  return (
    <>
      <div>
        <Text size="sm" fw={600}>
          {words.own}
        </Text>
        {network.addresses.length === 0 ? (
          <Text size="sm">{words.noOwn}</Text>
        ) : (
          network.addresses.map((address) => (
            <Text key={address} ff="monospace" style={{ userSelect: 'text' }}>
              {address}
            </Text>
          ))
        )}
      </div>
      {network.typed.length > 0 ? (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {words.typed}
          </Text>
          <Lines>
            {network.typed.map((address) => (
              <Line
                key={address}
                actions={
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    leftSection={<IconX size={16} />}
                    aria-label={words.remove(address)}
                    onClick={() => void remove.run({ address })}
                  >
                    {t.forms.remove}
                  </Button>
                }
              >
                <Text ff="monospace" size="sm">
                  {address}
                </Text>
              </Line>
            ))}
          </Lines>
        </div>
      ) : null}
      <form onSubmit={submit} noValidate>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={words.address}
            placeholder={words.addressExample}
            value={typed}
            maxLength={300}
            spellCheck={false}
            flex={1}
            miw="12rem"
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              if (refusal) add.reset();
            }}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconPlus size={18} />}
            loading={add.busy}
            disabled={typed.trim() === ''}
          >
            {words.add}
          </Button>
        </Group>
      </form>
      {refusal?.tag === 'address_invalid' ? <ErrorNotice error={refusal} /> : null}
    </>
  );
}

function Bundles() {
  const [said, setSaid] = useState('');
  const write = useCommand('team.exportBundle');
  const read = useCommand('team.importBundle');

  async function exportBundle() {
    const file = await window.margelle.shell.chooseFile('save-bundle', words.fileName(today()));
    if (file === null) return;
    setSaid('');
    const answer = await write.run({ file: file.token });
    if (answer.ok) setSaid(words.exported(answer.value.entries));
  }

  async function importBundle() {
    const file = await window.margelle.shell.chooseFile('open-bundle');
    if (file === null) return;
    setSaid('');
    const answer = await read.run({ file: file.token });
    if (answer.ok) setSaid(words.imported(answer.value.entries, answer.value.statements));
  }

  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconUsb size={18} />}
          loading={write.busy}
          onClick={() => void exportBundle()}
        >
          {words.export}
        </Button>
        <Button variant="default" loading={read.busy} onClick={() => void importBundle()}>
          {words.import}
        </Button>
      </Group>
      <Text role="status" fw={500}>
        {said}
      </Text>
    </>
  );
}

function SetAside({ team }: { team: TeamOverview }) {
  if (team.setAside.length === 0) return null;
  const labelOf = (id: string) => team.devices.find((device) => device.id === id)?.label;
  const calm = team.setAside.every(({ reason }) => words.isHarmless(reason));
  return (
    <Notice title={words.setAside} tone={calm ? 'calm' : 'warm'}>
      <Text size="sm">{words.setAsideDetail}</Text>
      <ul style={{ margin: '0.4rem 0 0', paddingInlineStart: '1.2rem' }}>
        {team.setAside.map(({ reason, device, count }) => (
          <li key={`${reason} ${device}`}>
            {words.setAsideLine(count, reason, labelOf(device))} {words.setAsideNext(reason)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
