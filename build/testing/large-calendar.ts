/** A calendar of tens of megabytes, read step by step. */
import { expect } from 'vitest';
import { calendar, event, options } from '../../shared/domain/exchange/fixture.ts';
import { readCalendar } from '../../shared/domain/exchange/read.ts';
import { PLACEMENTS_MAX } from '../../shared/domain/exchange/reading.ts';
import { cpuTime } from './cpu-time.ts';

/**
 * Reads `megabytes` of small events, in small steps (by the processor's time, which a busy machine does not change); what is
 * beyond the limit is counted.
 */
export function readLargeFile(megabytes: number): void {
  const one = (n: number) =>
    event(
      `UID:${n}@gros`,
      `DTSTART:2027${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}T100000`,
      'DURATION:PT1H',
      `DESCRIPTION:${'x'.repeat(200)}`,
    );
  const size = megabytes * 1024 * 1024;
  const count = Math.floor(size / (one(100_000).length + 2));
  const text = calendar(Array.from({ length: count }, (_, n) => one(n)).join('\r\n'));
  expect(text.length).toBeGreaterThan(size * 0.99);
  const steps = readCalendar(text, options);
  let longest = 0;
  let total = 0;
  for (;;) {
    const before = cpuTime();
    const step = steps.next();
    const ms = cpuTime() - before;
    total += ms;
    longest = Math.max(longest, ms);
    if (!step.done) continue;
    expect(step.value?.events).toBe(count);
    expect(step.value?.placements.length).toBe(PLACEMENTS_MAX);
    expect(step.value?.tooMany).toBe(count - PLACEMENTS_MAX);
    break;
  }
  process.stdout.write(
    `${megabytes} MB: ${count} events, ${Math.round(total)} ms, longest step ${Math.round(longest)} ms\n`,
  );
  expect(total).toBeLessThan(800 * megabytes);
  expect(longest).toBeLessThan(1500);
}
