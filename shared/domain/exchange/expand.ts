/**
 * From the events of a file to placements: occurrences, moved and cancelled ones, whole days, nights, several days,
 * zones, the 5-minute grid. Nothing disappears without a note or a reason.
 */
import { DAY_MINUTES, daysBetween, fromMinutes, type LocalDate } from '../time/wall.ts';
import type { FileEvent, ZonedMoment } from './file-event.ts';
import { COSTS, type Pace, type Steps } from './pace.ts';
import { dayOfKey } from './pairing.ts';
import type { CappedSeries, Placement, PlacementNote, SkippedPart } from './reading.ts';
import { asWholeDays, datesOfSeries, dayIn, dayOfSeries, type Occurrence, withLength } from './series.ts';
import { type ExpandContext, inPlace, isWithin, placementsOf, type Skip, type Window } from './span.ts';
import { laterChange, latestMasters } from './versions.ts';
import { type Moment, minutesBetween, shifted, toPlace } from './zones.ts';

export interface Expanded {
  placements: Placement[];
  skipped: SkippedPart[];
  capped: CappedSeries[];
  /** All of it is: its event, not only some dates. */
  isCancelled: boolean;
  /** Placements outside the window, and those for which it had no room. */
  outside: number;
  tooMany: number;
  /** Keys of those outside it whose own day is in it, or that have none: what they stood for may have been there. */
  elsewhere?: Set<string>;
}

type Place = (event: FileEvent, id: string | undefined, notes?: readonly PlacementNote[]) => void;

/** Everything that one UID means. `written` are in the order of the file. */
export function* expand(
  written: readonly FileEvent[],
  context: ExpandContext,
  window: Window,
  pace: Pace,
): Steps<Expanded> {
  const result: Expanded = {
    placements: [],
    skipped: [],
    capped: [],
    outside: 0,
    tooMany: 0,
    isCancelled: false,
  };
  const skip: Skip = (event, why) =>
    result.skipped.push({ line: event.line, what: event.title.slice(0, 120), why });
  const told = new Set<string>();
  /** Each date of a series would say it again. */
  const skipOnce: Skip = (event, why) => {
    if (!told.has(`${event.line} ${why}`)) skip(event, why);
    told.add(`${event.line} ${why}`);
  };
  const place: Place = (event, id, notes = []) => {
    const span = inPlace(event, context, skipOnce);
    if (!span) return;
    const room = window.room - result.placements.length;
    const placed = placementsOf(event, span, id, notes, context, { ...window, room });
    for (const placement of placed.placements) result.placements.push(placement);
    result.outside += placed.outside;
    if (placed.outside > 0 && isWithin(dayOfKey(id ?? '') ?? window.from ?? window.to ?? '', window)) {
      result.elsewhere ??= new Set();
      result.elsewhere.add(id ?? '');
    }
    result.tooMany += placed.tooMany;
    const { leftOut, until } = placed;
    if (leftOut > 0 && until !== undefined)
      result.capped.push({
        title: event.title.slice(0, 120),
        line: event.line,
        kept: placed.kept,
        leftOut,
        until,
      });
    else if (until === undefined) skipOnce(event, 'date-impossible');
  };
  const events: FileEvent[] = [];
  for (const event of written) events.push(yield* asWholeDays(event, context, pace));
  const masters = yield* latestMasters(events, ({ start }) => placeKey(start, context), skip, pace);
  const changes = yield* latestChanges(events, masters[0], context, skip, pace);
  result.isCancelled = masters.length > 0 && masters.every(({ status }) => status === 'cancelled');

  const prefixes = new Map<string, number>();
  for (const [index, master] of masters.entries()) {
    // A second event with the UID of the first is another one all the same: its start tells it apart.
    const start = keyOf(master.start);
    const twins = prefixes.get(start) ?? 0;
    if (index > 0) prefixes.set(start, twins + 1);
    const prefix = index === 0 ? undefined : `${start}!${twins === 0 ? '' : twins + 1}`;
    if (pace.isDue(COSTS.occurrence)) yield;
    const isAlone = master.rules.length + master.rdates.length + master.exdates.length === 0;
    if (isAlone && changes.size === 0) place(master, prefix);
    else {
      const tools = { context, skip, skipOnce, place, result, isOnly: masters.length === 1, pace };
      yield* expandSeries(master, prefix, changes, tools);
    }
  }
  // What was changed and not met in its series: the series is not in the file, or is capped before it.
  for (const [key, event] of changes) {
    if (pace.isDue(COSTS.occurrence)) yield;
    if (event.changesFollowing) skip(event, 'others-not-changed');
    const [only, another] = masters;
    place(only && !another ? inWordsOf(only, event) : event, key, event.isAdded ? [] : ['moved-occurrence']);
  }
  return result;
}

/** The occurrences that have an event of their own, by the key of the moment they stand for. */
function* latestChanges(
  events: readonly FileEvent[],
  master: FileEvent | undefined,
  context: ExpandContext,
  skip: Skip,
  pace: Pace,
): Steps<Map<string, FileEvent>> {
  const changes = new Map<string, FileEvent>();
  for (const event of events) {
    const id = event.recurrenceId;
    if (!id) continue;
    if (pace.isDue(COSTS.moment)) yield;
    // Exchange names a whole day by the midnight it begins with.
    const key = master?.start.dateOnly ? dayKey(dayIn(id, context)) : placeKey(id, context);
    const before = changes.get(key);
    changes.set(key, before ? laterChange(before, event, skip) : event);
  }
  return changes;
}

interface Tools {
  context: ExpandContext;
  skip: Skip;
  skipOnce: Skip;
  place: Place;
  result: Expanded;
  /** No other event has its UID. */
  isOnly: boolean;
  pace: Pace;
}

/** One date of a series with its names: by its moment at the place, and by its day in its own zone, as a bare date names it. */
interface Named {
  key: string;
  day: string;
  event: FileEvent;
}

function* expandSeries(
  master: FileEvent,
  prefix: string | undefined,
  changes: Map<string, FileEvent>,
  { context, skip, skipOnce, place, result, isOnly, pace }: Tools,
): Steps<void> {
  const dates = yield* datesOfSeries(master, context, pace);
  for (let rule = 0; rule < dates.empty; rule++)
    skip(master, master.rules.length === 1 ? 'rule-unreadable' : 'one-rule-unreadable');
  for (let rule = 0; rule < dates.givenUp; rule++) skip(master, 'rule-given-up');
  if (dates.isStartAlone) skip(master, 'start-off-rule');
  if (dates.isEnded) skip(master, 'until-before-start');
  if (dates.hasHours) skipOnce(master, 'day-with-hours');
  const series = yield* namedOnce(withLength(master, context), dates.occurrences, context, pace);
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
  const changed = changesOf(series, changes);
  if (isOnly) yield* changesOfDays(byDay, changes, changed, master.start, context, pace);
  // A series that is cancelled takes its changes with it, but for newer ones.
  for (const [key, change] of changed)
    if (master.status === 'cancelled' && change.sequence <= master.sequence) {
      if (change.status !== 'cancelled') skip(change, 'series-cancelled');
      changed.set(key, { ...change, status: 'cancelled' });
    }
  for (const [key, change] of changed) changed.set(key, inWordsOf(master, change));
  const met = { series, byDay, changed };
  const excluded = yield* excludedOf(master, dates.excluded, met, { context, skip, pace });
  const following = [...changed]
    .filter(([, change]) => change.changesFollowing)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const notes: PlacementNote[] = dates.capped ? ['capped'] : [];
  const isSeries = master.rules.length + master.rdates.length > 0;

  let last: FileEvent | undefined;
  let next = 0;
  for (const [key, { event }] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (pace.isDue(COSTS.occurrence)) yield;
    for (let to = following[next]; to && to[0] < key; to = following[next]) {
      last = to[1];
      next += 1;
    }
    const id = isSeries ? `${prefix ?? ''}${key}` : prefix;
    const change = changed.get(key);
    const isOut = excluded.has(key);
    if (change && isOut && change.sequence <= master.sequence) skip(change, 'date-removed');
    if (change && !(isOut && change.sequence <= master.sequence)) {
      const isMoved = placeKey(change.start, context) !== key;
      place(change, id, isMoved ? ['moved-occurrence'] : []);
      continue;
    }
    if (last && !isOut) {
      const moved = followed(event, last, context);
      place(moved, id, placeKey(moved.start, context) === key ? notes : [...notes, 'moved-occurrence']);
    } else place(isOut ? { ...event, status: 'cancelled' } : event, id, notes);
  }
}

/** A change that says no title, or not whether it is private, is called as its series, and as private as it. */
const inWordsOf = ({ title, isPrivate }: FileEvent, change: FileEvent): FileEvent => ({
  ...change,
  title: change.title || title,
  isPrivate: change.isPrivate || (isPrivate && (change.title === '' || !change.isOpen)),
});

/** Each date once, as an event of its own; of one that is added twice, the one with a length of its own. */
function* namedOnce(
  master: FileEvent,
  occurrences: readonly Occurrence[],
  context: ExpandContext,
  pace: Pace,
): Steps<Map<string, Named>> {
  const series = new Map<string, Named>();
  for (const occurrence of occurrences) {
    if (pace.isDue(COSTS.moment)) yield;
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
    series.set(key, { key, day: dayKey(dayIn(start, context)), event });
  }
  return series;
}

/** Takes out of `changes` those of this series, by the key of their occurrence. */
function changesOf(
  series: ReadonlyMap<string, Named>,
  changes: Map<string, FileEvent>,
): Map<string, FileEvent> {
  const changed = new Map<string, FileEvent>();
  // A UID may have thousands of series and of changes: no series asks each of them.
  for (const key of changes.size === 0 ? [] : series.keys()) {
    const change = changes.get(key);
    if (!change) continue;
    changed.set(key, change);
    changes.delete(key);
  }
  return changed;
}

/**
 * Those that name no occurrence to the minute: each is the one of its day, when that day has one and it has no other
 * change.
 */
function* changesOfDays(
  byDay: ReadonlyMap<string, readonly Named[]>,
  changes: Map<string, FileEvent>,
  changed: Map<string, FileEvent>,
  master: ZonedMoment,
  context: ExpandContext,
  pace: Pace,
): Steps<void> {
  for (const [from, change] of [...changes]) {
    if (pace.isDue(COSTS.moment)) yield;
    if (change.isAdded) continue;
    const { recurrenceId } = change;
    const day = recurrenceId && dayKey(dayOfSeries(master, recurrenceId, context));
    const [only, ...others] = byDay.get(day ?? '')?.slice(0, 2) ?? [];
    if (!only || others.length > 0 || changed.has(only.key)) continue;
    changed.set(only.key, change);
    changes.delete(from);
  }
}

interface Met {
  series: ReadonlyMap<string, Named>;
  byDay: ReadonlyMap<string, readonly Named[]>;
  changed: ReadonlyMap<string, FileEvent>;
}

/** Keys of what is taken out. A date, or midnight, takes out its whole day; an hour that the day does not have is told. */
function* excludedOf(
  master: FileEvent,
  moments: readonly Moment[],
  { series, byDay, changed }: Met,
  { context, skip, pace }: Pick<Tools, 'context' | 'skip' | 'pace'>,
): Steps<Set<string>> {
  const excluded = new Set<string>();
  for (const moment of moments) {
    if (pace.isDue(COSTS.moment)) yield;
    excluded.add(placeKey({ ...master.start, ...moment }, context));
  }
  const movedTo = new Set<string>();
  for (const { start } of changed.values()) {
    if (pace.isDue(COSTS.moment)) yield;
    movedTo.add(dayIn(start, context));
  }
  const days = new Set<string>();
  for (const moment of master.exdates) {
    if (pace.isDue(COSTS.moment)) yield;
    const day = dayIn(moment, context);
    const key = placeKey(moment, context);
    if (!moment.dateOnly && !master.start.dateOnly && series.has(key)) excluded.add(key);
    else if (moment.dateOnly || master.start.dateOnly || moment.minutes === 0) {
      const there = days.has(day) ? [] : (byDay.get(dayKey(day)) ?? []);
      days.add(day);
      if (pace.isDue(there.length)) yield;
      for (const named of there) excluded.add(named.key);
    } else if (byDay.has(dayKey(day)) || movedTo.has(day)) skip(master, 'exception-unmatched');
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
  const { rules, rdates } = occurrence;
  return { ...rest, rules, rdates, start: moved(change.start), ...(end ? { end: moved(end) } : {}) };
}

const dayKey = (date: LocalDate): string => date.replaceAll('-', '');

const keyOf = ({ date, minutes, dateOnly }: Moment & { dateOnly: boolean }): string =>
  dateOnly ? dayKey(date) : `${dayKey(date)}T${fromMinutes(minutes % DAY_MINUTES).replace(':', '')}`;

/** How an occurrence is called: the moment it stands for, in the wall time of the place. */
const placeKey = (moment: ZonedMoment, context: ExpandContext): string =>
  keyOf(moment.dateOnly ? moment : { ...toPlace(moment, moment.zone, context.zone), dateOnly: false });
