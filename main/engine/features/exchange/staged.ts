/**
 * An import as it is kept in the vault until all of it is written: what it says of itself, and the slices left. It counts
 * once it is `ready`; a slice is dropped in the transaction that writes it.
 */
import type { ImportSummary } from '#shared/contract/exchange.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { turn } from '../../capability/long-work.ts';
import type { BookingDraft } from '../planning/index.ts';

/** Bookings written in one transaction: a few hundredths of a second. */
const SLICE = 64;
/** Slices staged in one transaction. */
const STAGED = 8;

export interface StagedBooking {
  draft: BookingDraft;
  /** Print of the booking it changes, as it was when that was decided: one that was changed since is left alone. */
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
  /** What was written so far. */
  summary: ImportSummary;
}

export interface Slice {
  about: About;
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
  for (let from = 0; from < bookings.length; from += SLICE * STAGED) {
    sqlite.transaction(() => {
      for (let at = from; at < Math.min(bookings.length, from + SLICE * STAGED); at += SLICE)
        insert.run(at / SLICE, JSON.stringify(bookings.slice(at, at + SLICE)));
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

export function nextSlice(vault: Own, { about }: { about: About }): Slice {
  const rows = vault.own.sqlite
    .prepare<[], { number: number; drafts: string }>(
      'SELECT number, drafts FROM staged_slices ORDER BY number LIMIT 2',
    )
    .all();
  const [first] = rows;
  return {
    about,
    isFirst: first?.number === 0,
    isLast: rows.length < 2,
    bookings: JSON.parse(first?.drafts ?? '[]') as StagedBooking[],
  };
}

/** Inside the transaction that wrote the next slice. */
export function sliceWritten(vault: Own, about: About, isLast: boolean): void {
  if (isLast) dropStaged(vault);
  else {
    vault.own.sqlite.exec('DELETE FROM staged_slices WHERE number = (SELECT min(number) FROM staged_slices)');
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
