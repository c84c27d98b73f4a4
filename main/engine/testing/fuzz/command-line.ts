/**
 * `npm run fuzz:sync -- --seeds N --from SEED`: that many seeded teams, one after the other; stops at the first fault.
 * `npm run fuzz:sync -- --mesh MINUTES [--machines 8]`: a full mesh, every machine editing.
 * `npm run fuzz:sync -- --kills MINUTES`: three machines, one of them killed and restarted every three seconds.
 */
import { parseArgs } from 'node:util';
import { type Outcome, runSeed } from './run.ts';
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
  const from = Number(values.from);
  const totals = new Map<string, number>();
  const started = performance.now();
  for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
    const outcome: Outcome = await runSeed(seed);
    for (const [what, count] of Object.entries(outcome))
      if (what !== 'seed') totals.set(what, (totals.get(what) ?? 0) + Number(count));
    if ((seed - from + 1) % 50 === 0)
      say(`${seed - from + 1} seeds, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  say([...totals].map(([what, count]) => `${what} ${count}`).join(', '));
  return true;
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
