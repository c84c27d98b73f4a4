/**
 * Work on the planning that is too long for one turn of the engine: written, or taken back, in parts, other calls being
 * answered between two of them. One at a time.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { DocumentName, GestureLine, TakenBack } from '../circles/circle.ts';
import { storageError } from '../ground/disk-errors.ts';
import type { ReadHandle } from '../ground/handles.ts';
import { CHECKPOINT_PAGES } from '../vault/base.ts';
import type { OpenVault } from './feature.ts';

/** Lets other calls through. */
export const turn = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Pages after which SQLite's log is folded into the base meanwhile: sooner than usual, so that no part waits for long. */
const FOLDED_PAGES = 1000;

const busy = new WeakSet<ReadHandle>();

const watchers = new WeakMap<ReadHandle, () => void>();

/** Calls `watcher`, one for each vault, after each long work, however it ended. */
export const afterLongWork = ({ own }: Pick<OpenVault, 'own'>, watcher: () => void): void =>
  void watchers.set(own.sqlite, watcher);

/** Runs long work if none is under way. Error: `import_under_way`. */
export async function alone<T>(
  { own: { sqlite } }: Pick<OpenVault, 'own'>,
  work: () => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  if (busy.has(sqlite)) return err({ tag: 'import_under_way' });
  busy.add(sqlite);
  sqlite.pragma(`wal_autocheckpoint = ${FOLDED_PAGES}`);
  try {
    return await work();
  } finally {
    busy.delete(sqlite);
    // The vault may have been locked meanwhile.
    if (sqlite.open) {
      sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      watchers.get(sqlite)?.();
    }
  }
}

/** Has documents read before they are needed, other calls being answered meanwhile. */
export async function readSlowly(
  { team }: Pick<OpenVault, 'team'>,
  documents: Iterable<DocumentName>,
): Promise<void> {
  for (const document of documents) while (team.long.readOn(document)) await turn();
}

/** Ids of what a long gesture wrote and was changed since, by whomever. */
export async function changedSince({ team }: Pick<OpenVault, 'team'>, gesture: string): Promise<string[]> {
  const changed = new Set<string>();
  for (const part of team.long.parts(gesture)) {
    await readSlowly({ team }, team.long.documentsOf(gesture, part));
    for (const id of team.long.changed(gesture, part)) changed.add(id);
    await turn();
  }
  return [...changed];
}

/**
 * Takes a long gesture back; `line` tells it. Unless `keepChanged`, refuses when any of it was changed since: what is
 * changed while it goes on is kept in either case. Errors: `changed_meanwhile`, and those of writing.
 */
export async function takeBackLong(
  { team }: Pick<OpenVault, 'team'>,
  gesture: string,
  line: GestureLine,
  keepChanged: boolean,
): Promise<Result<TakenBack, AppError>> {
  if (!keepChanged && (await changedSince({ team }, gesture)).length > 0)
    return err({ tag: 'changed_meanwhile', what: 'bookings' });
  const left = team.long.leave(gesture, line);
  return left.ok ? takeBackRest({ team }, gesture) : left;
}

/** Takes back what was written of a long gesture that ended before it was told, if anything was. Throws nothing but what writing throws. */
export async function takeBackUntold({ team }: Pick<OpenVault, 'team'>, gesture: string): Promise<void> {
  if (team.long.untold().includes(gesture) && team.long.leave(gesture, null).ok)
    await takeBackRest({ team }, gesture);
}

/**
 * Goes on taking back a gesture of which that was begun. `undo_half_done` when the disk refuses it in the middle: what is
 * back stays so, and the rest is taken back by calling it again.
 */
export async function takeBackRest(
  { team }: Pick<OpenVault, 'team'>,
  gesture: string,
): Promise<Result<TakenBack, AppError>> {
  for (;;) {
    const [latest = 0] = team.long.parts(gesture);
    let taken: ReturnType<typeof team.long.takeBack>;
    try {
      await readSlowly({ team }, team.long.documentsOf(gesture, latest));
      taken = team.long.takeBack(gesture);
    } catch (error) {
      if (storageError(error)) return err({ tag: 'undo_half_done' });
      throw error;
    }
    if (!taken.ok) return taken;
    const { left, ...rest } = taken.value;
    if (left === 0) return ok(rest);
    await turn();
  }
}
