import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { errorText } from '#shared/contract/errors/fr.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SidePanel } from '../../../components/SidePanel.tsx';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { useGesture } from '../../../ground/under-way.ts';
import { t } from '../../../i18n/index.ts';
import { useCountdown } from '../countdown.ts';
import { isAcceptable, NewPassphraseFields, noPassphrase, PassphraseInput } from '../passphrase.tsx';
import { Section } from './Section.tsx';

/** Changing one's passphrase. What is typed is never kept as a draft. */
export function Passphrase({ personal }: { personal: readonly string[] }) {
  const [opened, setOpened] = useState(false);
  const texts = t.vault.settings;
  return (
    <Section title={texts.passphrase}>
      <Group>
        <Button variant="default" onClick={() => setOpened(true)}>
          {texts.change}
        </Button>
      </Group>
      <SidePanel opened={opened} title={texts.change} onClose={() => setOpened(false)}>
        <Form personal={personal} onDone={() => setOpened(false)} />
      </SidePanel>
    </Section>
  );
}

function Form({ personal, onDone }: { personal: readonly string[]; onDone(): void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const change = useCommand('vault.changePassphrase', { handles: 'all' });
  const { refusal } = change;
  const delay = useMemo(() => ({ ms: refusal && 'retryInMs' in refusal ? refusal.retryInMs : 0 }), [refusal]);
  const seconds = useCountdown(delay);
  const wrong = refusal?.tag === 'wrong_passphrase';

  const save = useGesture(async () => {
    setTried(true);
    if (current === '' || seconds > 0 || !(await isAcceptable(next, personal))) return;
    const answer = await change.run({ current, next: next.first });
    if (!answer.ok) return setCurrent('');
    showDone(t.vault.settings.changed);
    onDone();
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      noValidate
    >
      <Stack>
        <PassphraseInput
          label={t.vault.settings.current}
          value={current}
          onChange={setCurrent}
          autoFocus
          error={
            wrong ? errorText(refusal).what : tried && current === '' ? t.vault.fields.missing : undefined
          }
        />
        <NewPassphraseFields value={next} onChange={setNext} personal={personal} tried={tried} />
        {refusal && !wrong && refusal.tag !== 'too_many_attempts' ? <ErrorNotice error={refusal} /> : null}
        <Group>
          <Button type="submit" loading={change.busy} disabled={seconds > 0}>
            {t.vault.settings.change}
          </Button>
          <Text size="sm" role="timer">
            {seconds > 0 ? t.vault.unlock.wait(seconds) : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
