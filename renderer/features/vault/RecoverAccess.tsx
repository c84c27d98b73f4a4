/** A forgotten passphrase: the recovery code opens the vault and a new passphrase is chosen. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { errorText } from '#shared/contract/errors/fr.ts';
import type { VaultListed } from '#shared/contract/vault.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { useGesture } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';
import { useCountdown } from './countdown.ts';
import { isAcceptable, NewPassphraseFields, noPassphrase } from './passphrase.tsx';
import { isRecoveryCode, RecoveryCodeInput } from './RecoveryCodeInput.tsx';
import { ThresholdPage } from './ThresholdPage.tsx';

interface RecoverAccessProps {
  vault: VaultListed;
  onBack(): void;
}

export function RecoverAccess({ vault, onBack }: RecoverAccessProps) {
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const unlock = useCommand('vault.unlockWithRecoveryCode', { handles: 'all' });
  const { refusal } = unlock;
  const delay = useMemo(
    () => ({ ms: refusal && 'retryInMs' in refusal ? refusal.retryInMs : vault.retryInMs }),
    [refusal, vault],
  );
  const seconds = useCountdown(delay);
  const personal = [vault.label];
  const texts = t.vault.recover;
  const wrongCode = refusal?.tag === 'wrong_recovery_code';

  // Passphrases tried before count too: the wait is said whoever caused it, and so is its end.
  const waiting =
    delay.ms === 0
      ? ''
      : seconds > 0
        ? errorText({
            tag: 'too_many_attempts',
            retryInMs: delay.ms,
            ...(vault.lost ? { lost: true } : {}),
          }).what
        : texts.mayTryAgain;

  const open = useGesture(async () => {
    setTried(true);
    if (seconds > 0 || !isRecoveryCode(code) || !(await isAcceptable(passphrase, personal))) return;
    await unlock.run({ id: vault.id, code, newPassphrase: passphrase.first });
  });

  return (
    <ThresholdPage above={vault.label} title={texts.title} intro={texts.intro}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
        noValidate
      >
        <Stack>
          <RecoveryCodeInput
            value={code}
            autoFocus
            onChange={(next) => {
              setCode(next);
              if (wrongCode && seconds === 0) unlock.reset();
            }}
            error={
              wrongCode
                ? errorText(refusal).what
                : tried && code.trim() === ''
                  ? t.vault.fields.missing
                  : undefined
            }
          />
          <NewPassphraseFields
            value={passphrase}
            onChange={setPassphrase}
            personal={personal}
            tried={tried}
          />
          <div>
            <Text size="sm" c="dimmed">
              {texts.keeps}
            </Text>
            <Text size="sm" role="status">
              {waiting}
            </Text>
          </div>
          {refusal && !wrongCode && refusal.tag !== 'too_many_attempts' ? (
            <ErrorNotice error={refusal} />
          ) : null}
          <Group>
            <Button type="submit" loading={unlock.busy} disabled={seconds > 0}>
              {texts.open}
            </Button>
            <Button variant="default" onClick={onBack} disabled={unlock.busy}>
              {t.vault.unlock.back}
            </Button>
            <Text size="sm" role="timer">
              {seconds > 0 ? t.vault.unlock.wait(seconds) : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </ThresholdPage>
  );
}
