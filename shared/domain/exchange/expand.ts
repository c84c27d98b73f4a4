/**
 * From the events of a file to placements: occurrences, moved and cancelled ones, whole days, nights, several days,
 * zones, the 5-minute grid. Nothing disappears without a note or a reason.
 */
import { addDays, DAY_MINUTES, daysBetween, fromMinutes, isLocalDate } from '../time/wall.ts';
import type { FileEvent, ZonedMoment } from './file-event.ts';
import {
  type CappedSeries,
  HORIZON_DAYS,
  LOOKBACK_DAYS,
  type Placement,
  type PlacementNote,
  type SkippedPart,
} from './reading.ts';
import { occurrencesOf, ruleParts } from './rule.ts';
import { type ExpandContext, inPlace, placementsOf, type Skip, shifted } from './span.ts';
import { type Moment, toPlace } from './zones.ts';

export interface Expanded {
  placements: Placement[];
  skipped: SkippedPart[];
  capped: CappedSeries[];
}

/** Everything that one UID means. `events` are in the order of the file. */
export function expand(events: readonly FileEvent[], context: ExpandContext): Expanded {
  const result: Expanded = { placements: [], skipped: [], capped: [] };
  const skip: Skip = (event, why) =>
    result.skipped.push({ line: event.line, what: event.title.slice(0, 120), why });
  const place = (event: FileEvent, id: string | undefined, notes: readonly PlacementNote[] = []) => {
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
  const moved = latestOverrides(events, context, skip);
  const masters = latestMasters(events, skip);

  masters.forEach((master, index) => {
    // A second event with the UID of the first is another one all the same: its start tells it apart.
    const prefix = index === 0 ? undefined : `${keyOf(master.start)}!`;
    if (master.rule === undefined && master.rdates.length === 0) {
      place(master, prefix);
      return;
    }
    expandSeries(master, prefix, moved, context, skip, place, result);
  });
  // What was moved and not met in its series: the series is not in the file, or is capped before it.
  for (const [key, event] of moved) place(event, key, ['moved-occurrence']);
  return result;
}

function latestMasters(events: readonly FileEvent[], skip: Skip): FileEvent[] {
  const masters = events.filter(({ recurrenceId }) => !recurrenceId);
  if (masters.length < 2) return masters;
  const latest = Math.max(...masters.map(({ sequence }) => sequence));
  const seen = new Set<string>();
  return masters.filter((event) => {
    const content = JSON.stringify([
      keyOf(event.start),
      event.title,
      event.room,
      event.rule,
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
function latestOverrides(
  events: readonly FileEvent[],
  context: ExpandContext,
  skip: Skip,
): Map<string, FileEvent> {
  const overrides = new Map<string, FileEvent>();
  for (const event of events) {
    if (!event.recurrenceId) continue;
    const key = placeKey(event.recurrenceId, context);
    const before = overrides.get(key);
    if (before) skip(before.sequence > event.sequence ? event : before, 'older-version');
    if (!before || before.sequence <= event.sequence) overrides.set(key, event);
  }
  return overrides;
}

function expandSeries(
  master: FileEvent,
  prefix: string | undefined,
  moved: Map<string, FileEvent>,
  context: ExpandContext,
  skip: Skip,
  place: (event: FileEvent, id: string | undefined, notes?: readonly PlacementNote[]) => void,
  result: Expanded,
): void {
  const starts = seriesStarts(master, context, skip, result);
  const excluded = new Set(
    master.exdates.map((moment) => placeKey(moment, context).slice(0, master.start.dateOnly ? 8 : 13)),
  );
  const given = new Set<string>();
  for (const moment of starts) {
    const start = { ...master.start, ...moment };
    const key = placeKey(start, context);
    const dateKey = key.slice(0, 8);
    if (given.has(key)) continue;
    given.add(key);
    const id = prefix === undefined ? key : `${prefix}${key}`;
    const overrideKey = moved.has(key) ? key : dateKey;
    const override = prefix === undefined ? moved.get(overrideKey) : undefined;
    if (override) {
      moved.delete(overrideKey);
      const isMoved = placeKey(override.start, context) !== key;
      place(override, id, isMoved ? ['moved-occurrence'] : []);
      continue;
    }
    const occurrence: FileEvent = { ...master, start };
    if (master.end)
      occurrence.end = shifted(
        master.end,
        daysBetween(master.start.date, start.date),
        start.minutes - master.start.minutes,
      );
    if (excluded.has(key) || excluded.has(dateKey)) occurrence.status = 'cancelled';
    const notes: PlacementNote[] = result.capped.some(({ line }) => line === master.line) ? ['capped'] : [];
    place(occurrence, id, notes);
  }
}

function seriesStarts(master: FileEvent, context: ExpandContext, skip: Skip, result: Expanded): Moment[] {
  const starts: Moment[] = [];
  if (master.rule !== undefined) {
    const { start } = master;
    const later = [start.date, context.today].sort()[1] ?? start.date;
    const horizon = addDays(later, HORIZON_DAYS);
    const from = addDays(context.today, -LOOKBACK_DAYS);
    const until = untilOf(master);
    const found = occurrencesOf(master.rule, start, { horizon, from, ...(until ? { until } : {}) });
    if (!found) skip(master, 'rule-unreadable');
    starts.push(...(found?.moments ?? [start]));
    if (found?.capped) {
      result.capped.push({
        title: master.title.slice(0, 120),
        line: master.line,
        kept: new Set(found.moments.map((moment) => keyOf({ ...moment, dateOnly: false }))).size,
        leftOut: found.leftOut,
        until: found.moments.at(-1)?.date ?? start.date,
      });
    }
  } else starts.push(master.start);
  for (const extra of master.rdates.slice(0, 5000)) {
    // A date added in another zone is brought to the series' own by way of the place.
    starts.push(
      extra.dateOnly && !master.start.dateOnly
        ? { ...extra, minutes: master.start.minutes }
        : sameZone(extra, master.start, context),
    );
  }
  return starts;
}

/** UNTIL in the wall time of the series; a bare date lasts until its end. */
function untilOf({ rule = '', start }: FileEvent): Moment | undefined {
  const written = ruleParts(rule)?.get('UNTIL');
  const [, year, month, day, hours, minutes, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?$/.exec(written ?? '') ?? [];
  const date = `${year}-${month}-${day}`;
  if (written === undefined) return undefined;
  if (!isLocalDate(date)) return { date: start.date, minutes: DAY_MINUTES };
  if (hours === undefined) return { date, minutes: DAY_MINUTES };
  const moment = { date, minutes: Number(hours) * 60 + Number(minutes) };
  if (utc === undefined || start.dateOnly || start.zone.kind !== 'iana') return moment;
  return toPlace(moment, { kind: 'iana', name: 'UTC' }, start.zone.name);
}

function sameZone(moment: ZonedMoment, target: ZonedMoment, context: ExpandContext): Moment {
  if (moment.zone.kind === target.zone.kind && JSON.stringify(moment.zone) === JSON.stringify(target.zone))
    return moment;
  const there = toPlace(moment, moment.zone, context.zone);
  return target.zone.kind === 'iana'
    ? toPlace(there, { kind: 'iana', name: context.zone }, target.zone.name)
    : there;
}

const keyOf = ({ date, minutes, dateOnly }: Moment & { dateOnly: boolean }): string => {
  const day = date.replaceAll('-', '');
  return dateOnly ? day : `${day}T${fromMinutes(minutes).replace(':', '')}`;
};

/** How an occurrence is called: the moment it stands for, in the wall time of the place. */
const placeKey = (moment: ZonedMoment, context: ExpandContext): string =>
  keyOf(moment.dateOnly ? moment : { ...toPlace(moment, moment.zone, context.zone), dateOnly: false });
