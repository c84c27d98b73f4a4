/** What importing would do of each row, against the planning as it is now. */
import type { RowState } from '#shared/contract/exchange.ts';
import { isConfidential } from '#shared/domain/exchange/export.ts';
import { isPrivate, type Placement, type ReadUid } from '#shared/domain/exchange/reading.ts';
import { type RoomChoice, roomKey } from '#shared/domain/exchange/rooms.ts';
import { compare } from '#shared/domain/exchange/versions.ts';
import { outsideOpening } from '#shared/domain/place/opening.ts';
import type { BookingStatus } from '#shared/domain/planning/model.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { BUSY } from '#shared/domain/planning/wording.ts';
import { type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import { under } from '#shared/domain/under.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readPlace, today } from '../place/index.ts';
import { contestedBookings, type PrivateLabel, privateLabel } from '../planning/index.ts';
import { cancelledAs, isOfOtherUid, readKnown, takenBackAs } from './known.ts';
import { newIds } from './new-ids.ts';
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
  const ids = newIds(vault);
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
        const made = newSpaces.get(key) ?? { id: ids.space(key), name: choice.name };
        newSpaces.set(key, made);
        return { spaces: [made.id], wholePlace: false, placeText: '' };
      }
      case 'none':
        return { spaces: [], wholePlace: false, placeText: room };
    }
  }

  const known = await readKnown(vault, shown, { at: (part) => progress.at(0.3 * part) });
  const prints = printsOnce(vault);
  const contested = contestedBookings(vault);
  const now = today(vault);
  const rows: AnalysedRow[] = [];
  const add = (said: Placement, target: Target, existing: StoredBooking | undefined) => {
    const about = reading.uids.get(said.uid);
    // A file of changes alone does not have the series that its titles are taken from.
    const title = said.title === '' && about?.isCut ? existing?.what.title : undefined;
    const written = title === undefined ? said : { ...said, title };
    const own = existing?.what.kind === 'appointment' ? privateLabel(vault, existing.id) : undefined;
    const placement = existing ? meeting(written, existing, own) : written;
    const newLabel = existing && labelFrom(placement, existing, own);
    const isRenamed = own !== undefined && newLabel !== undefined && newLabel !== own.label;
    const isOpen = existing !== undefined && contested.has(existing.id);
    const state = stateOf(prints, { written, target, isRenamed, isOpen, about }, existing, now);
    const takes = target.wholePlace || target.spaces.length > 0;
    const [start, end] = [toMinutes(placement.start), toMinutes(placement.end)];
    const isLive =
      placement.status !== 'cancelled' && !(existing?.state.status === 'cancelled' && state !== 'update');
    rows.push({
      index: rows.length,
      placement,
      target,
      ...(existing ? { existing } : {}),
      ...(own ? { ownLabel: own.label } : {}),
      ...(newLabel === undefined ? {} : { newLabel }),
      state,
      date: placement.date,
      start,
      end,
      title: isPrivate(placement) || existing?.what.kind === 'appointment' ? BUSY : placement.title,
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

/** A row as it is shown beside the booking it changes. */
function meeting(written: Placement, existing: StoredBooking, own: PrivateLabel | undefined): Placement {
  // Cancelling moves nothing: what is shown is what will be cancelled.
  if (written.status === 'cancelled') return cancelledAs(written, existing);
  if (existing.what.kind !== 'appointment') return written;
  const notes = [...written.notes];
  // Whether the file made it private or a person did is not known: it is never opened to the team by itself.
  if (!isPrivate(written)) notes.push('stays-busy');
  if (own && own.label !== own.imported && nameIn(written) !== undefined && own.label !== nameIn(written))
    notes.push('label-kept');
  return { ...written, notes };
}

/** The title of a file as a label; "Occupé" is what Margelle itself writes of an appointment. */
const nameIn = ({ title }: Placement): string | undefined => {
  const name = title.trim();
  return name === '' || name === BUSY ? undefined : name;
};

/** What the owner is to read of an appointment, on the machine that has its words: what she typed herself stays. */
function labelFrom(
  placement: Placement,
  { what }: StoredBooking,
  own: PrivateLabel | undefined,
): string | undefined {
  if (placement.status === 'cancelled') return undefined;
  const isOurs = own !== undefined && own.label === own.imported;
  const becomes = isPrivate(placement) && what.kind !== 'appointment';
  return isOurs || becomes ? nameIn(placement) : undefined;
}

/** The planning shows words of a calendar that may say now that they are private. What was made here says that itself. */
export const showsWords = ({ what, origin }: StoredBooking): boolean =>
  origin.importId !== undefined &&
  what.kind !== 'appointment' &&
  (what.kind !== 'private' || [what.title, what.description, what.placeText].some(Boolean));

/** What a file wants of a booking. */
interface Wished {
  written: Placement;
  target: Target;
  isRenamed: boolean;
  /** A person is to choose between values of the booking that were written apart: no file does it for her. */
  isOpen: boolean;
  /** What it says of its event as a whole. */
  about: ReadUid | undefined;
}

/** The status a booking takes: what its calendar says of it, where that is not what it said the last time. */
export function statusFrom({ status }: Placement, { state, origin }: StoredBooking): BookingStatus {
  const isTentative = status === 'tentative';
  const isSame = origin.tentative === undefined || origin.tentative === isTentative;
  if (state.status !== 'cancelled' && isSame) return state.status;
  return isTentative ? 'option' : 'confirmed';
}

function stateOf(
  prints: (importId: string) => Prints | undefined,
  { written: placement, target, isRenamed, isOpen, about }: Wished,
  existing: StoredBooking | undefined,
  now: LocalDate,
): RowState {
  const isCancelled = placement.status === 'cancelled';
  if (!existing) return isCancelled ? 'cancelled' : 'new';
  const isPast = existing.slot.date < now;
  if (isCancelled && existing.state.status === 'cancelled') return 'unchanged';
  const isHidden = isPrivate(placement);
  const isSecret = isHidden || isConfidential(existing.what.kind);
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
  const isToHide = isHidden && !isCancelled && showsWords(existing);
  const isConfirmed = !isCancelled && statusFrom(placement, existing) !== existing.state.status;
  if (wanted === present && !isToHide && !isRenamed && !isConfirmed) return 'unchanged';
  // It took place, whatever became of its series: only what the file says of that very date corrects it.
  if (isPast && (isCancelled || !placement.isOwn || placement.date !== existing.slot.date)) return 'past';
  // Two UIDs count their versions apart. A date that is no longer changed apart is as late as the whole of its event.
  const latest = { ...about, sequence: placement.sequence };
  const known = { ...origin, sequence: origin.sequence ?? 0 };
  if (!isOfOtherUid(placement, existing) && compare(latest, known) < 0) return 'older';
  if (isOpen) return 'by-hand';
  const before = origin.importId === undefined ? undefined : prints(origin.importId);
  const print = origin.print ?? before?.[existing.id]?.[0];
  if (print !== undefined) return print === printOf(present) ? 'update' : 'by-hand';
  // Made here and exported: what the file says is newer only if its number says so.
  return placement.sequence > (origin.sequence ?? 0) ? 'update' : 'by-hand';
}
