/** One line of the table: what was measured, against which budget, and what the same costs without Margelle's care. */
export interface Row {
  what: string;
  measured: number;
  unit: 'ms' | 'MB' | 'kB' | '×';
  budget: number;
  /** The same work on the baseline named, in the same unit, and the ratio between both. */
  baseline?: { name: string; measured: number; ratio: number; budget?: number };
  /** How it was measured, when the name does not say it all. */
  note?: string;
}

export const holds = (row: Row): boolean =>
  row.measured <= row.budget &&
  (row.baseline?.budget === undefined || row.baseline.ratio <= row.baseline.budget);

const figure = (value: number, unit: Row['unit']) =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`;

export function table(rows: Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    figure(row.measured, row.unit),
    `≤ ${figure(row.budget, row.unit)}`,
    row.baseline
      ? `${row.baseline.ratio.toFixed(2)} × ${row.baseline.name} (${figure(row.baseline.measured, row.unit)})${row.baseline.budget ? `, ≤ ${row.baseline.budget} ×` : ''}`
      : '',
    holds(row) ? 'ok' : 'OVER',
    row.note ?? '',
  ]);
  const head = ['what', 'measured', 'budget', 'against', '', 'how'];
  const widths = head.map((title, i) =>
    Math.max(title.length, ...cells.map((line) => (line[i] ?? '').length)),
  );
  const draw = (line: string[]) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [draw(head), draw(widths.map((width) => '-'.repeat(width))), ...cells.map(draw)].join('\n');
}
