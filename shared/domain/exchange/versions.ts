/**
 * Of several versions of one event in a file, the one that counts: of those of one start or one title. The higher SEQUENCE, then the later LAST-MODIFIED, then
 * the later DTSTAMP, then, where start and title are the same, the one written last; the others are told.
 */
import type { FileEvent } from './file-event.ts';
import { COSTS, type Pace, type Steps } from './pace.ts';
import type { Skip } from './span.ts';
import type { ZoneOf } from './zones.ts';

/**
 * Two events of another start or title may be two events all the same, which a program gave one UID: only versions that a
 * person made, not what one export wrote in a loop, are so many seconds apart.
 */
const APART_SECONDS = 60;

/** What says which of two versions is the later one. */
export interface Version {
  sequence: number;
  modified?: number | undefined;
  stamped?: number | undefined;
}

/** Positive when `a` is the later version, negative when `b` is, 0 when nothing says so. */
export function compare(a: Version, b: Version, atLeast = 1): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  for (const [one, other] of [
    [a.modified, b.modified],
    [a.stamped, b.stamped],
  ]) {
    const later = one === undefined || other === undefined ? 0 : one - other;
    if (Math.abs(later) >= atLeast) return later;
  }
  return 0;
}

/** All that an event says but its line and which version it is. */
const contentOf = (event: FileEvent): string =>
  JSON.stringify(event, (name, value: unknown) => {
    if (name === 'zone') return nameOf(value as ZoneOf);
    return ['line', 'sequence', 'modified', 'stamped'].includes(name) ? undefined : value;
  });

const nameOf = (zone: ZoneOf): string => (zone.kind === 'defined' ? zone.zone.tzid : JSON.stringify(zone));

/** The events of one UID that are no change of a date, in the order of the file, but for older versions and duplicates. */
export function* latestMasters(
  events: readonly FileEvent[],
  startOf: (event: FileEvent) => string,
  skip: Skip,
  pace: Pace,
): Steps<FileEvent[]> {
  const masters = events.filter(({ recurrenceId }) => !recurrenceId);
  if (masters.length < 2) return masters;
  const seen = new Set<string>();
  let kept: FileEvent[] = [];
  for (const event of masters) {
    const { title, description } = event;
    if (pace.isDue(COSTS.event + (title.length + description.length) / COSTS.characters)) yield;
    const content = `${event.sequence} ${contentOf(event)}`;
    if (seen.has(content)) skip(event, 'duplicate');
    else {
      seen.add(content);
      kept.push(event);
    }
  }
  /** Of each group, what is older than the latest of it; `isOne`: all but that one. */
  const older = function* (groupOf: (event: FileEvent) => string, atLeast: number, isOne = false) {
    const newest = new Map<string, FileEvent>();
    for (const event of kept) {
      if (pace.isDue(COSTS.moment)) yield;
      const best = newest.get(groupOf(event));
      const later = best ? compare(event, best, atLeast) : 1;
      if (later > 0 || (later === 0 && isOne)) newest.set(groupOf(event), event);
    }
    return kept.filter((event) => {
      const best = newest.get(groupOf(event));
      return best !== undefined && best !== event && (isOne || compare(event, best, atLeast) < 0);
    });
  };
  const leave = (those: readonly FileEvent[]) => {
    const out = new Set(those);
    for (const event of kept) if (out.has(event)) skip(event, 'older-version');
    kept = kept.filter((event) => !out.has(event));
  };
  leave(yield* older((event) => `${startOf(event)} ${event.title}`, 1, true));
  // Together: a version that is out by its start may be what puts out another one by its title.
  const byStart = yield* older(startOf, APART_SECONDS);
  const byTitle = yield* older((event) => event.title || startOf(event), APART_SECONDS);
  leave([...byStart, ...byTitle]);
  return kept;
}

/** Of two changes of one date, in the order of the file, the one that counts; the other one is told. */
export function laterChange(before: FileEvent, event: FileEvent, skip: Skip): FileEvent {
  const isSame = contentOf(before) === contentOf(event);
  const isLater = compare(event, before) >= 0;
  if (isSame) skip(event, 'duplicate');
  else skip(isLater ? before : event, 'older-version');
  return isSame || !isLater ? before : event;
}
