/** What of the file could not be read, and what is no longer in it, with its line. */
import { Button, List, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview } from '#shared/contract/exchange.ts';
import { t } from '../../i18n/index.ts';
import { PartTitle } from './PartTitle.tsx';

const FEW = 5;

export function SkippedList({ preview }: { preview: ImportPreview }) {
  const texts = t.exchange.preview;
  const [all, setAll] = useState(false);
  const { skipped, skippedCount } = preview;
  const shown = all ? skipped : skipped.slice(0, FEW);
  return (
    <Stack gap={4}>
      <PartTitle>{texts.skippedTitle(preview)}</PartTitle>
      <List mah="20rem" style={{ overflow: 'auto' }}>
        {shown.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order.
          <List.Item key={at}>{texts.skipped(part)}</List.Item>
        ))}
        {all && skippedCount > skipped.length ? (
          <List.Item>{texts.skippedMore(skippedCount - skipped.length)}</List.Item>
        ) : null}
      </List>
      {!all && skipped.length > FEW ? (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setAll(true)}
        >
          {texts.showAll}
        </Button>
      ) : null}
    </Stack>
  );
}
