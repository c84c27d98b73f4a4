/** What an import did, where to go from there, and the way back. */
import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ImportSummary } from '#shared/contract/exchange.ts';
import { hrefOf } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { useUndoImport } from './undo.tsx';

export function ImportDone({ summary, onAgain }: { summary: ImportSummary; onAgain(): void }) {
  const texts = t.exchange.done;
  const undo = useUndoImport(onAgain);
  const wrote = summary.created + summary.updated + summary.cancelled > 0;
  return (
    <Stack role="status">
      <Title order={3}>{texts.title}</Title>
      <List>
        {texts.lines(summary).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {summary.asOption > 0 ? (
        <Text>
          {texts.toSettle(summary.asOption)} <Anchor href={hrefOf('a-regler')}>{texts.settle}</Anchor>
        </Text>
      ) : null}
      <Group>
        <Button component="a" href={hrefOf('planning')}>
          {texts.see}
        </Button>
        {wrote ? (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            loading={undo.busy}
            onClick={() => undo.ask(summary)}
          >
            {texts.undo}
          </Button>
        ) : null}
        <Button variant="subtle" onClick={onAgain}>
          {t.exchange.import.another}
        </Button>
      </Group>
      {undo.dialogs}
    </Stack>
  );
}
