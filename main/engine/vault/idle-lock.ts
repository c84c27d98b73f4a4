/** Locks after a time without anybody, never in the middle of a handler. */
import type { Clock } from '../ground/clock.ts';

export interface IdleLock {
  start(minutes: number): void;
  keepAwake(): void;
  stop(): void;
  /** Work begins that must not be cut; the answer ends it. */
  enter(): () => void;
  /** Resolves when no work is running. */
  quiet(): Promise<void>;
}

export function createIdleLock(clock: Clock, lock: () => void): IdleLock {
  let minutes: number | null = null;
  let deadline = 0;
  let running = 0;
  let due = false;
  let cancel: (() => void) | null = null;
  let waiting: (() => void)[] = [];

  function arm(): void {
    cancel?.();
    cancel = minutes === null ? null : clock.after(Math.max(0, deadline - clock.now()), ring);
  }
  function ring(): void {
    cancel = null;
    if (minutes === null) return;
    if (clock.now() < deadline) arm();
    else if (running > 0) due = true;
    else lock();
  }
  function keepAwake(): void {
    if (minutes === null) return;
    due = false;
    deadline = clock.now() + minutes * 60_000;
    arm();
  }
  return {
    start(chosen) {
      minutes = chosen;
      keepAwake();
    },
    keepAwake,
    stop() {
      minutes = null;
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
        if (due && minutes !== null) lock();
      };
    },
    quiet: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
