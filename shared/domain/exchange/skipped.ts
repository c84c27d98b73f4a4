/** What a reading could not read: the first parts by their line, and how many there are. */
import { SKIPPED_MAX, type SkippedPart } from './reading.ts';

export interface Skipped {
  push(part: SkippedPart): void;
  /** Counts parts that are past those told one by one. */
  count(parts: number): void;
  /** By line, at most `SKIPPED_MAX`. */
  first(): SkippedPart[];
  readonly total: number;
}

export function createSkipped(): Skipped {
  let kept: SkippedPart[] = [];
  let total = 0;
  const first = () => {
    kept = kept.sort((a, b) => a.line - b.line).slice(0, SKIPPED_MAX);
    return kept;
  };
  return {
    push(part) {
      total += 1;
      kept.push(part);
      // A file of nothing else would fill the memory with them.
      if (kept.length >= 10 * SKIPPED_MAX) first();
    },
    count(parts) {
      total += parts;
    },
    first,
    get total() {
      return total;
    },
  };
}
