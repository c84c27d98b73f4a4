/** At most one run in a stretch of time: the first at once, the others together at its end. */
import type { Clock, Delay } from '../../ground/clock.ts';

export interface Throttled {
  (): void;
  stop(): void;
}

export function throttled(clock: Clock, stretch: Delay, run: () => void): Throttled {
  let cancel: (() => void) | null = null;
  let again = false;
  function open(): void {
    cancel = null;
    if (again) call();
  }
  function call(): void {
    again = cancel !== null;
    if (again) return;
    cancel = clock.after(stretch, open);
    run();
  }
  return Object.assign(call, {
    stop() {
      cancel?.();
      // Never null again: a stopped one runs no more.
      cancel = () => {};
      again = false;
    },
  });
}
