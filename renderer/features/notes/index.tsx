/** Notes: the list on the left, the note on the right. What is open stands in the address: `#/notes?note=…`. */
import { Button } from '@mantine/core';
import { IconNotebook, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { useCommands } from '../../ground/commands.ts';
import { callEngine, useCommand } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { NoteList } from './NoteList.tsx';
import { NotePane } from './NotePane.tsx';
import classes from './notes.module.css';

export default function NotesScreen() {
  const { params } = useRoute();
  const searchBox = useRef<HTMLInputElement>(null);
  const { run: create, busy } = useCommand('notes.create');
  const note = params.note;

  const start = async (how: { replace?: boolean; booking?: string; date?: string } = {}) => {
    const booking = how.booking ? await callEngine('planning.booking', { id: how.booking }) : null;
    const linked = booking?.ok ? booking.value.view : null;
    const answer = await create({
      date: how.date ?? linked?.date ?? today(),
      ...(linked && { bookingId: linked.id }),
    });
    if (answer.ok) navigate('notes', { note: answer.value.id }, { replace: how.replace ?? false });
  };

  const asked = params.new === '1';
  const starting = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address asks once; the rest is read when it does
  useEffect(() => {
    if (!asked || starting.current) return;
    starting.current = true;
    void start({
      replace: true,
      ...(params.booking !== undefined && { booking: params.booking }),
      ...(params.date !== undefined && { date: params.date }),
    }).finally(() => {
      starting.current = false;
    });
  }, [asked]);

  useCommands([
    { id: 'notes.new', label: t.notes.new, icon: IconPlus, keys: 'Ctrl+N', run: () => void start() },
    {
      id: 'notes.search',
      label: t.notes.search.label,
      icon: IconSearch,
      keys: 'Ctrl+F',
      run: () => searchBox.current?.select(),
    },
  ]);

  const newButton = (
    <Button leftSection={<IconPlus size={18} />} loading={busy} onClick={() => void start()}>
      {t.notes.new}
    </Button>
  );
  return (
    <Page
      title={t.notes.title}
      width="full"
      detail={<span className="no-print">{t.notes.privacy}</span>}
      actions={note === undefined ? null : newButton}
    >
      <div className={classes.screen}>
        <NoteList open={note} searchBox={searchBox} />
        {note === undefined ? (
          <div className="no-print">
            <EmptyState
              icon={IconNotebook}
              title={t.notes.empty.title}
              example={t.notes.empty.example}
              action={newButton}
            />
          </div>
        ) : (
          <NotePane key={note} id={note} />
        )}
      </div>
    </Page>
  );
}
