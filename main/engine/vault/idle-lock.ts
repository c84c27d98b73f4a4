/** Locks after a time without anybody, never in the middle of a handler. */
import { type Clock, type Delay, later, left, minutes, times } from '../ground/clock.ts';

export interface IdleLock {
  start(allowedMinutes: number): void;
  keepAwake(): void;
  stop(): void;
  /** Work begins that must not be cut; the answer ends it. */
  enter(): () => void;
  /** Resolves when no work is running. */
  quiet(): Promise<void>;
}

export function createIdleLock(clock: Clock, lock: () => void): IdleLock {
  let allowed: Delay | null = null;
  let deadline = clock.elapsed();
  let running = 0;
  let due = false;
  let cancel: (() => void) | null = null;
  let waiting: (() => void)[] = [];

  function arm(): void {
    cancel?.();
    cancel = allowed === null ? null : clock.after(left(clock, deadline), ring);
  }
  function ring(): void {
    cancel = null;
    if (allowed === null) return;
    if (left(clock, deadline) > 0) arm();
    else if (running > 0) due = true;
    else lock();
  }
  function keepAwake(): void {
    if (allowed === null) return;
    due = false;
    deadline = later(clock.elapsed(), allowed);
    arm();
  }
  return {
    start(allowedMinutes) {
      allowed = times(minutes(1), allowedMinutes);
      keepAwake();
    },
    keepAwake,
    stop() {
      allowed = null;
      due = false;
      arm();
    },
    enter() {
      running += 1;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        running -= 1;
        if (running > 0) return;
        for (const resume of waiting) resume();
        waiting = [];
        if (due && allowed !== null) lock();
      };
    },
    quiet: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
