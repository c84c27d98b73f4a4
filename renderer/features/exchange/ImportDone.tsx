/** What an import did, where to go from there, and the way back. */
import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ImportSummary } from '#shared/contract/exchange.ts';
import { useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { useUndoImport } from './undo.tsx';

interface ImportDoneProps {
  summary: ImportSummary;
  onTakenBack(): void;
  onAgain(): void;
}

export function ImportDone({ summary, onTakenBack, onAgain }: ImportDoneProps) {
  const texts = t.exchange.done;
  const undo = useUndoImport(onTakenBack);
  const { data: past } = useEngine('exchange.imports', {});
  const wrote = summary.created + summary.updated + summary.cancelled > 0;
  // From the list of imports, below: this one, or one that what is said here counts on.
  const own = past?.find(({ importId }) => importId === summary.importId);
  // The list may be older than the import.
  const wasListed = useRef(false);
  wasListed.current ||= own !== undefined;
  const isTakenBack = wrote && wasListed.current && own === undefined;
  const before = useRef(past);
  before.current ??= past;
  const isOther = before.current?.some(
    ({ importId, left }) =>
      importId !== summary.importId && !past?.some((one) => one.importId === importId && one.left === left),
  );
  if (isTakenBack)
    return (
      <Stack role="status">
        <Text>{texts.undone}</Text>
        <Group>
          <Button onClick={onAgain}>{t.exchange.import.another}</Button>
        </Group>
      </Stack>
    );
  return (
    <Stack role="status">
      <Title order={3}>{texts.title}</Title>
      {own?.left === undefined ? null : <Text>{texts.partlyUndone(own.left)}</Text>}
      {isOther ? <Text>{texts.otherUndone}</Text> : null}
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
            onClick={() => undo.ask(own ?? summary)}
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
