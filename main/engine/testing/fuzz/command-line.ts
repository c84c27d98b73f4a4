/**
 * `npm run fuzz:sync -- --seeds N --from SEED`: that many seeded teams, a few side by side.
 * `npm run fuzz:bytes -- --seeds N --from SEED`: that many times 400 contents and frames of a hostile member.
 * `npm run fuzz:sync -- --mesh MINUTES [--machines 8]`: a full mesh, every machine editing.
 * `npm run fuzz:sync -- --kills MINUTES`: three machines in processes of their own, one of them killed (SIGKILL) every
 * few seconds, restarted and unlocked.
 */
import { parseArgs } from 'node:util';
import { runBytes } from './bytes.ts';
import { kills } from './kills.ts';
import { runSeeds } from './seeds.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    mesh: { type: 'string' },
    kills: { type: 'string' },
    bytes: { type: 'boolean', default: false },
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

function bytes(): boolean {
  const { failures, ...outcome } = runBytes(Number(values.from), Number(values.seeds), (at) => {
    if (at % 50 === 0) say(`${at} seeds`);
  });
  for (const failure of failures) say(failure);
  say(JSON.stringify(outcome));
  say(`${outcome.made} made, ${failures.length} failed`);
  return failures.length === 0;
}

function told(outcome: { lost: number; diverged: number }): boolean {
  say(JSON.stringify(outcome));
  return outcome.lost === 0 && outcome.diverged === 0;
}

const held = values.bytes
  ? bytes()
  : values.mesh !== undefined
    ? told(
        await soak({
          machines: Number(values.machines),
          minutes: Number(values.mesh),
          everyMs: 1_000,
          say,
        }),
      )
    : values.kills !== undefined
      ? told(await kills(3, Number(values.kills)))
      : await seeds();
process.exitCode = held ? 0 : 1;
