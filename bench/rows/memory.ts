/** The engine as a process of its own, on ten years, sharing, left alone after a little use. Linux only: reads /proc. */
import { readFileSync } from 'node:fs';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import { settled, startEngine } from '../support/engine-process.ts';
import type { Row } from '../support/row.ts';

export async function memoryRow(dataDir: string): Promise<Row> {
  const engine = await startEngine(dataDir, 'loopback');
  const { call, pid } = engine;
  try {
    const { vaults } = await call('vault.state', {});
    await call('vault.unlock', { id: vaults[0]?.id ?? '', passphrase: DEMO_PASSPHRASE });
    const { today } = await call('place.get', {});
    for (const method of ['planning.toSettle', 'catalogue.list', 'notes.list', 'notes.tags'] as const)
      await call(method, {});
    for (let week = 0; week < 52; week += 1) {
      const from = addDays(today, -7 * week);
      await call('planning.range', { from, to: addDays(from, 41) });
    }
    await call('notes.search', { text: 'répit' });
    // A write opens the documents of the year, as in everyday use.
    await call('planning.create', {
      slot: { date: today, start: '21:00', end: '21:30', spaces: [] },
      what: { kind: 'meeting', title: 'Mesure' },
      who: {},
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
    });
    await settled(pid);
    return {
      what: 'engine memory, idle',
      measured: residentMegabytes(pid),
      unit: 'MB',
      budget: 300,
      note: 'resident, after opening 52 weeks, a search and a write',
    };
  } finally {
    await engine.close();
  }
}

const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
