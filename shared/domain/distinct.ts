/** For lists that a screen gives whole: each thing of them once. */

/** True when no two of these things, or of these ids, have one id. */
export const areDistinct = (things: readonly (string | { id: string })[]): boolean =>
  new Set(things.map((one) => (typeof one === 'string' ? one : one.id))).size === things.length;
