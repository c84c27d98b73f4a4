/** Taking an import back; when part of it changed since, says so and proposes to take back the rest. */
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

export interface UndoImport {
  run(importId: string): Promise<void>;
  busy: boolean;
  dialog: ReactNode;
}

export function useUndoImport(onDone: () => void = () => undefined): UndoImport {
  const [changed, setChanged] = useState<string | null>(null);
  const command = useCommand('exchange.undoImport', { handles: ['changed_meanwhile'] });

  async function run(importId: string, keepChanged = false) {
    const answer = await command.run({ importId, keepChanged });
    if (answer.ok) {
      setChanged(null);
      const { removed, kept } = answer.value;
      showDone(kept > 0 ? t.exchange.past.partly(removed, kept) : t.exchange.done.undone);
      onDone();
    } else if (answer.error.tag === 'changed_meanwhile') setChanged(importId);
  }
  const dialog = (
    <ConfirmDialog
      opened={changed !== null}
      title={t.exchange.past.changedTitle}
      confirm={t.exchange.past.keepChanged}
      cancel={t.exchange.past.keep}
      busy={command.busy}
      onConfirm={() => changed !== null && void run(changed, true)}
      onClose={() => setChanged(null)}
    >
      {t.exchange.past.changed}
    </ConfirmDialog>
  );
  return { run: (importId) => run(importId), busy: command.busy, dialog };
}
