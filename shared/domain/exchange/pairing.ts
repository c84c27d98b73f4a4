/**
 * Which booking of an earlier import is which date of the file, for one UID. Dates are known by their key (the moment of
 * the series they stand for), which a change of shape changes for all of them at once: another hour, another weekday, whole
 * days, one date that became a series. docs/decisions/0020 says why these rules and no others:
 *
 * 1. The same key is the same date. Where several events share the UID, whatever stands at the same moment comes first:
 *    which of them is the first one, and so has plain keys, may have changed.
 * 2. Of what is left, what stands on the same day, by the nearest hours.
 * 3. Of what is left, as many as possible in the order of time, by the nearest days: never over a day that was met by 1 or 2,
 *    and never as far as the next date of what is known. So a calendar that only rolls on (old dates drop out, new ones
 *    come at its end) moves nothing.
 * 4. Where nothing was met, no date is past, and there are as many as before, the whole was moved: in the order of time.
 *
 * What is past never moves to today or later, and is never cancelled but by its own key.
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
}

/** A booking as it stands. */
export interface KnownDate extends Keyed {
  /** Out of the period that is read, or known to be elsewhere in the file: only its own key may meet it. */
  isFixed: boolean;
}

interface Placed<D extends Keyed = Keyed> {
  it: D;
  index: number;
  /** The day it stands for: a session moved by hand, or on its own, still stands for the day of its series. */
  day: LocalDate;
  start: number;
  /** Which day of an event that lasts several. */
  part: number;
}

/** How far two dates are, in minutes; undefined when they may not meet. */
type Cost = (from: Placed, to: Placed) => number | undefined;

/** Cells of the table of one alignment; beyond, dates meet in their mere order. */
const CELLS_MAX = 1_000_000;
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
  const takenKeys = new Set<string>();
  const metDays = new Set<LocalDate>();
  const [writtenDates, knownDates] = [written.map(placed), known.map(placed)];
  const pair = (to: Placed<KnownDate>, at: Placed<WrittenDate>) => {
    pairs.set(at.index, to.index);
    taken.add(to.index);
    takenKeys.add(to.it.key);
    if (at.day === to.day) metDays.add(at.day);
  };
  const meet = (nameOf: (date: Keyed) => string) => {
    const named = new Map(knownDates.map((date) => [nameOf(date.it), date]));
    for (const at of writtenDates) {
      const to = named.get(nameOf(at.it));
      if (to && !pairs.has(at.index) && !taken.has(to.index)) pair(to, at);
    }
  };
  if (isShared(written, known) && !isSameKeys(written, known)) meet(({ date, start }) => `${date} ${start}`);
  meet(({ key }) => key);

  // Two bookings of one key, made apart on two machines, are not two dates of the file.
  const knownLeft = () =>
    knownDates.filter(({ index, it }) => !taken.has(index) && !it.isFixed && !takenKeys.has(it.key));
  const writtenLeft = () => writtenDates.filter(({ index }) => !pairs.has(index));
  const mayMeet = (booking: KnownDate, date: WrittenDate) =>
    booking.date >= today || (date.date < today && !date.isCancelled);
  const align = <K>(groupOf: (date: Placed) => K, cost: Cost) => {
    const from = Map.groupBy(knownLeft(), groupOf);
    const to = Map.groupBy(writtenLeft(), groupOf);
    for (const [group, those] of from)
      for (const [a, b] of aligned(those, to.get(group) ?? [], (a, b) =>
        mayMeet(a.it, b.it) ? cost(a, b) : undefined,
      ))
        pair(a, b);
  };
  align(({ day }) => day, distance);
  const isWhole =
    pairs.size === 0 &&
    written.length === known.length &&
    known.every(({ date, isFixed }) => date >= today && !isFixed);
  const met = [...metDays].sort();
  const rooms = new Map(
    [...Map.groupBy(knownDates, ({ part }) => part)].map(([part, those]) => [
      part,
      roomOf(those.map(({ day }) => day)),
    ]),
  );
  align(
    ({ part }) => part,
    (a, b) =>
      isWhole || (rooms.get(a.part)?.(a.day, b.day) && !isAnyBetween(met, a.day, b.day))
        ? distance(a, b)
        : undefined,
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
  return { it, index, day: dayOfKey(key) ?? date, start, part: Number(KEY.exec(key)?.[4] ?? 1) };
}

/** Several events have this UID: those after the first one have its mark in their keys (expand.ts). */
const isShared = (...dates: (readonly Keyed[])[]) => dates.flat().some(({ key }) => key.includes('!'));

function isSameKeys(written: readonly Keyed[], known: readonly Keyed[]): boolean {
  const [some, others] = [written, known].map((dates) => new Set(dates.map(({ key }) => key)));
  return some !== undefined && some.size === others?.size && [...some].every((key) => others.has(key));
}

const inTime = (a: Placed, b: Placed) => (a.day === b.day ? a.start - b.start : a.day < b.day ? -1 : 1);

const distance = (a: Placed, b: Placed) =>
  Math.abs(daysBetween(a.day, b.day) * DAY_MINUTES + b.start - a.start);

/**
 * Whether a date may move from one day to another without coming to the next one of its series. At an end of the series,
 * the next one would be as far as the one on the other side; a date alone may go anywhere.
 */
function roomOf(days: readonly LocalDate[]): (from: LocalDate, to: LocalDate) => boolean {
  const sorted = [...new Set(days)].sort();
  const at = new Map(sorted.map((day, index) => [day, index]));
  return (from, to) => {
    const index = at.get(from) ?? 0;
    const [before, after] = [sorted[index - 1], sorted[index + 1]];
    const gap = (day: LocalDate | undefined) =>
      day === undefined ? undefined : Math.abs(daysBetween(day, from));
    const [back, on] = [gap(before), gap(after)];
    const moved = daysBetween(from, to);
    return Math.abs(moved) < ((moved < 0 ? (back ?? on) : (on ?? back)) ?? Number.POSITIVE_INFINITY);
  };
}

/** Whether one of `sorted` is strictly between two days. */
function isAnyBetween(sorted: readonly LocalDate[], one: LocalDate, other: LocalDate): boolean {
  const [from, to] = one < other ? [one, other] : [other, one];
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') <= from) low = middle + 1;
    else high = middle;
  }
  const next = sorted[low];
  return next !== undefined && next < to;
}

/** As many pairs as are allowed, in the order of both, and of these the nearest. */
function aligned<A extends Placed, B extends Placed>(
  some: readonly A[],
  others: readonly B[],
  cost: (a: A, b: B) => number | undefined,
): [A, B][] {
  const [from, to] = [some.toSorted(inTime), others.toSorted(inTime)];
  const pairs: [A, B][] = [];
  if (from.length * to.length > CELLS_MAX) {
    for (const [index, a] of from.entries()) {
      const b = to[index];
      if (b && cost(a, b) !== undefined) pairs.push([a, b]);
    }
    return pairs;
  }
  const width = to.length + 1;
  /** What the best of those from these two on is worth, and how it begins: by a pair, or without one of the two. */
  const worth = new Float64Array((from.length + 1) * width);
  const begins = new Uint8Array(worth.length);
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--) {
      const [a, b] = [from[i], to[j]];
      const far = a && b && cost(a, b);
      const here = i * width + j;
      const [down = 0, right = 0, across = 0] = [
        worth[here + width],
        worth[here + 1],
        worth[here + width + 1],
      ];
      const both = far === undefined ? -1 : across + PAIR - far;
      const most = Math.max(both, down, right);
      worth[here] = most;
      begins[here] = most === both ? BOTH : most === down ? DOWN : RIGHT;
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

const [BOTH, DOWN, RIGHT] = [0, 1, 2];
