/** What importing would do of each row, against the planning as it is now. */
import type { RowState } from '#shared/contract/exchange.ts';
import { isConfidential } from '#shared/domain/exchange/export.ts';
import type { Placement } from '#shared/domain/exchange/reading.ts';
import { type RoomChoice, roomKey } from '#shared/domain/exchange/rooms.ts';
import { outsideOpening } from '#shared/domain/place/opening.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import { under } from '#shared/domain/under.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readPlace, today } from '../place/index.ts';
import { cancelledAs, isOfOtherUid, readKnown, takenBackAs } from './known.ts';
import { meetFile, meetPlanning } from './overlaps.ts';
import type { AnalysedRow, Analysis, Preview, Target } from './preview-model.ts';
import { contentOf, contentOfBooking, type Prints, printOf, printsOf } from './prints.ts';
import type { Progress } from './work.ts';

/** Rows looked up in one turn. */
const BATCH = 200;

export async function analyse(
  vault: OpenVault,
  shown: Preview,
  rooms: Readonly<Record<string, RoomChoice>>,
  progress: Progress,
): Promise<Analysis> {
  const { reading, suggestions } = shown;
  const place = readPlace(vault);
  const newSpaces = new Map<string, { id: string; name: string }>();
  const targets = new Map<string, Target>();
  const targetOf = (room: string): Target => {
    const key = roomKey(room);
    const known = targets.get(key);
    if (known) return known;
    const choice = under(rooms, key) ?? suggestions.get(key) ?? { kind: 'none' as const };
    const target = resolve(choice, room);
    targets.set(key, target);
    return target;
  };
  function resolve(choice: RoomChoice, room: string): Target {
    switch (choice.kind) {
      case 'spaces':
        return { spaces: [...choice.ids].sort(), wholePlace: false, placeText: '' };
      case 'whole':
        return { spaces: [], wholePlace: true, placeText: '' };
      case 'create': {
        const key = roomKey(choice.name);
        const twin = place.spaces.find(({ archived, name }) => !archived && roomKey(name) === key);
        if (twin) return { spaces: [twin.id], wholePlace: false, placeText: '' };
        const made = newSpaces.get(key) ?? { id: vault.newId(), name: choice.name };
        newSpaces.set(key, made);
        return { spaces: [made.id], wholePlace: false, placeText: '' };
      }
      case 'none':
        return { spaces: [], wholePlace: false, placeText: room };
    }
  }

  const known = await readKnown(vault, shown, { at: (part) => progress.at(0.3 * part) });
  const prints = printsOnce(vault);
  const now = today(vault);
  const rows: AnalysedRow[] = [];
  const add = (written: Placement, target: Target, existing: StoredBooking | undefined) => {
    const state = stateOf(prints, written, target, existing, now);
    // Cancelling moves nothing: what is shown is what will be cancelled.
    const placement = existing && written.status === 'cancelled' ? cancelledAs(written, existing) : written;
    const takes = target.wholePlace || target.spaces.length > 0;
    const [start, end] = [toMinutes(placement.start), toMinutes(placement.end)];
    const isLive =
      placement.status !== 'cancelled' && !(existing?.state.status === 'cancelled' && state !== 'update');
    rows.push({
      index: rows.length,
      placement,
      target,
      ...(existing ? { existing } : {}),
      state,
      date: placement.date,
      start,
      end,
      title: placement.notes.includes('confidential') ? 'Occupé' : placement.title,
      spaces: target.spaces,
      wholePlace: target.wholePlace,
      room: roomKey(placement.room),
      isLive,
      outside: takes && isLive ? outsideOpening(placement.date, start, end, place).reasons : [],
      withFile: [],
      withPlanning: [],
      isLater: false,
    });
  };
  for (const [index, placement] of reading.placements.entries()) {
    if (index % BATCH === 0) await progress.at(0.3 + (0.3 * index) / reading.placements.length);
    add(placement, targetOf(placement.room), known.existing.get(index));
  }
  // After all the others, whose numbers do not depend on the planning.
  for (const { about, booking } of known.takenBack) {
    const { spaces, wholePlace } = booking.slot;
    add(
      takenBackAs(about, booking),
      { spaces, wholePlace, placeText: booking.what.placeText ?? '' },
      booking,
    );
  }
  meetFile(rows);
  const ours = new Set(rows.flatMap(({ existing }) => (existing ? [existing.id] : [])));
  await meetPlanning(vault, rows, ours, { at: (part) => progress.at(0.6 + 0.4 * part) });
  return { rows, newSpaces };
}

/** The prints of an import stand in one value, as long as the import: each is read once for all the rows. */
function printsOnce(vault: OpenVault): (importId: string) => Prints | undefined {
  const read = new Map<string, Prints | undefined>();
  return (importId) => {
    if (!read.has(importId)) read.set(importId, printsOf(vault, importId));
    return read.get(importId);
  };
}

function stateOf(
  prints: (importId: string) => Prints | undefined,
  placement: Placement,
  target: Target,
  existing: StoredBooking | undefined,
  now: LocalDate,
): RowState {
  const isCancelled = placement.status === 'cancelled';
  if (!existing) return isCancelled ? 'cancelled' : 'new';
  const isPast = existing.slot.date < now;
  if (isCancelled && existing.state.status === 'cancelled') return 'unchanged';
  const isSecret = isConfidential(existing.what.kind);
  const wanted = contentOf({
    date: placement.date,
    start: placement.start,
    end: placement.end,
    spaces: target.spaces,
    wholePlace: target.wholePlace,
    placeText: target.placeText,
    title: placement.title,
    description: placement.description,
    isCancelled,
    isSecret,
  });
  const { origin } = existing;
  const present = contentOfBooking(existing);
  if (wanted === present) return 'unchanged';
  // It took place, whatever became of its series: only what the file says of that very date corrects it.
  if (isPast && (isCancelled || !placement.isOwn || placement.date !== existing.slot.date)) return 'past';
  // Two UIDs count their versions apart.
  if (!isOfOtherUid(placement, existing) && placement.sequence < (origin.sequence ?? 0)) return 'older';
  const before = origin.importId === undefined ? undefined : prints(origin.importId);
  const print = origin.print ?? before?.[existing.id]?.[0];
  if (print !== undefined) return print === printOf(present) ? 'update' : 'by-hand';
  // Made here and exported: what the file says is newer only if its number says so.
  return placement.sequence > (origin.sequence ?? 0) ? 'update' : 'by-hand';
}
