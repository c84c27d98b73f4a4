/** What each gesture of this device changed, kept in the vault so that it can be taken back. */

import type { FeedLine } from '#shared/contract/planning.ts';
import type { WriteHandle } from '../ground/handles.ts';
import type { DocumentName, Facets } from './circle.ts';

/** For each entity touched: the facets as they were (null: absent), and as the gesture wrote them. */
export type Inverse = {
  document: DocumentName;
  type: string;
  id: string;
  previous: Facets;
  written: Facets;
}[];

/** Gestures older than the last thousand can no longer be taken back; their feed lines stay. */
const KEPT = 1000;

export function createGestures(sqlite: WriteHandle, circle: string) {
  const insert = sqlite.prepare(
    'INSERT INTO gestures (id, circle, at, line, inverse) VALUES (?, ?, ?, ?, ?)',
  );
  const prune = sqlite.prepare(
    'DELETE FROM gestures WHERE circle = ? AND number NOT IN (SELECT number FROM gestures WHERE circle = ? ORDER BY number DESC LIMIT ?)',
  );
  const select = sqlite.prepare<[string, string], { inverse: string }>(
    'SELECT inverse FROM gestures WHERE circle = ? AND id = ? AND undone = 0',
  );
  const undone = sqlite.prepare('UPDATE gestures SET undone = 1 WHERE circle = ? AND id = ?');
  let sincePrune = 0;
  return {
    remember(line: FeedLine, inverse: Inverse): void {
      insert.run(line.id, circle, line.at, JSON.stringify(line), JSON.stringify(inverse));
      sincePrune += 1;
      if (sincePrune >= 100) {
        prune.run(circle, circle, KEPT);
        sincePrune = 0;
      }
    },
    inverse(id: string): Inverse | null {
      const row = select.get(circle, id);
      return row ? (JSON.parse(row.inverse) as Inverse) : null;
    },
    markUndone(id: string): void {
      undone.run(circle, id);
    },
  };
}
