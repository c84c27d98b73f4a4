/**
 * What sharing costs between two engines of this process, over TLS on loopback: one edit, a first copy of ten years, three
 * months apart. Plain y-websocket with plain SQLite runs in the same minutes (bench/support/plain-sharing.ts).
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { createEngine, type Engine, systemClock, systemRandom } from '../../main/engine/index.ts';
import { settled, startEngine } from '../support/engine-process.ts';
import { summarize } from '../support/measure.ts';
import { plainPair } from '../support/plain-sharing.ts';
import type { Row } from '../support/row.ts';
import { migrationsDir, timeDerivation } from '../support/ten-years.ts';

const EDITS = 120;
const ROUNDS = 5;
/** Bookings made and moved in three months by a team of four, on one side. */
const MONTHS_EDITS = 1_500;

export const passphrase = 'lanterne moulin verveine 58 tilleul';
const network = { host: '127.0.0.1', discovery: null };

export const open = (dataDir: string, shares: boolean): Engine =>
  createEngine({
    dataDir,
    migrationsDir,
    appVersion: 'bench',
    clock: systemClock,
    random: systemRandom,
    network: shares ? network : null,
    log: (line) => console.error(line),
  });

export async function done<M extends MethodName>(
  engine: Engine,
  method: M,
  params: ParamsOf<M>,
): Promise<ValueOf<M>> {
  const answer = await engine.call(method, params);
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value as ValueOf<M>;
}

const booking = (title: string, date: string, start: number) => ({
  slot: { date, start: fromMinutes(start), end: fromMinutes(start + 30), spaces: [] },
  what: { kind: 'meeting' as const, title },
  who: {},
  state: { status: 'confirmed' as const },
  acceptOutsideOpening: true,
});

/**
 * Until the engine says that its planning changed and `seen` answers true; looks at once too, unless told to wait. Answers
 * when it was so: the beginning of that look, since a look at ten years is long and not what is measured.
 */
export function until(
  engine: Engine,
  seen: () => Promise<boolean>,
  first: 'look' | 'wait' = 'look',
): Promise<number> {
  return new Promise((resolve, reject) => {
    let busy = false;
    let again = false;
    const look = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      do {
        again = false;
        const begun = performance.now();
        if (await seen()) {
          stop();
          return resolve(begun);
        }
      } while (again);
      busy = false;
    };
    const stop = engine.on('planning.changed', () => void look().catch(reject));
    if (first === 'look') void look().catch(reject);
  });
}

/** The first start of a second machine, from the invitation to the open vault. */
export async function invite(host: Engine, guest: Engine): Promise<void> {
  const { text } = await done(host, 'team.invite', {});
  await done(guest, 'team.join', { invitation: { text }, name: 'Nadia', label: 'Poste', passphrase });
  const [request] = await done(host, 'team.requests', {});
  await done(host, 'team.accept', {
    request: request?.id ?? '',
    label: 'Poste',
    as: { type: 'workstation', role: 'communication', circles: ['team'], admin: false },
  });
  await joinedOf(guest);
}

const countOf = async (engine: Engine, from: string, to: string): Promise<number> =>
  (await done(engine, 'planning.range', { from, to, withCancelled: true })).bookings.length;

/** Edit → visible, then three months apart, on a young team. */
export async function youngTeamRows(): Promise<Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'margelle-bench-share-'));
  const a = open(join(root, 'a'), true);
  let b = open(join(root, 'b'), true);
  const plain = await plainPair(root);
  try {
    await done(a, 'vault.create', {
      team: 'Mesure',
      profile: 'ressourcerie',
      name: 'Claire',
      role: 'coordinator',
      passphrase,
    });
    await invite(a, b);
    const day = '2027-01-12';
    const { id } = await done(a, 'planning.create', booking('Séance', day, 600));
    await until(b, async () => (await countOf(b, day, day)) === 1);

    const startOf = async () =>
      (await done(b, 'planning.range', { from: day, to: day })).bookings.find((it) => it.id === id)?.start;
    async function edit(i: number): Promise<number> {
      const start = fromMinutes(600 + (i % 20) * 5);
      const end = fromMinutes(660 + (i % 20) * 5);
      const begun = performance.now();
      // Asked once it is told, as plain does: a question before the change would be a second one.
      const seen = until(b, async () => (await startOf()) === start, 'wait');
      await done(a, 'planning.change', {
        id,
        slot: { date: day, start, end, spaces: [] },
        acceptOutsideOpening: true,
      });
      await seen;
      return performance.now() - begun;
    }
    const rounds: { ours: number; plain: number }[] = [];
    for (let i = 0; i < 20; i += 1) await edit(i);
    for (let round = 0; round < ROUNDS; round += 1) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let i = 1; i <= EDITS; i += 1) {
        ours.push(await edit(i + round * EDITS));
        const begun = performance.now();
        await plain.edit(`b${i % 20}`, `${round}-${i}`);
        theirs.push(performance.now() - begun);
      }
      rounds.push({ ours: summarize(ours).p95, plain: summarize(theirs).p95 });
    }
    const middle = (pick: (round: (typeof rounds)[number]) => number) => summarize(rounds.map(pick)).median;
    const seen: Row = {
      what: 'edit on A → visible in B’s query, loopback, p95',
      measured: middle(({ ours }) => ours),
      unit: 'ms',
      budget: 15,
      baseline: {
        name: 'plain y-websocket and SQLite',
        measured: middle(({ plain: theirs }) => theirs),
        ratio: middle(({ ours, plain: theirs }) => ours / theirs),
        budget: 2,
      },
    };

    // B goes away; A makes three months; B comes back.
    await b.close();
    for (let i = 0; i < MONTHS_EDITS; i += 1)
      await done(a, 'planning.create', booking(`Séance ${i}`, addDays(day, i % 90), 540 + (i % 16) * 30));
    const [from, to] = [day, addDays(day, 95)];
    const expected = await countOf(a, from, to);
    const times: number[] = [];
    const derivations: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const copy = join(root, `b-${round}`);
      cpSync(join(root, 'b'), copy, { recursive: true });
      derivations.push(...(await timeDerivation(copy, 1, passphrase)));
      b = open(copy, true);
      const { vaults } = await done(b, 'vault.state', {});
      // A locked machine relays: what is missing is taken in by the unlocking itself.
      const unlocking = performance.now();
      await done(b, 'vault.unlock', { id: vaults[0]?.id ?? '', passphrase });
      await until(b, async () => (await countOf(b, from, to)) === expected);
      times.push(performance.now() - unlocking);
      await b.close();
    }
    const derivation = summarize(derivations).median;
    const whole = summarize(times).median;
    const caughtUp: Row = {
      what: `catch up after 3 months offline (${MONTHS_EDITS} changes)`,
      measured: whole - derivation,
      unit: 'ms',
      budget: 700,
      note: `${whole.toFixed(0)} ms from the passphrase to the same planning, less ${derivation.toFixed(0)} of key derivation (timed apart, in turn), during which the log already comes in`,
    };
    return [seen, caughtUp];
  } finally {
    await plain.close();
    await a.close();
    await b.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * A new machine joins a team of ten years, whose machine is a process of its own. `dataDir` is copied: it must not change
 * between two runs.
 */
export async function joinRow(dataDir: string): Promise<Row> {
  const root = mkdtempSync(join(tmpdir(), 'margelle-bench-join-'));
  cpSync(dataDir, join(root, 'host'), { recursive: true });
  const host = await startEngine(join(root, 'host'), 'loopback');
  const guest = open(join(root, 'guest'), true);
  try {
    const { vaults } = await host.call('vault.state', {});
    await host.call('vault.unlock', { id: vaults[0]?.id ?? '', passphrase: DEMO_PASSPHRASE });
    const { today } = await host.call('place.get', {});
    const years = Array.from({ length: 11 }, (_, year) => ({
      from: addDays(today, 100 - 365 * (year + 1)),
      to: addDays(today, 100 - 365 * year - 1),
    }));
    const expected: number[] = [];
    for (const { from, to } of years)
      expected.push((await host.call('planning.range', { from, to, withCancelled: true })).bookings.length);
    // A machine that has been there for a while: what it tidies after opening is done.
    await settled(host.pid);
    const { text } = await host.call('team.invite', {});
    await done(guest, 'team.join', { invitation: { text }, name: 'Nadia', label: 'Poste', passphrase });
    const [request] = await host.call('team.requests', {});
    await host.call('team.accept', {
      request: request?.id ?? '',
      label: 'Poste',
      as: { type: 'workstation', role: 'communication', circles: ['team'], admin: false },
    });
    const accepted = performance.now();
    await joinedOf(guest);
    // Newest first: the older years are only counted once the newer ones are there.
    let there = 0;
    const whole = await until(guest, async () => {
      for (; there < years.length; there += 1) {
        const { from, to } = years[there] as (typeof years)[number];
        if ((await countOf(guest, from, to)) !== expected[there]) return false;
      }
      return true;
    });
    const all = expected.reduce((sum, count) => sum + count, 0);
    const asked = performance.now();
    await countOf(guest, today, addDays(today, 41));
    const screen = performance.now() - asked;
    return {
      what: `new device joins with 10 years (${all.toLocaleString('en')} bookings)`,
      measured: whole - accepted + screen,
      unit: 'ms',
      budget: 6_000,
      note: 'from the acceptance to the same planning and six weeks of it on a screen, key derivation included; the count that finds it the same is not',
    };
  } finally {
    await host.close();
    await guest.close();
    rmSync(root, { recursive: true, force: true });
  }
}

function joinedOf(guest: Engine): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const { state } = await done(guest, 'team.joining', {});
      if (state === 'failed') throw new Error('joining failed');
      if (state !== 'joined') return;
      stop();
      resolve();
    };
    const stop = guest.on('joining.changed', () => void look().catch(reject));
    void look().catch(reject);
  });
}
