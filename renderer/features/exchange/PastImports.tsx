/** The imports made so far, latest first, each with its way back. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { PastImport } from '#shared/contract/exchange.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import { useUndoImport } from './undo.tsx';

export function PastImports() {
  const texts = t.exchange.past;
  const { data, error } = useEngine('exchange.imports', {});
  const [asked, setAsked] = useState<PastImport | null>(null);
  const undo = useUndoImport(() => setAsked(null));
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
                onClick={() => (past.undoing ? void undo.run(past.importId) : setAsked(past))}
                style={{ flex: 'none' }}
              >
                {past.undoing ? texts.finishUndo : t.exchange.done.undo}
              </Button>
            ) : null}
          </Group>
        ))}
      </Stack>
      <ConfirmDialog
        opened={asked !== null}
        title={texts.confirmTitle}
        confirm={t.exchange.done.undo}
        cancel={texts.keep}
        busy={undo.busy}
        onConfirm={() => {
          if (asked === null) return;
          setAsked(null);
          void undo.run(asked.importId);
        }}
        onClose={() => setAsked(null)}
      >
        {asked === null ? '' : texts.confirm(asked)}
      </ConfirmDialog>
      {undo.dialog}
    </Card>
  );
}
