import { describe, expect, it } from 'vitest';
import {
  between,
  type Delay,
  type Instant,
  later,
  left,
  milliseconds,
  minutes,
  seconds,
  times,
} from './clock.ts';
import { testClock } from './testing-clock.ts';

/** Compiled, never run: each line that is expected not to compile is one way of counting on the wrong hand. */
function mixed(): void {
  const clock = testClock();
  const task = () => {};
  const date = clock.now();
  const moment = clock.elapsed();
  // @ts-expect-error: the age of a date is no delay
  clock.after(clock.now() - date, task);
  // @ts-expect-error: nor is what is left before a date
  clock.after(Math.max(0, date + 5000 - clock.now()), task);
  // @ts-expect-error: nor is a date
  clock.after(date, task);
  // @ts-expect-error: nor a number from anywhere
  clock.after(5000, task);
  // @ts-expect-error: a unit makes a delay of what is written, not of what is computed
  clock.after(milliseconds(clock.now() - date), task);
  // @ts-expect-error: nor of a date
  clock.after(seconds(date), task);
  // @ts-expect-error: a deadline is not compared with a date
  if (clock.now() >= later(moment, seconds(5))) task();
  // @ts-expect-error: nor subtracted from one
  clock.after((clock.now() - moment) as Delay, task);
  // @ts-expect-error: nor made of one
  later(date, seconds(5));
  // @ts-expect-error: between two dates there is no delay
  clock.after(between(date, clock.now()), task);
  // @ts-expect-error: what has passed is no date
  const at: Instant = moment;
  // @ts-expect-error: and no number that could be stored
  const stored: number = moment;
  task.call([at, stored]);
}

describe('the second hand', () => {
  it('is not mixed with the first: the lines above compile because each of them would not', () => {
    expect(mixed).toBeTypeOf('function');
  });

  it('counts what has passed and what is left, never less than nothing', () => {
    const clock = testClock();
    const start = clock.elapsed();
    const end = later(start, minutes(5));
    clock.advance(60_000);
    expect(between(start, clock.elapsed())).toBe(60_000);
    expect(left(clock, end)).toBe(4 * 60_000);
    expect(between(clock.elapsed(), start)).toBe(0);
    clock.advance(3_600_000);
    expect(left(clock, end)).toBe(0);
    expect(times(seconds(2), -1)).toBe(0);
  });

  it('goes on when the wall clock is moved, and is waited for', () => {
    const clock = testClock();
    const start = clock.now();
    let rung = 0;
    clock.after(minutes(5), () => {
      rung += 1;
    });
    clock.put(-3_600_000);
    clock.advance(299_999);
    clock.put(7_200_000);
    expect(rung).toBe(0);
    clock.advance(1);
    expect(rung).toBe(1);
    expect(clock.now() - start).toBe(3_600_000 + 300_000);
  });
});
