import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useMemo, useState } from 'react';
import { errorText } from '#shared/contract/errors/fr.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SidePanel } from '../../../components/SidePanel.tsx';
import { queryClient, useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { useCountdown } from '../countdown.ts';
import { PassphraseInput } from '../passphrase.tsx';
import { RecoverySheet } from '../RecoverySheet.tsx';
import { Section } from './Section.tsx';

interface RecoveryProps {
  confirmed: boolean;
  /** As printed on the sheet. */
  owner: string;
}

/** The recovery code: whether a copy was verified, and making a new one. */
export function Recovery({ confirmed, owner }: RecoveryProps) {
  const [opened, setOpened] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const texts = t.vault.settings;
  const close = () => {
    setOpened(false);
    setCode(null);
    void queryClient.invalidateQueries({ queryKey: ['vault.settings'] });
  };
  return (
    <Section title={texts.recovery}>
      <Text>
        {confirmed ? (
          <IconCheck size={18} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />
        ) : null}
        {confirmed ? texts.recoveryConfirmed : texts.recoveryMissing}
      </Text>
      <Group>
        <Button variant={confirmed ? 'default' : 'filled'} onClick={() => setOpened(true)}>
          {texts.renew}
        </Button>
      </Group>
      <SidePanel
        opened={opened}
        title={code ? t.vault.recovery.title : texts.renew}
        onClose={close}
        width="38rem"
      >
        {code === null ? (
          <Renew onRenewed={setCode} />
        ) : (
          <RecoverySheet
            code={code}
            owner={owner}
            onDone={() => {
              showDone(texts.renewed);
              close();
            }}
          />
        )}
      </SidePanel>
    </Section>
  );
}

function Renew({ onRenewed }: { onRenewed(code: string): void }) {
  const [passphrase, setPassphrase] = useState('');
  const renew = useCommand('vault.renewRecoveryCode', { handles: 'all' });
  const { refusal } = renew;
  const delay = useMemo(() => ({ ms: refusal && 'retryInMs' in refusal ? refusal.retryInMs : 0 }), [refusal]);
  const seconds = useCountdown(delay);
  const wrong = refusal?.tag === 'wrong_passphrase';

  async function run(event: FormEvent) {
    event.preventDefault();
    if (passphrase === '' || seconds > 0) return;
    const answer = await renew.run({ passphrase });
    if (answer.ok) onRenewed(answer.value.recoveryCode);
    else setPassphrase('');
  }

  return (
    <form onSubmit={run} noValidate>
      <Stack>
        <Text>{t.vault.settings.renewIntro}</Text>
        <PassphraseInput
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
          error={wrong ? errorText(refusal).what : undefined}
        />
        {refusal && !wrong && refusal.tag !== 'too_many_attempts' ? <ErrorNotice error={refusal} /> : null}
        <Group>
          <Button type="submit" loading={renew.busy} disabled={seconds > 0}>
            {t.vault.settings.renew}
          </Button>
          <Text size="sm" role="timer">
            {seconds > 0 ? t.vault.unlock.wait(seconds) : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
