/**
 * Joining a team with an invitation: the invitation, oneself and this machine, then the four words to compare until the
 * other machine answers. The vault is made by the engine once it was accepted; the threshold then shows the recovery sheet.
 */
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FourWords } from '../../components/FourWords.tsx';
import { TimeLeft, useEnd } from '../../components/TimeLeft.tsx';
import { queryClient, useCommand, useEngine } from '../../ground/engine.ts';
import { useGesture } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';
import { isAcceptable, NewPassphraseFields, noPassphrase } from './passphrase.tsx';
import { ThresholdPage } from './ThresholdPage.tsx';

interface JoinTeamProps {
  /** Small line above the first title. */
  above: string;
  /** Create or join, on the first step. */
  choice: ReactNode;
  /** Other ways, under the first step. */
  below: ReactNode;
  /** From the request to its end the page must not go to the first screen by itself. */
  onJoining(joining: boolean): void;
}

/** Refusals that another invitation may lift. */
const aboutInvitation: readonly AppError['tag'][] = [
  'invitation_invalid',
  'invitation_expired',
  'invitation_used',
  'invitation_refused',
  'file_not_granted',
  'file_unreadable',
];

export function JoinTeam({ above, choice, below, onJoining }: JoinTeamProps) {
  const { data: joining } = useEngine('team.joining', {}, { staleTime: 0 });
  const [step, setStep] = useState<'invitation' | 'you'>('invitation');
  const [text, setText] = useState('');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [name, setName] = useState('');
  const [label, setLabel] = useState('');
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const ask = useCommand('team.join', { handles: 'all' });
  const cancel = useCommand('team.cancelJoining');
  const texts = t.vault.join;
  const { start } = t.vault;
  const personal = [name, label];
  const state = joining?.state;
  const end = useEnd(joining?.state === 'waiting' ? joining.leftMs : 0);

  // A page loaded again in the middle of it finds its place.
  useEffect(() => {
    if (state === 'waiting') {
      setAsked(true);
      onJoining(true);
    }
  }, [state, onJoining]);

  async function chooseFile() {
    const chosen = await window.margelle.shell.chooseFile('open-invitation');
    if (chosen === null) return;
    setFile(chosen);
    setTried(false);
  }

  function goOn(event: FormEvent) {
    event.preventDefault();
    const empty = file === null && text.trim() === '';
    setTried(empty);
    if (!empty) setStep('you');
  }

  const request = useGesture(async () => {
    setTried(true);
    if (name.trim() === '' || label.trim() === '' || !(await isAcceptable(passphrase, personal))) return;
    onJoining(true);
    const answer = await ask.run({
      invitation: file === null ? { text: text.trim() } : { file: file.token },
      name: name.trim(),
      label: label.trim(),
      passphrase: passphrase.first,
    });
    if (!answer.ok) return onJoining(false);
    // In this order: what an earlier request came to is not this one's.
    await queryClient.invalidateQueries({ queryKey: ['team.joining'] });
    setAsked(true);
  });

  async function startAgain() {
    await cancel.run({});
    await queryClient.invalidateQueries({ queryKey: ['team.joining'] });
    forgetInvitation();
    setAsked(false);
    onJoining(false);
  }

  function forgetInvitation() {
    ask.reset();
    setText('');
    setFile(null);
    setTried(false);
    setStep('invitation');
  }

  // The threshold shows the recovery sheet as soon as it knows that the vault is open.
  if (joining?.state === 'joined') return null;
  if (asked && joining?.state === 'failed')
    return (
      <ThresholdPage above={start.step(2)} title={texts.failedTitle}>
        <ErrorNotice
          error={joining.error}
          action={
            <Button autoFocus onClick={() => void startAgain()}>
              {texts.again}
            </Button>
          }
        />
      </ThresholdPage>
    );
  if (joining?.state === 'waiting')
    return (
      <ThresholdPage above={start.step(2)} title={texts.compareTitle} intro={texts.compare}>
        <Stack>
          <FourWords words={joining.words} takesFocus />
          <Text>{texts.next}</Text>
          <Group justify="space-between">
            <Text size="sm" role="status">
              {texts.waiting}
            </Text>
            <TimeLeft end={end} />
          </Group>
          <Group>
            <Button variant="default" loading={cancel.busy} onClick={() => void startAgain()}>
              {texts.cancel}
            </Button>
          </Group>
        </Stack>
      </ThresholdPage>
    );

  if (step === 'invitation')
    return (
      <ThresholdPage above={above} title={start.team.title} intro={texts.intro} below={below}>
        <form onSubmit={goOn} noValidate>
          <Stack>
            {choice}
            {file === null ? (
              <Textarea
                label={texts.text}
                value={text}
                minRows={3}
                autosize
                maxRows={6}
                maxLength={4000}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => setText(event.currentTarget.value)}
                error={tried ? t.vault.fields.missing : undefined}
              />
            ) : (
              <Group justify="space-between">
                <Text role="status">{texts.chosen(file.name)}</Text>
                <Button variant="subtle" size="compact-sm" onClick={() => setFile(null)}>
                  {texts.other}
                </Button>
              </Group>
            )}
            <Group>
              <Button type="submit">{start.next}</Button>
              {file === null ? (
                <Button
                  variant="default"
                  leftSection={<IconFile size={18} />}
                  onClick={() => void chooseFile()}
                >
                  {texts.file}
                </Button>
              ) : null}
            </Group>
          </Stack>
        </form>
      </ThresholdPage>
    );

  return (
    <ThresholdPage above={start.step(2)} title={texts.youTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          request();
        }}
        noValidate
      >
        <Stack>
          <TextInput
            label={start.you.name}
            description={start.you.nameDetail}
            value={name}
            maxLength={80}
            required
            withAsterisk={false}
            autoFocus
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && name.trim() === '' ? t.vault.fields.missing : undefined}
          />
          <TextInput
            label={texts.label}
            description={texts.labelDetail}
            placeholder={texts.labelExample}
            value={label}
            maxLength={60}
            required
            withAsterisk={false}
            onChange={(event) => setLabel(event.currentTarget.value)}
            error={tried && label.trim() === '' ? t.vault.fields.missing : undefined}
          />
          <NewPassphraseFields
            value={passphrase}
            onChange={setPassphrase}
            personal={personal}
            label={start.you.passphrase}
            description={start.you.passphraseDetail}
            tried={tried}
          />
          {ask.refusal ? (
            <ErrorNotice
              error={ask.refusal}
              action={
                aboutInvitation.includes(ask.refusal.tag) ? (
                  <Button onClick={forgetInvitation}>{texts.again}</Button>
                ) : undefined
              }
            />
          ) : null}
          <Group>
            <Button type="submit" loading={ask.busy}>
              {texts.ask}
            </Button>
            <Button variant="default" onClick={() => setStep('invitation')} disabled={ask.busy}>
              {start.back}
            </Button>
            <Text role="status" size="sm">
              {ask.busy ? texts.asking : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </ThresholdPage>
  );
}
