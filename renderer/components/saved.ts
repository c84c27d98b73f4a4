/** Says that something was saved, and offers to take it back when the engine can. */
import { callEngine } from '../ground/engine.ts';
import { showDone, showRefusal, showUndo } from '../ground/notices.tsx';

/** `gestureId` as the engine answered it; without one there was nothing to change. */
export function showSaved(message: string, gestureId: string | undefined): void {
  if (gestureId === undefined) {
    showDone(message);
    return;
  }
  showUndo(message, () => {
    void (async () => {
      const answer = await callEngine('planning.undo', { id: gestureId });
      if (!answer.ok) showRefusal(answer.error);
    })();
  });
}
