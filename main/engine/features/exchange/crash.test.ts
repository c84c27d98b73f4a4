import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { openTestEngine } from '../../testing/engine.ts';

const passphrase = 'cheval agrafe batterie correct';
const EVENTS = 3000;
const ROUNDS = 6;

/** Runs the child and kills it (kill -9) `delayMs` after its import began; what it had acknowledged, and when. */
function killed(args: string[], delayMs: number): Promise<{ lines: string[]; tookMs: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'testing', 'crash-child.ts'), ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
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

test('killed at any moment of an import: the whole of it is there, or none', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-import-'));
  const file = path.join(dataDir, 'agenda.ics');
  const one = (n: number) =>
    event(
      `UID:${n}@test`,
      `DTSTART:2027${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}T100000`,
      'DURATION:PT1H',
    );
  writeFileSync(file, calendar(Array.from({ length: EVENTS }, (_, n) => one(n)).join('\r\n')));

  async function look(id: string): Promise<{ bookings: number; undo(): Promise<void> }> {
    const engine = openTestEngine(dataDir);
    expect(await engine.call('vault.unlock', { id, passphrase })).toMatchObject({ ok: true });
    const range = await engine.call('planning.range', {
      from: '2027-01-01',
      to: '2027-12-31',
      withCancelled: true,
    });
    const imports = await engine.call('exchange.imports', {});
    if (!range.ok || !imports.ok) throw new Error('cannot look');
    const bookings = range.value.bookings.length;
    expect(imports.value.map(({ created }) => created)).toEqual(bookings === 0 ? [] : [bookings]);
    return {
      bookings,
      async undo() {
        for (const { importId } of imports.value) {
          expect(await engine.call('exchange.undoImport', { importId })).toMatchObject({ ok: true });
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
  expect(whole.bookings).toBe(EVENTS);
  await whole.undo();
  const outcomes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { lines } = await killed(args, tookMs * (0.4 + (1.4 * round) / (ROUNDS - 1)));
    const found = await look(id);
    expect([0, EVENTS]).toContain(found.bookings);
    if (lines.includes('done')) expect(found.bookings).toBe(EVENTS);
    outcomes.push(found.bookings);
    await found.undo();
  }
  process.stdout.write(
    `import of ${EVENTS}: ${Math.round(tookMs)} ms; after each kill: ${outcomes.join(', ')}\n`,
  );
  rmSync(dataDir, { recursive: true, force: true });
}, 180_000);
