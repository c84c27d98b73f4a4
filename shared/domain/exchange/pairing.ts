/**
 * Which booking of an earlier import is which date of the file, for one event. Dates are known by their key (the moment of
 * the series they stand for), which a change of shape changes for all of them at once: another hour, another weekday, whole
 * days, one date that became a series. docs/decisions/0020 says why these rules and no others:
 *
 * 1. The same key is the same date. Where several events share the UID, whatever stands at the same moment comes first, the
 *    same key before others: which of them is the first one, and so has plain keys, may have changed.
 * 2. Of what is left, what stands at the same moment (so what is there already, under another key, is met again the next
 *    time); then what stands on the same day, by the nearest hours.
 * 3. Of what is left, as many as possible in the order of time, by the nearest days: never over a day that was met by 1 or 2,
 *    and never as far as the next date of what is known (of the file, where one alone of a series is known). So a calendar
 *    that only rolls on (old dates drop out, new ones come at its end) moves nothing.
 * 4. Where nothing was met, no date is past, and there are as many as before, the whole was moved: in the order of time.
 *
 * What is past took place: it meets only what is past too, and is met by a plain event of a later day no more (a program may
 * write only the next date of a series). What comes of a pair that would change it is said elsewhere (`stateOf`). A cancelled
 * date meets by 1 and 2 only. Where a file says only some dates, each of the others is met by its key, or alone on its day.
 */
import { addDays, DAY_MINUTES, daysBetween, isLocalDate, type LocalDate } from '../time/wall.ts';

interface Keyed {
  /** `recurrenceId`; empty for a plain event. */
  key: string;
  date: LocalDate;
  /** Minutes since midnight. */
  start: number;
}

/** A date of the file. */
export interface WrittenDate extends Keyed {
  isCancelled: boolean;
  /** It comes beside those of its series: only its own key may meet it. */
  isAdded?: boolean;
}

/** A booking as it stands. */
export interface KnownDate extends Keyed {
  /** Out of the period that is read, or known to be elsewhere in the file: only its own key may meet it. */
  isFixed: boolean;
  /** The file says only some dates of its event: it meets what alone stands for its day, where it is alone itself. */
  isPart?: boolean;
}

interface Placed<D extends Keyed = Keyed> {
  it: D;
  index: number;
  /** The day it stands for: a session moved by hand, or on its own, still stands for the day of its series. */
  day: number;
  /** In minutes, its hours included. */
  at: number;
  /** Which day of an event that lasts several. */
  part: number;
}

/** Days between which a date may move, both excluded. */
type Room = readonly [after: number, before: number];

/** Cells of the table of one alignment; beyond, dates meet in their mere order. */
const CELLS_MAX = 250_000;
/** What one more pair is worth, in minutes: more than all distances together. */
const PAIR = 1e9;

export interface Pairs {
  /** By index of what is written, the index of what is known: each once at most. */
  pairs: Map<number, number>;
  /** What is known and may not stay untold: those that nothing met. */
  left: number[];
}

export function pairDates(
  written: readonly WrittenDate[],
  known: readonly KnownDate[],
  today: LocalDate,
): Pairs {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const metDays = new Set<number>();
  const [writtenDates, knownDates] = [written.map(placed), known.map(placed)];
  const pair = (to: Placed<KnownDate>, at: Placed<WrittenDate>) => {
    pairs.set(at.index, to.index);
    taken.add(to.index);
    if (at.day === to.day) metDays.add(at.day);
  };
  const mayMeet = ({ it: booking, day }: Placed<KnownDate>, { it: date, day: to }: Placed<WrittenDate>) =>
    booking.date >= today ||
    (date.date === booking.date && booking.key === date.key) ||
    (date.date < today && !date.isCancelled && !(isPlain(booking) && isPlain(date) && to > day));
  const meet = (nameOf: (date: Keyed) => string, may = mayMeet) => {
    const named = Map.groupBy(knownDates, ({ it }) => nameOf(it));
    for (const at of writtenDates) {
      if (pairs.has(at.index)) continue;
      const those = (named.get(nameOf(at.it)) ?? []).filter((to) => !taken.has(to.index) && may(to, at));
      // Of two bookings of one key, the one that stands there.
      const to = those.find(({ it }) => momentOf(it) === momentOf(at.it)) ?? those.at(-1);
      if (to) pair(to, at);
    }
  };
  if (isShared(written, known) && !isSameKeys(written, known)) {
    meet((date) => `${date.key} ${momentOf(date)}`);
    meet(momentOf, (to, at) => mayMeet(to, at) && !at.it.isAdded);
  }
  meet(({ key }) => key);
  meet(momentOf, (to, at) => mayMeet(to, at) && !to.it.isFixed && !at.it.isAdded && !at.it.isCancelled);

  const writtenLeft = () => writtenDates.filter(({ index, it }) => !pairs.has(index) && !it.isAdded);
  const partDays = Map.groupBy(knownDates, ({ day }) => day);
  for (const [day, at] of aloneOn(writtenLeft())) {
    const [to, ...others] = partDays.get(day) ?? [];
    if (to?.it.isPart && others.length === 0 && !taken.has(to.index) && mayMeet(to, at)) pair(to, at);
  }

  const knownLeft = () => knownDates.filter(({ index, it }) => !taken.has(index) && !it.isFixed);
  const align = (groupOf: (date: Placed) => number, roomFor: (date: Placed) => Room, may = mayMeet) => {
    const to = Map.groupBy(writtenLeft(), groupOf);
    for (const [group, from] of Map.groupBy(knownLeft(), groupOf))
      for (const [a, b] of aligned(from, to.get(group) ?? [], roomFor, may)) pair(a, b);
  };
  align(
    ({ day }) => day,
    () => EVERYWHERE,
  );
  /** As near as it may be, another day is not the one that was cancelled. */
  const mayMove: typeof mayMeet = (to, at) => mayMeet(to, at) && !at.it.isCancelled;
  const isWhole =
    pairs.size === 0 &&
    written.length === known.length &&
    known.every(({ date, isFixed }) => date >= today && !isFixed);
  const met = [...metDays].sort((a, b) => a - b);
  const [knownDays, writtenDays] = [knownDates, writtenDates].map(daysByPart);
  align(
    ({ part }) => part,
    ({ part, day, it }) => {
      // A date alone of a series: how far the next one would be is known from the file.
      const turn = dayOfKey(it.key) === undefined ? undefined : turnOf(writtenDays?.get(part) ?? []);
      return isWhole ? EVERYWHERE : roomOf(day, knownDays?.get(part) ?? [], met, turn);
    },
    mayMove,
  );
  return { pairs, left: knownLeft().map(({ index }) => index) };
}

const KEY = /(?:(\d{4})(\d\d)(\d\d)(?:T\d{4})?)?(?:\/(\d{1,3}))?$/;

/** The day of a series that a key names; undefined when it names none. */
export function dayOfKey(key: string): LocalDate | undefined {
  const [, year, month, day, part = 1] = KEY.exec(key) ?? [];
  const first = `${year}-${month}-${day}`;
  return isLocalDate(first) ? addDays(first, Number(part) - 1) : undefined;
}

function placed<D extends Keyed>(it: D, index: number): Placed<D> {
  const { key, date, start } = it;
  const day = daysBetween(DAY_0, dayOfKey(key) ?? date);
  return { it, index, day, at: day * DAY_MINUTES + start, part: Number(KEY.exec(key)?.[4] ?? 1) };
}

const DAY_0: LocalDate = '1970-01-01';
const EVERYWHERE: Room = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** It names no day of a series. */
const isPlain = ({ key }: Keyed): boolean => dayOfKey(key) === undefined;

/** By day, what is the only one of its day. */
function aloneOn<D extends Keyed>(dates: readonly Placed<D>[]): [number, Placed<D>][] {
  return [...Map.groupBy(dates, ({ day }) => day)].flatMap(([day, [only, ...others]]) =>
    only && others.length === 0 ? [[day, only] as [number, Placed<D>]] : [],
  );
}

const momentOf = ({ date, start }: Keyed): string => `${date} ${start}`;

/** Several events have this UID: those after the first one have its mark in their keys (expand.ts). */
const isShared = (...dates: (readonly Keyed[])[]) => dates.flat().some(({ key }) => key.includes('!'));

function isSameKeys(written: readonly Keyed[], known: readonly Keyed[]): boolean {
  const [some, others] = [written, known].map((dates) => new Set(dates.map(({ key }) => key)));
  return some !== undefined && some.size === others?.size && [...some].every((key) => others.has(key));
}

const daysByPart = (dates: readonly Placed[]): Map<number, number[]> =>
  new Map(
    [...Map.groupBy(dates, ({ part }) => part)].map(([part, those]) => [
      part,
      [...new Set(those.map(({ day }) => day))].sort((a, b) => a - b),
    ]),
  );

/** Days between two dates that follow each other, the least of a series. */
const turnOf = (days: readonly number[]): number =>
  days.reduce(
    (least, day, index) => Math.min(least, day - (days[index - 1] ?? Number.NEGATIVE_INFINITY)),
    Number.POSITIVE_INFINITY,
  );

/**
 * Where a date may move: not as far as the next one of its series on either side, nor over a day that was met. At an end of
 * the series, the next one would be as far as the one on the other side; one that is alone may go anywhere within its `turn`.
 */
function roomOf(
  day: number,
  days: readonly number[],
  met: readonly number[],
  turn = Number.POSITIVE_INFINITY,
): Room {
  const [before, after] = neighbours(day, days);
  const [back, on] = neighbours(day, met);
  const last = before ?? (after === undefined ? day - turn : 2 * day - after);
  const next = after ?? (before === undefined ? day + turn : 2 * day - before);
  return [Math.max(last, (back ?? EVERYWHERE[0]) - 1), Math.min(next, (on ?? EVERYWHERE[1]) + 1)];
}

/** Of sorted days, the last one before `day` and the first one after it. */
function neighbours(day: number, sorted: readonly number[]): [number | undefined, number | undefined] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return [sorted[low - 1], sorted[sorted[low] === day ? low + 1 : low]];
}

/** As many pairs as are allowed, in the order of both, and of these the nearest. */
function aligned<A extends Placed, B extends Placed>(
  some: readonly A[],
  others: readonly B[],
  roomFor: (a: A) => Room,
  mayMeet: (a: A, b: B) => boolean,
): [A, B][] {
  const [from, to] = [some.toSorted((a, b) => a.at - b.at), others.toSorted((a, b) => a.at - b.at)];
  const pairs: [A, B][] = [];
  if (from.length * to.length > CELLS_MAX) {
    for (const [index, a] of from.entries()) {
      const b = to[index];
      const [after, before] = roomFor(a);
      if (b && b.day > after && b.day < before && mayMeet(a, b)) pairs.push([a, b]);
    }
    return pairs;
  }
  const width = to.length + 1;
  /** What the best of those from these two on is worth, and how it begins: by a pair, or without one of the two. */
  const worth = new Float64Array((from.length + 1) * width);
  const begins = new Uint8Array(worth.length);
  // Many cells: nothing is made for one of them.
  for (let i = from.length - 1; i >= 0; i--) {
    const a = from[i];
    const [after, before] = a ? roomFor(a) : EVERYWHERE;
    for (let j = to.length - 1; j >= 0; j--) {
      const b = to[j];
      const here = i * width + j;
      const down = worth[here + width] ?? 0;
      const right = worth[here + 1] ?? 0;
      const meets = a && b && b.day > after && b.day < before && mayMeet(a, b);
      const both = meets ? (worth[here + width + 1] ?? 0) + PAIR - Math.abs(a.at - b.at) : -1;
      const most = Math.max(both, down, right);
      worth[here] = most;
      begins[here] = most === both ? BOTH : most === down ? DOWN : RIGHT;
    }
  }
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    const how = begins[i * width + j];
    const [a, b] = [from[i], to[j]];
    if (how === BOTH && a && b) pairs.push([a, b]);
    if (how !== RIGHT) i += 1;
    if (how !== DOWN) j += 1;
  }
  return pairs;
}

const BOTH = 0;
const DOWN = 1;
const RIGHT = 2;
