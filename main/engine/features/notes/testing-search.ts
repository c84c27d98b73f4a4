/** What a search costs in an encrypted base, compared with plain SQLite. */
import { expect } from 'vitest';
import { toMatchQuery } from '#shared/domain/search/full-text.ts';
import { sought } from '#shared/domain/search/sought.ts';
import { foldOutdated } from '../../capability/searched.ts';
import { type NotesBench, openNotesBench } from './fixture.ts';

/** Fills `sealed`, and a plain base beside it, with `count` notes. */
export function compareWithPlain(sealed: NotesBench, count: number): void {
  const plain = openNotesBench(false);
  try {
    const words =
      'le de la réunion famille aidant atelier semaine appel mardi avec pour repos écoute soutien'.split(' ');
    for (const { sqlite } of [sealed, plain]) {
      const insert = sqlite.prepare(
        'INSERT INTO notes (id, title, body, words, date, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      );
      sqlite.transaction(() => {
        for (let n = 0; n < count; n++) {
          const text = Array.from({ length: 30 }, (_, at) => words[(n * 7 + at * at) % words.length]).join(
            ' ',
          );
          insert.run(`s${n}`, `Note ${n}`, '{}', `${text} ${n}`, '2027-01-12', n, n);
        }
      })();
      while (foldOutdated(sqlite));
    }
    const timed = ({ call }: NotesBench, text: string) => {
      const before = performance.now();
      expect(call('notes.search', { text }).ok).toBe(true);
      return performance.now() - before;
    };
    for (const text of ['reunion', 'le', 'fam', '1999', 'le soutien']) {
      // Taken in turns and the best of each kept, so that a busy machine slows neither side alone.
      let [ofSealed, ofPlain] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let turn = 0; turn < 25; turn++) {
        ofSealed = Math.min(ofSealed, timed(sealed, text));
        ofPlain = Math.min(ofPlain, timed(plain, text));
      }
      expect(ofSealed / ofPlain, text).toBeLessThan(2);
    }
    expectQuickBeginnings(sealed);
  } finally {
    plain.close();
  }
}

/** The beginning of one letter reads no more than the whole word does: the places of all its words are not put together. */
function expectQuickBeginnings({ sqlite }: NotesBench): void {
  const query = sqlite.prepare(
    'SELECT 1 FROM notes_text WHERE notes_text MATCH ? ORDER BY rowid DESC LIMIT 1',
  );
  const best = { 'le s': Number.POSITIVE_INFINITY, 'le soutien': Number.POSITIVE_INFINITY };
  for (let turn = 0; turn < 25; turn++)
    for (const typed of ['le s', 'le soutien'] as const) {
      const match = toMatchQuery(sought(typed));
      const before = performance.now();
      expect(query.get(match)).toBeDefined();
      best[typed] = Math.min(best[typed], performance.now() - before);
    }
  // A third of it; more than twice as much without an index of first letters.
  expect(best['le s'] / best['le soutien']).toBeLessThan(1);
}
