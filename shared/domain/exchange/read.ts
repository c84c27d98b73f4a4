/**
 * Reads a whole calendar file, step by step: the caller decides when to let other work through.
 * Never throws, whatever the text; its work grows with the length of the text and with nothing that the text says.
 */
import type { LocalDate } from '../time/wall.ts';
import { type Expanded, expand } from './expand.ts';
import { type FileEvent, readEvent } from './file-event.ts';
import { dayOfKey } from './pairing.ts';
import {
  type CalendarReading,
  PLACEMENTS_MAX,
  type ReadUid,
  SKIPPED_MAX,
  type SkippedPart,
} from './reading.ts';
import { blocksOf, newScan } from './scan.ts';
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

const EVENTS_A_STEP = 250;
/** Placements of one step of the second half. */
const PLACEMENTS_A_STEP = 1000;

/** True when the text begins as a calendar does, whatever comes before on blank lines. */
export const looksLikeCalendar = (text: string): boolean =>
  /^\s*BEGIN\s*:\s*VCALENDAR/i.test(text.slice(0, 10_000));

/** Undefined when the text is no calendar at all. */
export function* readCalendar(
  text: string,
  options: ReadOptions,
): Generator<Step, CalendarReading | undefined> {
  const scan = newScan();
  const zones = createZones();
  const skipped: SkippedPart[] = [];
  const byUid = new Map<string, FileEvent[]>();
  const unknown = new Set<string>();
  // Zones may come after the events that name them.
  yield* defineZones(text, zones);

  let events = 0;
  for (const block of blocksOf(text, scan)) {
    if (block.kind === 'zone') continue;
    const defaultZone: ZoneOf = scan.zone === undefined ? { kind: 'place' } : zones.find(scan.zone);
    // A zone for the whole calendar that nobody knows says nothing about each of its events.
    const usual: ZoneOf = defaultZone.kind === 'unknown' ? { kind: 'place' } : defaultZone;
    const event = readEvent(block, zones, usual, skipped);
    if (event) {
      for (const moment of [event.start, event.end])
        if (moment?.zone.kind === 'unknown') unknown.add(moment.zone.name);
      const same = byUid.get(event.uid);
      if (same) same.push(event);
      else byUid.set(event.uid, [event]);
    }
    events += 1;
    if (events % EVENTS_A_STEP === 0) yield 0.1 + (0.5 * block.position) / text.length;
  }
  if (!scan.isCalendar && events === 0) return undefined;
  for (const line of scan.others) skipped.push({ line, what: '', why: 'not-an-event' });
  for (const line of scan.strayEnds) skipped.push({ line, what: '', why: 'event-cut' });
  for (const line of options.damaged ?? []) skipped.push({ line, what: '', why: 'character-damaged' });

  const reading: CalendarReading = {
    ...(scan.name === undefined ? {} : { name: scan.name }),
    events,
    placements: [],
    uids: new Map(),
    skipped: [],
    skippedCount: 0,
    capped: [],
    outsidePeriod: 0,
    tooMany: 0,
    unknownZones: [...unknown].slice(0, 20),
  };
  let done = 0;
  let sinceStep = 0;
  for (const [uid, group] of byUid) {
    byUid.delete(uid);
    const expanded = expand(group, options);
    for (const part of expanded.skipped) skipped.push(part);
    for (const series of expanded.capped)
      if (reading.capped.length < SKIPPED_MAX) reading.capped.push(series);
    const about = aboutUid(group, expanded);
    reading.uids.set(uid, about);
    for (const placement of expanded.placements) {
      if (!isWithin(placement.date, options)) {
        reading.outsidePeriod += 1;
        if (isWithin(dayOfKey(placement.recurrenceId ?? '') ?? options.from ?? options.to ?? '', options)) {
          about.elsewhere ??= new Set();
          about.elsewhere.add(placement.recurrenceId ?? '');
        }
      } else if (reading.placements.length >= PLACEMENTS_MAX) {
        reading.tooMany += 1;
        about.isCut = true;
      } else reading.placements.push(placement);
    }
    done += group.length;
    sinceStep += group.length + expanded.placements.length;
    if (sinceStep >= PLACEMENTS_A_STEP) {
      sinceStep = 0;
      yield 0.6 + (0.4 * done) / Math.max(1, events);
    }
  }
  reading.placements.sort(
    (a, b) =>
      compare(a.date, b.date) || compare(a.start, b.start) || a.line - b.line || compare(a.end, b.end),
  );
  reading.skippedCount = skipped.length;
  reading.skipped = skipped.sort((a, b) => a.line - b.line).slice(0, SKIPPED_MAX);
  return reading;
}

/** Whether a day is in the period asked for, both days included. */
export const isWithin = (
  date: LocalDate,
  { from = '', to = '9999' }: Pick<ReadOptions, 'from' | 'to'>,
): boolean => from <= date && date <= to;

function aboutUid(group: readonly FileEvent[], { capped, isCancelled }: Expanded): ReadUid {
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
    isCut: false,
    ...(until === undefined ? {} : { until }),
  };
}

function* defineZones(text: string, zones: ReturnType<typeof createZones>): Generator<Step> {
  if (!/BEGIN:VTIMEZONE/i.test(text)) return;
  let blocks = 0;
  let defined = 0;
  for (const block of blocksOf(text, newScan())) {
    // A file names a few zones; thousands of them are an attack or a fault.
    if (block.kind === 'zone' && block.lines.length < 5000 && defined < 500) {
      defined += 1;
      zones.define(block.lines.map((line) => line.text));
    }
    blocks += 1;
    if (blocks % (EVENTS_A_STEP * 4) === 0) yield (0.1 * block.position) / text.length;
  }
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
