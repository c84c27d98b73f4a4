/** Taking an import back: asked first; when part of it changed since, says so and proposes to take back the rest. */
import { type ReactNode, useState } from 'react';
import type { PastImport } from '#shared/contract/exchange.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

type Undoable = Pick<PastImport, 'importId' | 'created' | 'updated' | 'cancelled'> & { name?: string };

export interface UndoImport {
  ask(one: Undoable): void;
  /** Of one that was cut in the middle: it was asked then. */
  finish(importId: string): void;
  busy: boolean;
  dialogs: ReactNode;
}

export function useUndoImport(onDone: () => void = () => undefined): UndoImport {
  const texts = t.exchange.past;
  const [asked, setAsked] = useState<Undoable | null>(null);
  const [changed, setChanged] = useState<string | null>(null);
  const command = useCommand('exchange.undoImport', { handles: ['changed_meanwhile'] });

  async function run(importId: string, keepChanged = false) {
    const answer = await command.run({ importId, keepChanged });
    if (answer.ok) {
      setChanged(null);
      const { removed, kept } = answer.value;
      showDone(kept > 0 ? texts.partly(removed, kept) : t.exchange.done.undone);
      onDone();
    } else if (answer.error.tag === 'changed_meanwhile') setChanged(importId);
  }
  const dialogs = (
    <>
      <ConfirmDialog
        opened={asked !== null}
        title={texts.confirmTitle}
        confirm={t.exchange.done.undo}
        cancel={texts.keep}
        busy={command.busy}
        onConfirm={() => {
          if (asked === null) return;
          setAsked(null);
          void run(asked.importId);
        }}
        onClose={() => setAsked(null)}
      >
        {asked === null ? '' : texts.confirm(asked)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={changed !== null}
        title={texts.changedTitle}
        confirm={texts.keepChanged}
        cancel={texts.keep}
        busy={command.busy}
        onConfirm={() => changed !== null && void run(changed, true)}
        onClose={() => setChanged(null)}
      >
        {texts.changed}
      </ConfirmDialog>
    </>
  );
  return { ask: setAsked, finish: (importId) => void run(importId), busy: command.busy, dialogs };
}
