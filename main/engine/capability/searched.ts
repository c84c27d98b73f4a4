/**
 * What can be searched of this vault's own tables: a full-text index holds the folded words of each row, and a row beside it
 * by which folding they were made; triggers say which rows changed since (the migration `folded_search`). Who writes a
 * text folds it in the same transaction. Those of another folding, or of before there was one, are made again little by
 * little once the vault is open (`main/engine/features/search/refolding.ts`).
 */
import { FOLDING } from '#shared/domain/search/folding.ts';
import { indexedText } from '#shared/domain/search/full-text.ts';
import { type Segment, snippetOf } from '#shared/domain/search/marked.ts';
import type { Sought } from '#shared/domain/search/sought.ts';
import type { ReadHandle, WriteHandle } from '../ground/handles.ts';
import { regainable, transactions } from '../ground/transactions.ts';
import { CHECKPOINT_PAGES } from '../vault/base.ts';

const SEARCHED = {
  notes: { table: 'notes', texts: ['title', 'words'], index: 'notes_text', folded: 'notes_folded' },
  labels: { table: 'private_labels', texts: ['label'], index: 'labels_text', folded: 'labels_folded' },
} as const;
type Searched = keyof typeof SEARCHED;
const WHAT = Object.keys(SEARCHED) as Searched[];

/** Rows, and bytes of text, that are folded at once: a few milliseconds. A longer note is alone. */
const ROWS = 25;
const BYTES = 16_000;
/**
 * How FTS5 puts the parts of an index together: at its own times, which are few and long; or, while rows are folded one after
 * the other, so many pages after each slice.
 */
const OWN_TIMES = { automerge: 4, crisismerge: 16 };
const EACH_SLICE = { automerge: 0, crisismerge: 400 };
const MERGED_PAGES = 28;
/** Pages written between two foldings of the log into the base, which would else be one long one. */
const PAGES = 200;
/** Characters of a note in which a snippet is looked for before the whole of it is read. */
const NEAR = 4000;

/** Makes the words that the search compares for one row, as it stands now. */
export function fold(sqlite: WriteHandle, what: Searched, rowid: number | bigint): void {
  const { table, texts, index, folded } = SEARCHED[what];
  const written = sqlite.prepare<[number | bigint], string[]>(
    `SELECT ${texts.join(', ')} FROM ${table} WHERE rowid = ?`,
  );
  const made = indexedText(...(written.raw().get(rowid) ?? []));
  const kept = sqlite.prepare<[number | bigint], string>(`SELECT words FROM ${index} WHERE rowid = ?`);
  if (kept.pluck().get(rowid) !== made)
    sqlite.prepare(`INSERT OR REPLACE INTO ${index} (rowid, words) VALUES (?, ?)`).run(rowid, made);
  sqlite.prepare(`UPDATE ${folded} SET folding = ? WHERE rowid = ?`).run(FOLDING, rowid);
}

/**
 * Makes some outdated words again, the latest first; answers whether some are left. A power cut may lose what was done,
 * which is then still outdated.
 */
export function foldOutdated(sqlite: WriteHandle): boolean {
  const write = transactions(sqlite);
  sqlite.pragma(`wal_autocheckpoint = ${PAGES}`);
  try {
    for (const what of WHAT) {
      const rows = outdated(sqlite, what);
      if (rows.length === 0) continue;
      regainable(sqlite, () =>
        write(() => {
          merging(sqlite, what, EACH_SLICE);
          for (const rowid of rows) fold(sqlite, what, rowid);
        }),
      );
      regainable(sqlite, () => {
        command(sqlite, what, 'merge', MERGED_PAGES);
        if (otherFolding(sqlite, what) === undefined) write(() => merging(sqlite, what, OWN_TIMES));
      });
    }
  } finally {
    sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  }
  return !isComplete(sqlite);
}

/** The index keeps this: a kill on the way leaves it to the next opening to change it back. */
function merging(sqlite: WriteHandle, what: Searched, ways: typeof OWN_TIMES): void {
  const present = sqlite
    .prepare<[], number>(`SELECT v FROM ${SEARCHED[what].index}_config WHERE k = 'automerge'`)
    .pluck()
    .get();
  if ((present ?? OWN_TIMES.automerge) === ways.automerge) return;
  command(sqlite, what, 'automerge', ways.automerge);
  command(sqlite, what, 'crisismerge', ways.crisismerge);
}

function command(
  sqlite: WriteHandle,
  what: Searched,
  name: keyof typeof OWN_TIMES | 'merge',
  value: number,
): void {
  const { index } = SEARCHED[what];
  // Written out: a bound number would be no integer to FTS5.
  sqlite.prepare(`INSERT INTO ${index} (${index}, rank) VALUES ('${name}', ${value})`).run();
}

/** Whether a search of everything finds all there is. */
export const isComplete = (sqlite: ReadHandle): boolean =>
  WHAT.every((what) => otherFolding(sqlite, what) === undefined);

/** The lowest or highest folding of the rows, when it is not the present one: both ends of an index. */
function otherFolding(sqlite: ReadHandle, what: Searched): number | undefined {
  const { folded } = SEARCHED[what];
  const ends = sqlite
    .prepare<[], { least: number | null; most: number | null }>(
      `SELECT (SELECT min(folding) FROM ${folded}) AS least, (SELECT max(folding) FROM ${folded}) AS most`,
    )
    .get();
  return [ends?.least, ends?.most].find((folding) => folding != null && folding !== FOLDING) ?? undefined;
}

/** The latest of them, in the order of their numbers: in another one, the index is written anew for each. */
function outdated(sqlite: ReadHandle, what: Searched): number[] {
  const { table, texts, folded } = SEARCHED[what];
  const folding = otherFolding(sqlite, what);
  if (folding === undefined) return [];
  const rows = sqlite
    .prepare<[number, number], { rowid: number; bytes: number | null }>(
      `SELECT f.rowid, ${texts.map((text) => `octet_length(t.${text})`).join(' + ')} AS bytes
       FROM ${folded} f LEFT JOIN ${table} t ON t.rowid = f.rowid
       WHERE f.folding = ? ORDER BY f.rowid DESC LIMIT ?`,
    )
    .all(folding, ROWS);
  let room = BYTES;
  const some = rows.filter(({ bytes }, at) => {
    const isTaken = at === 0 || room > 0;
    room -= bytes ?? 0;
    return isTaken;
  });
  return some.map(({ rowid }) => rowid).reverse();
}

/** Of `notes n`: what `noteSnippets` reads. */
export const SNIPPET_COLUMNS = `n.rowid, substr(n.words, 1, ${NEAR}) AS near`;

/** Shows about `most` words of a note around what was found; its beginning when only the title holds that. */
export function noteSnippets(
  sqlite: ReadHandle,
  typed: Sought,
  most: number,
): (note: { rowid: number; near: string }) => Segment[] {
  const whole = sqlite.prepare<[number], string>('SELECT words FROM notes WHERE rowid = ?').pluck();
  return ({ rowid, near }) => {
    const found = snippetOf(typed, near, most);
    const isAll = near.length < NEAR || found.some(({ match }) => match);
    return isAll ? found : snippetOf(typed, whole.get(rowid) ?? '', most);
  };
}
