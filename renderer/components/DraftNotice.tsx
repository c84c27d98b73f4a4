/** Says that a half-typed form came back, and offers to start again. */
import { Button, Group, Text } from '@mantine/core';
import type { Draft } from '../ground/drafts.ts';
import { t } from '../i18n/index.ts';

export function DraftNotice({ draft }: { draft: Pick<Draft<unknown>, 'restored' | 'discard'> }) {
  if (!draft.restored) return null;
  return (
    <Group role="status" justify="space-between" gap="xs" mb="sm">
      <Text size="sm" c="dimmed">
        {t.app.draft.restored}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={() => void draft.discard()}>
        {t.app.draft.discard}
      </Button>
    </Group>
  );
}
