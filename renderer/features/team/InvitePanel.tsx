/** A new invitation: its text to copy, as a code or in a file, how long it lasts, and who answers it. */
import { Button, Group, List, Loader, Stack, Text, Textarea } from '@mantine/core';
import { IconCopy, IconQrcode, IconUsb } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Invitation, TeamOverview } from '#shared/contract/team.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { endAfter, TimeLeft, useTimeLeft } from '../../components/TimeLeft.tsx';
import { callEngine, useCommand, useEngine } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';
import { RequestCard } from './RequestCard.tsx';

const QrCode = lazy(() => import('./QrCode.tsx'));
const words = t.team.inviting;

export function InvitePanel({ team, onClose }: { team: TeamOverview; onClose(): void }) {
  const invite = useCommand('team.invite', { handles: 'all' });
  const [invitation, setInvitation] = useState<Made | null>(null);
  const requests = useEngine('team.requests', {}, { staleTime: 0 }).data ?? [];
  const { run } = invite;

  async function make() {
    setInvitation(null);
    const answer = await run({});
    if (answer.ok) setInvitation({ ...answer.value, end: endAfter(answer.value.leftMs) });
  }

  // Opening the panel is asking for an invitation, unless somebody is already waiting for an answer to one.
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the panel opens
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void (async () => {
      const waiting = await callEngine('team.requests', {});
      if (!waiting.ok || waiting.value.length === 0) await make();
    })();
  }, []);

  async function giveUp() {
    await callEngine('team.cancelInvitation', {});
    onClose();
  }

  return (
    <SidePanel opened title={words.title} width="36rem" onClose={onClose}>
      <Stack>
        {requests.map((request) => (
          <RequestCard key={request.id} request={request} team={team} onAccepted={onClose} />
        ))}
        {invite.refusal ? (
          <ErrorNotice
            error={invite.refusal}
            action={<Button onClick={() => void make()}>{words.again}</Button>}
          />
        ) : null}
        {requests.length > 0 ? null : invitation ? (
          <Ready invitation={invitation} onAgain={() => void make()} onGiveUp={() => void giveUp()} />
        ) : invite.refusal ? null : invite.busy ? (
          <Loader aria-label={t.app.loading} size="sm" />
        ) : (
          <Group>
            <Button onClick={() => void make()}>{words.again}</Button>
          </Group>
        )}
      </Stack>
    </SidePanel>
  );
}

type Made = Invitation & { end: number };

interface ReadyProps {
  invitation: Made;
  onAgain(): void;
  onGiveUp(): void;
}

function Ready({ invitation: { id, text, end }, onAgain, onGiveUp }: ReadyProps) {
  const [withCode, setWithCode] = useState(false);
  const over = useTimeLeft(end) === 0;
  const save = useCommand('team.saveInvitation');
  const field = useRef<HTMLTextAreaElement>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The older way, for a window that may not use the clipboard.
      field.current?.select();
      document.execCommand('copy');
    }
    showDone(words.copied);
  }

  async function saveToFile() {
    const file = await window.margelle.shell.chooseFile('save-invitation', words.fileName);
    if (file === null) return;
    const answer = await save.run({ id, file: file.token });
    if (answer.ok) showDone(words.saved);
  }

  if (over)
    return (
      <Stack gap="sm">
        <Text role="status">{words.expired}</Text>
        <Group>
          <Button onClick={onAgain}>{words.again}</Button>
        </Group>
      </Stack>
    );

  return (
    <>
      <Text>{words.intro}</Text>
      <List type="ordered" spacing={4}>
        {words.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <Textarea
        ref={field}
        label={words.text}
        value={text}
        readOnly
        autosize
        minRows={2}
        maxRows={4}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', wordBreak: 'break-all' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="xs">
        <Button leftSection={<IconCopy size={18} />} onClick={() => void copy()} data-autofocus>
          {words.copy}
        </Button>
        <Button
          variant="default"
          leftSection={<IconUsb size={18} />}
          loading={save.busy}
          onClick={() => void saveToFile()}
        >
          {words.save}
        </Button>
        <Button
          variant="default"
          leftSection={<IconQrcode size={18} />}
          aria-expanded={withCode}
          onClick={() => setWithCode(!withCode)}
        >
          {withCode ? words.hideQr : words.showQr}
        </Button>
      </Group>
      {withCode ? (
        <Suspense fallback={<Loader aria-label={t.app.loading} size="sm" />}>
          <QrCode text={text} label={words.qrLabel} />
        </Suspense>
      ) : null}
      <Group justify="space-between">
        <Text size="sm" role="status">
          {words.waiting}
        </Text>
        <TimeLeft end={end} />
      </Group>
      <Group>
        <Button variant="subtle" onClick={onGiveUp}>
          {words.cancel}
        </Button>
      </Group>
    </>
  );
}
