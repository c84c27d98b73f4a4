/** What goes out as a file: the web page and the calendar. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { PAGE_MAX_BYTES } from '#shared/domain/programme/limits.ts';
import type { Programme } from '#shared/domain/programme/model.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

const words = t.programme;

interface FilePieceProps {
  name: string;
  programme: Programme;
  kind: 'page' | 'calendar';
}

export function FilePiece({ name, programme: { place, from, to }, kind }: FilePieceProps) {
  const page = useCommand('programme.exportPage', { handles: 'all' });
  const calendar = useCommand('programme.exportIcs', { handles: 'all' });
  const [done, setDone] = useState('');
  const [heavy, setHeavy] = useState(false);
  const texts = words[kind];
  const refusal = page.refusal ?? calendar.refusal;

  async function write() {
    const [files, ending] =
      kind === 'page' ? (['save-page', 'html'] as const) : (['save-calendar', 'ics'] as const);
    const file = await window.margelle.shell.chooseFile(
      files,
      `${words.fileName(name, place.name, from, to)}.${ending}`,
    );
    if (file === null) return;
    setDone('');
    setHeavy(false);
    const asked = { file: file.token, from, to };
    if (kind === 'calendar') {
      const answer = await calendar.run(asked);
      if (answer.ok) setDone(words.calendar.done(answer.value.sessions, file.name));
      return;
    }
    const answer = await page.run(asked);
    if (!answer.ok) return;
    setDone(words.page.done(answer.value.sessions, file.name, answer.value.bytes));
    setHeavy(answer.value.bytes >= PAGE_MAX_BYTES);
  }

  return (
    <Stack gap="md" maw="42rem">
      <Text>{texts.how}</Text>
      <Text>{texts.use}</Text>
      <Group>
        <Button
          leftSection={<IconDeviceFloppy size={18} aria-hidden />}
          loading={page.busy || calendar.busy}
          onClick={() => void write()}
        >
          {texts.save}
        </Button>
      </Group>
      <Text role="status" hidden={done === ''}>
        {done}
      </Text>
      {heavy ? <Notice>{words.page.heavy}</Notice> : null}
      {refusal ? <ErrorNotice error={refusal} /> : null}
    </Stack>
  );
}
