/** Rows of notes as the screens list them: a title, one preview line, the tags. */

import type { NoteLine } from '#shared/contract/notes.ts';
import { firstLine, previewOf } from '#shared/domain/notes/body.ts';
import type { ReadHandle } from '../../ground/handles.ts';

/** What `LINE_COLUMNS` reads. */
export interface LineRow {
  rowid: number;
  id: string;
  title: string;
  start: string;
  date: string;
  bookingId: string | null;
  pinned: number;
  archived: number;
  changedAt: number;
  /** JSON array. */
  tags: string;
}

/** Of `notes n`. Only the beginning of the words travels: a list never carries whole notes. */
export const LINE_COLUMNS = `n.rowid, n.id, n.title, substr(n.words, 1, 400) AS start, n.date,
  n.booking_id AS bookingId, n.pinned, n.archived, n.changed_at AS changedAt,
  (SELECT json_group_array(t.tag ORDER BY t.tag) FROM note_tags t WHERE t.note_id = n.id) AS tags`;

export function lineOf(row: LineRow): NoteLine {
  return {
    id: row.id,
    title: row.title === '' ? firstLine(row.start) : row.title,
    preview: previewOf(row.start, row.title !== ''),
    date: row.date,
    tags: JSON.parse(row.tags) as string[],
    bookingId: row.bookingId,
    pinned: row.pinned === 1,
    archived: row.archived === 1,
    changedAt: row.changedAt,
  };
}

/** Above this many notes, a tag no longer leads the search: the list is followed and the tag checked on each row. */
const TAG_LEADS_UNTIL = 1000;

/**
 * How a tag narrows a query on `notes n`: either it leads (few notes bear it, sorted afterwards) or it is checked on
 * the way (many do, so a page of them is soon met). `@tag` is its display form.
 */
export function tagIsCommon(sqlite: ReadHandle, tag: string): boolean {
  const { count } = sqlite
    .prepare<[string, number], { count: number }>(
      'SELECT count(*) AS count FROM (SELECT 1 FROM note_tags WHERE tag = ? LIMIT ?)',
    )
    .get(tag, TAG_LEADS_UNTIL + 1) ?? { count: 0 };
  return count > TAG_LEADS_UNTIL;
}
