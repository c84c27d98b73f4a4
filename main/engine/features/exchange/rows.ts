/** The rows of an analysis as the screen reads them: filtered, counted, a page at a time. */
import type { PreviewRow, RowFilter, RowProblem } from '#shared/contract/exchange.ts';
import { rowFilters } from '#shared/contract/exchange.ts';
import type { PlacementNote } from '#shared/domain/exchange/reading.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { showsWords } from './analysis.ts';
import { titleHere } from './known.ts';
import type { AnalysedRow } from './preview-model.ts';

const ADJUSTED = new Set<PlacementNote>([
  'all-day',
  'all-day-closed',
  'all-day-no-hours',
  'multi-day-split',
  'night-split',
  'zone-guessed',
  'rounded',
  'no-end',
  'shortened',
  'capped',
  'confidential',
  'stays-busy',
  'still-shown',
  'label-kept',
]);

const isToCancel = ({ state, placement }: AnalysedRow): boolean =>
  state === 'update' && placement.status === 'cancelled';

/** What is told of a row, of a private one whose words stand in the planning too. */
function notesOf({ placement, state, existing }: AnalysedRow): PlacementNote[] {
  const isHiddenNow = state === 'update' && placement.status !== 'cancelled';
  const isShown = existing !== undefined && showsWords(existing) && !isHiddenNow;
  return placement.notes.map((note) => (note === 'confidential' && isShown ? 'still-shown' : note));
}

/** What was found of the rows that are adjusted, each once. */
export const adjustedIn = (rows: readonly AnalysedRow[]): PlacementNote[] => [
  ...new Set(rows.flatMap(notesOf).filter((note) => ADJUSTED.has(note))),
];

const passes: Record<RowFilter, (row: AnalysedRow) => boolean> = {
  all: () => true,
  new: ({ state }) => state === 'new',
  update: (row) => row.state === 'update' && !isToCancel(row),
  cancelled: (row) => isToCancel(row),
  unchanged: ({ state }) => state === 'unchanged',
  'left-alone': ({ state }) => state === 'by-hand' || state === 'older' || state === 'past',
  'not-here': ({ state }) => state === 'cancelled',
  'overlaps-file': ({ withFile }) => withFile.length > 0,
  'overlaps-planning': ({ withPlanning }) => withPlanning.length > 0,
  closed: ({ outside }) => outside.length > 0,
  adjusted: ({ placement }) => placement.notes.some((note) => ADJUSTED.has(note)),
};

export function countRows(rows: readonly AnalysedRow[]): Record<RowFilter, number> {
  const counts = Object.fromEntries(rowFilters.map((filter) => [filter, 0])) as Record<RowFilter, number>;
  for (const row of rows) for (const filter of rowFilters) if (passes[filter](row)) counts[filter] += 1;
  return counts;
}

/** By date: what is taken back comes among the others. */
export const filterRows = (rows: readonly AnalysedRow[], filter: RowFilter): AnalysedRow[] =>
  rows
    .filter(passes[filter])
    .sort((a, b) => (a.date === b.date ? a.start - b.start : a.date < b.date ? -1 : 1) || a.index - b.index);

export function toPreviewRow(row: AnalysedRow): PreviewRow {
  const { index, placement, state, existing, ownLabel, outside, withFile, withPlanning } = row;
  const { line, title, date, start, end, room } = placement;
  const problems: RowProblem[] = [];
  if (withPlanning.length > 0) problems.push({ kind: 'overlaps-planning', with: withPlanning });
  if (withFile.length > 0) problems.push({ kind: 'overlaps-file', with: withFile });
  const closed = outside.filter(({ kind }) => kind !== 'outside-hours');
  if (closed.length > 0) problems.push({ kind: 'closed', reasons: closed });
  else if (outside.length > 0) problems.push({ kind: 'outside-hours' });
  for (const kind of notesOf(row)) problems.push({ kind });
  const was = state === 'update' && existing ? wasOf(existing, ownLabel) : undefined;
  const isOther = was && (was.date !== date || was.start !== start || was.end !== end || was.title !== title);
  return {
    index,
    line,
    title,
    date,
    start,
    end,
    room,
    state,
    ...(isToCancel(row) ? { isCancelled: true } : {}),
    ...(isOther ? { was } : {}),
    problems,
  };
}

function wasOf(booking: StoredBooking, ownLabel: string | undefined): PreviewRow['was'] {
  const { date, start, end } = booking.slot;
  return { title: ownLabel ?? titleHere(booking), date, start, end };
}
