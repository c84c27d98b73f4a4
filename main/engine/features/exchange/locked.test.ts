/** The vault is locked in the middle of an import, and of taking one back: the whole engine, on a real folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { times } from '../../ground/clock.ts';
import { createEngine, type Engine, systemClock, systemRandom } from '../../index.ts';
import { testPassphrase as passphrase } from '../../testing/engine.ts';

const EVENTS = 1500;

let folder: string;
let engine: Engine;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'margelle-locked-'));
  engine = createEngine({
    dataDir: folder,
    migrationsDir: path.resolve(import.meta.dirname, '../../../../migrations'),
    appVersion: 'test',
    // A lock does not wait for what is under way.
    clock: { ...systemClock, after: (delay, task) => systemClock.after(times(delay, 0), task) },
    random: systemRandom,
    log: (line) => process.stderr.write(`${line}\n`),
    network: null,
    kdf: { passes: 1, memoryBytes: 8192 },
  });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function done<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ValueOf<M>> {
  const answer = await engine.call(method, params);
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value as ValueOf<M>;
}

/** Locks once `work` has written something, and opens again; what `work` was answered. */
async function lockedAmid(id: string, work: () => Promise<unknown>): Promise<unknown> {
  const written = new Promise<void>((resolve) => {
    const stop = engine.on('planning.changed', () => {
      stop();
      resolve();
    });
  });
  const answer = work();
  await written;
  await done('vault.lock', {});
  const answered = await answer;
  await done('vault.unlock', { id, passphrase });
  return answered;
}

const count = async () => {
  const { bookings } = await done('planning.range', { from: '2027-01-01', to: '2027-12-31' });
  return bookings.length;
};

test('an import that a lock cut is whole once the vault is open again, and one being taken back is gone', async () => {
  const { vaultId } = await done('vault.create', {
    team: 'T',
    profile: 'ressourcerie',
    name: 'Odile',
    role: 'coordinator',
    passphrase,
  });
  const file = path.join(folder, 'agenda.ics');
  const two = (n: number) => String(n).padStart(2, '0');
  const one = (n: number) =>
    event(
      `UID:${n}@test`,
      'LOCATION:',
      `DTSTART:2027${two(1 + (n % 12))}${two(1 + (n % 28))}T100000`,
      'DURATION:PT1H',
    );
  writeFileSync(file, calendar(Array.from({ length: EVENTS }, (_, n) => one(n)).join('\r\n')));
  const { previewId } = await done('exchange.preview', { file: engine.grantFile(file, 'read'), job: 'read' });
  const written = await lockedAmid(vaultId, () =>
    engine.call('exchange.import', { previewId, job: 'write', rooms: {}, kind: 'informal' }),
  );
  expect(written).toMatchObject({ ok: false, error: { tag: 'vault_locked' } });
  expect(await count()).toBe(EVENTS);
  expect(await done('exchange.interrupted', {})).toEqual([
    { outcome: 'finished', name: 'agenda.ics', bookings: EVENTS },
  ]);

  const [made] = await done('exchange.imports', {});
  const takenBack = await lockedAmid(vaultId, () =>
    engine.call('exchange.undoImport', { importId: made?.importId ?? '' }),
  );
  expect(takenBack).toMatchObject({ ok: false, error: { tag: 'vault_locked' } });
  expect(await count()).toBe(0);
  expect(await done('exchange.interrupted', {})).toMatchObject([{ outcome: 'taken-back' }]);
  expect(await done('exchange.imports', {})).toEqual([]);
}, 120_000);
