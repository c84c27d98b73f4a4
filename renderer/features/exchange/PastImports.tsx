/** The imports made so far, latest first, each with its way back. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import { useUndoImport } from './undo.tsx';

export function PastImports() {
  const texts = t.exchange.past;
  const { data, error } = useEngine('exchange.imports', {});
  const undo = useUndoImport();
  return (
    <Card title={texts.title}>
      {error ? <ErrorNotice error={error} /> : null}
      {data?.length === 0 ? <Text c="dimmed">{texts.none}</Text> : null}
      <Stack gap="xs">
        {data?.map((past) => (
          <Group key={past.importId} justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text fw={500}>{past.name}</Text>
              <Text size="sm" c="dimmed">
                {texts.by(past)} · {past.undoing ? texts.undoing : texts.line(past)}
              </Text>
              {past.undoable ? null : (
                <Text size="sm" c="dimmed">
                  {texts.elsewhere}
                </Text>
              )}
            </div>
            {past.undoable ? (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                aria-label={past.undoing ? texts.finishUndoOf(past.name) : texts.undoOf(past.name)}
                loading={undo.busy}
                onClick={() => (past.undoing ? undo.finish(past.importId) : undo.ask(past))}
                style={{ flex: 'none' }}
              >
                {past.undoing ? texts.finishUndo : t.exchange.done.undo}
              </Button>
            ) : null}
          </Group>
        ))}
      </Stack>
      {undo.dialogs}
    </Card>
  );
}
