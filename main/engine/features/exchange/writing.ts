/**
 * Writes a staged import, slice after slice, other calls being answered in between: all of it under one import, told in one
 * line and taken back as one. What ends in the middle (a lock, a kill) is finished at the next opening, before anybody sees
 * half of it; what is stopped by the person is taken back (docs/decisions/0019).
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ImportSummary, InterruptedImport } from '#shared/contract/exchange.ts';
import { SPACE_COLOURS, type Space, type SpaceColour } from '#shared/domain/place/model.ts';
import { decodeBooking, documentOf } from '#shared/domain/planning/stored.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import {
  afterLongWork,
  alone,
  readSlowly,
  takeBackRest,
  takeBackUntold,
} from '../../capability/long-work.ts';
import type { DocumentName, Json, Writer } from '../../circles/circle.ts';
import { between, milliseconds, seconds } from '../../ground/clock.ts';
import { storageError } from '../../ground/disk-errors.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { readPlace } from '../place/index.ts';
import { BOOKINGS, isContested, writeBookings } from '../planning/index.ts';
import { isLeftOver } from './new-ids.ts';
import { noteLeft } from './past.ts';
import { IMPORTS, printOfWhole } from './prints.ts';
import {
  type About,
  dropStaged,
  nextSlice,
  type Slice,
  type StagedBooking,
  sliceWritten,
  stagedImport,
} from './staged.ts';
import { type Progress, unwatched } from './work.ts';

/** Rows of what is staged that are written together: the more, the sooner it is done; a slice must not be felt. */
const ROWS = { first: 8, most: 12, more: 2 };
/** A slice that took longer makes the next ones shorter; one that took less than half of it makes them longer. */
const LONG = milliseconds(20);

/** Writes all that is left of what is staged. Errors: those of writing. */
export async function writeStaged(
  vault: OpenVault,
  progress: Progress,
): Promise<Result<ImportSummary, AppError>> {
  let rows = ROWS.first;
  for (;;) {
    const staged = stagedImport(vault);
    if (!staged?.ready) return err({ tag: 'import_expired' });
    const slice = nextSlice(vault, staged, rows);
    await readSlowly(vault, documentsOf(vault, slice));
    const begun = vault.clock.elapsed();
    const written = writeSlice(vault, slice);
    if (!written.ok || slice.isLast) return written;
    const took = between(begun, vault.clock.elapsed());
    if (took > LONG) rows = Math.max(1, Math.floor(rows / 2));
    else if (took < LONG / 2) rows = Math.min(ROWS.most, rows + ROWS.more);
    const { created, updated, cancelled } = written.value;
    await progress.at((created + updated + cancelled) / staged.about.bookings);
  }
}

/** The years that a slice writes to, and those its bookings leave. */
const documentsOf = (vault: OpenVault, { bookings }: Slice): Set<DocumentName> =>
  new Set(
    bookings.flatMap(({ draft }) => {
      const home = draft.id === undefined ? undefined : vault.team.read(BOOKINGS, draft.id)?.document;
      return home === undefined ? [documentOf(draft)] : [home, documentOf(draft)];
    }),
  );

function writeSlice(vault: OpenVault, slice: Slice): Result<ImportSummary, AppError> {
  const { about, isFirst, isLast, bookings } = slice;
  const still = bookings.filter((one) => isAsSeen(vault, one));
  const summary = counted(about.summary, still, bookings.length - still.length);
  const { importId, created, updated, cancelled } = summary;
  const also = (writer: Writer) => {
    if (isFirst) writeSpaces(writer, readPlace(vault).spaces, about.spaces);
    if (isLast) {
      const { name, rooms, alsoHere, isMessage } = about;
      const it = {
        name,
        at: writer.at,
        author: vault.me.name,
        created,
        updated,
        cancelled,
        rooms,
        alsoHere,
        isMessage,
      };
      writer.put(IMPORTS, importId, { it: JSON.parse(JSON.stringify(it)) as Json }, 'undated');
    }
    sliceWritten(vault, { ...about, summary }, slice);
  };
  const line = { kind: 'imported' as const, title: about.name, count: created + updated + cancelled };
  const drafts = still.map(({ draft }) => draft);
  const written = writeBookings(vault, drafts, line, also, { gesture: importId, isLast });
  return written.ok ? ok(summary) : written;
}

/** What it changes, or makes, is still what it was when that was decided: nobody, here or elsewhere, changed or made it since. */
function isAsSeen(vault: OpenVault, { draft, seen }: StagedBooking): boolean {
  const entity = draft.id === undefined ? null : vault.team.read(BOOKINGS, draft.id);
  if (entity === null || isLeftOver(entity)) return seen === undefined;
  const now = decodeBooking(entity.id, entity.facets);
  return now !== null && printOfWhole(now) === seen && !isContested(entity.rivals);
}

function counted(before: ImportSummary, written: readonly StagedBooking[], leftAlone: number): ImportSummary {
  const summary = { ...before, leftAlone: before.leftAlone + leftAlone };
  for (const { draft, seen, gaveWay } of written) {
    if (seen === undefined) summary.created += 1;
    else if (draft.state.status === 'cancelled') summary.cancelled += 1;
    else summary.updated += 1;
    if (gaveWay) summary.asOption += 1;
  }
  return summary;
}

/** After those of the place, wherever it is made: two machines say the same of it. */
const LAST = 1_000;

function writeSpaces(writer: Writer, present: readonly Space[], made: About['spaces']): void {
  const used = new Set(present.map(({ colour }) => colour));
  for (const { id, name } of made.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    // Another machine made it meanwhile.
    if (writer.read('spaces', id) !== null) continue;
    const colour = colourOf(id, used);
    used.add(colour);
    const space: Space = { id, name, capacity: null, colour, equipment: [], order: LAST, archived: false };
    writer.put('spaces', id, { it: { ...space } }, 'undated');
  }
}

/** One that no other space has, as long as there is one. */
function colourOf(id: string, used: ReadonlySet<SpaceColour>): SpaceColour {
  const from = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % SPACE_COLOURS.length;
  const colours = [...SPACE_COLOURS.slice(from), ...SPACE_COLOURS.slice(0, from)];
  return colours.find((one) => !used.has(one)) ?? colours[0] ?? 'grey';
}

/** Whether an import is half written, or half taken back. */
export const isUnderWay = (vault: OpenVault): boolean =>
  stagedImport(vault) !== null || vault.team.long.leaving().length > 0;

/** How many bookings of the staged import are written. */
export function bookingsWritten(vault: OpenVault): number {
  const { created = 0, updated = 0, cancelled = 0 } = stagedImport(vault)?.about.summary ?? {};
  return created + updated + cancelled;
}

/**
 * Of each vault, the staged import that nobody wants finished: the person stopped it, or was told that nothing was written, when
 * the disk refused to take it back. By its id, so that the next one is not taken for it.
 */
const unwanted = new WeakMap<ReadHandle, string>();

/**
 * Takes back what was written of the staged import, and forgets the rest of it. True when nothing of it stands; false when the
 * disk or the team refuses that: it stays as it is, and `finishInterrupted` ends it.
 */
export async function giveUp(vault: OpenVault, isUnwanted = false): Promise<boolean> {
  const staged = stagedImport(vault);
  if (!staged) return true;
  const { importId } = staged.about.summary;
  if (isUnwanted) unwanted.set(vault.sqlite, importId);
  try {
    const isLeaving = vault.own.sqlite.transaction(() => {
      if (staged.ready && !vault.team.long.leave(importId, null).ok) return false;
      dropStaged(vault);
      return true;
    })();
    if (!isLeaving) return false;
    return !staged.ready || (await takeBackRest(vault, importId)).ok;
  } catch (error) {
    if (storageError(error)) return false;
    throw error;
  }
}

const interrupted = new WeakMap<ReadHandle, InterruptedImport[]>();

/** What was finished, or taken back, since this vault was opened, of what had been cut. */
export const interruptedImports = ({ sqlite }: Pick<OpenVault, 'sqlite'>): InterruptedImport[] =>
  interrupted.get(sqlite) ?? [];

/**
 * Ends what was under way when the process ended, the vault was locked or the disk was full. A vault opens whatever this meets
 * (a full disk, a device that may write no more): it is tried again now and then (`endLater`), before the next import, and at
 * the next opening.
 */
export async function finishInterrupted(vault: OpenVault): Promise<void> {
  const found = interrupted.get(vault.sqlite) ?? [];
  interrupted.set(vault.sqlite, found);
  try {
    const { importId } = stagedImport(vault)?.about.summary ?? {};
    // One of each was being kept (doubles.ts).
    for (const gesture of vault.team.long.untold())
      if (gesture !== importId) await takeBackUntold(vault, gesture);
    for (const gesture of vault.team.long.leaving()) {
      const taken = await takeBackRest(vault, gesture);
      if (taken.ok) noteLeft(vault, gesture, taken.value.standing);
      if (taken.ok) found.push({ outcome: 'taken-back', name: taken.value.line?.title ?? '', bookings: 0 });
    }
    const staged = stagedImport(vault);
    if (staged && !staged.ready) dropStaged(vault);
    if (!staged?.ready) return;
    if (unwanted.get(vault.sqlite) === staged.about.summary.importId) {
      if (await giveUp(vault)) found.push({ outcome: 'taken-back', name: '', bookings: 0 });
      return;
    }
    const written = await writeStaged(vault, unwatched);
    if (!written.ok) return;
    const { created, updated, cancelled } = written.value;
    found.push({
      outcome: 'finished',
      name: staged.about.name,
      bookings: created + updated + cancelled,
    });
  } catch {
    // As long as it is staged, or leaving, it is not forgotten.
  }
}

/** How long a full disk is left alone. */
const REST = seconds(20);

/** Ends what a full disk had cut once there is room, without waiting for the next opening. Nothing is cut: nothing is looked at. */
export function endLater(vault: OpenVault): () => void {
  let cancel: (() => void) | undefined;
  let isClosed = false;
  const wait = () => {
    if (isClosed || cancel || !isUnderWay(vault)) return;
    cancel = vault.clock.after(REST, () => {
      cancel = undefined;
      void alone(vault, async () => {
        await finishInterrupted(vault);
        return ok(null);
      });
    });
  };
  afterLongWork(vault, wait);
  wait();
  return () => {
    isClosed = true;
    cancel?.();
  };
}
