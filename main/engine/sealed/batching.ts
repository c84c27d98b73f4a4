/**
 * Entries that came and are not taken in yet. All that came in one turn is one batch; a long log waits for the turn that
 * brings nothing more of it, or until it is a large part of ten years, so that the same pages of the indexes are not
 * written again for each piece.
 */
import type { Present } from './log-index.ts';

/** A log is long from these bytes on, and no longer waited for beyond those. */
const LONG_BYTES = 256 * 1024;
const PART_BYTES = 16 * 1024 * 1024;
/** Turns that are waited for at most: whoever sends drop by drop must not hold up the others. */
const TURNS = 200;

export function createBatching(ready: (entries: Present[]) => void) {
  let queue: Present[] = [];
  let bytes = 0;
  let seen = 0;
  let turns = 0;
  let scheduled = false;

  function look(): void {
    if (bytes > LONG_BYTES && bytes < PART_BYTES && bytes > seen && turns < TURNS) {
      seen = bytes;
      turns += 1;
      setImmediate(look);
      return;
    }
    const entries = queue;
    queue = [];
    bytes = 0;
    seen = 0;
    turns = 0;
    scheduled = false;
    ready(entries);
  }

  return {
    push(entry: Present): void {
      queue.push(entry);
      bytes += entry.bytes.length;
    },
    /** `ready` is called once, with what was pushed, or nothing. */
    soon(): void {
      if (scheduled) return;
      scheduled = true;
      setImmediate(look);
    },
    clear(): void {
      queue = [];
      bytes = 0;
    },
  };
}
