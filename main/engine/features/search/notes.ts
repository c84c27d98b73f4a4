/** Notes among everything else: the latest written that hold the words. */

import type { Hit } from '#shared/contract/search.ts';
import { toMatchQuery } from '#shared/domain/notes/search.ts';
import type { ReadHandle } from '../../ground/handles.ts';

interface Row {
  id: string;
  title: string;
  words: string;
  date: string;
  snippet: string;
}

// The index is followed from its latest entry: stops as soon as enough are found, however common the words.
const LATEST = `
  SELECT n.id, n.title, substr(n.words, 1, 120) AS words, n.date,
    snippet(notes_text, 1, '', '', '…', 14) AS snippet
  FROM notes_text CROSS JOIN notes n ON n.rowid = notes_text.rowid
  WHERE notes_text MATCH ? AND n.archived = 0
  ORDER BY notes_text.rowid DESC LIMIT ?`;

export function findNotes(sqlite: ReadHandle, text: string, most: number): Hit[] {
  const match = toMatchQuery(text);
  if (match === null) return [];
  return sqlite
    .prepare<[string, number], Row>(LATEST)
    .all(match, most)
    .map(({ id, title, words, date, snippet }) => ({
      kind: 'note',
      id,
      date,
      title: title.trim() || firstLine(words),
      detail: snippet.replaceAll('\n', ' '),
    }));
}

const firstLine = (words: string): string => words.trim().split('\n', 1)[0] ?? '';
