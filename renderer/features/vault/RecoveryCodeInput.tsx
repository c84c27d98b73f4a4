/** Copying the nine groups of the recovery code; says at once when a sign is missing or mistyped. */
import { Textarea } from '@mantine/core';
import { normaliseRecoveryCode, parseRecoveryCode } from '#shared/domain/vault/recovery-code.ts';
import { t } from '../../i18n/index.ts';

const LENGTH = 36;

export const isRecoveryCode = (typed: string): boolean => parseRecoveryCode(typed) !== null;

interface RecoveryCodeInputProps {
  value: string;
  onChange(value: string): void;
  error?: string | undefined;
  autoFocus?: boolean;
}

export function RecoveryCodeInput({ value, onChange, error, autoFocus }: RecoveryCodeInputProps) {
  const length = normaliseRecoveryCode(value).length;
  const texts = t.vault.recover;
  const complete = length === LENGTH && isRecoveryCode(value);
  const wrong = length > LENGTH ? texts.tooLong : length === LENGTH && !complete ? texts.mistyped : undefined;
  const state =
    length === 0 ? '\u00a0' : complete ? texts.complete : texts.incomplete(Math.max(1, LENGTH - length));
  return (
    <Textarea
      label={texts.code}
      value={value}
      rows={2}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      autoFocus={autoFocus ?? false}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={wrong || error ? undefined : state}
      error={error ?? wrong}
      styles={{
        input: {
          fontFamily: 'var(--mantine-font-family-monospace)',
          fontSize: '1.1rem',
          letterSpacing: '0.06em',
          textTransform: 'uppercase',
        },
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
