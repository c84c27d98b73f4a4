/**
 * Lists one types in. The library empties them of what was typed when one leaves them; here a name typed in full is chosen,
 * and other words stay with a sentence that says that they are of no line. Where something is chosen already, it stays, and
 * the sentence says so. The only lists that may be searched (`typed-words.test.ts`).
 */
import {
  getOptionsLockup,
  getParsedComboboxData,
  MultiSelect,
  type MultiSelectProps,
  Select,
  type SelectProps,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../i18n/index.ts';
import { fateOf, type Line } from './typed-words.ts';

interface Words {
  /** Words that were left here, kept by the form with the rest of its draft; `undefined` when there are none. */
  words?: string | undefined;
  onWords?: ((words: string) => void) | undefined;
  /** Takes words that are of no line, and answers true; `isLike`: some lines have them in their name. */
  onUnlisted?: ((words: string, isLike: boolean) => boolean) | undefined;
}

interface Field extends Words {
  lines: readonly Line[];
  chosen: string | null;
  choose(value: string): void;
  error: ReactNode;
}

function useTyped({ words, onWords, onUnlisted, lines, chosen, choose, error }: Field) {
  const [local, setLocal] = useState<string | null>(words ?? null);
  const [missed, setMissed] = useState<string | null>(words ?? null);
  // The form gave them up.
  const isGiven = onWords !== undefined && words === undefined && local !== null && local !== '';
  const typed = isGiven ? null : local;
  const settle = () => {
    setLocal(null);
    setMissed(null);
    onWords?.('');
  };
  return {
    typed,
    settle,
    error:
      missed === null || isGiven
        ? error
        : chosen === null
          ? t.forms.unlisted(missed)
          : t.forms.unlistedKept(missed),
    type(text: string) {
      setLocal(text);
      setMissed(null);
      onWords?.(text.trim());
    },
    leave() {
      if (typed === null) return;
      const fate = fateOf(typed, lines, chosen);
      if (fate.kind === 'unlisted' && !onUnlisted?.(fate.words, fate.isLike)) {
        if (chosen !== null) settle();
        setMissed(fate.words);
        return;
      }
      settle();
      if (fate.kind === 'chosen') choose(fate.value);
    },
  };
}

const linesOf = (data: SelectProps['data']): Line[] =>
  Object.values(getOptionsLockup(getParsedComboboxData(data))).map(({ value, label }) => ({
    value: String(value),
    label,
  }));

interface TypedSelectProps extends Omit<SelectProps, 'searchable' | 'value' | 'onChange'>, Words {
  value: string | null;
  onChange(value: string | null): void;
}

export function TypedSelect({ words, onWords, onUnlisted, error, ...props }: TypedSelectProps) {
  const { data, value, onChange } = props;
  const lines = linesOf(data);
  const field = useTyped({
    ...{ words, onWords, onUnlisted, lines, chosen: value, choose: onChange, error },
  });
  return (
    <Select
      {...props}
      searchable
      error={field.error}
      searchValue={field.typed ?? lines.find((line) => line.value === value)?.label ?? ''}
      // What the library writes there by itself is what is chosen, or nothing.
      onSearchChange={() => undefined}
      onInput={(event) => field.type(event.currentTarget.value)}
      onOptionSubmit={field.settle}
      onClear={field.settle}
      onBlur={field.leave}
    />
  );
}

interface TypedMultiSelectProps extends Omit<MultiSelectProps, 'searchable' | 'value' | 'onChange'>, Words {
  value: string[];
  onChange(values: string[]): void;
}

export function TypedMultiSelect({ words, onWords, onUnlisted, error, ...props }: TypedMultiSelectProps) {
  const { data, value, onChange } = props;
  const field = useTyped({
    ...{ words, onWords, onUnlisted, lines: linesOf(data), chosen: null, error },
    choose: (picked) => onChange([...new Set([...value, picked])]),
  });
  return (
    <MultiSelect
      {...props}
      searchable
      error={field.error}
      searchValue={field.typed ?? ''}
      onSearchChange={() => undefined}
      onInput={(event) => field.type(event.currentTarget.value)}
      onOptionSubmit={field.settle}
      onClear={field.settle}
      onBlur={field.leave}
    />
  );
}
