/** Notes among everything else: the latest written that hold the words. */

import type { Hit } from '#shared/contract/search.ts';
import { toMatchQuery } from '#shared/domain/search/full-text.ts';
import type { Sought } from '#shared/domain/search/sought.ts';
import { noteSnippets } from '../../capability/searched.ts';
import type { ReadHandle } from '../../ground/handles.ts';

interface Row {
  rowid: number;
  id: string;
  title: string;
  words: string;
  date: string;
}

/** Words shown of what was found. */
const SNIPPET = 14;

// The index is followed from its latest entry: stops as soon as enough are found, however common the words.
const LATEST = `
  SELECT n.rowid, n.id, n.title, substr(n.words, 1, 120) AS words, n.date
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
    .map(({ rowid, id, title, words, date }) => ({
      kind: 'note',
      id,
      date,
      title: title.trim() || firstLine(words),
      detail: snippet(rowid)
        .map(({ text }) => text)
        .join(''),
    }));
}

const firstLine = (words: string): string => words.trim().split('\n', 1)[0] ?? '';
