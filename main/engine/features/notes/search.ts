/**
 * Full-text search that stays quick however common the words are: the index is followed once, from its latest entry,
 * and left as soon as enough notes were met. Those with the words in their title come first, then the latest written.
 * (`bm25` would read every occurrence of every word before answering: seconds for "le" in ten years of notes.)
 */

import type { ValidParamsOf } from '#shared/contract/index.ts';
import type { NoteHit } from '#shared/contract/notes.ts';
import { toMatchQuery } from '#shared/domain/search/full-text.ts';
import { marked, type Segment } from '#shared/domain/search/marked.ts';
import { sought } from '#shared/domain/search/sought.ts';
import { isComplete, noteSnippets, SNIPPET_COLUMNS } from '../../capability/searched.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { LINE_COLUMNS, type LineRow, lineOf, tagIsCommon } from './lines.ts';
import { displayOf } from './tags.ts';

type SearchParams = ValidParamsOf<'notes.search'>;

/** Notes met by a search before titles are put first. */
const CANDIDATES = 100;
/** Notes of one kind (a tag, the archive) below which their set is made first, so that few rows are read. */
const FEW = 1000;

/** Words shown of what was found. */
const SNIPPET = 18;

const TAGGED = 'SELECT m.rowid FROM note_tags t CROSS JOIN notes m ON m.id = t.note_id WHERE t.tag = @tag';
const KEPT_AS = 'SELECT m.rowid FROM notes m WHERE m.archived = @archived';

/** The notes of these rowids (a JSON array), in their order. */
const KEPT = `SELECT ${LINE_COLUMNS}, ${SNIPPET_COLUMNS}
  FROM json_each(?) kept CROSS JOIN notes n ON n.rowid = kept.value ORDER BY kept.key`;

/** The statement of a search, apart so that its plan can be checked. `few`: which conditions only few notes meet. */
export function searchQuery(params: SearchParams, few: { tag: boolean; archived: boolean }): string {
  const where = ['notes_text MATCH @match'];
  // The `+` keeps the index of words in the lead: otherwise it would be asked again for each note of the set.
  if (params.tag !== undefined)
    where.push(
      few.tag
        ? `+notes_text.rowid IN (${TAGGED})`
        : 'EXISTS (SELECT 1 FROM note_tags t WHERE t.tag = @tag AND t.note_id = n.id)',
    );
  if (params.archived !== undefined)
    where.push(few.archived ? `+notes_text.rowid IN (${KEPT_AS})` : 'n.archived = @archived');
  return `SELECT n.rowid, n.title
    FROM notes_text CROSS JOIN notes n ON n.rowid = notes_text.rowid
    WHERE ${where.join(' AND ')}
    ORDER BY notes_text.rowid DESC LIMIT @limit`;
}

export function searchNotes(
  sqlite: ReadHandle,
  params: SearchParams,
): { hits: NoteHit[]; complete: boolean } {
  const typed = sought(params.text);
  const match = toMatchQuery(typed);
  const complete = isComplete(sqlite);
  if (match === null) return { hits: [], complete };
  const tag = params.tag === undefined ? null : displayOf(sqlite, params.tag);
  const few = {
    tag: tag !== null && !tagIsCommon(sqlite, tag),
    archived: params.archived !== undefined && areFew(sqlite, params.archived),
  };
  const snippet = noteSnippets(sqlite, typed, SNIPPET);
  const kept = sqlite
    .prepare<[object], Pick<LineRow, 'rowid' | 'title'>>(searchQuery(params, few))
    .all({
      match,
      tag,
      archived: Number(params.archived ?? false),
      limit: Math.max(CANDIDATES, params.limit),
    })
    // A title that is only the first line of the text is part of it.
    .map(({ rowid, title }) => ({ rowid, inTitle: title === '' ? 0 : placesIn(marked(typed, title)) }))
    .sort((a, b) => b.inTitle - a.inTitle)
    .slice(0, params.limit)
    .map(({ rowid }) => rowid);
  const hits = sqlite
    .prepare<[string], LineRow & { near: string }>(KEPT)
    .all(JSON.stringify(kept))
    .map((row) => {
      const line = lineOf(row);
      return { ...line, titleSegments: marked(typed, line.title), snippet: snippet(row) };
    });
  return { hits, complete };
}

const placesIn = (segments: readonly Segment[]) => segments.filter((segment) => segment.match).length;

function areFew(sqlite: ReadHandle, archived: boolean): boolean {
  const count = sqlite
    .prepare<[number, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM notes WHERE archived = ? LIMIT ?)',
    )
    .pluck()
    .get(Number(archived), FEW + 1);
  return (count ?? 0) <= FEW;
}
