/** Words to paste elsewhere: the newsletter's text, the posts for social networks. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCopy, IconDeviceFloppy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Programme } from '#shared/domain/programme/model.ts';
import { newsletterText, socialPosts } from '#shared/domain/programme/texts.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';
import classes from './programme.module.css';

const words = t.programme;

interface TextPieceProps {
  name: string;
  programme: Programme;
  kind: 'newsletter' | 'social';
}

export function TextPiece({ name, programme, kind }: TextPieceProps) {
  const write = useCommand('programme.exportText', { handles: 'all' });
  const [done, setDone] = useState('');
  const [notCopied, setNotCopied] = useState(false);
  const texts = useMemo(
    () => (kind === 'newsletter' ? [{ text: newsletterText(programme), length: 0 }] : socialPosts(programme)),
    [programme, kind],
  );
  const { place, from, to } = programme;

  async function save() {
    const file = await window.margelle.shell.chooseFile(
      'save-text',
      `${words.fileName(name, place.name, from, to)}.txt`,
    );
    if (file === null) return;
    setDone('');
    const answer = await write.run({ file: file.token, from, to, kind });
    if (answer.ok) setDone(words.calendar.done(answer.value.sessions, file.name));
  }
  async function copy(text: string) {
    setNotCopied(false);
    try {
      await navigator.clipboard.writeText(text);
      showDone(words.text.copied);
    } catch {
      setNotCopied(true);
    }
  }

  return (
    <Stack gap="md" maw="48rem">
      <Group>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={18} aria-hidden />}
          loading={write.busy}
          onClick={() => void save()}
        >
          {words.text.save}
        </Button>
      </Group>
      <Text role="status" hidden={done === '' && !notCopied}>
        {notCopied ? words.text.notCopied : done}
      </Text>
      {write.refusal ? <ErrorNotice error={write.refusal} /> : null}
      {texts.map(({ text, length }, at) => {
        const label = kind === 'newsletter' ? words.text.newsletter : words.text.post(at + 1, texts.length);
        return (
          <section key={label} aria-label={label}>
            <Group justify="space-between" mb={6}>
              <Text fw={600} aria-hidden>
                {label}
                {kind === 'social' ? (
                  <Text span c="dimmed" fw={400}>
                    {` (${words.text.characters(length)})`}
                  </Text>
                ) : null}
              </Text>
              <Button
                size="compact-sm"
                leftSection={<IconCopy size={16} aria-hidden />}
                aria-label={kind === 'social' ? words.text.copyPost(at + 1) : undefined}
                onClick={() => void copy(text)}
              >
                {words.text.copy}
              </Button>
            </Group>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
            <pre className={classes.text} tabIndex={0} dir="auto">
              {text}
            </pre>
          </section>
        );
      })}
    </Stack>
  );
}
