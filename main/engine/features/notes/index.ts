/**
 * Private notes: this vault's own tables, and nowhere else. The circle `team` is never touched here.
 */
import { eq } from 'drizzle-orm';
import type { Note, notesMethods } from '#shared/contract/notes.ts';
import { type NoteBody, plainLine, wordsOf } from '#shared/domain/notes/body.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import { fold } from '../../capability/searched.ts';
import { notes } from '../../schema/notes.ts';
import { listNotes } from './list.ts';
import { searchNotes } from './search.ts';
import { countTags, forgetCounts, setTags, tagsOf } from './tags.ts';

const noSuchNote = () => err({ tag: 'not_found' as const, what: 'note' });

export const notesFeature: Feature<keyof typeof notesMethods> = {
  handlers: {
    'notes.create'({ tags, title, body, ...rest }, vault) {
      const now = vault.clock.now();
      const id = vault.newId();
      const row = {
        ...rest,
        id,
        title: plainLine(title),
        body,
        words: wordsOf(body),
        archived: false,
        createdAt: now,
        changedAt: now,
      };
      vault.own.sqlite.transaction(() => {
        const { lastInsertRowid } = vault.own.db.insert(notes).values(row).run();
        fold(vault.own.sqlite, 'notes', lastInsertRowid);
        setTags(vault.own.sqlite, id, tags);
      })();
      vault.emit('notes.changed', {});
      return read(vault, id);
    },

    'notes.save'({ id, seen, tags, title, body, ...rest }, vault) {
      const saved = vault.own.sqlite.transaction(() => {
        const current = vault.db
          .select({ rowid: notes.rowid, changedAt: notes.changedAt })
          .from(notes)
          .where(eq(notes.id, id))
          .get();
        if (!current) return noSuchNote();
        if (current.changedAt !== seen) return err({ tag: 'changed_meanwhile' as const, what: 'note' });
        // Strictly growing, even when the clock of the machine is set back.
        const changedAt = Math.max(vault.clock.now(), current.changedAt + 1);
        vault.own.db
          .update(notes)
          .set({
            ...rest,
            changedAt,
            ...(title !== undefined && { title: plainLine(title) }),
            ...(body !== undefined && { body, words: wordsOf(body) }),
          })
          .where(eq(notes.id, id))
          .run();
        if (title !== undefined || body !== undefined) fold(vault.own.sqlite, 'notes', current.rowid);
        return ok({
          changedAt,
          tags: tags === undefined ? tagsOf(vault.sqlite, id) : setTags(vault.own.sqlite, id, tags),
        });
      })();
      if (saved.ok) vault.emit('notes.changed', {});
      return saved;
    },

    'notes.get': ({ id }, vault) => read(vault, id),
    'notes.list': (params, { sqlite }) => ok(listNotes(sqlite, params)),
    'notes.search': (params, { sqlite }) => ok(searchNotes(sqlite, params)),

    'notes.delete'({ id, seen }, vault) {
      const current = read(vault, id);
      if (!current.ok) return current;
      if (seen !== undefined && current.value.changedAt !== seen)
        return err({ tag: 'changed_meanwhile' as const, what: 'note' });
      vault.own.db.delete(notes).where(eq(notes.id, id)).run();
      forgetCounts(vault.sqlite);
      // The base overwrites what it frees; the journal still holds the pages as they were, until it is emptied.
      vault.own.sqlite.pragma('wal_checkpoint(TRUNCATE)');
      vault.emit('notes.changed', {});
      return ok({});
    },

    'notes.tags': (_params, { sqlite }) => ok({ tags: countTags(sqlite) }),
  },
};

function read({ db, sqlite }: OpenVault, id: string) {
  const row = db.select().from(notes).where(eq(notes.id, id)).get();
  if (!row) return noSuchNote();
  const { rowid: _rowid, words: _words, body, ...rest } = row;
  const note: Note = { ...rest, body: body as NoteBody, tags: tagsOf(sqlite, id) };
  return ok(note);
}
