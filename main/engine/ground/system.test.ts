import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { between, minutes, seconds } from './clock.ts';
import { createSystemClock } from './system.ts';

describe('the clock of the machine', () => {
  let awake = 0;
  let asleep = 0;
  let wall = 0;
  /** As read by a system that counts in whole seconds. */
  const uptime = () => Math.floor((40_500 + awake + asleep) / 1000) * 1000;
  const made = () => createSystemClock({ wall: () => wall, awake: () => awake, uptime });

  beforeEach(() => {
    awake = 100;
    asleep = 0;
    wall = 1_800_000_000_000;
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Time in which Node's timers run. */
  const live = (ms: number) => {
    for (let spent = 0; spent < ms; spent += 100) {
      awake += 100;
      wall += 100;
      vi.advanceTimersByTime(100);
    }
  };
  const sleep = (ms: number) => {
    asleep += ms;
    wall += ms;
  };

  it('counts a sleep as time, once, and nothing that is none', () => {
    const clock = made();
    const start = clock.elapsed();
    live(3_600_000);
    expect(between(start, clock.elapsed())).toBe(3_600_000);
    sleep(3_600_000);
    live(2000);
    const passed = between(start, clock.elapsed());
    expect(Math.abs(passed - 7_202_000)).toBeLessThan(1000);
    live(3_600_000);
    expect(between(start, clock.elapsed())).toBe(passed + 3_600_000);
  });

  it('does not follow the wall clock, and never goes back', () => {
    const clock = made();
    const start = clock.elapsed();
    wall -= 86_400_000;
    live(1500);
    wall += 3 * 86_400_000;
    live(1500);
    expect(between(start, clock.elapsed())).toBe(3000);
    asleep = -10_000;
    live(1500);
    expect(between(start, clock.elapsed())).toBe(4500);
  });

  it('runs what came due in a sleep soon after it, and nothing early', () => {
    const clock = made();
    const rung: string[] = [];
    clock.after(minutes(5), () => rung.push('long'));
    clock.after(seconds(3), () => rung.push('short'));
    clock.after(minutes(5), () => rung.push('cancelled'))();
    live(290_000);
    expect(rung).toEqual(['short']);
    live(10_000);
    expect(rung).toEqual(['short', 'long']);
    clock.after(minutes(30), () => rung.push('slept through'));
    sleep(40 * 60_000);
    live(6000);
    expect(rung.at(-1)).toBe('slept through');
  });

  it('is told by the counter alone where it counts sleep itself', () => {
    const clock = createSystemClock({ wall: () => wall, awake: () => awake + asleep, uptime: null });
    const start = clock.elapsed();
    let rung = 0;
    clock.after(minutes(30), () => {
      rung += 1;
    });
    sleep(3_600_000);
    expect(between(start, clock.elapsed())).toBe(3_600_000);
    live(5000);
    expect(rung).toBe(1);
  });
});
