/** What each gesture of this device changed, kept in the vault so that it can be taken back. */

import type { FeedLine } from '#shared/contract/planning.ts';
import type { WriteHandle } from '../ground/handles.ts';
import type { DocumentName, Facets, GestureLine } from './circle.ts';

/** For each entity touched: the facets as they were (null: absent), and as the gesture wrote them. */
export type Inverse = {
  document: DocumentName;
  type: string;
  id: string;
  previous: Facets;
  written: Facets;
  /** Nobody had heard of the entity before. */
  isBirth?: boolean;
}[];

/** A long gesture that is being taken back. */
interface Leaving {
  line: GestureLine | null;
  /** Entities kept so far. */
  kept: number;
}

/** Gestures older than the last thousand can no longer be taken back; their feed lines stay. */
const KEPT = 1000;
const WHOLE = 0;

export function createGestures(sqlite: WriteHandle, circle: string) {
  const insert = sqlite.prepare(
    'INSERT INTO gestures (id, circle, at, line, inverse) VALUES (?, ?, ?, ?, ?)',
  );
  const old =
    'circle = ? AND number NOT IN (SELECT number FROM gestures WHERE circle = ? ORDER BY number DESC LIMIT ?)';
  const prune = sqlite.prepare(`DELETE FROM gestures WHERE ${old}`);
  const pruneParts = sqlite.prepare(
    `DELETE FROM gesture_parts WHERE gesture IN (SELECT id FROM gestures WHERE ${old})`,
  );
  const select = sqlite.prepare<[string, string], { inverse: string }>(
    'SELECT inverse FROM gestures WHERE circle = ? AND id = ? AND undone = 0',
  );
  const forgetAbout = sqlite.prepare('DELETE FROM gestures WHERE circle = ? AND instr(inverse, ?) > 0');
  const undone = sqlite.prepare('UPDATE gestures SET undone = 1 WHERE circle = ? AND id = ?');
  const insertPart = sqlite.prepare(
    `INSERT INTO gesture_parts (gesture, number, inverse)
     SELECT @gesture, (SELECT ifnull(max(number), 0) + 1 FROM gesture_parts WHERE gesture = @gesture), @inverse`,
  );
  const numbers = sqlite
    .prepare<[string], number>(
      'SELECT number FROM gesture_parts WHERE gesture = ? AND number > 0 ORDER BY number DESC',
    )
    .pluck();
  const part = sqlite
    .prepare<[string, number], string>('SELECT inverse FROM gesture_parts WHERE gesture = ? AND number = ?')
    .pluck();
  const whole = sqlite
    .prepare<[string, string], string>('SELECT inverse FROM gestures WHERE circle = ? AND id = ?')
    .pluck();
  const removePart = sqlite.prepare('DELETE FROM gesture_parts WHERE gesture = ? AND number = ?');
  const insertAside = sqlite.prepare('INSERT INTO gesture_parts (gesture, number, inverse) VALUES (?, ?, ?)');
  const asideOf = sqlite
    .prepare<[string], string>('SELECT inverse FROM gesture_parts WHERE gesture = ? AND number < 0')
    .pluck();
  const standAgain = sqlite.prepare(
    'UPDATE gesture_parts SET number = -number WHERE gesture = ? AND number < 0',
  );
  const removeAside = sqlite.prepare('DELETE FROM gesture_parts WHERE gesture = ? AND number < 0');
  const insertLeaving = sqlite.prepare(
    'INSERT OR IGNORE INTO taking_back (gesture, circle, line) VALUES (?, ?, ?)',
  );
  const leaving = sqlite.prepare<[string, string], { line: string; kept: number }>(
    'SELECT line, kept FROM taking_back WHERE circle = ? AND gesture = ?',
  );
  const updateKept = sqlite.prepare('UPDATE taking_back SET kept = ? WHERE gesture = ?');
  const removeLeaving = sqlite.prepare('DELETE FROM taking_back WHERE gesture = ?');
  let sincePrune = 0;
  return {
    remember(line: FeedLine, inverse: Inverse): void {
      insert.run(line.id, circle, line.at, JSON.stringify(line), JSON.stringify(inverse));
      sincePrune += 1;
      if (sincePrune >= 100) {
        pruneParts.run(circle, circle, KEPT);
        prune.run(circle, circle, KEPT);
        sincePrune = 0;
      }
    },
    inverse(id: string): Inverse | null {
      const row = select.get(circle, id);
      return row ? (JSON.parse(row.inverse) as Inverse) : null;
    },
    /** Those that wrote of an entity can no longer be taken back: they hold what they wrote. */
    forget(id: string): void {
      forgetAbout.run(circle, `"id":${JSON.stringify(id)}`);
    },
    markUndone(id: string): void {
      undone.run(circle, id);
    },

    rememberPart(gesture: string, inverse: Inverse): void {
      insertPart.run({ gesture, inverse: JSON.stringify(inverse) });
    },
    isLong: (gesture: string): boolean => numbers.get(gesture) !== undefined,
    /** Latest first; that of a gesture written at once is `WHOLE`. */
    parts(gesture: string): number[] {
      const found = numbers.all(gesture);
      return found.length > 0 ? found : [WHOLE];
    },
    part(gesture: string, number: number): Inverse {
      const text = number === WHOLE ? whole.get(circle, gesture) : part.get(gesture, number);
      return JSON.parse(text ?? '[]') as Inverse;
    },
    /** In place of a part that is taken back: what of it is not. Parts set aside bear their number below zero. */
    setAside(gesture: string, number: number, inverse: Inverse): void {
      removePart.run(gesture, number);
      if (inverse.length > 0) insertAside.run(gesture, -Math.max(1, number), JSON.stringify(inverse));
    },
    aside: (gesture: string): Inverse => asideOf.all(gesture).flatMap((text) => JSON.parse(text) as Inverse),

    leave(gesture: string, line: GestureLine | null): void {
      insertLeaving.run(gesture, circle, JSON.stringify(line));
      undone.run(circle, gesture);
    },
    /** Null when it is not being taken back. */
    leaving(gesture: string): Leaving | null {
      const row = leaving.get(circle, gesture);
      return row ? { line: JSON.parse(row.line) as GestureLine | null, kept: row.kept } : null;
    },
    allLeaving: (): string[] =>
      sqlite
        .prepare<[string], string>('SELECT gesture FROM taking_back WHERE circle = ?')
        .pluck()
        .all(circle),
    allUntold: (): string[] =>
      sqlite
        .prepare<[], string>(
          `SELECT DISTINCT gesture FROM gesture_parts
            WHERE gesture NOT IN (SELECT id FROM gestures UNION SELECT gesture FROM taking_back)`,
        )
        .pluck()
        .all(),
    keep(gesture: string, kept: number): void {
      updateKept.run(kept, gesture);
    },
    /** `stands`: what was set aside is what is left of the gesture, to be taken back later by its id; it stays `undone`. */
    hasLeft(gesture: string, stands: boolean): void {
      removeLeaving.run(gesture);
      (stands ? standAgain : removeAside).run(gesture);
    },
  };
}
