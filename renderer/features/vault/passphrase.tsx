/** Typing a passphrase, and choosing a new one with the same rule as the engine's. */
import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { type Ref, useId } from 'react';
import { passphraseStrength } from '#shared/domain/vault/strength.ts';
import { t } from '../../i18n/index.ts';

interface PassphraseInputProps {
  label?: string;
  description?: string;
  value: string;
  onChange(value: string): void;
  error?: string | undefined;
  autoFocus?: boolean;
  disabled?: boolean;
  describedBy?: string;
  ref?: Ref<HTMLInputElement>;
}

export function PassphraseInput({
  value,
  onChange,
  label,
  autoFocus,
  describedBy,
  ...rest
}: PassphraseInputProps) {
  return (
    <PasswordInput
      label={label ?? t.vault.fields.passphrase}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t.vault.fields.show, tabIndex: 0 }}
      autoComplete="off"
      spellCheck={false}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus ?? false}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...rest}
    />
  );
}

export interface NewPassphrase {
  first: string;
  second: string;
}
export const noPassphrase: NewPassphrase = { first: '', second: '' };

export const isAcceptable = ({ first, second }: NewPassphrase, personal: readonly string[]): boolean =>
  first === second && passphraseStrength(first, personal).acceptable;

interface NewPassphraseFieldsProps {
  value: NewPassphrase;
  onChange(value: NewPassphrase): void;
  /** Names that must not make it up. */
  personal: readonly string[];
  label?: string;
  description?: string;
  /** Shows what is missing; set once the person has tried to go on. */
  tried: boolean;
}

export function NewPassphraseFields({
  value,
  onChange,
  personal,
  label,
  description,
  tried,
}: NewPassphraseFieldsProps) {
  const { first, second } = value;
  const strengthId = useId();
  const different = second !== '' && !first.startsWith(second) && first !== second;
  return (
    <Stack gap="sm">
      <PassphraseInput
        label={label ?? t.vault.fields.newPassphrase}
        {...(description ? { description } : {})}
        value={first}
        onChange={(next) => onChange({ first: next, second })}
        describedBy={strengthId}
        error={tried && first === '' ? t.vault.fields.missing : undefined}
      />
      <StrengthMeter id={strengthId} passphrase={first} personal={personal} />
      <PassphraseInput
        label={t.vault.fields.again}
        value={second}
        onChange={(next) => onChange({ first, second: next })}
        error={different || (tried && first !== second) ? t.vault.fields.different : undefined}
      />
    </Stack>
  );
}

interface StrengthMeterProps {
  id: string;
  passphrase: string;
  personal: readonly string[];
}

/** Words first; the bar only repeats them. Keeps its place when empty. */
function StrengthMeter({ id, passphrase, personal }: StrengthMeterProps) {
  const { score, hint, acceptable } = passphraseStrength(passphrase, personal);
  const empty = passphrase === '';
  return (
    <div>
      <Progress
        value={empty ? 0 : (score + 1) * 20}
        size="sm"
        color={acceptable ? 'water.6' : 'wood.5'}
        aria-label={t.vault.strength.label}
      />
      <Text id={id} size="sm" mt={4} mih="2.8em" aria-live="polite">
        {empty ? '\u00a0' : `${t.vault.strength.levels[score]}. ${t.vault.strength.hints[hint]}`}
      </Text>
    </div>
  );
}
