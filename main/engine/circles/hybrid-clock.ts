/**
 * A hybrid logical clock: stamps that sort in an order every device agrees on, close to wall time, and never go
 * back, even when the machine's clock does (Kulkarni et al., 2014).
 * A stamp is `<milliseconds, base 36, 9 digits>.<counter, base 36, 3 digits>.<device>`; it sorts as text.
 */
export interface HybridClock {
  /** A stamp later than every stamp given or seen. */
  tick(): string;
  /**
   * Takes note of a stamp made elsewhere. Ignores what is not a stamp, and what is more than a day ahead of this
   * machine: one clock set to another year must not drag every other along. Such a value is shown and replaced all
   * the same (who replaces a value names it), only the order of its rivals suffers.
   */
  observe(stamp: string): void;
  /** The latest stamp known; kept with the base so that a restart goes on from it. */
  readonly last: string;
}

const AHEAD_MAX_MS = 24 * 60 * 60 * 1000;
const COUNTER_MAX = 36 ** 3 - 1;
const shape = /^[0-9a-z]{9}\.[0-9a-z]{3}\./;

const stampOf = (ms: number, counter: number, device: string) =>
  `${ms.toString(36).padStart(9, '0')}.${counter.toString(36).padStart(3, '0')}.${device}`;

/** Epoch milliseconds of a stamp, by the clock of whoever made it; undefined for what is no stamp. */
export const timeOf = (stamp: string): number | undefined =>
  shape.test(stamp) ? Number.parseInt(stamp.slice(0, 9), 36) : undefined;

/** `last` is the stamp kept from the previous run, or empty. */
export function createHybridClock(now: () => number, device: string, last = ''): HybridClock {
  let ms = 0;
  let counter = 0;
  const observe = (stamp: string, bound: number) => {
    if (!shape.test(stamp)) return;
    const seenMs = Number.parseInt(stamp.slice(0, 9), 36);
    if (seenMs > bound) return;
    const seenCounter = Number.parseInt(stamp.slice(10, 13), 36);
    if (seenMs > ms || (seenMs === ms && seenCounter > counter)) {
      ms = seenMs;
      counter = seenCounter;
    }
  };
  // Its own past is never ignored: the machine's clock may have gone back by years since.
  observe(last, Number.POSITIVE_INFINITY);
  return {
    tick() {
      const wall = now();
      if (wall > ms) {
        ms = wall;
        counter = 0;
      } else if (counter < COUNTER_MAX) {
        counter += 1;
      } else {
        ms += 1;
        counter = 0;
      }
      return stampOf(ms, counter, device);
    },
    observe: (stamp) => observe(stamp, now() + AHEAD_MAX_MS),
    get last() {
      return stampOf(ms, counter, device);
    },
  };
}
