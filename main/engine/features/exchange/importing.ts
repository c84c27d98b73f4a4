/** Decides what is to be written of a preview, as it was chosen; then has it staged and written (writing.ts). */

import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ImportSummary } from '#shared/contract/exchange.ts';
import type { ParamsOf } from '#shared/contract/index.ts';
import { wholeUid } from '#shared/domain/exchange/cut-series.ts';
import { isPrivate, type Placement } from '#shared/domain/exchange/reading.ts';
import { type RoomChoice, roomKey } from '#shared/domain/exchange/rooms.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { alone, turn } from '../../capability/long-work.ts';
import { storageError } from '../../ground/disk-errors.ts';
import { readActivities } from '../catalogue/index.ts';
import { readPlace } from '../place/index.ts';
import { analyse } from './analysis.ts';
import { created, updated } from './drafts.ts';
import { newIds } from './new-ids.ts';
import { meetFile } from './overlaps.ts';
import { type Alongside, calendarsBeside, NAME_MAX } from './past.ts';
import type { Analysis, Choices, Preview } from './preview-model.ts';
import { findPreview, forgetPreview } from './previews.ts';
import { contentOfBooking, printOf, printOfWhole } from './prints.ts';
import { type About, type StagedBooking, stage } from './staged.ts';
import { isStop, type Progress } from './work.ts';
import { bookingsWritten, finishInterrupted, giveUp, isUnderWay, writeStaged } from './writing.ts';

interface Plan {
  bookings: StagedBooking[];
  /** UIDs of what other calendars brought, and this one has too. */
  alsoHere: string[];
  /** What is known before anything is written. */
  summary: Pick<ImportSummary, 'unchanged' | 'leftAlone' | 'skipped'>;
}

/** Other machines and other screens may write while the import is being prepared: it is then prepared again. */
const TRIES = 3;
/** UIDs that an import remembers beside those it wrote. */
const ALSO_MAX = 500;
/** Rows decided in one turn. */
const BATCH = 200;
/** Of the whole, how much is done once it is known what to write. */
const DECIDED = 0.4;

export const importPreview = (
  vault: OpenVault,
  choices: Choices,
  progress: Progress,
): Promise<Result<ImportSummary, AppError>> =>
  alone(vault, async () => {
    // One that a full disk cut, here or when the vault was opened, comes first.
    if (isUnderWay(vault)) await finishInterrupted(vault);
    return isUnderWay(vault) ? err({ tag: 'import_under_way' }) : decideAndWrite(vault, choices, progress);
  });

async function decideAndWrite(
  vault: OpenVault,
  choices: Choices,
  progress: Progress,
): Promise<Result<ImportSummary, AppError>> {
  const found = findPreview(vault, choices.previewId);
  if (!found.ok) return found;
  const missing = missingIn(vault, choices);
  if (missing) return err({ tag: 'not_found', what: missing });
  const importId = vault.newId();
  for (let attempt = 1; ; attempt++) {
    const before = changesOf(vault);
    const analysis = await analyse(vault, found.value, choices.rooms, {
      at: (part) => progress.at(DECIDED * part),
    });
    await progress.at(DECIDED);
    const beside = calendarsBeside(vault, found.value.name);
    const plan = await planOf(vault, analysis, choices, importId, beside);
    if (changesOf(vault) !== before && attempt < TRIES) continue;
    const about = aboutOf(found.value, choices, analysis, plan, importId);
    if (plan.bookings.length === 0) return ok(about.summary);
    try {
      await stage(vault, about, plan.bookings);
      // All of it stands in the base now.
      delete found.value.analysed;
      const written = await writeStaged(vault, { at: (part) => progress.at(DECIDED + (1 - DECIDED) * part) });
      // This device may write no more: what can be taken back is.
      if (written.ok) forgetPreview(vault, found.value.id);
      else await giveUp(vault);
      return written;
    } catch (error) {
      // Stopped, or refused by the disk. A vault that was locked meanwhile finishes it at its next opening.
      if (!vault.own.sqlite.open) throw error;
      const bookings = bookingsWritten(vault);
      // Nobody waits for what was stopped, nor for what was told as not written at all.
      const isOfTheDisk = storageError(error) !== null;
      const isUnwanted = isStop(error) || (isOfTheDisk && bookings === 0);
      const isBack = await giveUp(vault, isUnwanted).catch(() => true);
      if (isBack || bookings === 0 || !(isStop(error) || isOfTheDisk)) throw error;
      const ends = isStop(error) || bookingsWritten(vault) === 0 ? 'taken-back' : 'finished';
      return err({ tag: 'import_half_written', bookings, ends });
    }
  }
}

const changesOf = ({ sqlite }: OpenVault): unknown => sqlite.prepare('SELECT total_changes()').pluck().get();

function missingIn(vault: OpenVault, { rooms, activity }: Choices): string | undefined {
  const spaces = new Set(readPlace(vault).spaces.flatMap(({ id, archived }) => (archived ? [] : [id])));
  const named = Object.values(rooms).flatMap((choice) => (choice.kind === 'spaces' ? choice.ids : []));
  if (!named.every((id) => spaces.has(id))) return 'space';
  const known = activity === undefined || readActivities(vault).some(({ id }) => id === activity);
  return known ? undefined : 'activity';
}

async function planOf(
  vault: OpenVault,
  { rows }: Analysis,
  choices: Choices,
  importId: string,
  beside: Alongside,
): Promise<Plan> {
  const { exclude, overlapping, closed } = choices;
  const excluded = new Set(exclude);
  const wanted = rows.filter(
    ({ index, outside, state }) =>
      !excluded.has(index) &&
      !(closed === 'skip' && outside.length > 0 && (state === 'new' || state === 'update')),
  );
  // Those left out no longer stand in anybody's way.
  meetFile(wanted, overlapping === 'skip');
  const summary = {
    unchanged: 0,
    leftAlone: 0,
    skipped: rows.length - wanted.length,
  };
  const bookings: StagedBooking[] = [];
  const ids = newIds(vault);
  const alsoHere = new Set<string>();
  for (const [index, row] of wanted.entries()) {
    if (index % BATCH === BATCH - 1) await turn();
    const { origin } = row.existing ?? {};
    if (origin?.importId !== undefined && !beside.isHere(origin)) alsoHere.add(wholeUid(row.placement.uid));
    if (row.state === 'unchanged') summary.unchanged += 1;
    else if (row.state === 'by-hand' || row.state === 'older' || row.state === 'past') summary.leftAlone += 1;
    else if (row.state === 'cancelled' || (row.isLater && overlapping === 'skip')) summary.skipped += 1;
    else {
      const asOption = row.isLater && overlapping === 'option';
      const { existing } = row;
      const draft = existing
        ? updated(row, existing, importId, asOption, beside.of(existing.origin))
        : created(row, ids.booking(row.placement), choices, importId, asOption);
      draft.origin.print = printOf(contentOfBooking(draft));
      bookings.push({
        draft,
        ...(existing ? { seen: printOfWhole(existing) } : {}),
        gaveWay: asOption && draft.state.status === 'option',
      });
    }
  }
  return { bookings, summary, alsoHere: [...alsoHere].slice(0, ALSO_MAX) };
}

function aboutOf(
  preview: Preview,
  choices: Choices,
  { newSpaces }: Analysis,
  { bookings, summary, alsoHere }: Plan,
  importId: string,
): About {
  const used = new Set(bookings.flatMap(({ draft }) => draft.slot.spaces));
  const spaces = [...newSpaces.values()].filter(({ id }) => used.has(id));
  return {
    name: preview.name.slice(0, NAME_MAX),
    spaces,
    rooms: roomsUsed(preview, choices.rooms, newSpaces),
    bookings: bookings.length,
    ...(preview.reading.isWhole ? { alsoHere } : { isMessage: true }),
    summary: {
      importId,
      created: 0,
      updated: 0,
      cancelled: 0,
      asOption: 0,
      spacesCreated: spaces.length,
      ...summary,
    },
  };
}

/**
 * What each room became, for the next import of the same calendar: a space made is then a space chosen. The team reads it: a
 * place that private events alone name is not in it.
 */
function roomsUsed(
  { suggestions, reading }: Preview,
  chosen: NonNullable<ParamsOf<'exchange.import'>['rooms']>,
  newSpaces: Analysis['newSpaces'],
): Record<string, RoomChoice> {
  const made = new Map([...newSpaces.values()].map(({ id, name }) => [name, id]));
  const rooms = { ...Object.fromEntries(suggestions), ...chosen } as Record<string, RoomChoice>;
  const keysOf = (placements: readonly Placement[]) =>
    new Set([...new Set(placements.map(({ room }) => room))].map(roomKey));
  const open = keysOf(reading.placements.filter((one) => !isPrivate(one)));
  const all = keysOf(reading.placements);
  const told = Object.entries(rooms).filter(([key]) => open.has(key) || !all.has(key));
  return Object.fromEntries(
    told.map(([key, choice]): [string, RoomChoice] => {
      const id = choice.kind === 'create' ? made.get(choice.name) : undefined;
      return [key, id === undefined ? choice : { kind: 'spaces', ids: [id] }];
    }),
  );
}
