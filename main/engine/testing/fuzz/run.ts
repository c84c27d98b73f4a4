/**
 * One seeded run: a team of three to five machines books, moves, cancels and renames while cables are cut, groups are
 * kept apart, machines restart, lock, tell a wrong time, one of them is removed, and a hostile machine forges, repeats,
 * hides, truncates and reorders. At the end everything is reconnected, and every machine must hold the same.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Seeded, seeded } from '#shared/domain/demo/seeded.ts';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { misbehave, mischiefs } from './hostile.ts';
import { Links } from './links.ts';
import { Machine, machineFolder } from './machine.ts';

export interface Outcome {
  seed: number;
  machines: number;
  bookings: number;
  /** Pairs to settle at the end: conflicts that the run did create. */
  conflicts: number;
  /** Facets with two values kept. */
  rivals: number;
  partitions: number;
  cuts: number;
  delayed: number;
  restarts: number;
  locks: number;
  skews: number;
  removals: number;
  mischief: number;
}

const FIRST_DAY = '2027-01-12';
const SPACES = ['space-salon', 'space-calme'];

type Step = (run: Run) => Promise<void> | void;

class Run {
  readonly chance: Seeded;
  readonly links = new Links();
  readonly machines: Machine[] = [];
  /** A relay of the team that means ill; it may write to every log. */
  hostile: Machine | null = null;
  /** The one that is removed in the middle, once it is. */
  removed: Machine | null = null;
  /** Bookings acknowledged on a machine that stays, which must be everywhere at the end. */
  readonly made = new Set<string>();
  readonly count = { restarts: 0, locks: 0, skews: 0, removals: 0, mischief: 0 };
  readonly faults: string[] = [];
  readonly root: string;

  constructor(seed: number, root: string) {
    this.chance = seeded(seed);
    this.links.chance = () => this.chance.next();
    this.root = root;
  }

  machine(name: string): Machine {
    const made = this.#make(name);
    this.machines.push(made);
    return made;
  }

  async invadedBy(name: string, host: Machine): Promise<void> {
    this.hostile = this.#make(name);
    await this.hostile.joinAsRelay(host);
  }

  /** Everything with a cable. */
  get all(): Machine[] {
    return this.hostile ? [...this.machines, this.hostile] : this.machines;
  }

  #make(name: string): Machine {
    return new Machine({
      name,
      folder: machineFolder(this.root, name),
      links: this.links,
      log: (line) => this.faults.push(line),
      haste: 20,
    });
  }

  open(): Machine[] {
    return this.machines.filter((machine) => machine.isOpen);
  }
  get staying(): Machine[] {
    return this.machines.filter((machine) => machine !== this.removed);
  }
}

/** Enough places to plan in, few enough for conflicts. */
const anySlot = ({ chance }: Run) => {
  const start = chance.int(20, 26) * 30;
  return {
    date: addDays(FIRST_DAY, chance.int(0, 1)),
    start: fromMinutes(start),
    end: fromMinutes(start + 60),
    spaces: [chance.pick(SPACES)],
  };
};

const liveBookings = (machine: Machine): string[] =>
  machine.sqlite
    .prepare<[], { id: string }>("SELECT id FROM bookings WHERE status <> 'cancelled' ORDER BY id")
    .all()
    .map(({ id }) => id);

/** A refusal of the rules (slot taken) is an answer like another; anything else is a fault of the run. */
const book: Step = (run) => {
  const machine = run.chance.pick(run.open());
  const answer = machine.call('planning.create', {
    slot: anySlot(run),
    what: { kind: 'meeting', title: `Réunion ${run.chance.int(1, 9)}` },
    who: {},
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
  } as never);
  if (answer.ok && machine !== run.removed) run.made.add(answer.value.id);
};

const move: Step = (run) => {
  const machine = run.chance.pick(run.open());
  const ids = liveBookings(machine);
  if (ids.length === 0) return;
  machine.call('planning.change', {
    id: run.chance.pick(ids),
    slot: anySlot(run),
    acceptOutsideOpening: true,
  } as never);
};

const rename: Step = (run) => {
  const machine = run.chance.pick(run.open());
  const ids = liveBookings(machine);
  if (ids.length === 0) return;
  machine.call('planning.change', {
    id: run.chance.pick(ids),
    what: { kind: 'meeting', title: `Titre ${run.chance.int(1, 99)}` },
    acceptOutsideOpening: true,
  } as never);
};

const cancel: Step = (run) => {
  const machine = run.chance.pick(run.open());
  const ids = liveBookings(machine);
  if (ids.length > 3) machine.call('planning.cancel', { id: run.chance.pick(ids), reason: 'essai' });
};

const cut: Step = (run) => run.links.cut(run.chance.pick(run.all).name);

const partition: Step = (run) =>
  run.links.partition(new Map(run.all.map(({ name }) => [name, run.chance.int(0, 1)])));

const heal: Step = (run) => run.links.heal();

const slow: Step = (run) => {
  run.links.delayMs = run.chance.int(1, 8);
  // Lines that are open stay quick: these are made again.
  run.links.cut(run.chance.pick(run.machines).name);
};

const restart: Step = async (run) => {
  const machine = run.chance.pick(run.machines);
  const wasOpen = machine.isOpen;
  await machine.stop();
  run.count.restarts += 1;
  await (wasOpen ? machine.unlock() : machine.start());
};

const lock: Step = (run) => {
  const open = run.open();
  if (open.length < 2) return;
  run.chance.pick(open).lock();
  run.count.locks += 1;
};

const unlock: Step = async (run) => {
  const locked = run.machines.filter((machine) => machine.isOn && !machine.isOpen);
  if (locked.length > 0) await run.chance.pick(locked).unlock();
};

const skew: Step = (run) => {
  const machine = run.chance.pick(run.machines);
  machine.skew = run.chance.int(-6, 6) * 3_600_000;
  run.count.skews += 1;
};

const remove: Step = (run) => {
  const [founder, ...others] = run.machines;
  if (run.removed || others.length < 2 || !founder?.isOpen) return;
  const chosen = run.chance.pick(others);
  run.removed = chosen;
  // What it alone made and nobody had received stays its own: the others do not take it any more.
  founder.membership.declare({ kind: 'device.removed', device: chosen.device });
  const mine = new Set(liveBookings(founder));
  for (const id of run.made) if (!mine.has(id) && madeOnlyBy(run, chosen, id)) run.made.delete(id);
  run.count.removals += 1;
};

const madeOnlyBy = (run: Run, machine: Machine, id: string) =>
  !run.machines.some((other) => other !== machine && allIds(other).has(id));

const allIds = (machine: Machine): ReadonlySet<string> =>
  new Set(
    machine.sqlite
      .prepare<[], { id: string }>('SELECT id FROM bookings')
      .all()
      .map(({ id }) => id),
  );

const hostile: Step = (run) => {
  if (run.hostile && misbehave(run.hostile, run.chance, run.chance.pick(mischiefs))) run.count.mischief += 1;
};

const breathe: Step = (run) => new Promise((resume) => setTimeout(resume, run.chance.int(0, 12)));

const steps: readonly (readonly [weight: number, step: Step])[] = [
  [16, book],
  [7, move],
  [7, rename],
  [1, cancel],
  [5, breathe],
  [2, cut],
  [3, partition],
  [2, heal],
  [1, slow],
  [1, restart],
  [1, lock],
  [2, unlock],
  [1, skew],
  [0.6, remove],
  [4, hostile],
];
const bag = steps.flatMap(([weight, step]) => Array.from({ length: weight * 5 }, () => step));

/** The order of JSON keys is no part of the state. */
const inKeyOrder = <R extends { rivals: string }>(row: R) => ({
  ...row,
  rivals: Object.entries(JSON.parse(row.rivals) as Record<string, unknown>).sort(([a], [b]) =>
    a < b ? -1 : 1,
  ),
});

/** Rows that every machine must agree on, as text. */
function stateOf(machine: Machine): string {
  const rows = (sql: string) => machine.sqlite.prepare(sql).all();
  return JSON.stringify({
    bookings: rows(
      `SELECT id, date, start, facets ->> '$.slot.end' AS "end", status, title, facets ->> '$.slot.claim' AS claim
       FROM bookings ORDER BY id`,
    ),
    toSettle: rows(
      'SELECT later, earlier, reason, resource FROM clashes WHERE accepted = 0 ORDER BY 1, 2, 3, 4',
    ),
    rivals: rows(
      `SELECT type, id, rivals FROM entities WHERE circle = 'team' AND rivals IS NOT NULL
       UNION ALL SELECT 'bookings', id, rivals FROM bookings WHERE rivals IS NOT NULL ORDER BY 1, 2`,
    ).map((row) => inKeyOrder(row as { rivals: string })),
  });
}

/** Costs nothing when all is well; a busy machine needs it. */
const PATIENCE_MS = 120_000;

/** Until every machine has the place: there is nothing to plan in before. */
async function furnished(run: Run): Promise<void> {
  const spaces = (machine: Machine) =>
    machine.sqlite.prepare("SELECT count(*) AS n FROM entities WHERE type = 'spaces'").pluck().get();
  const until = performance.now() + PATIENCE_MS;
  while (run.machines.some((machine) => spaces(machine) !== 3)) {
    if (performance.now() > until) throw new Error(`received nothing: ${linksOf(run)}`);
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

async function converged(run: Run): Promise<string | null> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const states = new Set(run.staying.map(stateOf));
    const whole = run.staying.every((machine) => {
      const ids = allIds(machine);
      return [...run.made].every((id) => ids.has(id));
    });
    if (states.size === 1 && whole) return null;
    if (performance.now() > until) return whole ? different(run) : missing(run);
    await new Promise((resume) => setTimeout(resume, 40));
  }
}

const linksOf = (run: Run): string =>
  run.all
    .map((machine) => {
      const links = machine.relay
        .links()
        .map(({ device, connected, problem }) => `${device} ${connected} ${problem ?? ''}`);
      const held = machine.relay.log('team').entries().length;
      return `${machine.name}=${machine.device} holds ${held}, ${machine.relay.register.bytes().length} statements, links ${links.join(', ')}`;
    })
    .join('; ');

/** The parts of the state that differ from the founder's. */
function different(run: Run): string {
  const [first, ...others] = run.staying.map((machine) => ({
    name: machine.name,
    state: JSON.parse(stateOf(machine)) as Record<string, { id?: string }[]>,
  }));
  const told = others.flatMap(({ name, state }) =>
    Object.keys(state).flatMap((part) => {
      const here = new Set((first?.state[part] ?? []).map((row) => JSON.stringify(row)));
      const there = new Set((state[part] ?? []).map((row) => JSON.stringify(row)));
      return [
        ...[...here].filter((row) => !there.has(row)).map((row) => `only ${first?.name} ${part} ${row}`),
        ...[...there].filter((row) => !here.has(row)).map((row) => `only ${name} ${part} ${row}`),
      ];
    }),
  );
  return `different states: ${told.slice(0, 6).join('; ')}; removed ${run.removed?.name ?? 'nobody'}; ${JSON.stringify(run.count)}`;
}

function missing(run: Run): string {
  const where = run.staying.map((machine) => {
    const ids = allIds(machine);
    const lost = [...run.made].filter((id) => !ids.has(id)).length;
    return `${machine.name} lacks ${lost} and set aside ${machine.membership.sealed('team')?.setAside().length} kinds, holds ${machine.relay.log('team').entries().length} entries, links ${machine.relay
      .links()
      .map(({ device, connected, problem }) => `${device} ${connected} ${problem}`)
      .join(', ')}`;
  });
  return `a booking is missing: ${where.join('; ')}; removed: ${run.removed?.name ?? 'nobody'}; said: ${run.faults.slice(-8).join(' | ')}; ${JSON.stringify(run.count)}`;
}

/** Throws with the reason when a machine differs or a booking is lost. */
export async function runSeed(seed: number, length = 80): Promise<Outcome> {
  const root = await mkdtemp(path.join(tmpdir(), 'margelle-fuzz-'));
  const run = new Run(seed, root);
  try {
    const founder = run.machine('m0');
    await founder.found();
    const size = run.chance.int(3, 4);
    for (let i = 1; i < size; i += 1) {
      const machine = run.machine(`m${i}`);
      await machine.join(
        founder,
        i % 2 === 0 ? 'psychologist' : 'communication',
        ['team'],
        run.chance.chance(0.3),
      );
    }
    await run.invadedBy('hostile', founder);
    await furnished(run);
    for (let step = 0; step < length; step += 1) await run.chance.pick(bag)(run);

    run.links.heal();
    for (const machine of run.machines) {
      machine.skew = 0;
      if (machine !== run.removed && !machine.isOpen) await machine.unlock();
    }
    const fault = await converged(run);
    if (fault) throw new Error(fault);
    const bad = run.faults.find((line) => /TypeError|RangeError|ReferenceError|uncaught/i.test(line));
    if (bad) throw new Error(bad);
    const rebuilt = stateOf(founder);
    founder.vault.team.rebuild();
    if (stateOf(founder) !== rebuilt) throw new Error('rebuilt differently');
    const final = JSON.parse(rebuilt) as { bookings: unknown[]; toSettle: unknown[]; rivals: unknown[] };
    return {
      seed,
      machines: run.machines.length,
      bookings: final.bookings.length,
      conflicts: final.toSettle.length,
      rivals: final.rivals.length,
      ...run.links.count,
      ...run.count,
    };
  } finally {
    for (const machine of run.all) await machine.destroy();
    rmSync(root, { recursive: true, force: true });
  }
}
