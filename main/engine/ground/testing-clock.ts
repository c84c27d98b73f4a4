/** Clocks that a test decides. */
import { type Clock, type Delay, type Elapsed, type Instant, times } from './clock.ts';
import { systemClock } from './system.ts';

const instant = (ms: number) => ms as Instant;
const elapsed = (ms: number) => ms as unknown as Elapsed;
export const delay = (ms: number) => ms as Delay;

export interface TestClock extends Clock {
  /** Lets time pass, on both hands, and rings what comes due, in order. */
  advance(ms: number): void;
  /** The same, where what follows from each ring takes turns of the event loop. */
  pass(ms: number): Promise<void>;
  /** Somebody moves the wall clock by that much, back when negative: the other hand goes on. */
  put(ms: number): void;
}

export function testClock(start = Date.UTC(2027, 0, 12, 9)): TestClock {
  let wall = start;
  let since = 0;
  const alarms = new Set<{ at: number; task: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  function move(to: number): void {
    wall += Math.max(0, to - since);
    since = Math.max(since, to);
  }
  /** Rings the first alarm due by then. */
  function ring(until: number): boolean {
    const [next] = [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    if (!next) return false;
    alarms.delete(next);
    move(next.at);
    next.task();
    return true;
  }

  return {
    now: () => instant(wall),
    elapsed: () => elapsed(since),
    after(wait, task) {
      const alarm = { at: since + wait, task };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance(ms) {
      const until = since + ms;
      while (ring(until));
      move(until);
    },
    async pass(ms) {
      const until = since + ms;
      await settle();
      while (ring(until)) await settle();
      move(until);
      await settle();
    },
    put(ms) {
      wall += ms;
    },
  };
}

/** Says the time it is told, and waits for nothing. */
export const stillClock = (now: () => number): Clock => ({
  now: () => instant(now()),
  elapsed: () => elapsed(0),
  after: () => () => {},
});

const began = systemClock.now();

interface Haste {
  /** How many times as fast. */
  haste: number;
  /** Milliseconds that its wall clock is off by. */
  skew?: () => number;
  /** Milliseconds that it has slept through, by its second hand. */
  slept?: () => number;
  /** Whether time itself goes faster, or only what is waited for. */
  hands?: boolean;
  /** What is waited for in fact; `ms / haste` otherwise. */
  wait?: (ms: number) => number;
}

/** The machine's own time, hastened. */
export function hastyClock({
  haste,
  skew = () => 0,
  slept = () => 0,
  hands = false,
  wait = (ms) => ms / haste,
}: Haste): Clock {
  const speed = hands ? haste : 1;
  return {
    now: () => instant(began + (systemClock.now() - began) * speed + skew()),
    elapsed: () => elapsed((systemClock.elapsed() as unknown as number) * speed + slept()),
    after: (ms, task) => systemClock.after(times(delay(1), wait(ms)), task),
  };
}
