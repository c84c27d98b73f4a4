/** Taking back one's own last change: from the notice that follows a gesture, or with Ctrl+Z. */

import type { Written } from '#shared/contract/planning.ts';
import { callEngine } from '../../ground/engine.ts';
import { hideUndo, showDone, showRefusal, showUndo } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

/** The change that the notice on screen offers to take back. */
let offered: string | undefined;

export async function undoLast(id?: string): Promise<void> {
  const answer = await callEngine('planning.undo', id === undefined ? {} : { id });
  if (!answer.ok) return showRefusal(answer.error);
  if (answer.value.id === offered) hideUndo();
  showDone(t.planning.gestures.undone(answer.value.line.title));
}

/** Says what was done and offers to take it back: that very change, whatever comes next. */
export async function sayDone(message: string, written: Pick<Written, 'leftAlone'>): Promise<void> {
  const last = await callEngine('planning.undoable', {});
  const id = last.ok ? last.value?.id : undefined;
  offered = id;
  showUndo(message, () => void undoLast(id));
  if (written.leftAlone.length > 0) showDone(t.planning.gestures.leftAlone(written.leftAlone.length));
}
