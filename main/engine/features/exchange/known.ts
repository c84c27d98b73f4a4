/** What earlier imports brought of the events of a file: which booking each row already has, and what no row stands for. */
import { beginOf, wholeUid } from '#shared/domain/exchange/cut-series.ts';
import { bookingOfUid, isConfidential } from '#shared/domain/exchange/export.ts';
import { dayOfKey, pairDates } from '#shared/domain/exchange/pairing.ts';
import type { Placement, ReadUid, SkippedPart } from '#shared/domain/exchange/reading.ts';
import { isWithin } from '#shared/domain/exchange/span.ts';
import { decodeBooking, type StoredBooking } from '#shared/domain/planning/stored.ts';
import { BUSY } from '#shared/domain/planning/wording.ts';
import { type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readSettings, today } from '../place/index.ts';
import { bookingsByUid, uidsBetween } from '../planning/index.ts';
import { calendarsBeside } from './past.ts';
import type { Preview } from './preview-model.ts';
import type { Progress } from './work.ts';

export interface Known {
  /** By index of the placement. */
  existing: Map<number, StoredBooking>;
  /** By date, bookings of an event that is cancelled as a whole, which none of its placements names. */
  takenBack: { about: ReadUid; booking: StoredBooking }[];
  /** Of today or later, no longer in the file: they stay, and this is told. */
  staying: SkippedPart[];
}

/** Events, and bookings of theirs, looked at in one turn. */
const BATCH = 200;

export async function readKnown(
  vault: OpenVault,
  { reading, period }: Pick<Preview, 'reading' | 'period'>,
  progress: Progress,
): Promise<Known> {
  const found: Known = { existing: new Map(), takenBack: [], staying: [] };
  const now = today(vault);
  const { zone } = readSettings(vault);
  const placed = Map.groupBy(reading.placements.entries(), ([, { uid }]) => uid);
  const groups = Map.groupBy(reading.uids, ([uid]) => wholeUid(uid));
  let looked = 0;
  let since = 0;
  for (const [whole, parts] of groups) {
    looked += parts.length;
    if (since >= BATCH) {
      since = 0;
      await progress.at(looked / reading.uids.size);
    }
    const giveWay = () => progress.at(looked / reading.uids.size);
    const known = await knownOf(vault, { zone, whole, parts }, giveWay);
    since += parts.length + known.length;
    if (known.length === 0) continue;
    // Of a program that gives all its events one UID, reading them is a turn, and pairing them another one.
    if (known.length >= BATCH) await giveWay();
    const rows = parts.flatMap(([uid]) => placed.get(uid) ?? []);
    const isCut = new Set([...parts.map(([uid]) => uid), ...known.map(({ uid }) => uid)]).size > 1;
    const nameOf = (uid: string, key: string) => (isCut ? `${uid} ${key}` : key);
    const { pairs, left } = pairDates(
      rows.map(([, { uid, recurrenceId = '', status, isAdded = false, ...it }]) => ({
        ...momentOf(it),
        key: nameOf(uid, recurrenceId),
        isCancelled: status === 'cancelled',
        isAdded,
      })),
      known.map(({ uid, about, booking: { slot }, key }) => ({
        ...momentOf(slot),
        key: nameOf(uid, key),
        isFixed: !isRead(about, key, slot.date, period),
        isPart: about.isCut && !about.isCancelled,
      })),
      now,
    );
    for (const [row, at] of pairs) {
      const [index] = rows[row] ?? [];
      const booking = known[at]?.booking;
      if (index !== undefined && booking) found.existing.set(index, booking);
    }
    const stays = left.flatMap((at) => known[at] ?? []).filter(({ booking }) => isStaying(booking, now));
    for (const [about, those] of Map.groupBy(stays, (one) => one.about)) {
      if (about.isCancelled) found.takenBack.push(...those);
      else
        found.staying.push(
          ...toldToStay(
            about,
            those.map(({ booking }) => booking),
          ),
        );
    }
  }
  found.takenBack.sort(({ booking: { slot: a } }, { booking: { slot: b } }) =>
    `${a.date} ${a.start}` < `${b.date} ${b.start}` ? -1 : 1,
  );
  return found;
}

/** Of today or later, imported, and not cancelled here. */
const isStaying = ({ slot, state, origin }: StoredBooking, now: LocalDate): boolean =>
  slot.date >= now && state.status !== 'cancelled' && origin.importId !== undefined;

const toldToStay = (
  { line, what }: Pick<ReadUid, 'line' | 'what'>,
  [first, ...others]: readonly StoredBooking[],
): SkippedPart[] =>
  first
    ? [
        {
          line,
          what,
          why: 'no-longer-written',
          stays: { first: first.slot.date, count: 1 + others.length },
        },
      ]
    : [];

/** What the team sees of a booking that was imported. */
export const titleHere = ({ what }: StoredBooking): string =>
  isConfidential(what.kind) ? BUSY : (what.title ?? '');

/**
 * Events that earlier imports of the same calendar brought, and that the file holds no more, in the period: their bookings stay,
 * and this is told. None of a file that is not a whole calendar.
 */
export async function goneFrom(
  vault: OpenVault,
  { reading, period, name }: Pick<Preview, 'reading' | 'period' | 'name'>,
  progress: Progress,
): Promise<SkippedPart[]> {
  const { isHere, isKnown } = calendarsBeside(vault, name);
  if (!reading.isWhole || !isKnown) return [];
  const now = today(vault);
  const { from = '', to = '9999' } = period;
  const inFile = new Set([...reading.uids.keys(), ...reading.unreadUids].map(wholeUid));
  const planned = uidsBetween(vault, [from, now].sort().at(-1) ?? now, to).map(wholeUid);
  const gone: SkippedPart[] = [];
  for (const [index, whole] of [...new Set(planned)].filter((uid) => !inFile.has(uid)).entries()) {
    if (index % BATCH === BATCH - 1) await progress.at(1);
    const those = (await bookingsByUid(vault, whole, () => progress.at(1))).filter(
      (booking) =>
        isStaying(booking, now) && isWithin(booking.slot.date, { from, to }) && isHere(booking.origin),
    );
    const what = those.map(titleHere).find((title) => title !== '') ?? '';
    gone.push(...toldToStay({ line: 0, what }, those));
  }
  return gone;
}

/** Whether what was imported under a key would be among what was read of its event, if it were in the file. */
function isRead(about: ReadUid, key: string, date: LocalDate, period: Preview['period']): boolean {
  const day = dayOfKey(key) ?? date;
  if (!isWithin(date, period) || !isWithin(day, period)) return false;
  // All of what is cancelled as a whole is, whatever of it was read.
  if (!about.isCancelled && (about.isCut || day > (about.until ?? day))) return false;
  return !about.elsewhere?.has(key.replace(/\/\d+$/, ''));
}

/** Whether a row goes on what was imported under another UID. */
export const isOfOtherUid = ({ uid }: Placement, { id, origin }: StoredBooking): boolean =>
  origin.uid !== undefined && origin.uid !== uid && bookingOfUid(uid) !== id;

interface KnownBooking {
  uid: string;
  key: string;
  /** What the file says of it as a whole. */
  about: ReadUid;
  booking: StoredBooking;
}

/**
 * What is known of an event, of all the parts it may be cut in, in the file or not. An event that Margelle itself exported is
 * the booking that its UID names.
 */
async function knownOf(
  vault: OpenVault,
  { zone, whole, parts }: { zone: string; whole: string; parts: readonly [string, ReadUid][] },
  giveWay: () => Promise<void>,
): Promise<KnownBooking[]> {
  const begins = parts
    .map(([uid, about]) => ({ begin: beginOf(uid, zone), about }))
    .sort((a, b) => (a.begin < b.begin ? -1 : 1));
  const [first] = begins;
  // A part that the file does not have is not cancelled with the others.
  const absent = first && {
    ...first.about,
    isCut: parts.some(([, { isCut }]) => isCut),
    isCancelled: false,
  };
  const ofFile = new Map(parts);
  const found = (await bookingsByUid(vault, whole, giveWay)).flatMap((booking): KnownBooking[] => {
    const { uid = '', recurrenceId: key = '' } = booking.origin;
    const day = dayOfKey(key) ?? booking.slot.date;
    const begin = beginOf(uid, zone);
    // What was cut out of its part since then is of the new one.
    const about =
      begins.findLast((part) => part.begin > begin && part.begin <= day)?.about ?? ofFile.get(uid) ?? absent;
    return about ? [{ uid, key, about, booking }] : [];
  });
  for (const [uid, about] of parts) {
    const own = bookingOfUid(uid);
    if (own === undefined || found.some((one) => one.uid === uid && one.key === '')) continue;
    const entity = vault.team.read('bookings', own);
    const booking = entity && decodeBooking(own, entity.facets);
    if (booking) found.push({ uid, key: '', about, booking });
  }
  return found;
}

const momentOf = ({ date, start }: Pick<Placement, 'date' | 'start'>) => ({ date, start: toMinutes(start) });

/** A cancelled date of the file as what stands for it here. */
export const cancelledAs = (placement: Placement, { slot, what }: StoredBooking): Placement => ({
  ...placement,
  date: slot.date,
  start: slot.start,
  end: slot.end,
  title: what.title ?? placement.title,
});

/** A booking as the file takes it back: as it stands, but cancelled. */
export function takenBackAs({ line, sequence }: ReadUid, { slot, what, origin }: StoredBooking): Placement {
  return {
    line,
    uid: origin.uid ?? '',
    ...(origin.recurrenceId === undefined ? {} : { recurrenceId: origin.recurrenceId }),
    sequence,
    date: slot.date,
    start: slot.start,
    end: slot.end,
    title: what.title ?? '',
    description: what.description ?? '',
    room: '',
    status: 'cancelled',
    notes: ['cancelled', ...(isConfidential(what.kind) ? (['confidential'] as const) : [])],
  };
}
