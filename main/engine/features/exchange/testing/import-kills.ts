/** Kills a process (kill -9) at moments of an import, and looks each time whether the whole of it is there, or none. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { openTestEngine, testPassphrase as passphrase } from '../../../testing/engine.ts';

/** Runs the child and kills it `delayMs` after its import began; what it had acknowledged, and when. */
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

/** `moments`: parts of the time that a whole import takes here. Answers how many bookings each kill left. */
export async function importKills(events: number, moments: readonly number[]): Promise<number[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-import-'));
  const file = path.join(dataDir, 'agenda.ics');
  const one = (n: number) =>
    event(
      `UID:${n}@test`,
      `DTSTART:2027${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}T100000`,
      'DURATION:PT1H',
    );
  writeFileSync(file, calendar(Array.from({ length: events }, (_, n) => one(n)).join('\r\n')));

  async function look(id: string): Promise<{ bookings: number; undo(): Promise<void> }> {
    const engine = openTestEngine(dataDir);
    const unlocked = await engine.call('vault.unlock', { id, passphrase });
    assert(unlocked.ok, 'the vault does not open');
    const range = await engine.call('planning.range', {
      from: '2027-01-01',
      to: '2027-12-31',
      withCancelled: true,
    });
    const imports = await engine.call('exchange.imports', {});
    if (!range.ok || !imports.ok) throw new Error('cannot look');
    const bookings = range.value.bookings.length;
    assert.deepEqual(
      imports.value.map(({ created }) => created),
      bookings === 0 ? [] : [bookings],
    );
    return {
      bookings,
      async undo() {
        for (const { importId } of imports.value) {
          const undone = await engine.call('exchange.undoImport', { importId });
          assert(undone.ok, 'the import cannot be undone');
        }
        await engine.close();
      },
    };
  }

  const founding = openTestEngine(dataDir);
  const made = await founding.call('vault.create', {
    team: 'T',
    profile: 'ressourcerie',
    name: 'Odile',
    role: 'coordinator',
    passphrase,
  });
  await founding.close();
  if (!made.ok) throw new Error(made.error.tag);
  const id = made.value.vaultId;
  const args = [dataDir, id, passphrase, file];

  // Once to its end, to know how long it takes here.
  const { tookMs } = await killed(args, Number.POSITIVE_INFINITY);
  const whole = await look(id);
  assert.equal(whole.bookings, events);
  await whole.undo();
  const outcomes: number[] = [];
  for (const moment of moments) {
    const { lines } = await killed(args, tookMs * moment);
    const found = await look(id);
    assert([0, events].includes(found.bookings), `${found.bookings} of ${events} are there`);
    if (lines.includes('done')) assert.equal(found.bookings, events);
    outcomes.push(found.bookings);
    await found.undo();
  }
  process.stdout.write(
    `import of ${events}: ${Math.round(tookMs)} ms; after each kill: ${outcomes.join(', ')}\n`,
  );
  rmSync(dataDir, { recursive: true, force: true });
  return outcomes;
}
