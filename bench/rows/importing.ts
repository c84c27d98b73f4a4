/**
 * A calendar of 10,000 events imported, then the same events ten minutes later, then taken back: how long each takes beside
 * the first import, and for how long at most other calls wait. By hand: `node bench/rows/importing.ts [EVENTS]`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { cpuTime } from '../../build/testing/cpu-time.ts';
import { done, open, passphrase } from './sharing.ts';

const EVENTS = 10_000;

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
    const [now, cpu] = [performance.now(), cpuTime()];
    longestMs = Math.max(longestMs, now - last);
    longestCpuMs = Math.max(longestCpuMs, cpu - lastCpu);
    [last, lastCpu] = [now, cpu];
    if (runs) setImmediate(turn);
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

/** 12 hours of the day in each of three spaces, then the next day: nothing overlaps, as in a calendar that is well kept. */
function events(count: number, minute: string, sequence: number): string {
  const rooms = ['Salon', 'Salle d’activités', 'Espace calme'];
  const two = (n: number) => String(n).padStart(2, '0');
  return calendar(
    Array.from({ length: count }, (_, n) => {
      const day = Math.floor(n / 36) % 336;
      const at = `2027${two(1 + (day % 12))}${two(1 + Math.floor(day / 12))}T${two(8 + (n % 12))}${minute}00`;
      return event(
        `UID:${n}@mesure`,
        `SEQUENCE:${sequence}`,
        `SUMMARY:Atelier ${n}`,
        `LOCATION:${rooms[Math.floor(n / 12) % 3]}`,
        `DTSTART:${at}`,
        'DURATION:PT50M',
      );
    }).join('\r\n'),
  );
}

/** What is done of a calendar, one after the other. */
async function steps(count: number) {
  const root = mkdtempSync(join(tmpdir(), 'margelle-bench-import-'));
  const engine = open(join(root, 'data'), false);
  let jobs = 0;
  const imported = async (name: string, text: string) => {
    const file = join(root, `${name}.ics`);
    writeFileSync(file, text);
    const preview = await watched(() =>
      done(engine, 'exchange.preview', { file: engine.grantFile(file, 'read'), job: `job-${++jobs}` }),
    );
    const { previewId } = preview.value;
    const rows = await watched(() => done(engine, 'exchange.previewRows', { previewId, rooms: {} }));
    const written = await watched(() =>
      done(engine, 'exchange.import', { previewId, rooms: {}, kind: 'informal', job: `job-${++jobs}` }),
    );
    return { preview, rows, written };
  };
  try {
    await done(engine, 'vault.create', {
      team: 'Mesure',
      profile: 'ressourcerie',
      name: 'Claire',
      role: 'coordinator',
      passphrase,
    });
    const made = await imported('first', events(count, '00', 0));
    const changed = await imported('second', events(count, '10', 1));
    const { importId, updated } = changed.written.value;
    if (updated !== count) throw new Error(`${updated} of ${count} events were changed`);
    const undone = await watched(() => done(engine, 'exchange.undoImport', { importId }));
    const redone = await watched(() =>
      done(engine, 'exchange.undoImport', { importId: made.written.value.importId }),
    );
    return { made, changed, undone, redone };
  } finally {
    await engine.close();
    rmSync(root, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const count = Number(process.argv[2] ?? EVENTS);
  const { made, changed, undone, redone } = await steps(count);
  const say = (what: string, { tookMs, longestMs, longestCpuMs }: Watched<unknown>) =>
    console.log(
      `${what.padEnd(20)} ${tookMs.toFixed(0).padStart(7)} ms, longest block ${longestMs.toFixed(0)} ms (${longestCpuMs.toFixed(0)} computed)`,
    );
  say('read', made.preview);
  say('rows', made.rows);
  say('created', made.written);
  say('read again', changed.preview);
  say('rows again', changed.rows);
  say('changed', changed.written);
  say('change taken back', undone);
  say('creation taken back', redone);
}
