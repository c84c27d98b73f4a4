/** From a backup file to a vault: read it on a copy, say what it holds, then restore. Nothing is ever deleted. */
import { Button, Group, Radio, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParamsOf } from '#shared/contract/index.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import type { BackupContents } from '#shared/contract/vault.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { useCommand } from '../../ground/engine.ts';
import { useJob } from '../../ground/jobs.ts';
import { useGesture } from '../../ground/under-way.ts';
import { dateAndClock, fullDate, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { PassphraseInput } from './passphrase.tsx';
import { isRecoveryCode, RecoveryCodeInput } from './RecoveryCodeInput.tsx';
import { ThresholdPage } from './ThresholdPage.tsx';

type Secret = ParamsOf<'vault.inspectBackup'>['secret'];
type Mode = ParamsOf<'vault.restore'>['mode'];

interface RestoreBackupProps {
  onBack(): void;
  /** The vault restored is closed: it is opened from the list. */
  onRestored(vaultId: string): void;
}

export function RestoreBackup({ onBack, onRestored }: RestoreBackupProps) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [kind, setKind] = useState<Secret['kind']>('passphrase');
  const [typed, setTyped] = useState('');
  const [read, setRead] = useState<{ contents: BackupContents; secret: Secret } | null>(null);
  const inspect = useCommand('vault.inspectBackup', { handles: 'all' });
  const job = useJob();
  const texts = t.vault.restore;

  async function choose() {
    const chosen = await window.margelle.shell.chooseFile('open-backup');
    if (chosen === null) return;
    inspect.reset();
    setFile(chosen);
  }

  const tryReading = useGesture(async () => {
    if (file === null || typed === '') return;
    const secret: Secret =
      kind === 'passphrase' ? { kind, passphrase: typed } : { kind: 'recovery-code', code: typed };
    const answer = await inspect.run({ file: file.token, secret, job: job.begin() });
    if (answer.ok) setRead({ contents: answer.value, secret });
  });

  if (file !== null && read !== null)
    return (
      <Rehearsed
        file={file}
        contents={read.contents}
        secret={read.secret}
        onBack={() => setRead(null)}
        onRestored={onRestored}
      />
    );

  return (
    <ThresholdPage title={texts.title} intro={texts.intro}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          tryReading();
        }}
      >
        <Stack>
          {file === null ? (
            <Group>
              <Button onClick={() => void choose()} leftSection={<IconFile size={18} />} data-autofocus>
                {texts.choose}
              </Button>
            </Group>
          ) : (
            <>
              <Group justify="space-between">
                <Text>
                  {texts.chosen}
                  {'\u00a0: '}
                  <strong>{file.name}</strong>
                </Text>
                <Button variant="subtle" size="compact-sm" onClick={() => void choose()}>
                  {texts.chooseOther}
                </Button>
              </Group>
              <SegmentedControl
                aria-label={texts.secret}
                value={kind}
                onChange={(value) => {
                  setKind(value as Secret['kind']);
                  setTyped('');
                  inspect.reset();
                }}
                data={[
                  { value: 'passphrase', label: texts.withPassphrase },
                  { value: 'recovery-code', label: texts.withCode },
                ]}
              />
              {kind === 'passphrase' ? (
                <PassphraseInput label={texts.withPassphrase} value={typed} onChange={setTyped} autoFocus />
              ) : (
                <RecoveryCodeInput value={typed} onChange={setTyped} autoFocus />
              )}
            </>
          )}
          {inspect.refusal ? <ErrorNotice error={inspect.refusal} /> : null}
          {inspect.busy ? <JobProgress job={job} label={texts.reading} /> : null}
          <Group>
            {file === null ? null : (
              <Button
                type="submit"
                loading={inspect.busy}
                disabled={kind === 'passphrase' ? typed === '' : !isRecoveryCode(typed)}
              >
                {texts.read}
              </Button>
            )}
            <Button variant="default" onClick={onBack} disabled={inspect.busy}>
              {t.vault.unlock.back}
            </Button>
          </Group>
        </Stack>
      </form>
    </ThresholdPage>
  );
}

interface RehearsedProps {
  file: ChosenFile;
  contents: BackupContents;
  secret: Secret;
  onBack(): void;
  onRestored(vaultId: string): void;
}

function Rehearsed({ file, contents, secret, onBack, onRestored }: RehearsedProps) {
  const [mode, setMode] = useState<Mode>(contents.alreadyHere ? 'replace' : 'new');
  const restore = useCommand('vault.restore', { handles: 'all' });
  const [done, setDone] = useState<{ vaultId: string; keptAside?: string } | null>(null);
  const job = useJob();
  const texts = t.vault.restore;

  const run = useGesture(async () => {
    const answer = await restore.run({ file: file.token, secret, mode, job: job.begin() });
    if (answer.ok) setDone(answer.value);
  });

  if (done)
    return (
      <ThresholdPage title={texts.done}>
        <Stack>
          <Text>{secret.kind === 'passphrase' ? texts.doneDetail : texts.doneDetailCode}</Text>
          {done.keptAside ? <Text c="dimmed">{texts.keptAside(done.keptAside)}</Text> : null}
          <Group>
            <Button autoFocus onClick={() => onRestored(done.vaultId)}>
              {texts.toUnlock}
            </Button>
          </Group>
        </Stack>
      </ThresholdPage>
    );

  return (
    <ThresholdPage title={texts.contents}>
      <Stack>
        <Contents contents={contents} />
        {contents.alreadyHere ? (
          <Radio.Group label={texts.how} value={mode} onChange={(value) => setMode(value as Mode)}>
            <Stack gap="xs" mt="xs">
              <Radio value="replace" label={texts.replace} description={texts.replaceDetail} />
              <Radio value="new" label={texts.asNew} description={texts.asNewDetail} />
            </Stack>
          </Radio.Group>
        ) : null}
        {restore.refusal ? <ErrorNotice error={restore.refusal} /> : null}
        {restore.busy ? <JobProgress job={job} label={texts.running} /> : null}
        <Group>
          <Button onClick={() => run()} loading={restore.busy}>
            {texts.run}
          </Button>
          <Button variant="default" onClick={onBack} disabled={restore.busy}>
            {t.vault.unlock.back}
          </Button>
        </Group>
      </Stack>
    </ThresholdPage>
  );
}

function Contents({ contents: { label, at, counts, dates } }: { contents: BackupContents }) {
  const texts = t.vault.restore;
  const bookings = `${number(counts.bookings)}${dates ? `, ${texts.dates(fullDate(dates.from), fullDate(dates.to))}` : ''}`;
  const rows: [string, string][] = [
    [texts.made, dateAndClock(at)],
    [texts.bookings, bookings],
    [texts.notes, number(counts.notes)],
    [texts.drafts, number(counts.drafts)],
    [texts.activities, number(counts.activities)],
    [texts.facilitators, number(counts.facilitators)],
  ];
  return (
    <div>
      <Title order={2} size="h3">
        {label}
      </Title>
      <Table variant="vertical" layout="auto" mt="xs">
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th>{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
