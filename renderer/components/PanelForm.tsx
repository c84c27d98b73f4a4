/** The body of a side panel that holds a form: fields, then what can be done, always in sight. */
import { Box, Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Draft } from '../ground/drafts.ts';
import { t } from '../i18n/index.ts';
import { DraftNotice } from './DraftNotice.tsx';

interface PanelFormProps {
  draft: Pick<Draft<unknown>, 'restored' | 'discard'>;
  busy: boolean;
  onSubmit(event: React.FormEvent<HTMLFormElement>): void;
  onCancel(): void;
  /** On the left: archive, remove. */
  aside?: ReactNode;
  children: ReactNode;
}

export function PanelForm({ draft, busy, onSubmit, onCancel, aside, children }: PanelFormProps) {
  return (
    <form onSubmit={onSubmit} noValidate>
      <DraftNotice draft={draft} />
      <Stack gap="md">{children}</Stack>
      <Box
        mt="lg"
        py="sm"
        bg="var(--mantine-color-body)"
        style={{ position: 'sticky', bottom: 0, zIndex: 1, borderTop: '1px solid var(--rule)' }}
      >
        <Group justify="space-between">
          <div>{aside}</div>
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => {
                void draft.discard();
                onCancel();
              }}
            >
              {t.forms.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {t.forms.save}
            </Button>
          </Group>
        </Group>
      </Box>
    </form>
  );
}
