/** Writes what was chosen of a preview as one gesture: everything or nothing, taken back as a whole. */

import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ImportSummary } from '#shared/contract/exchange.ts';
import type { ParamsOf, ValidParamsOf } from '#shared/contract/index.ts';
import { isConfidential } from '#shared/domain/exchange/export.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import { CANCELLED_IN_CALENDAR } from '#shared/domain/exchange/wording.ts';
import { SPACE_COLOURS, type Space } from '#shared/domain/place/model.ts';
import type { What } from '#shared/domain/planning/model.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Json, Writer } from '../../circles/circle.ts';
import { readActivities } from '../catalogue/index.ts';
import { readPlace } from '../place/index.ts';
import { type BookingDraft, writeBookings } from '../planning/index.ts';
import { analyse } from './analysis.ts';
import { meetFile } from './overlaps.ts';
import type { AnalysedRow, Analysis, Preview } from './preview-model.ts';
import { findPreview } from './previews.ts';
import { contentOfBooking, IMPORTS, type Prints, printOf } from './prints.ts';
import type { Progress } from './work.ts';

export type Choices = ValidParamsOf<'exchange.import'>;

interface Plan {
  drafts: BookingDraft[];
  summary: Omit<ImportSummary, 'importId' | 'spacesCreated'>;
}

/** Other machines and other screens may write while the import is being prepared: it is then prepared again. */
const TRIES = 3;
const BATCH = 1000;

export async function importPreview(
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
      at: (part) => progress.at(0.5 * part),
    });
    const plan = planOf(analysis, choices, importId);
    for (let done = 0; done < plan.drafts.length; done += BATCH)
      await progress.at(0.5 + (0.3 * done) / plan.drafts.length);
    // The last moment to stop: what follows is one write.
    await progress.at(0.85);
    if (changesOf(vault) === before || attempt === TRIES)
      return write(vault, found.value, choices, analysis, plan, importId);
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

function planOf({ rows }: Analysis, choices: Choices, importId: string): Plan {
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
    created: 0,
    updated: 0,
    cancelled: 0,
    unchanged: 0,
    leftAlone: 0,
    skipped: rows.length - wanted.length,
    asOption: 0,
  };
  const drafts: BookingDraft[] = [];
  for (const row of wanted) {
    if (row.state === 'unchanged') summary.unchanged += 1;
    else if (row.state === 'by-hand' || row.state === 'older') summary.leftAlone += 1;
    else if (row.state === 'cancelled' || (row.isLater && overlapping === 'skip')) summary.skipped += 1;
    else {
      const asOption = row.isLater && overlapping === 'option';
      const draft = row.existing
        ? updated(row, row.existing, importId, asOption)
        : created(row, choices, importId, asOption);
      drafts.push(draft);
      if (!row.existing) summary.created += 1;
      else if (draft.state.status === 'cancelled') summary.cancelled += 1;
      else summary.updated += 1;
      if (asOption && draft.state.status === 'option') summary.asOption += 1;
    }
  }
  return { drafts, summary };
}

const originOf = ({ placement }: AnalysedRow, importId: string): BookingDraft['origin'] => ({
  uid: placement.uid,
  ...(placement.recurrenceId === undefined ? {} : { recurrenceId: placement.recurrenceId }),
  sequence: placement.sequence,
  importId,
});

const slotOf = ({ placement: { date, start, end }, target }: AnalysedRow) => ({
  date,
  start,
  end,
  spaces: target.spaces,
  wholePlace: target.wholePlace,
});

function wordsOf({ placement, target }: AnalysedRow): Pick<What, 'title' | 'description' | 'placeText'> {
  const { title, description } = placement;
  return {
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(target.placeText === '' ? {} : { placeText: target.placeText }),
  };
}

function created(row: AnalysedRow, choices: Choices, importId: string, asOption: boolean): BookingDraft {
  const { placement, target } = row;
  // What is private in its calendar stays so: the team sees "Occupé", its owner keeps the title.
  const kind = placement.notes.includes('confidential') ? ('appointment' as const) : choices.kind;
  const isAppointment = kind === 'appointment';
  return {
    slot: { ...slotOf(row), setupMin: 0, airingMin: 0 },
    what: {
      kind,
      ...wordsOf(row),
      ...(choices.activity === undefined || isAppointment ? {} : { activity: choices.activity }),
      mode: target.placeText === '' ? 'on-site' : 'outside',
      equipment: [],
      isPublic: choices.isPublic && !isConfidential(kind),
    },
    who: { hosts: [] },
    state: { status: asOption || placement.status === 'tentative' ? 'option' : 'confirmed' },
    origin: originOf(row, importId),
    ...(isAppointment && placement.title !== '' ? { privateLabel: placement.title } : {}),
  };
}

function updated(
  row: AnalysedRow,
  existing: NonNullable<AnalysedRow['existing']>,
  importId: string,
  asOption: boolean,
): BookingDraft {
  const { id, slot, what, who, state, origin } = existing;
  const { title: _title, description: _description, placeText: _placeText, ...rest } = what;
  const { claim: _claim, ...place } = slot;
  const isCancelled = row.placement.status === 'cancelled';
  const status = asOption
    ? ('option' as const)
    : state.status === 'cancelled'
      ? ('confirmed' as const)
      : state.status;
  return {
    id,
    // Cancelling takes nothing away from what is known of it.
    slot: isCancelled ? place : { ...place, ...slotOf(row) },
    what: isCancelled || isConfidential(what.kind) ? what : { ...rest, ...wordsOf(row) },
    who,
    state: isCancelled ? { status: 'cancelled', reason: CANCELLED_IN_CALENDAR } : { status },
    origin: {
      ...origin,
      ...originOf(row, importId),
      ...(origin.uid === undefined ? { uid: undefined, recurrenceId: undefined } : {}),
    },
  };
}

function write(
  vault: OpenVault,
  preview: Preview,
  choices: Choices,
  { newSpaces }: Analysis,
  { drafts, summary }: Plan,
  importId: string,
): Result<ImportSummary, AppError> {
  const used = new Set(drafts.flatMap(({ slot }) => slot.spaces));
  const spaces = [...newSpaces.values()].filter(({ id }) => used.has(id));
  const done = { importId, ...summary, spacesCreated: spaces.length };
  if (drafts.length === 0) return ok(done);
  const also = (writer: Writer, ids: readonly string[]) => {
    writeSpaces(writer, readPlace(vault).spaces, spaces);
    const prints: Prints = {};
    ids.forEach((id, index) => {
      const draft = drafts[index];
      if (draft) prints[id] = [printOf(contentOfBooking(draft)), draft.id === undefined ? 1 : 0];
    });
    const it = {
      name: preview.name.slice(0, 200),
      at: writer.at,
      author: vault.me.name,
      created: summary.created,
      updated: summary.updated,
      cancelled: summary.cancelled,
      rooms: roomsUsed(preview, choices.rooms, newSpaces),
    };
    writer.put(
      IMPORTS,
      importId,
      { it: JSON.parse(JSON.stringify(it)) as Json, prints: prints as unknown as Json },
      'undated',
    );
  };
  const line = { kind: 'imported' as const, title: preview.name.slice(0, 200), count: drafts.length };
  const written = writeBookings(vault, drafts, line, also);
  return written.ok ? ok(done) : written;
}

/** What each room became, for the next import of the same calendar: a space made is then a space chosen. */
function roomsUsed(
  { suggestions }: Preview,
  chosen: NonNullable<ParamsOf<'exchange.import'>['rooms']>,
  newSpaces: Analysis['newSpaces'],
): Record<string, RoomChoice> {
  const made = new Map([...newSpaces.values()].map(({ id, name }) => [name, id]));
  const rooms = { ...Object.fromEntries(suggestions), ...chosen } as Record<string, RoomChoice>;
  return Object.fromEntries(
    Object.entries(rooms).map(([key, choice]): [string, RoomChoice] => {
      const id = choice.kind === 'create' ? made.get(choice.name) : undefined;
      return [key, id === undefined ? choice : { kind: 'spaces', ids: [id] }];
    }),
  );
}

function writeSpaces(
  writer: Writer,
  present: readonly Space[],
  made: readonly { id: string; name: string }[],
): void {
  const last = Math.max(0, ...present.map(({ order }) => order));
  made.forEach(({ id, name }, index) => {
    const colour = SPACE_COLOURS[(present.length + index) % SPACE_COLOURS.length] ?? 'grey';
    const space: Space = {
      id,
      name,
      capacity: null,
      colour,
      equipment: [],
      order: last + 1 + index,
      archived: false,
    };
    writer.put('spaces', id, { it: { ...space } }, 'undated');
  });
}
