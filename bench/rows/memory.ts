/** The engine as a process of its own, on ten years, left alone after a little use. Linux only: reads /proc. */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MethodName, ParamsOf } from '#shared/contract/index.ts';
import { ENGINE_EXEC_ARGV, type FromEngine, type ToEngine } from '#shared/contract/shell.ts';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import type { Row } from '../row.ts';

const processFile = fileURLToPath(new URL('../../out/engine/process.js', import.meta.url));

export async function memoryRow(dataDir: string): Promise<Row> {
  if (!existsSync(processFile)) throw new Error('run `npm run build` first');
  const child = fork(processFile, [`--data=${dataDir}`, '--version=bench'], {
    execArgv: ENGINE_EXEC_ARGV,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (result: unknown) => void>();
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: FromEngine) => {
      if (message.type === 'ready') resolve();
      if (message.type === 'reply') waiting.get(message.id)?.(message.result);
    });
  });
  let id = 0;
  async function call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<unknown> {
    const message: ToEngine = { type: 'call', id: ++id, method, params };
    const answer = new Promise((resolve) => waiting.set(message.id, resolve));
    child.send(message);
    const result = (await answer) as { ok: true; value: unknown } | { ok: false; error: unknown };
    if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
    return result.value;
  }
  try {
    await ready;
    const { vaults } = (await call('vault.state', {})) as { vaults: { id: string }[] };
    await call('vault.unlock', { id: vaults[0]?.id ?? '', passphrase: DEMO_PASSPHRASE });
    const { today } = (await call('place.get', {})) as { today: string };
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
    await settled(child.pid ?? 0);
    return {
      what: 'engine memory, idle',
      measured: residentMegabytes(child.pid ?? 0),
      unit: 'MB',
      budget: 300,
      note: 'resident, after opening 52 weeks, a search and a write',
    };
  } finally {
    child.send({ type: 'close' } satisfies ToEngine);
  }
}

const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** Waits until the process has used no processor time for a second: idle, not merely paused. */
async function settled(pid: number): Promise<void> {
  const ticks = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).join();
  let [before, calm] = [ticks(), 0];
  while (calm < 10) {
    await new Promise((resume) => setTimeout(resume, 100));
    const now = ticks();
    calm = now === before ? calm + 1 : 0;
    before = now;
  }
}
