/** The sheet of a quarter: its weeks across, its lines down by category, and the dates of each line in their week. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { DayReason } from '#shared/domain/place/opening.ts';
import { datesLeftOut } from '#shared/domain/quarter/dates.ts';
import type { LineComment, Placement } from '#shared/domain/quarter/model.ts';
import { addDays, daysBetween, type LocalDate, startOfWeek } from '#shared/domain/time/wall.ts';
import { needsDecision, type QuarterLine } from '../ground/lines.ts';
import { halfOf, type SheetFilter } from '../ground/view-state.ts';

/** Something particular about days of a week. `closure` is one of this draft's. */
export interface WeekMark {
  kind: Exclude<DayReason['kind'], 'weekly-closed'> | 'closure';
  name: string;
  /** In order; those of this week only. */
  dates: LocalDate[];
}

export interface Week {
  monday: LocalDate;
  marks: WeekMark[];
}

export interface SheetRow {
  line: QuarterLine;
  /** One list a week, by date and time. */
  cells: readonly (readonly Placement[])[];
  /** Dates of the rule that somebody commented. */
  commented: readonly LocalDate[];
  /** How many dates it does without because of the holidays it avoids. */
  leftOut: number;
}

/**
 * A category of the place; a one-off event has a group of its own, and so have the lines of no category (meetings, informal
 * use).
 */
export type GroupKey = string;
export const NO_CATEGORY = 'no-category';
export const ONE_OFF = 'one-off';

export interface SheetGroup {
  key: GroupKey;
  rows: SheetRow[];
}

export function weeksOf({
  from,
  to,
  days,
  closures,
}: Pick<QuarterView, 'from' | 'to' | 'days' | 'closures'>): Week[] {
  const first = startOfWeek(from);
  const weeks: Week[] = Array.from({ length: weekIndex(from, to) + 1 }, (_, index) => ({
    monday: addDays(first, 7 * index),
    marks: [],
  }));
  const mark = (date: LocalDate, kind: WeekMark['kind'], name: string) => {
    const marks = weeks[weekIndex(from, date)]?.marks;
    if (!marks) return;
    const known = marks.find((other) => other.kind === kind && other.name === name);
    if (known) known.dates.push(date);
    else marks.push({ kind, name, dates: [date] });
  };
  for (const { date, closed, reasons } of days) {
    for (const { kind, name } of reasons) {
      // A usual closed day is no news, and a day that opens at other hours is not closed.
      if (kind === 'weekly-closed' || (kind === 'exception' && !closed)) continue;
      mark(date, kind, name);
    }
    for (const closure of closures)
      if (closure.from <= date && date <= closure.to) mark(date, 'closure', closure.reason);
  }
  return weeks;
}

/** Which column a date is in. */
export const weekIndex = (from: LocalDate, date: LocalDate): number =>
  Math.floor(daysBetween(startOfWeek(from), date) / 7);

export function passes(line: QuarterLine, placement: Placement, filter: SheetFilter): boolean {
  const { space, facilitator, half, undecided } = filter;
  const { slot } = placement;
  return (
    (space === undefined || slot.wholePlace || slot.spaces.includes(space)) &&
    (facilitator === undefined || line.who.facilitator === facilitator) &&
    (half === undefined || halfOf(slot.start) === half) &&
    (!undecided || needsDecision(placement))
  );
}

interface SheetSource {
  view: Pick<QuarterView, 'from' | 'to' | 'days' | 'lines' | 'placements' | 'comments'>;
  weeks: number;
  /** Ids, in the order of the place. */
  categories: readonly string[];
  /** The category of an activity, when the place has it. */
  categoryOf(activity: string): string | undefined;
}

export const groupOf = (line: QuarterLine, categoryOf: SheetSource['categoryOf']): GroupKey => {
  if (line.plan.rule === null) return ONE_OFF;
  return (line.what.activity === undefined ? undefined : categoryOf(line.what.activity)) ?? NO_CATEGORY;
};

/** Groups without a row are left out. A line stays as long as one of its dates passes the filter. */
export function groupsOf(
  { view, weeks, categories, categoryOf }: SheetSource,
  filter: SheetFilter,
): SheetGroup[] {
  const order = [...categories, NO_CATEGORY, ONE_OFF];
  const placements = Map.groupBy(view.placements, ({ line }) => line);
  const facts = new Map(view.days.map((day) => [day.date, day]));
  const comments = Map.groupBy(view.comments, ({ line }: LineComment) => line);
  const groups = new Map<GroupKey, SheetRow[]>(order.map((key) => [key, []]));
  for (const line of view.lines) {
    const own = placements.get(line.id) ?? [];
    const category = line.what.activity === undefined ? undefined : categoryOf(line.what.activity);
    if (filter.category !== undefined && category !== filter.category) continue;
    const filtered = filter.space ?? filter.facilitator ?? filter.half ?? filter.undecided;
    if (filtered && !own.some((placement) => passes(line, placement, filter))) continue;
    const cells: Placement[][] = Array.from({ length: weeks }, () => []);
    for (const placement of own) cells[weekIndex(view.from, placement.slot.date)]?.push(placement);
    for (const cell of cells) cell.sort(byMoment);
    groups.get(groupOf(line, categoryOf))?.push({
      line,
      cells,
      commented: (comments.get(line.id) ?? []).flatMap(({ date }) => date ?? []),
      leftOut: datesLeftOut(line.plan, view, (date) => facts.get(date)).length,
    });
  }
  for (const rows of groups.values()) rows.sort(byWeekdayAndTime);
  return [...groups].flatMap(([key, rows]) => (rows.length > 0 ? [{ key, rows }] : []));
}

const moment = ({ slot }: { slot: { date: string; start: string } }) => `${slot.date} ${slot.start}`;
const byMoment = (a: Placement, b: Placement) => moment(a).localeCompare(moment(b));

/** As one reads a week: by weekday, then hour; one-off events by date. */
function byWeekdayAndTime({ line: a }: SheetRow, { line: b }: SheetRow): number {
  const rank = ({ plan: { rule, slot } }: QuarterLine) =>
    rule === null
      ? moment({ slot })
      : `${daysBetween(startOfWeek(slot.date), slot.date)} ${slot.start} ${slot.date}`;
  return rank(a).localeCompare(rank(b)) || a.title.localeCompare(b.title, 'fr');
}

/** The same row as far as drawing goes: what it holds is the very same objects. */
export function sameRow(a: SheetRow, b: SheetRow): boolean {
  return (
    a.line === b.line &&
    a.leftOut === b.leftOut &&
    sameList(a.commented, b.commented) &&
    a.cells.length === b.cells.length &&
    a.cells.every((cell, at) => sameList(cell, b.cells[at] ?? []))
  );
}

const sameList = <T>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((item, at) => item === b[at]);
