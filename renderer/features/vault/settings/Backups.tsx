import { Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParamsOf } from '#shared/contract/index.ts';
import type { BackupMade, VaultSettings } from '#shared/contract/vault.ts';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { JobProgress } from '../../../components/JobProgress.tsx';
import { queryClient, useCommand, useEngine } from '../../../ground/engine.ts';
import { useJob } from '../../../ground/jobs.ts';
import { lockVault } from '../../../ground/lock.ts';
import { showDone } from '../../../ground/notices.tsx';
import { useGesture } from '../../../ground/under-way.ts';
import { ago, capitalised, dateAndClock, fileSize, today } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { wishToRestore } from '../restore-wish.ts';
import { Section } from './Section.tsx';

const texts = t.vault.settings;
const refresh = () => void queryClient.invalidateQueries({ queryKey: ['vault.settings'] });

/** Where backups go and how often, the last one, making one now, and the way to restore. */
export function Backups({ backup }: { backup: VaultSettings['backup'] }) {
  const { folder, lastAt, problem } = backup;
  return (
    <Section title={texts.backups} detail={texts.backupsIntro}>
      <Text>{lastAt === undefined ? texts.never : texts.last(ago(lastAt))}</Text>
      {problem ? (
        <ErrorNotice
          error={{
            what: texts.problems[problem.what],
            safe: texts.problemAt(ago(problem.at)),
            next: texts.problemNext,
          }}
        />
      ) : null}
      <Folder folder={folder} />
      {folder ? <Schedule backup={backup} /> : null}
      <BackupNow hasFolder={folder !== null} />
      <MadeList />
      <Restore />
    </Section>
  );
}

function Folder({ folder }: { folder: VaultSettings['backup']['folder'] }) {
  const choose = useCommand('vault.chooseBackupFolder');
  const save = useCommand('vault.saveSettings');

  async function pick() {
    const chosen = await window.margelle.shell.chooseFile('choose-folder');
    if (chosen === null) return;
    if ((await choose.run({ folder: chosen.token })).ok) refresh();
  }

  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap">
        <IconFolder size={20} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
        <Text>{folder ? `${texts.folder}\u00a0: ${folder.name}` : texts.noFolder}</Text>
      </Group>
      {folder?.cloud ? <Text c="var(--tone-orange-text)">{texts.cloud(folder.cloud)}</Text> : null}
      <Group gap="xs">
        <Button variant={folder ? 'default' : 'filled'} onClick={() => void pick()} loading={choose.busy}>
          {folder ? texts.changeFolder : texts.chooseFolder}
        </Button>
        {folder ? (
          <Button
            variant="subtle"
            onClick={() => void save.run({ backup: { forgetFolder: true } }).then(refresh)}
            loading={save.busy}
          >
            {texts.forgetFolder}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

const rhythms = [1, 2, 3, 7, 14];
const keeps = [5, 10, 20, 30, 50];
const withPresent = (offered: number[], present: number) =>
  [...new Set([...offered, present])].sort((a, b) => a - b);

function Schedule({ backup: { everyDays, keep } }: { backup: VaultSettings['backup'] }) {
  const save = useCommand('vault.saveSettings', {
    optimistically: ({ backup }, edit) =>
      edit('vault.settings', (before) => ({
        ...before,
        backup: {
          ...before.backup,
          everyDays: backup?.everyDays ?? before.backup.everyDays,
          keep: backup?.keep ?? before.backup.keep,
        },
      })),
  });
  const set = (backup: NonNullable<ParamsOf<'vault.saveSettings'>['backup']>) =>
    void save.run({ backup }).then(refresh);
  return (
    <Group gap="sm">
      <Select
        label={texts.every}
        allowDeselect={false}
        value={String(everyDays)}
        onChange={(value) => value && set({ everyDays: Number(value) })}
        data={withPresent(rhythms, everyDays).map((days) => ({
          value: String(days),
          label: capitalised(texts.everyDays(days)),
        }))}
      />
      <Select
        label={texts.keep}
        allowDeselect={false}
        value={String(keep)}
        onChange={(value) => value && set({ keep: Number(value) })}
        data={withPresent(keeps, keep).map((count) => ({
          value: String(count),
          label: capitalised(texts.keepCount(count)),
        }))}
      />
    </Group>
  );
}

function BackupNow({ hasFolder }: { hasFolder: boolean }) {
  const backup = useCommand('vault.backupNow');
  const job = useJob();

  const run = useGesture(async (elsewhere: boolean) => {
    const file = elsewhere
      ? await window.margelle.shell.chooseFile('save-backup', `margelle-${today()}.margelle`)
      : undefined;
    if (file === null) return;
    const answer = await backup.run({ job: job.begin(), ...(file ? { file: file.token } : {}) });
    refresh();
    void queryClient.invalidateQueries({ queryKey: ['vault.backups'] });
    if (answer.ok) showDone(texts.made(answer.value.name));
  });

  return (
    <Stack gap="xs">
      <Group gap="xs">
        {hasFolder ? (
          <Button onClick={() => run(false)} loading={backup.busy}>
            {texts.now}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => run(true)} disabled={backup.busy}>
          {texts.nowElsewhere}
        </Button>
      </Group>
      {backup.busy ? <JobProgress job={job} label={texts.running} /> : null}
    </Stack>
  );
}

const stateOf = ({ problem, missing }: BackupMade) =>
  problem ? texts.problems[problem] : missing ? texts.absent : texts.fine;

/** The latest ones: enough to see that it works. */
const SHOWN = 8;

function MadeList() {
  const made = useEngine('vault.backups', {}, { staleTime: 0 }).data ?? [];
  if (made.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h4">
        {texts.list}
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.listDate}</Table.Th>
              <Table.Th>{texts.listFile}</Table.Th>
              <Table.Th>{texts.listSize}</Table.Th>
              <Table.Th>{texts.listState}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {made.slice(0, SHOWN).map((backup) => (
              <Table.Tr key={backup.id}>
                <Table.Td>{capitalised(dateAndClock(backup.at))}</Table.Td>
                <Table.Td>{backup.name}</Table.Td>
                <Table.Td>{fileSize(backup.bytes)}</Table.Td>
                <Table.Td>{stateOf(backup)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

function Restore() {
  const [asking, setAsking] = useState(false);
  return (
    <Group>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {texts.restore}…
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.restore}
        confirm={texts.restoreNow}
        onConfirm={() => {
          wishToRestore();
          void lockVault();
        }}
        onClose={() => setAsking(false)}
      >
        {texts.restoreIntro}
      </ConfirmDialog>
    </Group>
  );
}
