/** The tags in use. One display form per tag, so that equality in the base is plain equality. */

import type { TagCount } from '#shared/contract/notes.ts';
import { foldTag, normalizeTags } from '#shared/domain/notes/tags.ts';
import type { ReadHandle, WriteHandle } from '../../ground/handles.ts';

/** Jumps from one tag to the next on the primary key: as many steps as there are tags, not notes. */
export const DISTINCT_TAGS = `
  WITH RECURSIVE known(tag) AS (
    SELECT min(tag) FROM note_tags
    UNION ALL
    SELECT (SELECT min(t.tag) FROM note_tags t WHERE t.tag > known.tag) FROM known WHERE known.tag IS NOT NULL
  )
  SELECT tag FROM known WHERE tag IS NOT NULL`;

export const TAG_COUNTS = 'SELECT tag, count(*) AS count FROM note_tags GROUP BY tag';

const knownTags = (sqlite: ReadHandle): string[] => sqlite.prepare<[], string>(DISTINCT_TAGS).pluck().all();

/** The form under which a tag is kept, or the tag itself when nobody used it yet. */
export function displayOf(sqlite: ReadHandle, tag: string): string {
  return normalizeTags([tag], knownTags(sqlite))[0] ?? '';
}

/** Counting walks every tagged note: kept until a note's tags change. */
const counted = new WeakMap<ReadHandle, TagCount[]>();

/** To be called when a note that bore tags is gone. */
export const forgetCounts = (sqlite: ReadHandle): boolean => counted.delete(sqlite);

/** Replaces the tags of a note; answers them as kept. */
export function setTags(sqlite: WriteHandle, noteId: string, tags: readonly string[]): string[] {
  forgetCounts(sqlite);
  sqlite.prepare('DELETE FROM note_tags WHERE note_id = ?').run(noteId);
  const kept = tags.length === 0 ? [] : normalizeTags(tags, knownTags(sqlite));
  const insert = sqlite.prepare('INSERT INTO note_tags (note_id, tag) VALUES (?, ?)');
  for (const tag of kept) insert.run(noteId, tag);
  return kept;
}

export function tagsOf(sqlite: ReadHandle, noteId: string): string[] {
  const tags = sqlite
    .prepare<[string], string>('SELECT tag FROM note_tags WHERE note_id = ?')
    .pluck()
    .all(noteId);
  return normalizeTags(tags);
}

export function countTags(sqlite: ReadHandle): TagCount[] {
  const known = counted.get(sqlite);
  if (known) return known;
  const counts = sqlite
    .prepare<[], TagCount>(TAG_COUNTS)
    .all()
    .map((entry) => ({ entry, fold: foldTag(entry.tag) }))
    .sort((a, b) => a.fold.localeCompare(b.fold, 'fr'))
    .map(({ entry }) => entry);
  counted.set(sqlite, counts);
  return counts;
}
