/**
 * An import as it is kept in the vault until all of it is written: what it says of itself, and the slices left. It counts
 * once it is `ready`; a slice is dropped in the transaction that writes it.
 */
import type { ImportSummary } from '#shared/contract/exchange.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { turn } from '../../capability/long-work.ts';
import type { BookingDraft } from '../planning/index.ts';

/** Bookings of a row: one transaction writes those of one row, or of several. Few: on a day of thousands, each meets them all. */
const IN_A_ROW = 4;
/** Rows staged in one transaction. */
const STAGED = 128;

export interface StagedBooking {
  draft: BookingDraft;
  /** Print of the booking it changes, as it was when that was decided: one that was changed since is left alone. None of a new one. */
  seen?: string;
  /** It comes as an option because its place was taken. */
  gaveWay: boolean;
}

export interface About {
  name: string;
  /** Spaces made by the import. */
  spaces: { id: string; name: string }[];
  /** What each room became. */
  rooms: Record<string, RoomChoice>;
  bookings: number;
  /** UIDs of what other calendars brought, and this one has too. */
  alsoHere?: string[];
  /** It is no whole calendar: what it does not name is not gone. */
  isMessage?: true;
  /** What was written so far. */
  summary: ImportSummary;
}

/** What one transaction writes. */
export interface Slice {
  about: About;
  /** The last of its rows. */
  upto: number;
  isFirst: boolean;
  isLast: boolean;
  bookings: StagedBooking[];
}

type Own = Pick<OpenVault, 'own'>;

/** Replaces whatever was staged. */
export async function stage(vault: Own, about: About, bookings: readonly StagedBooking[]): Promise<void> {
  const { sqlite } = vault.own;
  dropStaged(vault);
  saveAbout(vault, about);
  const insert = sqlite.prepare('INSERT INTO staged_slices (number, drafts) VALUES (?, ?)');
  for (let from = 0; from < bookings.length; from += IN_A_ROW * STAGED) {
    sqlite.transaction(() => {
      for (let at = from; at < Math.min(bookings.length, from + IN_A_ROW * STAGED); at += IN_A_ROW)
        insert.run(at / IN_A_ROW, JSON.stringify(bookings.slice(at, at + IN_A_ROW)));
    })();
    await turn();
  }
  sqlite.prepare('UPDATE staged_import SET ready = 1').run();
}

/** What is staged; null when nothing is. */
export function stagedImport({ own }: Own): { about: About; ready: boolean } | null {
  const row = own.sqlite
    .prepare<[], { about: string; ready: 0 | 1 }>('SELECT about, ready FROM staged_import')
    .get();
  return row ? { about: JSON.parse(row.about) as About, ready: row.ready === 1 } : null;
}

/** The next `count` rows, or what is left. */
export function nextSlice(vault: Own, { about }: { about: About }, count: number): Slice {
  const found = vault.own.sqlite
    .prepare<[number], { number: number; drafts: string }>(
      'SELECT number, drafts FROM staged_slices ORDER BY number LIMIT ?',
    )
    .all(count + 1);
  const rows = found.slice(0, count);
  return {
    about,
    upto: rows.at(-1)?.number ?? 0,
    isFirst: rows[0]?.number === 0,
    isLast: found.length <= count,
    bookings: rows.flatMap(({ drafts }) => JSON.parse(drafts) as StagedBooking[]),
  };
}

/** Inside the transaction that wrote a slice. */
export function sliceWritten(vault: Own, about: About, { isLast, upto }: Slice): void {
  if (isLast) dropStaged(vault);
  else {
    vault.own.sqlite.prepare('DELETE FROM staged_slices WHERE number <= ?').run(upto);
    saveAbout(vault, about);
  }
}

export function dropStaged({ own }: Own): void {
  own.sqlite.exec('DELETE FROM staged_slices; DELETE FROM staged_import');
}

function saveAbout({ own }: Own, about: About): void {
  own.sqlite
    .prepare(
      'INSERT INTO staged_import (id, about) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET about = excluded.about',
    )
    .run(about.summary.importId, JSON.stringify(about));
}
