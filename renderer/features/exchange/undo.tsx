/** Taking an import back: asked first; when part of it changed since, says so and proposes to take back the rest. */

import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { LaterImport } from '#shared/contract/errors/tags.ts';
import type { PastImport } from '#shared/contract/exchange.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

type Undoable = Pick<PastImport, 'importId' | 'created' | 'updated' | 'cancelled' | 'left'> & {
  name?: string;
};

/** Of an import that was asked to be taken back: what changed since. */
interface Changed {
  importId: string;
  total: number;
  count: number;
  imports: LaterImport[];
}

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
  const [changed, setChanged] = useState<Changed | null>(null);
  const command = useCommand('exchange.undoImport', { handles: ['changed_meanwhile'] });

  async function run(importId: string, total: number, keepChanged = false) {
    const answer = await command.run({ importId, keepChanged });
    if (answer.ok) {
      setChanged(null);
      const { removed, kept } = answer.value;
      showDone(kept > 0 ? texts.partly(removed, kept) : t.exchange.done.undone);
      onDone();
    } else if (answer.error.tag === 'changed_meanwhile') {
      const { count = 0, imports = [] } = answer.error;
      setChanged({ importId, total, count, imports });
    }
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
          void run(asked.importId, bookingsOf(asked));
        }}
        onClose={() => setAsked(null)}
      >
        {asked === null ? '' : texts.confirm(bookingsOf(asked), asked.name)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={changed !== null}
        title={texts.changedTitle}
        confirm={texts.keepChanged}
        cancel={texts.keep}
        busy={command.busy}
        disabled={changed !== null && changed.count >= changed.total}
        onConfirm={() => changed && run(changed.importId, changed.total, true)}
        onClose={() => setChanged(null)}
      >
        <Stack gap="xs">
          {changed && texts.changed(changed).map((sentence) => <Text key={sentence}>{sentence}</Text>)}
        </Stack>
      </ConfirmDialog>
    </>
  );
  return { ask: setAsked, finish: (importId) => void run(importId, 0), busy: command.busy, dialogs };
}

const bookingsOf = ({ created, updated, cancelled, left }: Undoable): number =>
  left ?? created + updated + cancelled;
