/**
 * A team whose machines are killed (SIGKILL) all the time while everybody edits: at the end, every edit that a machine
 * had acknowledged is there, and all hold the same.
 * Each edits only what it made: whatever order the others' edits come in, one knows what its bookings must be.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import { type Seeded, seeded } from '#shared/domain/demo/seeded.ts';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { testPassphrase as passphrase } from '../engine.ts';
import type { AskedOfMachine, LivesOn, SaidByMachine } from './killed-machine.ts';

const program = fileURLToPath(new URL('killed-machine.ts', import.meta.url));
const FIRST_DAY = '2027-01-04';
const DAYS = 60;
/** Milliseconds between two edits of a machine, on average, and from a restart to the next kill, at least. */
const EDIT_EVERY = 60;
const KILL_EVERY = 2_000;
const SETTLE_WITHIN = 60_000;

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

/** Loading takes longer than a restart should: the next process does it while the others live. */
const loaded = () => fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

/** What a booking must be in the end: the last state acknowledged, or one asked for since whose answer a kill cut off. */
type Wanted = Map<string, Set<string>>;

class KilledMachine {
  readonly wanted: Wanted = new Map();
  edits = 0;
  vault = '';
  isOpen = false;
  readonly #folder: string;
  #child: ChildProcess | null = null;
  #answers = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(child: ChildProcess): Promise<void> {
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`a machine ended by itself (${code})`)));
      child.on('message', (said: SaidByMachine) => {
        if ('ready' in said) resolve();
        else {
          this.#answers.get(said.id)?.(said.answer);
          this.#answers.delete(said.id);
        }
      });
      child.send({ folder: this.#folder } satisfies LivesOn);
    });
    if (this.vault !== '') await this.done('vault.unlock', { id: this.vault, passphrase });
    this.isOpen = true;
  }

  /** Null when it was killed before it could answer. */
  async call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M> | null> {
    if (!this.#child) return null;
    const id = ++this.#asked;
    const answer = new Promise<unknown>((resolve) => this.#answers.set(id, resolve));
    this.#child.send({ id, method, params } satisfies AskedOfMachine);
    return (await answer) as Answer<M> | null;
  }

  async done<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ValueOf<M>> {
    const answer = await this.call(method, params);
    if (!answer?.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer.value as ValueOf<M>;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    this.isOpen = false;
    // The channel closes after the last message that it had time to send: what it acknowledged is known.
    const gone = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
    child.kill('SIGKILL');
    await gone;
    for (const unanswered of this.#answers.values()) unanswered(null);
    this.#answers.clear();
  }

  /** A new booking, or another hour for one of its own, or its cancellation. */
  async edit(chance: Seeded): Promise<void> {
    const start = chance.int(0, 46) * 30;
    const slot = {
      date: addDays(FIRST_DAY, chance.int(0, DAYS - 1)),
      start: fromMinutes(start),
      end: fromMinutes(start + 30),
      spaces: [],
    };
    const own = [...this.wanted.keys()];
    const choice = own.length < 3 ? 0 : chance.next();
    if (choice < 0.5) {
      const answer = await this.call('planning.create', {
        slot,
        what: { kind: 'meeting', title: 'Réunion' },
        who: {},
        state: { status: 'confirmed' },
        acceptOutsideOpening: true,
      });
      if (answer?.ok) this.wanted.set(answer.value.id, new Set([stateOf({ ...slot, status: 'confirmed' })]));
      this.edits += Number(answer?.ok === true);
      return;
    }
    const id = chance.pick(own);
    const isMove = choice < 0.9;
    const before = this.wanted.get(id) ?? new Set();
    const after = isMove ? stateOf({ ...slot, status: 'confirmed' }) : CANCELLED;
    this.wanted.set(id, new Set([...before, after]));
    const answer = isMove
      ? await this.call('planning.change', {
          id,
          slot,
          state: { status: 'confirmed' },
          acceptOutsideOpening: true,
        })
      : await this.call('planning.cancel', { id, reason: 'Souffrante' });
    if (answer?.ok) this.wanted.set(id, new Set([after]));
    else if (answer) throw new Error(`an edit was refused: ${JSON.stringify(answer.error)}`);
    this.edits += Number(answer?.ok === true);
  }

  /** What it shows of each booking, by id. */
  async shown(): Promise<Map<string, string>> {
    const range = { from: FIRST_DAY, to: addDays(FIRST_DAY, DAYS - 1), withCancelled: true };
    const { bookings } = await this.done('planning.range', range);
    return new Map(bookings.map((booking) => [booking.id, stateOf(booking)]));
  }
}

const CANCELLED = 'cancelled';
const stateOf = ({ date, start, status }: { date: string; start: string; status: string }): string =>
  status === 'cancelled' ? CANCELLED : `${date} ${start} ${status}`;

async function join(host: KilledMachine, guest: KilledMachine, name: string): Promise<void> {
  const { text } = await host.done('team.invite', {});
  await guest.done('team.join', { invitation: { text }, name, label: name, passphrase });
  const [request] = await host.done('team.requests', {});
  await host.done('team.accept', {
    request: request?.id ?? '',
    label: name,
    as: { type: 'workstation', role: 'communication', circles: ['team'], admin: false },
  });
  for (;;) {
    const joining = await guest.done('team.joining', {});
    if (joining.state === 'failed') throw new Error(joining.error.tag);
    if (joining.state === 'joined') {
      guest.vault = joining.vaultId;
      return;
    }
    await pause(50);
  }
}

export interface KillsOutcome {
  /** Acknowledged. */
  edits: number;
  bookings: number;
  kills: number;
  /** Acknowledged edits that some machine does not show in the end. */
  lost: number;
  /** Different plannings in the end, less one. */
  diverged: number;
}

export async function kills(size: number, minutes: number): Promise<KillsOutcome> {
  const root = mkdtempSync(path.join(tmpdir(), 'margelle-kills-'));
  const chance = seeded(1);
  const machines = Array.from({ length: size }, (_, i) => new KilledMachine(path.join(root, `m${i}`)));
  const [host] = machines as [KilledMachine];
  let next = loaded();
  try {
    await Promise.all(machines.map((machine) => machine.start(loaded())));
    const made = await host.done('vault.create', {
      team: 'Essai',
      profile: 'empty',
      name: 'Claire',
      role: 'coordinator',
      passphrase,
    });
    host.vault = made.vaultId;
    for (const [i, guest] of machines.slice(1).entries()) await join(host, guest, `Poste ${i + 1}`);

    const until = performance.now() + minutes * 60_000;
    let killed = 0;
    const editing = machines.map(async (machine) => {
      while (performance.now() < until) {
        if (machine.isOpen) await machine.edit(chance);
        await pause(EDIT_EVERY * 2 * chance.next());
      }
    });
    const killing = (async () => {
      while (performance.now() < until) {
        await pause(KILL_EVERY * (0.5 + chance.next()));
        const machine = chance.pick(machines);
        await machine.kill();
        await machine.start(next);
        next = loaded();
        killed += 1;
      }
    })();
    await Promise.all([...editing, killing]);

    const wanted: [string, Set<string>][] = machines.flatMap((machine) => [...machine.wanted]);
    const look = async () => {
      const shown = await Promise.all(machines.map((machine) => machine.shown()));
      return {
        bookings: shown[0]?.size ?? 0,
        lost: wanted.filter(([id, states]) => shown.some((it) => !states.has(it.get(id) ?? ''))).length,
        diverged: new Set(shown.map((it) => JSON.stringify([...it].sort()))).size - 1,
      };
    };
    const deadline = performance.now() + SETTLE_WITHIN;
    let found = await look();
    while (found.lost + found.diverged > 0 && performance.now() < deadline) {
      await pause(200);
      found = await look();
    }
    return { edits: machines.reduce((sum, { edits }) => sum + edits, 0), kills: killed, ...found };
  } finally {
    next.kill('SIGKILL');
    for (const machine of machines) await machine.kill();
    rmSync(root, { recursive: true, force: true });
  }
}
