/**
 * Reads a whole calendar file, step by step: the caller decides when to let other work through.
 * Never throws, whatever the text; its work grows with the length of the text and with nothing that the text says.
 */
import type { LocalDate } from '../time/wall.ts';
import { type Expanded, expand } from './expand.ts';
import { type Cancellation, type FileEvent, readEvent, takenBackIn, textIn, uidIn } from './file-event.ts';
import { COSTS, createPace, type Pace, type Steps } from './pace.ts';
import { plainWords } from './plain-words.ts';
import { type CalendarReading, PLACEMENTS_MAX, type ReadUid, SKIPPED_MAX, type SkipWhy } from './reading.ts';
import { blocksOf, newScan, type Scan } from './scan.ts';
import { createSkipped } from './skipped.ts';
import type { ExpandContext } from './span.ts';
import { createZones, type ZoneOf } from './zones.ts';

export interface ReadOptions extends ExpandContext {
  /** Only placements of this period, both days included, are given. */
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  /** Lines of which some bytes were no character of their encoding. */
  damaged?: readonly number[];
}

/** Between two steps: how far, from 0 to 1. */
export type Step = number;

/** Zones of one file that are defined by it, and lines of each: more is an attack or a fault. */
const ZONES = { most: 500, lines: 5000 };

/** True when the text begins as a calendar does, whatever comes before on blank lines. */
export const looksLikeCalendar = (text: string): boolean =>
  /^\s*BEGIN\s*:\s*VCALENDAR/i.test(text.slice(0, 10_000));

/** Undefined when the text is no calendar at all. `pace` counts what it costs. */
export function* readCalendar(
  text: string,
  options: ReadOptions,
  pace: Pace = createPace(text.length),
): Generator<Step, CalendarReading | undefined> {
  const scan = newScan();
  const zones = createZones(pace);
  const skipped = createSkipped();
  const byUid = new Map<string, FileEvent[]>();
  const unknown = new Set<string>();
  // Zones may come after the events that name them.
  const headers = yield* readAhead(text, zones, pace);

  const cancelled = new Map<string, Cancellation>();
  const unreadUids: string[] = [];
  let isWhole = [...headers.values()].every(({ method = 'PUBLISH' }) => method === 'PUBLISH');
  let events = 0;
  for (const block of blocksOf(text, scan, pace)) {
    if (typeof block === 'number') {
      yield 0.1 + (0.5 * block) / text.length;
      continue;
    }
    if (block.kind === 'zone') continue;
    const at = 0.1 + (0.5 * block.position) / text.length;
    if (pace.isDue(COSTS.event)) yield at;
    events += 1;
    const { method, zone } = headers.get(block.calendar) ?? {};
    const message = MESSAGES.get(method ?? '');
    if (message) {
      const what = plainWords(textIn(block, 'SUMMARY')).slice(0, 120);
      skipped.push({ line: block.line, what, why: message });
      continue;
    }
    const cancellation = takenBackIn(block, method);
    if (cancellation) {
      const { uid, sequence } = cancellation;
      if (sequence >= (cancelled.get(uid)?.sequence ?? 0)) cancelled.set(uid, cancellation);
      continue;
    }
    const usual: ZoneOf = zone === undefined ? PLACE : zones.find(zone, block.calendar);
    const event = yield* told(readEvent(block, zones, { method, zone: usual }, skipped, pace), at);
    if (event) {
      for (const moment of [event.start, event.end])
        if (moment?.zone.kind === 'unknown' && unknown.size < UNKNOWN_ZONES) unknown.add(moment.zone.name);
      const same = byUid.get(event.uid);
      if (same) same.push(event);
      else byUid.set(event.uid, [event]);
    } else {
      const uid = uidIn(block);
      if (uid === '' || !block.closed) isWhole = false;
      else unreadUids.push(uid);
    }
  }
  if (!scan.isCalendar && events === 0) return undefined;
  for (const [why, lines] of [
    ['not-an-event', scan.others],
    ['event-cut', scan.strayEnds],
    ['character-damaged', options.damaged ?? []],
  ] as const)
    for (const line of lines) {
      if (pace.isDue(1)) yield 0.6;
      skipped.push({ line, what: '', why });
    }

  const reading: CalendarReading = {
    ...(scan.name === undefined ? {} : { name: scan.name }),
    events,
    placements: [],
    uids: new Map(),
    unreadUids,
    isWhole:
      isWhole &&
      scan.isEnded &&
      (events === 0 || [...byUid.values()].some((group) => !group.every(({ recurrenceId }) => recurrenceId))),
    skipped: [],
    skippedCount: 0,
    capped: [],
    outsidePeriod: 0,
    tooMany: 0,
    unknownZones: [...unknown],
  };
  let done = 0;
  for (const [uid, group] of byUid) {
    byUid.delete(uid);
    const at = 0.6 + (0.4 * done) / Math.max(1, events);
    if (pace.isDue(COSTS.event)) yield at;
    const takenBack = cancelled.get(uid);
    for (const event of takenBack ? group : [])
      if (event.sequence <= (takenBack?.sequence ?? 0)) event.status = 'cancelled';
    const { from, to } = options;
    const window = { from, to, room: PLACEMENTS_MAX - reading.placements.length };
    const expanded = yield* told(expand(group, options, window, pace), at);
    for (const part of expanded.skipped) {
      if (pace.isDue(COSTS.line)) yield at;
      skipped.push(part);
    }
    for (const series of expanded.capped)
      if (reading.capped.length < SKIPPED_MAX) reading.capped.push(series);
    for (const placement of expanded.placements) reading.placements.push(placement);
    reading.uids.set(uid, aboutUid(group, expanded));
    reading.outsidePeriod += expanded.outside;
    reading.tooMany += expanded.tooMany;
    done += group.length;
  }
  for (const { uid, ...about } of cancelled.values()) {
    if (pace.isDue(COSTS.event)) yield 1;
    if (!reading.uids.has(uid)) reading.uids.set(uid, { ...about, isCancelled: true, isCut: false });
  }
  reading.placements.sort(
    (a, b) =>
      compare(a.date, b.date) || compare(a.start, b.start) || a.line - b.line || compare(a.end, b.end),
  );
  reading.skippedCount = skipped.total;
  reading.skipped = skipped.first();
  return reading;
}

/** Without these dates, what is missing may be in the file all the same. */
const DATES_UNREAD = new Set<SkipWhy>([
  'rule-given-up',
  'rule-unreadable',
  'one-rule-unreadable',
  'date-impossible',
  'end-before-start',
]);

function aboutUid(group: readonly FileEvent[], expanded: Expanded): ReadUid {
  const { capped, elsewhere, isCancelled, skipped, tooMany } = expanded;
  const [first, ...others] = group;
  const until = capped
    .map((series) => series.until)
    .sort()
    .at(-1);
  return {
    line: first?.line ?? 0,
    what: (first?.title ?? '').slice(0, 120),
    sequence: others.reduce((most, { sequence }) => Math.max(most, sequence), first?.sequence ?? 0),
    isCancelled,
    // A file of changes alone says nothing of the other dates.
    isCut:
      tooMany > 0 ||
      group.every(({ recurrenceId }) => recurrenceId) ||
      skipped.some(({ why }) => DATES_UNREAD.has(why)),
    ...latestOf(group, 'modified'),
    ...latestOf(group, 'stamped'),
    ...(until === undefined ? {} : { until }),
    ...(elsewhere ? { elsewhere } : {}),
  };
}

function latestOf(group: readonly FileEvent[], what: 'modified' | 'stamped'): Partial<ReadUid> {
  const latest = group.reduce((most, one) => Math.max(most, one[what] ?? most), Number.NEGATIVE_INFINITY);
  return Number.isFinite(latest) ? { [what]: latest } : {};
}

const UNKNOWN_ZONES = 20;
const PLACE: ZoneOf = { kind: 'place' };

/** What is sent about an event and is none (RFC 5546). */
const MESSAGES = new Map<string, SkipWhy>([
  ['REPLY', 'is-reply'],
  ['REFRESH', 'is-refresh'],
  ['COUNTER', 'is-counter'],
  ['DECLINECOUNTER', 'is-counter-declined'],
]);

/** Says how far it is each time the work gives way. */
function* told<T>(steps: Steps<T>, at: Step): Generator<Step, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield at;
  }
}

/**
 * What may come after the events that need it: the zones of the file, and what each of its calendars says of itself. A text that
 * names none of them is not read twice.
 */
function* readAhead(
  text: string,
  zones: ReturnType<typeof createZones>,
  pace: Pace,
): Generator<Step, Scan['headers']> {
  const scan = newScan();
  if (!/BEGIN\s*:\s*VTIMEZONE|METHOD|X-WR-TIMEZONE/i.test(text)) return scan.headers;
  let defined = 0;
  for (const block of blocksOf(text, scan, pace)) {
    if (typeof block === 'number') yield (0.1 * block) / text.length;
    else if (block.kind === 'zone' && block.lines.length < ZONES.lines && defined < ZONES.most) {
      defined += 1;
      zones.define(
        block.lines.map((line) => line.text),
        block.calendar,
      );
    }
  }
  return scan.headers;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Reads without letting anything through: for small texts. */
export function readWhole(text: string, options: ReadOptions): CalendarReading | undefined {
  const steps = readCalendar(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
