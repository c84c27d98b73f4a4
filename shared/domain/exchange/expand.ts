/**
 * From the events of a file to placements: occurrences, moved and cancelled ones, whole days, nights, several days,
 * zones, the 5-minute grid. Nothing disappears without a note or a reason.
 */
import { DAY_MINUTES, daysBetween, fromMinutes, type LocalDate } from '../time/wall.ts';
import type { FileEvent, ZonedMoment } from './file-event.ts';
import type { CappedSeries, Placement, PlacementNote, SkippedPart } from './reading.ts';
import { asWholeDays, datesOfSeries, dayIn, type Occurrence } from './series.ts';
import { type ExpandContext, inPlace, placementsOf, type Skip } from './span.ts';
import { type Moment, minutesBetween, shifted, toPlace } from './zones.ts';

export interface Expanded {
  placements: Placement[];
  skipped: SkippedPart[];
  capped: CappedSeries[];
  /** All of it is: its event, not only some dates. */
  isCancelled: boolean;
}

type Place = (event: FileEvent, id: string | undefined, notes?: readonly PlacementNote[]) => void;

/** Everything that one UID means. `written` are in the order of the file. */
export function expand(written: readonly FileEvent[], context: ExpandContext): Expanded {
  const result: Expanded = { placements: [], skipped: [], capped: [], isCancelled: false };
  const skip: Skip = (event, why) =>
    result.skipped.push({ line: event.line, what: event.title.slice(0, 120), why });
  const place: Place = (event, id, notes = []) => {
    const span = inPlace(event, context, skip);
    if (!span) return;
    const { placements, leftOut } = placementsOf(event, span, id, notes, context);
    for (const placement of placements) result.placements.push(placement);
    const until = placements.at(-1)?.date;
    if (leftOut > 0 && until !== undefined)
      result.capped.push({
        title: event.title.slice(0, 120),
        line: event.line,
        kept: placements.length,
        leftOut,
        until,
      });
    else if (until === undefined) skip(event, 'date-impossible');
  };
  const events = written.map((event) => asWholeDays(event, context));
  const masters = latestMasters(events, skip);
  const changes = latestChanges(events, masters[0], context, skip);
  result.isCancelled = masters.length > 0 && masters.every(({ status }) => status === 'cancelled');

  const prefixes = new Set<string>();
  masters.forEach((master, index) => {
    // A second event with the UID of the first is another one all the same: its start tells it apart.
    let prefix = index === 0 ? undefined : `${keyOf(master.start)}!`;
    while (prefix !== undefined && prefixes.has(prefix)) prefix += '!';
    if (prefix !== undefined) prefixes.add(prefix);
    const isAlone = master.rules.length + master.rdates.length + master.exdates.length === 0;
    if (isAlone && changes.size === 0) place(master, prefix);
    else
      expandSeries(master, prefix, changes, { context, skip, place, result, isOnly: masters.length === 1 });
  });
  // What was changed and not met in its series: the series is not in the file, or is capped before it.
  for (const [key, event] of changes) {
    if (event.changesFollowing) skip(event, 'others-not-changed');
    place(event, key, ['moved-occurrence']);
  }
  return result;
}

function latestMasters(events: readonly FileEvent[], skip: Skip): FileEvent[] {
  const masters = events.filter(({ recurrenceId }) => !recurrenceId);
  if (masters.length < 2) return masters;
  const latest = masters.reduce((most, { sequence }) => Math.max(most, sequence), Number.NEGATIVE_INFINITY);
  const seen = new Set<string>();
  return masters.filter((event) => {
    const content = JSON.stringify([
      keyOf(event.start),
      event.title,
      event.room,
      event.rules,
      event.end?.minutes,
      event.end?.date,
    ]);
    if (event.sequence < latest) skip(event, 'older-version');
    else if (seen.has(content)) skip(event, 'duplicate');
    else {
      seen.add(content);
      return true;
    }
    return false;
  });
}

/** The occurrences that have an event of their own, by the key of the moment they stand for. */
function latestChanges(
  events: readonly FileEvent[],
  master: FileEvent | undefined,
  context: ExpandContext,
  skip: Skip,
): Map<string, FileEvent> {
  const changes = new Map<string, FileEvent>();
  for (const event of events) {
    const id = event.recurrenceId;
    if (!id) continue;
    // Exchange names a whole day by the midnight it begins with.
    const key = master?.start.dateOnly ? dayKey(dayIn(id, context)) : placeKey(id, context);
    const before = changes.get(key);
    if (before) skip(before.sequence > event.sequence ? event : before, 'older-version');
    if (!before || before.sequence <= event.sequence) changes.set(key, event);
  }
  return changes;
}

interface Tools {
  context: ExpandContext;
  skip: Skip;
  place: Place;
  result: Expanded;
  /** No other event has its UID. */
  isOnly: boolean;
}

/** One date of a series with its names: by its moment, and by its day. */
interface Named {
  key: string;
  day: string;
  event: FileEvent;
}

function expandSeries(
  master: FileEvent,
  prefix: string | undefined,
  changes: Map<string, FileEvent>,
  { context, skip, place, result, isOnly }: Tools,
): void {
  const dates = datesOfSeries(master, context);
  for (let rule = 0; rule < dates.empty; rule++)
    skip(master, master.rules.length === 1 ? 'rule-unreadable' : 'one-rule-unreadable');
  if (dates.isStartAlone) skip(master, 'start-off-rule');
  const series = namedOnce(master, dates.occurrences, context);
  if (dates.capped)
    result.capped.push({
      title: master.title.slice(0, 120),
      line: master.line,
      kept: series.size,
      leftOut: dates.capped.leftOut,
      until: [...series.values()].reduce(
        (last, { event: { start } }) => (start.date > last ? start.date : last),
        '',
      ),
    });
  const byDay = Map.groupBy(series.values(), ({ day }) => day);
  const changed = changesOf(series, isOnly ? byDay : new Map(), changes, context);
  // A series that is cancelled takes its changes with it, but for newer ones.
  for (const [key, change] of changed)
    if (master.status === 'cancelled' && change.sequence <= master.sequence)
      changed.set(key, { ...change, status: 'cancelled' });
  const excluded = excludedOf(master, dates.excluded, { series, byDay, changed }, context, skip);
  const following = [...changed]
    .filter(([, change]) => change.changesFollowing)
    .sort(([a], [b]) => (a < b ? 1 : -1));
  const notes: PlacementNote[] = dates.capped ? ['capped'] : [];
  const isSeries = master.rules.length + master.rdates.length > 0;

  for (const [key, { event }] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = isSeries ? `${prefix ?? ''}${key}` : prefix;
    const change = changed.get(key);
    const isOut = excluded.has(key);
    if (change && isOut && change.sequence <= master.sequence) skip(change, 'date-removed');
    if (change && !(isOut && change.sequence <= master.sequence)) {
      const isMoved = placeKey(change.start, context) !== key;
      place(change, id, isMoved ? ['moved-occurrence'] : []);
      continue;
    }
    const last = following.find(([from]) => from < key)?.[1];
    if (last && !isOut) {
      const moved = followed(event, last, context);
      place(moved, id, placeKey(moved.start, context) === key ? notes : [...notes, 'moved-occurrence']);
    } else place(isOut ? { ...event, status: 'cancelled' } : event, id, notes);
  }
}

/** Each date once, as an event of its own; of one that is added twice, the one with a length of its own. */
function namedOnce(
  master: FileEvent,
  occurrences: readonly Occurrence[],
  context: ExpandContext,
): Map<string, Named> {
  const series = new Map<string, Named>();
  for (const occurrence of occurrences) {
    const start = { ...master.start, ...occurrence.start };
    const key = placeKey(start, context);
    const hasLength = occurrence.end !== undefined || occurrence.duration !== undefined;
    if (series.has(key) && !hasLength) continue;
    const { end: _end, duration: _duration, ...rest } = master;
    const event: FileEvent = { ...rest, start };
    if (occurrence.end) event.end = occurrence.end;
    else if (occurrence.duration) event.duration = occurrence.duration;
    else {
      if (master.duration) event.duration = master.duration;
      if (master.end)
        event.end = shifted(
          master.end,
          daysBetween(master.start.date, start.date),
          start.minutes - master.start.minutes,
        );
    }
    series.set(key, { key, day: key.slice(0, 8), event });
  }
  return series;
}

/**
 * Takes out of `changes` those of this series, by the key of their occurrence. One that names no occurrence to the
 * minute is the one of its day, when that day has one and it has no other change.
 */
function changesOf(
  series: ReadonlyMap<string, Named>,
  byDay: ReadonlyMap<string, readonly Named[]>,
  changes: Map<string, FileEvent>,
  context: ExpandContext,
): Map<string, FileEvent> {
  const changed = new Map<string, FileEvent>();
  const keep = (from: string, key: string, change: FileEvent) => {
    changed.set(key, change);
    changes.delete(from);
  };
  for (const [from, change] of [...changes]) if (series.has(from)) keep(from, from, change);
  for (const [from, change] of [...changes]) {
    const { recurrenceId } = change;
    const day = recurrenceId && dayKey(dayIn(recurrenceId, context));
    const [only, ...others] = byDay.get(day ?? '') ?? [];
    if (only && others.length === 0 && !changed.has(only.key)) keep(from, only.key, change);
  }
  return changed;
}

interface Met {
  series: ReadonlyMap<string, Named>;
  byDay: ReadonlyMap<string, readonly Named[]>;
  changed: ReadonlyMap<string, FileEvent>;
}

/** Keys of what is taken out. A date, or midnight, takes out its whole day; an hour that the day does not have is told. */
function excludedOf(
  master: FileEvent,
  moments: readonly Moment[],
  { series, byDay, changed }: Met,
  context: ExpandContext,
  skip: Skip,
): Set<string> {
  const excluded = new Set(moments.map((moment) => placeKey({ ...master.start, ...moment }, context)));
  const movedTo = new Set([...changed.values()].map(({ start }) => dayIn(start, context)));
  for (const moment of master.exdates) {
    const day = dayIn(moment, context);
    const key = placeKey(moment, context);
    if (!moment.dateOnly && !master.start.dateOnly && series.has(key)) excluded.add(key);
    else if (moment.dateOnly || master.start.dateOnly || moment.minutes === 0)
      for (const named of byDay.get(dayKey(day)) ?? []) excluded.add(named.key);
    else if (byDay.has(dayKey(day)) || movedTo.has(day)) skip(master, 'exception-unmatched');
  }
  return excluded;
}

/** An occurrence as a change of all the following ones makes it: as much later, as long, in the same words. */
function followed(occurrence: FileEvent, change: FileEvent, context: ExpandContext): FileEvent {
  const { recurrenceId: id, end, ...rest } = change;
  if (!id) return occurrence;
  const atPlace = (moment: ZonedMoment) => toPlace(moment, moment.zone, context.zone);
  const days = daysBetween(dayIn(id, context), dayIn(occurrence.start, context));
  const moved = (moment: ZonedMoment): ZonedMoment => {
    if (moment.dateOnly) return shifted(moment, days, 0);
    const at = atPlace(moment);
    const isByDay = id.dateOnly || occurrence.start.dateOnly;
    const there = isByDay
      ? shifted(at, days, 0)
      : shifted(atPlace(occurrence.start), 0, minutesBetween(atPlace(id), at));
    return { ...moment, ...there, zone: { kind: 'place' } };
  };
  return { ...rest, start: moved(change.start), ...(end ? { end: moved(end) } : {}) };
}

const dayKey = (date: LocalDate): string => date.replaceAll('-', '');

const keyOf = ({ date, minutes, dateOnly }: Moment & { dateOnly: boolean }): string =>
  dateOnly ? dayKey(date) : `${dayKey(date)}T${fromMinutes(minutes % DAY_MINUTES).replace(':', '')}`;

/** How an occurrence is called: the moment it stands for, in the wall time of the place. */
const placeKey = (moment: ZonedMoment, context: ExpandContext): string =>
  keyOf(moment.dateOnly ? moment : { ...toPlace(moment, moment.zone, context.zone), dateOnly: false });
