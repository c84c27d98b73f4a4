/** Ties the saving of a note to the life of its editor: typing, leaving, locking, another window. */
import { useEffect, useRef, useState } from 'react';
import type { Note } from '#shared/contract/notes.ts';
import { alsoFlush } from '../../ground/drafts.ts';
import { callEngine, onTopic } from '../../ground/engine.ts';
import { showRefusal } from '../../ground/notices.tsx';
import { useLatest } from '../../ground/use-latest.ts';
import { type Autosave, createAutosave, type NotePatch, type SaveState } from './autosave.ts';

interface NoteAutosaveOptions {
  note: Note;
  conflict(patch: NotePatch): void;
  /** Another window saved it, and nothing waits here. */
  replaced(note: Note): void;
}

export function useNoteAutosave({ note, conflict, replaced }: NoteAutosaveOptions) {
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: note.changedAt });
  const latest = useLatest({ conflict, replaced });
  const held = useRef<Autosave | null>(null);
  held.current ??= createAutosave({
    id: note.id,
    seen: note.changedAt,
    save: (params) => callEngine('notes.save', params),
    changed: setState,
    conflict: (patch) => latest.current.conflict(patch),
    refused: showRefusal,
    after(ms, task) {
      const timer = window.setTimeout(task, ms);
      return () => window.clearTimeout(timer);
    },
  });
  const autosave = held.current;

  useEffect(() => {
    const flush = () => void autosave.flush();
    // Before the keys that lock or leave act: calls are answered in order, so what is sent now is written first.
    const beforeKeys = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.key.startsWith('F')) flush();
    };
    const events = ['pagehide', 'blur'] as const;
    for (const name of events) window.addEventListener(name, flush);
    window.addEventListener('keydown', beforeKeys, { capture: true });
    window.addEventListener('pointerdown', flush, { capture: true });
    // A lock waits for it: what was typed while a save was on its way is sent only after the answer.
    const forget = alsoFlush(() => autosave.flush());
    const unlisten = onTopic('notes.changed', () => {
      if (!autosave.idle) return;
      void callEngine('notes.get', { id: note.id }).then((answer) => {
        if (answer.ok && autosave.idle && answer.value.changedAt > autosave.seen)
          latest.current.replaced(answer.value);
      });
    });
    return () => {
      for (const name of events) window.removeEventListener(name, flush);
      window.removeEventListener('keydown', beforeKeys, { capture: true });
      window.removeEventListener('pointerdown', flush, { capture: true });
      unlisten();
      forget();
      flush();
    };
  }, [autosave, note.id]);

  return { autosave, state };
}
