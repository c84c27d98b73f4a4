/** Typing a passphrase, and choosing a new one with the same rule as the engine's, which is heavy: it comes when one chooses. */
import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { type Ref, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { errorText } from '#shared/contract/errors/fr.ts';
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

const loadRule = () => import('#shared/domain/vault/strength.ts');
type Rule = Awaited<ReturnType<typeof loadRule>>['passphraseStrength'];

export const isAcceptable = async (
  { first, second }: NewPassphrase,
  personal: readonly string[],
): Promise<boolean> => first === second && (await loadRule()).passphraseStrength(first, personal).acceptable;

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
  const strength = useStrength(first, personal);
  const different = second !== '' && !first.startsWith(second) && first !== second;
  const refused = () =>
    first === ''
      ? t.vault.fields.missing
      : strength && !strength.acceptable
        ? errorText({ tag: 'weak_passphrase', hint: strength.hint }).what
        : undefined;
  return (
    <Stack gap="sm">
      <PassphraseInput
        label={label ?? t.vault.fields.newPassphrase}
        {...(description ? { description } : {})}
        value={first}
        onChange={(next) => onChange({ first: next, second })}
        describedBy={strengthId}
        error={tried ? refused() : undefined}
      />
      <StrengthMeter id={strengthId} strength={strength} />
      <PassphraseInput
        label={t.vault.fields.again}
        value={second}
        onChange={(next) => onChange({ first, second: next })}
        error={different || (tried && first !== second) ? t.vault.fields.different : undefined}
      />
    </Stack>
  );
}

/** Null until there is something to judge, and the rule to judge it by. What was typed is drawn before it is judged. */
function useStrength(passphrase: string, personal: readonly string[]) {
  const [rule, setRule] = useState<Rule | null>(null);
  useEffect(() => {
    let wanted = true;
    loadRule().then(({ passphraseStrength }) => wanted && setRule(() => passphraseStrength));
    return () => {
      wanted = false;
    };
  }, []);
  const typed = useDeferredValue(passphrase);
  const names = useDeferredValue(personal.join('\n'));
  return useMemo(
    () => (rule === null || typed === '' ? null : rule(typed, names.split('\n'))),
    [rule, typed, names],
  );
}

/** Words first; the bar only repeats them. Keeps its place when empty. */
function StrengthMeter({ id, strength }: { id: string; strength: ReturnType<typeof useStrength> }) {
  return (
    <div>
      <Progress
        value={strength === null ? 0 : (strength.score + 1) * 20}
        size="sm"
        color={strength?.acceptable ? 'water.6' : 'wood.5'}
        aria-label={t.vault.strength.label}
      />
      <Text id={id} size="sm" mt={4} mih="2.8em" aria-live="polite">
        {strength === null
          ? '\u00a0'
          : `${t.vault.strength.levels[strength.score]}. ${t.vault.strength.hints[strength.hint]}`}
      </Text>
    </div>
  );
}
