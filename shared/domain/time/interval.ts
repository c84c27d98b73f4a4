/**
 * Half-open intervals of whole minutes: `start` belongs to it, `end` does not, so two that touch do not overlap.
 * Minutes usually count from midnight (0–1440), but nothing here depends on it: a footprint widened by set-up and
 * airing may start below 0 or end past 1440. An interval whose end is not after its start is empty.
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export const isEmpty = (interval: Interval): boolean => interval.end <= interval.start;

/** True when the two share at least one minute. */
export const overlaps = (a: Interval, b: Interval): boolean =>
  Math.max(a.start, b.start) < Math.min(a.end, b.end);

/** The minutes both share, or undefined when they share none. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const shared = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
  return isEmpty(shared) ? undefined : shared;
}

/** The same minutes as sorted, disjoint intervals that do not even touch; empty ones disappear. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((interval) => !isEmpty(interval)).sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The minutes of `from` that none of `taken` covers, merged. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const holes = merge(taken);
  return merge(from).flatMap((interval) => {
    const left: Interval[] = [];
    let start = interval.start;
    for (const hole of holes) {
      if (hole.end <= start) continue;
      if (hole.start >= interval.end) break;
      if (hole.start > start) left.push({ start, end: hole.start });
      start = hole.end;
    }
    if (start < interval.end) left.push({ start, end: interval.end });
    return left;
  });
}

/** True when every minute of `inner` is covered by `outer` taken together; an empty `inner` always is. */
export const contains = (outer: readonly Interval[], inner: Interval): boolean =>
  subtract([inner], outer).length === 0;

/** Total minutes covered, each counted once. */
export const minutesOf = (intervals: readonly Interval[]): number =>
  merge(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
