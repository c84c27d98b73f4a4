/** The machine's own time and randomness. */
import sodium from 'sodium-native';
import type { Clock, Random } from './clock.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = {
  // The system's own generator too, as `randomBytes` is, without a tenth of a millisecond of ceremony for each number.
  bytes(length) {
    const bytes = Buffer.alloc(length);
    if (length > 0) sodium.randombytes_buf(bytes);
    return bytes;
  },
};
