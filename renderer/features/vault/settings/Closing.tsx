import { Select } from '@mantine/core';
import { queryClient, useCommand } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import { Section } from './Section.tsx';

const choices = [1, 2, 5, 10, 15, 30, 60];

/** How long without anybody before the vault closes by itself. */
export function Closing({ minutes }: { minutes: number }) {
  const save = useCommand('vault.saveSettings', {
    optimistically: ({ autoLockMinutes = minutes }, edit) =>
      edit('vault.settings', (before) => ({ ...before, autoLockMinutes })),
  });
  const offered = choices.includes(minutes) ? choices : [...choices, minutes].sort((a, b) => a - b);
  return (
    <Section title={t.app.lock} detail={t.vault.settings.autoLockDetail}>
      <Select
        label={t.vault.settings.autoLock}
        maw="20rem"
        allowDeselect={false}
        value={String(minutes)}
        onChange={(value) =>
          value &&
          void save
            .run({ autoLockMinutes: Number(value) })
            .then(() => queryClient.invalidateQueries({ queryKey: ['vault.settings'] }))
        }
        data={offered.map((count) => ({ value: String(count), label: t.vault.settings.minutes(count) }))}
      />
    </Section>
  );
}
