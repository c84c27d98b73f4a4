/**
 * `npm run fuzz:sync -- --seeds N --from SEED`: that many seeded teams, a few side by side.
 * `npm run fuzz:sync -- --mesh MINUTES [--machines 8]`: a full mesh, every machine editing.
 * `npm run fuzz:sync -- --kills MINUTES`: three machines, one of them killed and restarted every three seconds.
 */
import { parseArgs } from 'node:util';
import { runSeed } from './run.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    mesh: { type: 'string' },
    kills: { type: 'string' },
    machines: { type: 'string', default: '8' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Machines mostly wait for one another: several teams run side by side. */
const SIDE_BY_SIDE = 6;

async function seeds(): Promise<boolean> {
  const from = Number(values.from);
  const until = from + Number(values.seeds);
  const totals = new Map<string, number>();
  const failures: string[] = [];
  const started = performance.now();
  let next = from;
  let done = 0;
  const worker = async () => {
    while (next < until) {
      const seed = next++;
      try {
        for (const [what, count] of Object.entries(await runSeed(seed)))
          if (what !== 'seed') totals.set(what, (totals.get(what) ?? 0) + Number(count));
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
        say(failures.at(-1) ?? '');
      }
      done += 1;
      if (done % 50 === 0) say(`${done} seeds, ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  say([...totals].map(([what, count]) => `${what} ${count}`).join(', '));
  say(`${done - failures.length} converged, ${failures.length} failed`);
  return failures.length === 0;
}

async function long(minutes: number, machines: number, killEveryMs: number): Promise<boolean> {
  const outcome = await soak({ machines, minutes, everyMs: 1_000, killEveryMs, say });
  say(JSON.stringify(outcome));
  return outcome.lost === 0 && outcome.diverged === 0;
}

const held =
  values.mesh !== undefined
    ? await long(Number(values.mesh), Number(values.machines), 0)
    : values.kills !== undefined
      ? await long(Number(values.kills), 3, 3_000)
      : await seeds();
process.exitCode = held ? 0 : 1;
