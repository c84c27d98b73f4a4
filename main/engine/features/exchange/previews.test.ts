/** Reading a calendar made to hurt: told as it goes, and stopped when asked. */
import { expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { openExchangeBench } from './bench.ts';

const hurting = calendar(
  ...Array.from({ length: 12 }, (_, n) =>
    event(
      `UID:${n}`,
      'DTSTART:19700101T100000',
      'RRULE:FREQ=DAILY',
      'EXRULE:FREQ=HOURLY;BYSETPOS=1',
      'EXRULE:FREQ=HOURLY;INTERVAL=2',
    ),
  ),
);

test('it tells how far it is, lets other calls through, and stops at the next turn', async () => {
  const bench = openExchangeBench();
  try {
    const file = bench.token('agenda.ics', hurting);
    const whole = bench.call('exchange.preview', { file, job: 'whole' });
    let calls = 0;
    let isOver = false;
    void whole.then(() => {
      isOver = true;
    });
    while (!isOver) {
      await bench.done('exchange.imports', {});
      await new Promise((next) => setImmediate(next));
      calls += 1;
    }
    expect(await whole).toMatchObject({ ok: true });
    expect(calls).toBeGreaterThan(20);
    const told = bench.progress.filter(({ job }) => job === 'whole').map(({ done }) => done);
    expect(told.length).toBeGreaterThan(20);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(new Set(told).size).toBeGreaterThan(5);

    const stopped = bench.call('exchange.preview', {
      file: bench.token('encore.ics', hurting),
      job: 'stopped',
    });
    const steps = () =>
      bench.progress.filter(({ job, state }) => job === 'stopped' && state === 'running').length;
    while (steps() < 3) await new Promise((next) => setImmediate(next));
    const before = steps();
    expect(await bench.done('exchange.cancel', { job: 'stopped' })).toEqual({ stopped: true });
    expect(await stopped).toMatchObject({ error: { tag: 'cancelled_by_user' } });
    expect(steps()).toBeLessThanOrEqual(before + 1);
  } finally {
    bench.close();
  }
});
