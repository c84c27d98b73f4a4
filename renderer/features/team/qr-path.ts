/** Rows of dark and light squares as the data of one SVG path, a rectangle for each run of dark ones. */
export function modulesPath(rows: readonly (readonly boolean[])[]): { size: number; path: string } {
  const parts: string[] = [];
  for (const [y, row] of rows.entries()) {
    let from = -1;
    for (let x = 0; x <= row.length; x += 1) {
      if (row[x] === true) {
        if (from < 0) from = x;
      } else if (from >= 0) {
        parts.push(`M${from} ${y}h${x - from}v1h-${x - from}z`);
        from = -1;
      }
    }
  }
  return { size: rows.length, path: parts.join('') };
}
