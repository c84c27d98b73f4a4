import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { queryClient, useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { Section } from './Section.tsx';

/** What the unlock screen calls this vault. */
export function VaultName({ label }: { label: string }) {
  const [name, setName] = useState(label);
  const rename = useCommand('vault.rename');
  const changed = name.trim() !== '' && name.trim() !== label;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!changed) return;
    const answer = await rename.run({ label: name.trim() });
    if (!answer.ok) return;
    void queryClient.invalidateQueries({ queryKey: ['vault.state'] });
    showDone(t.vault.settings.saved);
  }

  return (
    <Section title={t.vault.settings.rename} detail={t.vault.settings.renameDetail}>
      <form onSubmit={save}>
        <Group align="flex-end">
          <TextInput
            aria-label={t.vault.settings.rename}
            value={name}
            maxLength={120}
            flex={1}
            miw="12rem"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!changed} loading={rename.busy}>
            {t.vault.settings.save}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
