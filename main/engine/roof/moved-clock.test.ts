import { expect, it, vi } from 'vitest';
import { between } from '../ground/clock.ts';
import { createMovedClock } from './moved-clock.ts';

it('moves each hand apart', async () => {
  const clock = createMovedClock('/somewhere/out/engine');
  const [date, moment] = [clock.now(), clock.elapsed()];
  clock.move({ wallMs: -3_600_000, elapsedMs: 300_000 });
  expect(clock.now() - date).toBeLessThan(-3_000_000);
  await vi.waitFor(() => expect(between(moment, clock.elapsed())).toBeGreaterThanOrEqual(300_000), 10_000);
  expect(between(moment, clock.elapsed())).toBeLessThan(3_000_000);
});
