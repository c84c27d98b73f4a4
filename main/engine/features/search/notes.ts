/** Notes among everything else: the latest written that hold the words. */

import type { Hit } from '#shared/contract/search.ts';
import { toMatchQuery } from '#shared/domain/search/full-text.ts';
import type { Sought } from '#shared/domain/search/sought.ts';
import { noteSnippets, SNIPPET_COLUMNS } from '../../capability/searched.ts';
import type { ReadHandle } from '../../ground/handles.ts';

interface Row {
  rowid: number;
  id: string;
  title: string;
  near: string;
  date: string;
}

/** Words shown of what was found. */
const SNIPPET = 14;

// The index is followed from its latest entry: stops as soon as enough are found, however common the words.
const LATEST = `
  SELECT ${SNIPPET_COLUMNS}, n.id, n.title, n.date
  FROM notes_text CROSS JOIN notes n ON n.rowid = notes_text.rowid
  WHERE notes_text MATCH ? AND n.archived = 0
  ORDER BY notes_text.rowid DESC LIMIT ?`;

export function findNotes(sqlite: ReadHandle, typed: Sought, most: number): Hit[] {
  const match = toMatchQuery(typed);
  if (match === null) return [];
  const snippet = noteSnippets(sqlite, typed, SNIPPET);
  return sqlite
    .prepare<[string, number], Row>(LATEST)
    .all(match, most)
    .map(({ rowid, near, id, title, date }) => ({
      kind: 'note',
      id,
      date,
      title: title.trim() || firstLine(near),
      detail: snippet({ rowid, near })
        .map(({ text }) => text)
        .join(''),
    }));
}

const firstLine = (words: string): string => words.slice(0, 120).trim().split('\n', 1)[0] ?? '';
