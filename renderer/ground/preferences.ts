/** The colour scheme and the width of the navigation, kept in the vault and applied once it is open. */
import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Preferences } from '#shared/contract/preferences.ts';
import { given } from '#shared/domain/given.ts';
import { queryClient, useCommand, useEngine } from './engine.ts';

/** Until the vault has answered. */
const unknown: Preferences = { colourScheme: 'auto', navigation: null };

interface PreferencesInUse extends Preferences {
  change(changes: Partial<Preferences>): void;
}

export function usePreferences(): PreferencesInUse {
  const preferences = useEngine('preferences.get', {}).data ?? unknown;
  const save = useCommand('preferences.save', {
    optimistically: (changes, edit) =>
      edit('preferences.get', (before) => ({ ...before, ...given(changes) })),
  });
  return {
    ...preferences,
    change: (changes) =>
      void save.run(changes).then((answer) => {
        if (answer.ok) queryClient.setQueryData(['preferences.get', {}], answer.value);
      }),
  };
}

/** Called once by the frame: what the vault remembers becomes what is shown. */
export function useKeptColourScheme(): void {
  const kept = useEngine('preferences.get', {}).data?.colourScheme;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (kept !== undefined) setColorScheme(kept satisfies MantineColorScheme);
  }, [kept, setColorScheme]);
}
