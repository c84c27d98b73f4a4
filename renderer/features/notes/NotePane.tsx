/** Fetches the note of the address, then hands it to its editor; says so when it is gone. */
import { Skeleton } from '@mantine/core';
import { IconNotebook } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Note } from '#shared/contract/notes.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { callEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { NoteEditor } from './NoteEditor.tsx';

export function NotePane({ id }: { id: string }) {
  const [note, setNote] = useState<Note | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let gone = false;
    void callEngine('notes.get', { id }).then((answer) => {
      if (gone) return;
      if (answer.ok) setNote(answer.value);
      else setError(answer.error);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  if (error?.tag === 'not_found')
    return <EmptyState icon={IconNotebook} title={t.notes.gone.title} example={t.notes.gone.example} />;
  if (error) return <ErrorNotice error={error} />;
  if (!note) return <Skeleton h={240} aria-hidden />;
  // A version saved by another window replaces the one shown when nothing is being typed here.
  return <NoteEditor key={note.changedAt} note={note} onReplaced={setNote} />;
}
