/** The machine's own time and randomness. */
import os from 'node:os';
import sodium from 'sodium-native';
import {
  type Clock,
  type Delay,
  type Elapsed,
  type Instant,
  later,
  left,
  type Random,
  seconds,
  shorter,
} from './clock.ts';

/** Milliseconds, as the machine gives them. */
export interface Readings {
  wall(): number;
  /** Never goes back; may stand still while the machine sleeps. */
  awake(): number;
  /** Also goes on while it sleeps; coarse. Null where `awake` does so by itself. */
  uptime: (() => number) | null;
}

/** Sleeps shorter than this are no sleep: the two readings are not taken at once, and one of them may be in seconds. */
const COARSE_MS = 2000;
/** The uptime costs a file read: it is looked at no more often. */
const LOOKED_AT_EVERY_MS = 1000;
/** Node's timers stand still during a sleep: long ones are looked at this often. */
const STEP = seconds(5);

export const machine: Readings = {
  wall: () => Date.now(),
  awake: () => performance.now(),
  // On macOS the counter behind `performance.now()` counts sleep, and the uptime is made of the hour.
  uptime: process.platform === 'darwin' ? null : () => os.uptime() * 1000,
};

export function createSystemClock({ wall, awake, uptime }: Readings = machine): Clock {
  // The uptime is read first, here and below: a pause between the two readings never looks like a sleep.
  const apart = uptime === null ? 0 : uptime() - awake();
  let slept = 0;
  let lookedAt = awake();

  function countSleep(): void {
    const now = awake();
    if (uptime === null || now - lookedAt < LOOKED_AT_EVERY_MS) return;
    lookedAt = now;
    const asleep = uptime() - awake() - apart;
    // Compared with the whole, not added up: what is coarse in each reading does not gather.
    if (asleep > slept + COARSE_MS) slept = asleep;
  }

  const clock: Clock = {
    now: () => wall() as Instant,
    elapsed() {
      countSleep();
      return (awake() + slept) as unknown as Elapsed;
    },
    after(delay, task) {
      const end = delay > STEP ? later(clock.elapsed(), delay) : null;
      let timer: NodeJS.Timeout;
      const wait = (rest: Delay) => {
        timer = setTimeout(look, shorter(rest, STEP)).unref();
      };
      const look = () => {
        const rest = end === null ? 0 : left(clock, end);
        if (rest === 0) task();
        else wait(rest);
      };
      wait(delay);
      return () => clearTimeout(timer);
    },
  };
  return clock;
}

export const systemClock: Clock = createSystemClock();

export const systemRandom: Random = {
  // The system's own generator too, as `randomBytes` is, without a tenth of a millisecond of ceremony for each number.
  bytes(length) {
    const bytes = Buffer.alloc(length);
    if (length > 0) sodium.randombytes_buf(bytes);
    return bytes;
  },
};
