/** The closed vault: which one, and its passphrase. */
import { Button, Group, Paper, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { errorText } from '#shared/contract/errors/fr.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { VaultListed, VaultState } from '#shared/contract/vault.ts';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { ago } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCountdown } from './countdown.ts';
import { PassphraseInput } from './passphrase.tsx';
import { ThresholdPage } from './ThresholdPage.tsx';

interface UnlockProps {
  state: VaultState;
  chosen: VaultListed;
  onChoose(id: string): void;
  onForgotten(): void;
  onRestore(): void;
  onAnother(): void;
}

/** Refusals that another try of the passphrase may lift: they stay beside the field. */
const triesAgain = ['wrong_passphrase', 'too_many_attempts'] as const;
const isAboutTrying = (
  refusal: AppError,
): refusal is Extract<AppError, { tag: (typeof triesAgain)[number] }> =>
  (triesAgain as readonly string[]).includes(refusal.tag);

export function Unlock({ state, chosen, onChoose, onForgotten, onRestore, onAnother }: UnlockProps) {
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const unlock = useCommand('vault.unlock', { handles: 'all' });
  const texts = t.vault.unlock;
  const { refusal } = unlock;
  const delay = useMemo(
    () => ({ ms: refusal && isAboutTrying(refusal) ? refusal.retryInMs : chosen.retryInMs }),
    [refusal, chosen],
  );
  const seconds = useCountdown(delay);
  const why =
    refusal ??
    (chosen.lost ? { tag: 'too_many_attempts' as const, retryInMs: delay.ms, lost: true as const } : null);

  const { reset } = unlock;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another vault is another question
  useEffect(() => {
    setPassphrase('');
    reset();
  }, [chosen.id, reset]);

  async function open(event: FormEvent) {
    event.preventDefault();
    if (passphrase === '' || seconds > 0) return;
    const answer = await unlock.run({ id: chosen.id, passphrase });
    if (answer.ok) return setPassphrase('');
    setPassphrase('');
    input.current?.focus();
  }

  const below = (
    <Group justify="center" gap="xs">
      <Button variant="subtle" onClick={onRestore}>
        {texts.restore}
      </Button>
      <Button variant="subtle" onClick={onAnother}>
        {texts.another}
      </Button>
    </Group>
  );

  const problem = chosen.problem ? texts.problems[chosen.problem] : null;
  const blocked = problem ?? (refusal && !isAboutTrying(refusal) ? errorText(refusal) : null);
  return (
    <ThresholdPage title={texts.title} below={below}>
      <Stack>
        {state.vaults.length > 1 ? (
          <VaultChoice vaults={state.vaults} chosen={chosen.id} onChoose={onChoose} />
        ) : (
          <Text fw={500} size="lg">
            {chosen.label}
          </Text>
        )}
        {blocked ? (
          <ErrorNotice
            error={blocked}
            action={
              <Group>
                <Button onClick={onRestore}>{texts.restore}</Button>
                {problem ? null : (
                  <Button variant="default" onClick={unlock.reset}>
                    {texts.again}
                  </Button>
                )}
              </Group>
            }
          />
        ) : (
          <form onSubmit={open}>
            <Stack gap="sm">
              {state.demo ? <DemoPassphrase onFill={() => setPassphrase(DEMO_PASSPHRASE)} /> : null}
              <PassphraseInput
                key={chosen.id}
                ref={input}
                value={passphrase}
                onChange={setPassphrase}
                autoFocus
                // Of what was tried: of what is typed since, nothing is known yet.
                error={
                  refusal && seconds === 0 && passphrase === ''
                    ? errorText({ ...refusal, retryInMs: 0 } as AppError).what
                    : undefined
                }
              />
              <Text size="sm" mih="1.5em" role="timer">
                {seconds > 0
                  ? [why ? errorText(why).what : '', texts.wait(seconds)].join(' ').trim()
                  : refusal && passphrase !== ''
                    ? t.vault.recover.mayTryAgain
                    : ''}
              </Text>
              <Group justify="space-between">
                <Button type="submit" loading={unlock.busy} disabled={seconds > 0}>
                  {texts.open}
                </Button>
                <Button variant="subtle" onClick={onForgotten}>
                  {texts.forgotten}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </ThresholdPage>
  );
}

interface VaultChoiceProps {
  vaults: VaultListed[];
  chosen: string;
  onChoose(id: string): void;
}

const VaultChoice = ({ vaults, chosen, onChoose }: VaultChoiceProps) => (
  <Radio.Group label={t.vault.unlock.choose} value={chosen} onChange={onChoose}>
    <Stack gap="xs" mt="xs">
      {vaults.map(({ id, label, lastOpenedAt }) => (
        <Radio
          key={id}
          value={id}
          label={label}
          {...(lastOpenedAt === undefined
            ? {}
            : { description: t.vault.unlock.lastOpened(ago(lastOpenedAt)) })}
        />
      ))}
    </Stack>
  </Radio.Group>
);

const DemoPassphrase = ({ onFill }: { onFill(): void }) => (
  <Paper p="sm" bg="var(--surface-sunk)">
    <Text size="sm">{t.vault.unlock.demo}</Text>
    <Group gap="xs" mt={4}>
      <Text size="sm">
        {t.vault.unlock.demoPassphrase} <strong>{DEMO_PASSPHRASE}</strong>
      </Text>
      <Button variant="light" size="compact-sm" onClick={onFill}>
        {t.vault.unlock.demoFill}
      </Button>
    </Group>
  </Paper>
);
