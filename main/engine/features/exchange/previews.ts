/** Reads a calendar file little by little and remembers what it says until it is imported or replaced. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { CALENDAR_MAX_BYTES, type ImportPreview } from '#shared/contract/exchange.ts';
import { looksLikeCalendar, readCalendar } from '#shared/domain/exchange/read.ts';
import { SKIPPED_MAX } from '#shared/domain/exchange/reading.ts';
import { type RoomChoice, roomKey, roomsOf, suggestRoom } from '#shared/domain/exchange/rooms.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { type DecodedText, decodeText } from '#shared/domain/text/decode.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { readPlace, readSettings, today } from '../place/index.ts';
import { goneFrom, type Known, readKnown } from './known.ts';
import { formerRooms } from './past.ts';
import type { Preview } from './preview-model.ts';
import type { Progress } from './work.ts';

/** Two at most: the one on screen, and the one before while it is being replaced. */
const KEPT = 2;
const previews = new WeakMap<ReadHandle, Map<string, Preview>>();

export function findPreview(vault: OpenVault, id: string): Result<Preview, AppError> {
  const preview = previews.get(vault.sqlite)?.get(id);
  return preview ? ok(preview) : err({ tag: 'import_expired' });
}

/** It was imported: nothing of it is asked again, and a large file is much to hold. */
export const forgetPreview = (vault: OpenVault, id: string): void => {
  previews.get(vault.sqlite)?.delete(id);
};

interface Asked {
  file: string;
  from?: string | undefined;
  to?: string | undefined;
}

export async function preview(
  vault: OpenVault,
  { file, from, to }: Asked,
  progress: Progress,
): Promise<Result<ImportPreview, AppError>> {
  const granted = vault.files.path(file, 'read');
  if (!granted.ok) return granted;
  const name = path.basename(granted.value);
  const read = await readText(granted.value, name);
  if (!read.ok) return read;
  const { text, damaged } = read.value;
  await progress.at(0.02);

  const place = readPlace(vault);
  const days = new Map<string, ReturnType<typeof dayFacts>>();
  const steps = readCalendar(text, {
    zone: readSettings(vault).zone,
    today: today(vault),
    hoursOn(date) {
      const day = days.get(date) ?? dayFacts(date, place);
      days.set(date, day);
      return day.hours.length > 0 || day.closed ? day.hours : undefined;
    },
    from,
    to,
    ...(damaged ? { damaged } : {}),
  });
  for (;;) {
    const step = steps.next();
    if (!step.done) {
      await progress.at(0.02 + 0.9 * step.value);
      continue;
    }
    // Words such as "BEGIN:VEVENT" in another kind of file do not make it a calendar.
    if (!step.value || (step.value.events === 0 && !looksLikeCalendar(text)))
      return err({ tag: 'calendar_unreadable', name });
    const read = { reading: step.value, period: { from, to }, name: step.value.name ?? name };
    const known = await readKnown(vault, read, { at: (part) => progress.at(0.92 + 0.08 * part) });
    const staying = [...known.staying, ...(await goneFrom(vault, read, progress))];
    return ok(remember(vault, name, read, { ...known, staying }));
  }
}

async function readText(file: string, name: string): Promise<Result<DecodedText, AppError>> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return err({ tag: 'file_unreadable', name });
    if (found.size > CALENDAR_MAX_BYTES)
      return err({ tag: 'calendar_too_large', name, maxBytes: CALENDAR_MAX_BYTES });
    return ok(decodeText(await readFile(file)));
  } catch {
    return err({ tag: 'file_unreadable', name });
  }
}

function remember(
  vault: OpenVault,
  fileName: string,
  { reading, period, name }: Pick<Preview, 'reading' | 'period' | 'name'>,
  { staying, takenBack }: Pick<Known, 'staying' | 'takenBack'>,
): ImportPreview {
  const { spaces } = readPlace(vault);
  const former = formerRooms(vault);
  const active = new Set(spaces.filter(({ archived }) => !archived).map(({ id }) => id));
  const suggestions = new Map<string, RoomChoice>();
  const rooms = roomsOf(reading.placements).map((room) => {
    // What was chosen for this room the last time comes before what its name says.
    const before = former.get(room.key);
    const usable = before?.kind !== 'spaces' || before.ids.every((id) => active.has(id));
    const suggestion = (usable ? before : undefined) ?? suggestRoom(room.name, spaces);
    if (suggestion) suggestions.set(room.key, suggestion);
    return { ...room, suggestion: suggestion ?? null };
  });
  const made: Preview = { id: vault.newId(), name, reading, period, suggestions };
  const kept = previews.get(vault.sqlite) ?? new Map<string, Preview>();
  previews.set(vault.sqlite, kept);
  kept.set(made.id, made);
  for (const id of [...kept.keys()].slice(0, -KEPT)) kept.delete(id);

  const { placements } = reading;
  const days = [...placements, ...takenBack.map(({ booking }) => booking.slot)]
    .map(({ date }) => date)
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  return {
    previewId: made.id,
    fileName,
    ...(reading.name === undefined ? {} : { calendarName: reading.name }),
    events: reading.events,
    rows: days.length,
    period: first && last ? { from: first, to: last } : null,
    rooms,
    withoutRoom: placements.filter(({ room }) => roomKey(room) === '').length,
    skipped: [...staying, ...reading.skipped].slice(0, SKIPPED_MAX),
    skippedCount: staying.length + reading.skippedCount,
    capped: reading.capped,
    outsidePeriod: reading.outsidePeriod,
    tooMany: reading.tooMany,
    unknownZones: reading.unknownZones,
  };
}
