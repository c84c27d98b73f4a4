/** Taking back one's own last change: from the notice that follows a gesture, or with Ctrl+Z. */

import type { Written } from '#shared/contract/planning.ts';
import { callEngine } from '../../ground/engine.ts';
import { showDone, showRefusal, showUndo } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

export async function undoLast(id?: string): Promise<void> {
  const answer = await callEngine('planning.undo', id === undefined ? {} : { id });
  if (answer.ok) showDone(t.planning.gestures.undone(answer.value.line.title));
  else showRefusal(answer.error);
}

/** Says what was done and offers to take it back: that very change, whatever comes next. */
export async function sayDone(message: string, written: Written): Promise<void> {
  const last = await callEngine('planning.undoable', {});
  const id = last.ok ? last.value?.id : undefined;
  showUndo(message, () => void undoLast(id));
  if (written.leftAlone.length > 0) showDone(t.planning.gestures.leftAlone(written.leftAlone.length));
}
