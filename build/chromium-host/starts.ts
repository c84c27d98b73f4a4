/**
 * `npm run starts -- --count 200`: starts the built app that many times on one vault, half of them with four busy loops
 * beside, each after an empty window of the same browser. Prints what it took, and exits with 1 when a window did not open.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startHost } from './client.ts';
import { findChromium } from './find-chromium.mjs';
import { timeEmptyWindow, timeStart } from './start-time.ts';

// The one that people see, not the one that tests may take.
process.env.CHROME_PATH ??= findChromium() ?? '';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '200' }, busy: { type: 'string', default: '4' } },
});
const half = Math.ceil(Number(values.count) / 2);
const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-starts-'));

const foundVault = async (): Promise<void> => {
  const host = await startHost({ args: [`--data=${dataDir}`, '--network=none'] });
  try {
    const made = (await host.page.evaluate(() =>
      window.margelle.call('vault.create', {
        team: 'Starts',
        profile: 'empty',
        name: 'Claire',
        role: 'coordinator',
        passphrase: 'lanterne moulin verveine 58 tilleul',
      }),
    )) as { ok: boolean };
    if (!made.ok) throw new Error(`no vault to start on: ${JSON.stringify(made)}`);
  } finally {
    await host.close();
  }
};

interface Half {
  name: string;
  empty: number[];
  opened: number[];
  late: number;
  again: number;
  failed: string[];
}

const inOrder = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { min: at(0), median: at(0.5), p95: at(0.95), max: at(1) };
};

const figures = (times: readonly number[]): string =>
  Object.entries(inOrder(times))
    .map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`)
    .join(', ');

const run = async (name: string): Promise<Half> => {
  const done: Half = { name, empty: [], opened: [], late: 0, again: 0, failed: [] };
  for (let start = 1; start <= half; start += 1) {
    try {
      done.empty.push(await timeEmptyWindow());
      const { ms, said } = await timeStart(dataDir);
      done.opened.push(ms);
      done.late += Number(said.length > 0);
      done.again += said.filter((line) => line.includes('started again')).length;
    } catch (error) {
      done.failed.push((error as Error).message);
    }
  }
  return done;
};

const report = ({ name, empty, opened, late, again, failed }: Half): void => {
  const ratio = inOrder(opened).median / inOrder(empty).median;
  console.log(
    `${name}: ${opened.length} of ${half} opened, ${late} told to be late, ${again} started again, ${failed.length} failed`,
  );
  console.log(`  passphrase field  ${figures(opened)}`);
  console.log(`  empty window      ${figures(empty)}; ratio of the medians ${ratio.toFixed(2)}`);
  for (const why of failed) console.log(`  ${why}`);
};

const loops: ChildProcess[] = [];
// A loop hears nothing: it must not outlive who started it.
const endLoops = (): void => {
  for (const loop of loops) loop.kill('SIGKILL');
};
process.on('exit', endLoops);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
try {
  await foundVault();
  const halves = [await run('as the machine is')];
  for (let loop = 0; loop < Number(values.busy); loop += 1)
    loops.push(spawn(process.execPath, ['-e', 'for(;;){}'], { stdio: 'ignore' }));
  halves.push(await run(`with ${values.busy} busy loops`));
  for (const one of halves) report(one);
  process.exitCode = halves.every(({ failed }) => failed.length === 0) ? 0 : 1;
} finally {
  endLoops();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
