/**
 * Kills a process (kill -9) at moments of importing changes, of taking them back, and of opening the vault after that;
 * looks each time whether all the bookings are as the import says, or as they were.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { openTestEngine, testPassphrase as passphrase } from '../../../testing/engine.ts';

/** Runs the child and kills it `delayMs` after its work began; what it had acknowledged, and when. */
function killed(args: string[], delayMs: number): Promise<{ lines: string[]; tookMs: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'crash-child.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let errors = '';
    let began = 0;
    let tookMs = 0;
    child.stderr.on('data', (data) => {
      errors += String(data);
    });
    child.stdout.on('data', (data) => {
      out += String(data);
      if (out.includes('done')) tookMs = performance.now() - began;
      if (began > 0 || !out.startsWith('ready')) return;
      began = performance.now();
      if (delayMs !== Number.POSITIVE_INFINITY) setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`the child failed by itself: ${errors}`));
      else resolve({ lines: out.split('\n'), tookMs });
    });
  });
}

const two = (n: number) => String(n).padStart(2, '0');

/** The same events whatever the version, which is told by their minutes. */
const version = (events: number, number: number): string =>
  calendar(
    Array.from({ length: events }, (_, n) =>
      event(
        `UID:${n}@test`,
        `SEQUENCE:${number}`,
        `DTSTART:2027${two(1 + (n % 12))}${two(1 + (n % 28))}T${two(9 + (n % 7))}${two((number % 12) * 5)}00`,
        'DURATION:PT1H',
        'LOCATION:',
      ),
    ).join('\r\n'),
  );

interface Kill {
  act: 'new' | 'changes' | 'undo';
  /** Part of the time that the whole of it takes here. */
  moment: number;
  /** The next opening is killed too, at this part of that time. */
  opening?: number;
}

/** Answers, for each kill, whether what it cut was whole afterwards (else: as before it). */
export async function importKills(events: number, kills: readonly Kill[]): Promise<boolean[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-import-'));
  const file = path.join(dataDir, 'agenda.ics');
  const founding = openTestEngine(dataDir);
  const about = { team: 'T', profile: 'ressourcerie', name: 'Odile', role: 'coordinator' } as const;
  const made = await founding.call('vault.create', { ...about, passphrase });
  await founding.close();
  if (!made.ok) throw new Error(made.error.tag);
  const id = made.value.vaultId;
  const child = (delayMs: number, ...args: string[]) => killed([dataDir, id, passphrase, ...args], delayMs);

  /** The minute of all the bookings (null: there are none), and the imports that stand, latest first. */
  async function look(): Promise<{ minute: string | null; imports: string[] }> {
    const engine = openTestEngine(dataDir);
    const unlocked = await engine.call('vault.unlock', { id, passphrase });
    assert(unlocked.ok, 'the vault does not open');
    const range = { from: '2027-01-01', to: '2027-12-31', withCancelled: true };
    const planning = await engine.call('planning.range', range);
    const imports = await engine.call('exchange.imports', {});
    const feed = await engine.call('planning.feed', { limit: 100 });
    await engine.close();
    if (!planning.ok || !imports.ok || !feed.ok) throw new Error('cannot look');
    const { bookings } = planning.value;
    const minutes = new Set(bookings.map(({ start }) => start.slice(3)));
    assert(minutes.size <= 1, `a part only was written: ${[...minutes].join(', ')}`);
    assert([0, events].includes(bookings.length), `${bookings.length} of ${events} are there`);
    const told = (kind: string) => feed.value.lines.filter((line) => line.kind === kind).length;
    // One line for each that was made, one for each that was taken back.
    assert.equal(told('imported') - told('undone'), imports.value.length);
    for (const { undoable, created, updated } of imports.value) {
      assert(undoable);
      assert.equal(created + updated, events);
    }
    return {
      minute: [...minutes][0] ?? null,
      imports: imports.value.map(({ importId }) => importId),
    };
  }

  let number = 0;
  const write = () => writeFileSync(file, version(events, ++number));
  const whole = Number.POSITIVE_INFINITY;

  // Once to its end, to know how long each takes here.
  const took = { new: 0, changes: 0, undo: 0 };
  for (const act of ['new', 'changes'] as const) {
    write();
    took[act] = (await child(whole, 'import', file)).tookMs;
  }
  let before = await look();
  const undo = async () => {
    const { tookMs } = await child(whole, 'undo', before.imports[0] ?? '');
    before = await look();
    return tookMs;
  };
  if (kills.some(({ act }) => act === 'undo')) took.undo = await undo();
  const outcomes: boolean[] = [];
  for (const { act, moment, opening } of kills) {
    while (act === 'new' && before.imports.length > 0) await undo();
    while (act !== 'new' && before.imports.length < (act === 'undo' ? 2 : 1)) {
      write();
      await child(whole, 'import', file);
      before = await look();
    }
    if (act !== 'undo') write();
    const args = act === 'undo' ? ['undo', before.imports[0] ?? ''] : ['import', file];
    const { lines } = await child(took[act] * moment, ...args);
    if (opening !== undefined) await child(took[act] * opening, 'open');
    const after = await look();
    const isWhole =
      act === 'undo'
        ? after.imports.length < before.imports.length
        : after.imports.length > before.imports.length;
    if (!isWhole) assert.deepEqual(after, before);
    else if (act !== 'undo') assert.equal(after.minute, two((number % 12) * 5));
    if (lines.includes('done')) assert(isWhole, 'what was acknowledged is not there');
    outcomes.push(isWhole);
    before = after;
  }
  const told = outcomes.map((isWhole, index) => `${kills[index]?.act} ${isWhole ? 'whole' : 'as before'}`);
  process.stdout.write(
    `imports of ${events}: ${Math.round(took.new)} ms, changes ${Math.round(took.changes)} ms; after each kill: ${told.join(', ')}\n`,
  );
  rmSync(dataDir, { recursive: true, force: true });
  return outcomes;
}
