/** On which display the screen at the entrance stands. Pure: nothing here imports Electron. */

interface Displays<D> {
  all: readonly D[];
  /** The display of the window of the app. */
  own: number;
  /** Where the screen at the entrance was last put, be that display still there or not; null at first. */
  last: number | null;
}

/**
 * Another display than the app's when there is one; the app's own when there never was another. Null when the one it
 * stood on is gone (a television switched off for the night) and no other is left: it waits, hidden, rather than cover
 * the work of the one who sits at the desk.
 */
export function displayForDoor<D extends { id: number }>({ all, own, last }: Displays<D>): D | null {
  const others = all.filter(({ id }) => id !== own);
  const same = others.find(({ id }) => id === last);
  if (same !== undefined) return same;
  if (others[0] !== undefined) return others[0];
  return last === null || last === own ? (all[0] ?? null) : null;
}
