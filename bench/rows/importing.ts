/**
 * A calendar of 10,000 events imported, then the same events ten minutes later, then both taken back: how long each takes
 * beside the first import, and for how long at most any other call waits. By hand, once: `node bench/rows/importing.ts
 * [EVENTS] [dense]`; `dense` puts them all in one room at the same hour of 84 days; `--json` tells it as the rows take it.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { cpuTime } from '../../build/testing/cpu-time.ts';
import { summarize } from '../support/measure.ts';
import type { Row } from '../support/row.ts';
import { done, open, passphrase } from './sharing.ts';

const EVENTS = 10_000;
const ROUNDS = 5;

interface Watched<T> {
  value: T;
  tookMs: number;
  /** The longest time between two turns of the engine's loop, by the clock and by what this thread computed. */
  longestMs: number;
  longestCpuMs: number;
}

/** Runs work and looks at each turn of the loop how long it is since the one before. */
async function watched<T>(work: () => Promise<T>): Promise<Watched<T>> {
  let [longestMs, longestCpuMs, runs] = [0, 0, true];
  let [last, lastCpu] = [performance.now(), cpuTime()];
  const turn = () => {
    if (!runs) return;
    const [now, cpu] = [performance.now(), cpuTime()];
    longestMs = Math.max(longestMs, now - last);
    longestCpuMs = Math.max(longestCpuMs, cpu - lastCpu);
    [last, lastCpu] = [now, cpu];
    setImmediate(turn);
  };
  setImmediate(turn);
  const begun = performance.now();
  try {
    const value = await work();
    const tookMs = performance.now() - begun;
    turn();
    return { value, tookMs, longestMs, longestCpuMs };
  } finally {
    runs = false;
  }
}

type Shape = 'spread' | 'dense';

/** Spread: 12 hours of the day in each of three spaces, then the next day; nothing overlaps, as where a calendar is well kept. */
function events(count: number, shape: Shape, minute: string, sequence: number): string {
  const rooms = ['Salon', 'Salle d’activités', 'Espace calme'];
  const two = (n: number) => String(n).padStart(2, '0');
  const place = (n: number) => {
    if (shape === 'dense') return { day: n, hour: 10, room: rooms[0] };
    return { day: Math.floor(n / 36), hour: 8 + (n % 12), room: rooms[Math.floor(n / 12) % 3] };
  };
  return calendar(
    Array.from({ length: count }, (_, n) => {
      const { day, hour, room } = place(n);
      const date = `2027${two(1 + (day % 12))}${two(1 + ((shape === 'dense' ? day : Math.floor(day / 12)) % 28))}`;
      return event(
        `UID:${n}@mesure`,
        `SEQUENCE:${sequence}`,
        `SUMMARY:Atelier ${n}`,
        `LOCATION:${room}`,
        `DTSTART:${date}T${two(hour)}${minute}00`,
        'DURATION:PT50M',
      );
    }).join('\r\n'),
  );
}

/** What is done of a calendar, one after the other, in a vault of its own. */
async function steps(count: number, shape: Shape) {
  const root = mkdtempSync(join(tmpdir(), 'margelle-bench-import-'));
  const engine = open(join(root, 'data'), false);
  let jobs = 0;
  const imported = async (name: string, text: string) => {
    const file = join(root, `${name}.ics`);
    writeFileSync(file, text);
    const read = await watched(() =>
      done(engine, 'exchange.preview', { file: engine.grantFile(file, 'read'), job: `job-${++jobs}` }),
    );
    const { previewId } = read.value;
    const rows = await watched(() => done(engine, 'exchange.previewRows', { previewId, rooms: {} }));
    const written = await watched(() =>
      done(engine, 'exchange.import', { previewId, rooms: {}, kind: 'informal', job: `job-${++jobs}` }),
    );
    return { read, rows, written };
  };
  const takenBack = ({ importId }: { importId: string }) =>
    watched(() => done(engine, 'exchange.undoImport', { importId }));
  try {
    await done(engine, 'vault.create', {
      team: 'Mesure',
      profile: 'ressourcerie',
      name: 'Claire',
      role: 'coordinator',
      passphrase,
    });
    const made = await imported('first', events(count, shape, '00', 0));
    const changed = await imported('second', events(count, shape, '10', 1));
    const { updated } = changed.written.value;
    if (updated !== count) throw new Error(`${updated} of ${count} events were changed`);
    const changeBack = await takenBack(changed.written.value);
    const allBack = await takenBack(made.written.value);
    return { made, changed, changeBack, allBack };
  } finally {
    await engine.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** In a process of its own, as an engine is: what an import before it left to the collector is not its own. */
async function round(count: number, shape: Shape): Promise<Awaited<ReturnType<typeof steps>>> {
  const file = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, [file, String(count), shape, '--json']);
  return JSON.parse(stdout) as Awaited<ReturnType<typeof steps>>;
}

export async function importRows(): Promise<Row[]> {
  const rounds: Awaited<ReturnType<typeof round>>[] = [];
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round(EVENTS, 'spread'));
  type Round = (typeof rounds)[number];
  const middle = (pick: (round: Round) => number) => summarize(rounds.map(pick)).median;
  const longest = ({ made, changed, changeBack, allBack }: Round) =>
    Math.max(
      ...[...Object.values(made), ...Object.values(changed), changeBack, allBack].map(
        ({ longestMs }) => longestMs,
      ),
    );
  return [
    {
      what: `import ${EVENTS} events that changed`,
      measured: middle(({ changed }) => changed.written.tookMs),
      unit: 'ms',
      budget: 20_000,
      baseline: {
        name: 'importing them first',
        measured: middle(({ made }) => made.written.tookMs),
        ratio: middle(({ made, changed }) => changed.written.tookMs / made.written.tookMs),
        budget: 3,
      },
      note: `median of ${ROUNDS}`,
    },
    {
      what: 'longest wait of another call meanwhile, and while they are taken back',
      measured: middle(longest),
      unit: 'ms',
      budget: 100,
      note: `median of ${ROUNDS} longest`,
    },
  ];
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [count = EVENTS, shape = 'spread'] = positionals;
  const measured = await steps(Number(count), shape === 'dense' ? 'dense' : 'spread');
  if (values.json)
    console.log(JSON.stringify(measured, (key, value) => (key === 'value' ? undefined : value)));
  else tell(measured);
}

function tell({ made, changed, changeBack, allBack }: Awaited<ReturnType<typeof steps>>): void {
  const told: [string, Watched<unknown>][] = [
    ['read', made.read],
    ['rows', made.rows],
    ['imported', made.written],
    ['read again', changed.read],
    ['rows again', changed.rows],
    ['changes imported', changed.written],
    ['changes taken back', changeBack],
    ['all taken back', allBack],
  ];
  for (const [what, { tookMs, longestMs, longestCpuMs }] of told)
    console.log(
      `${what.padEnd(20)} ${tookMs.toFixed(0).padStart(7)} ms, longest wait ${longestMs.toFixed(0)} ms (${longestCpuMs.toFixed(0)} computed)`,
    );
}
