/** An engine in a process of its own, as the app runs it. */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import { ENGINE_EXEC_ARGV, type FromEngine, type ToEngine } from '#shared/contract/shell.ts';

const processFile = fileURLToPath(new URL('../../out/engine/process.js', import.meta.url));

export interface EngineProcess {
  readonly pid: number;
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ValueOf<M>>;
  close(): Promise<void>;
}

export async function startEngine(dataDir: string, network: 'loopback' | 'none'): Promise<EngineProcess> {
  if (!existsSync(processFile)) throw new Error('run `npm run build` first');
  const child = fork(processFile, [`--data=${dataDir}`, '--version=bench', `--network=${network}`], {
    execArgv: ENGINE_EXEC_ARGV,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (result: unknown) => void>();
  await new Promise<void>((resolve) => {
    child.on('message', (message: FromEngine) => {
      if (message.type === 'ready') resolve();
      if (message.type === 'reply') waiting.get(message.id)?.(message.result);
    });
  });
  let id = 0;
  return {
    pid: child.pid ?? 0,
    async call(method, params) {
      const message: ToEngine = { type: 'call', id: ++id, method, params };
      const answer = new Promise((resolve) => waiting.set(message.id, resolve));
      child.send(message);
      const result = (await answer) as { ok: true; value: unknown } | { ok: false; error: unknown };
      if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
      return result.value as never;
    },
    async close() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.send({ type: 'close' } satisfies ToEngine);
      await exited;
    },
  };
}

/** Waits until the process has used no processor time for a second: idle, not merely paused. Linux only. */
export async function settled(pid: number): Promise<void> {
  const ticks = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).join();
  let [before, calm] = [ticks(), 0];
  while (calm < 10) {
    await new Promise((resume) => setTimeout(resume, 100));
    const now = ticks();
    calm = now === before ? calm + 1 : 0;
    before = now;
  }
}
