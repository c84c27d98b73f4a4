/**
 * `npm run fuzz:sync -- --seeds N --from SEED`: that many seeded teams, a few side by side.
 * `npm run fuzz:sync -- --mesh MINUTES [--machines 8]`: a full mesh, every machine editing.
 * `npm run fuzz:sync -- --kills MINUTES`: three machines, one of them killed and restarted every three seconds.
 */
import { parseArgs } from 'node:util';
import { runSeeds } from './seeds.ts';
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

async function seeds(): Promise<boolean> {
  const started = performance.now();
  const { totals, failures, done } = await runSeeds(Number(values.from), Number(values.seeds), (at) => {
    if (at % 50 === 0) say(`${at} seeds, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  });
  for (const failure of failures) say(failure);
  say(
    Object.entries(totals)
      .map(([what, count]) => `${what} ${count}`)
      .join(', '),
  );
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
