/**
 * How lines of known heights fill the columns of sheets of paper. Nothing is ever cut: what does not fit goes on in
 * the next column, under its headings again; on a single page, what is left out is counted so that it can be said.
 */

/** `section` holds `heading`s, which hold `line`s. Heights in any unit, all the same. */
export interface Unit {
  level: 'section' | 'heading' | 'line';
  height: number;
}

/** One thing drawn in a column: a unit by its index; `again` for a heading repeated after a break. */
export interface Placed {
  unit: number;
  again: boolean;
}
export type Column = Placed[];

const RANK = { section: 0, heading: 1, line: 2 };

/** What a column holds; by its rank, when the first page has less room than the others. */
export type Capacity = (column: number) => number;

/** Columns in order. Every unit once; a heading is never the last thing of its column. */
export function columnsOf(units: readonly Unit[], capacity: Capacity): Column[] {
  const columns: Column[] = [];
  let column: Column = [];
  let filled = 0;
  /** The headings that the line now being placed stands under. */
  let open: number[] = [];
  const heightOf = (unit: number) => units[unit]?.height ?? 0;

  for (let at = 0; at < units.length; ) {
    const end = blockEnd(units, at);
    const block = Array.from({ length: end - at }, (_, n) => at + n);
    const height = block.reduce((sum, unit) => sum + heightOf(unit), 0);
    if (column.length > 0 && filled + height > capacity(columns.length)) {
      columns.push(column);
      column = [];
      filled = 0;
      // Headings that the block does not bring itself are said again.
      const first = RANK[units[at]?.level ?? 'line'];
      for (const unit of open.filter((one) => RANK[units[one]?.level ?? 'line'] < first)) {
        column.push({ unit, again: true });
        filled += heightOf(unit);
      }
    }
    for (const unit of block) {
      column.push({ unit, again: false });
      filled += heightOf(unit);
      const rank = RANK[units[unit]?.level ?? 'line'];
      if (rank < RANK.line) open = [...open.filter((one) => RANK[units[one]?.level ?? 'line'] < rank), unit];
    }
    at = end;
  }
  if (column.length > 0) columns.push(column);
  return columns;
}

/** Headings stay with the first line under them: the end of what cannot be parted, from `at`. */
function blockEnd(units: readonly Unit[], at: number): number {
  let end = at;
  while (end < units.length - 1 && units[end]?.level !== 'line') end += 1;
  return end + 1;
}

/** The same columns, as even as they can be, without needing one more. */
export function evenColumnsOf(units: readonly Unit[], capacity: number, count: number): Column[] {
  const full = columnsOf(units, () => capacity);
  if (full.length > count || full.length === 0) return full;
  let [low, high] = [0, capacity];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (columnsOf(units, () => middle).length <= count) high = middle;
    else low = middle;
  }
  return columnsOf(units, () => high);
}

export interface OnePage {
  columns: Column[];
  /** Lines that had no place on the page. */
  leftOut: number;
}

/** One page of `count` columns: even when all fits; else full, with the count of what is left out. */
export function onePageOf(units: readonly Unit[], capacity: number, count: number): OnePage {
  const columns = evenColumnsOf(units, capacity, count);
  const leftOut = columns
    .slice(count)
    .flat()
    .filter(({ unit }) => units[unit]?.level === 'line').length;
  return { columns: columns.slice(0, count), leftOut };
}

/** Pages of `count` columns each. */
export function pagesOf(units: readonly Unit[], capacity: Capacity, count: number): Column[][] {
  const columns = columnsOf(units, capacity);
  const pages: Column[][] = [];
  for (let at = 0; at < columns.length; at += count) pages.push(columns.slice(at, at + count));
  return pages;
}
